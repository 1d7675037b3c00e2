import { dataOption, type Verb } from '../verb.js';

export const exportVerb: Verb = {
  name: 'export',
  summary: 'Write an evidence package that others can verify: captures (WACZ), manifest, table',
  declare: (command) => {
    command
      .argument('<what...>', 'campaign:ID, edition:ID, document:ID or call:ID; several of one election make one package')
      .addOption(dataOption())
      .requiredOption('--out <folder>', 'an empty or new folder');
  },
  examples: ['claque export edition:1 --out package', 'claque export campaign:4f1c call:812 --data data --out package'],
  load: () => import('../work/export.js'),
};

export const verify: Verb = {
  name: 'verify',
  summary: 'Verify an evidence package without the server that made it',
  declare: (command) => { command.argument('<folder>', 'what `claque export` wrote'); },
  examples: ['claque verify package'],
  load: () => import('../work/verify.js'),
};
