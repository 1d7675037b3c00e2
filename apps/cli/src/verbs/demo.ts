import type { Verb } from '../verb.js';

export const demo: Verb = {
  name: 'demo',
  summary: 'Serve the demo country, crawl it, publish its digest, and write what was found beside what is true',
  declare: (command) => {
    command
      .option('--once', 'run one day and end (without it: `claque start`)')
      .option('--out <folder>', 'where findings.json, truth.json and outbox/ go', 'out/demo')
      .option('--seed <number>', 'which country: the same seed and date give the same one', '1')
      .option('--date <YYYY-MM-DD>', 'date of the edition (default: today)')
      .option('--data <folder>', 'keep the database and the evidence here (default: removed at the end)');
  },
  examples: ['claque demo --once --out out/demo', 'claque demo --once --seed 7 --date 2027-03-09 --out out/seven'],
  load: () => import('../work/demo.js'),
};
