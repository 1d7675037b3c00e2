import type { Verb } from '../verb.js';

export const accounts: Verb = {
  name: 'accounts',
  summary: 'Find what stands out in accounts\' follower counts: jumps, purges, growth after calls; project a goal',
  declare: (command) => {
    command
      .argument('<counts>', 'CSV with the columns account, at (ISO 8601), count; may also have platform (else what stands before a colon in account), bound (=, ≈, ≥, ≤), low, high; may be .gz; - for standard input')
      .option('--posts <file>', 'CSV with the columns account, at and, where known, views')
      .option('--calls <file>', 'CSV with the columns account, at: calls to follow the account')
      .option('--time-zone <zone>', 'whose days are meant', 'UTC')
      .option('--goal <count>', 'a count that the accounts are to reach')
      .option('--by <day>', 'the day by which, YYYY-MM-DD')
      .requiredOption('--out <folder>', 'where anomalies.csv, anomalies.json and, with --goal, goals.csv go');
  },
  examples: ["claque accounts counts.csv --time-zone Asia/Phnom_Penh --out out/accounts", 'claque accounts counts.csv --posts posts.csv --calls calls.csv --goal 1000000 --by 2027-03-13 --out out/accounts'],
  load: () => import('../work/accounts.js'),
};
