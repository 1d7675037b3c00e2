import type { Verb } from '../verb.js';

export const config: Verb = {
  name: 'config',
  summary: 'Print the settings in force, with secrets hidden',
  declare: (command) => { command.option('--markdown', 'print the reference of all settings, and of what a watchlist may say of a source'); },
  examples: ['claque config', 'QUEUE_URL=redis://127.0.0.1:6379 claque config'],
  load: () => import('../work/config.js'),
};
