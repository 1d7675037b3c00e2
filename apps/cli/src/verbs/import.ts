import { dataOption, type Verb } from '../verb.js';

export const importVerb: Verb = {
  name: 'import',
  summary: 'Bring captures and posts of others into a source: WARC, WACZ, CSV, JSONL, Telegram Desktop exports, captures by hand',
  declare: (command) => {
    command
      .argument('<file...>', 'files; - is standard input (CSV or JSONL, with --format)')
      .requiredOption('--election <id>', 'the election, as its watchlist names it')
      .requiredOption('--source <id>', 'the source whose words these are, such as "posts-website"; a source of kind "posts" is one that is only imported')
      .option('--format <name>', 'warc, wacz, csv, jsonl, telegram or by-hand, where the name of the file does not say')
      .option('--rejects <file>', 'where rows that are not taken go, with line and reason (JSONL)', 'rejects.jsonl')
      .option('--hash-authors', 'take a group or private channel: people become keyed codes before anything is written, media is dropped')
      .addOption(dataOption());
  },
  examples: ['claque import capture.wacz --election tarovia-2027 --source posts-website', 'claque import 4cat.csv --election tarovia-2027 --source premier-posts --rejects out/rejects.jsonl',
    'claque import export/result.json --election tarovia-2027 --source premier-telegram-channel', 'claque import note.yaml --election tarovia-2027 --source premier-posts'],
  load: () => import('../work/import.js'),
};
