import type { Verb } from '../verb.js';

export const detect: Verb = {
  name: 'detect',
  summary: 'Find calls to follow, counts, goals and account events in documents, by rules',
  declare: (command) => {
    command.argument('<file>', 'documents as JSONL: id or url, title, text, links, actor_hint, published_at, language; main_text (of claque crawl --read) is read in the place of text, and spans are of it; - for standard input; .gz is read')
      .option('--out <file>', 'predictions as JSONL; - or nothing for standard output; .gz packs them')
      .option('--explain', 'add to each finding the rule that found it and its confidence');
  },
  examples: [
    'claque crawl https://ministry.example/ --read --out pages && claque detect pages/documents.jsonl --out findings.jsonl',
    'claque detect documents.jsonl --out findings.jsonl',
    'echo \'{"id":"1","text":"All staff must join t.me/orchard_daily today."}\' | claque detect - --explain',
  ],
  load: () => import('../work/detect.js'),
};
