import type { Verb } from '../verb.js';

export const watchlist: Verb = {
  name: 'watchlist',
  summary: 'Check a watchlist: what is wrong with it, and what would be crawled',
  declare: (command) => {
    command.argument('<action>', 'check').argument('<file>', 'the watchlist (YAML); - reads standard input');
  },
  examples: ['claque watchlist check watchlists/example.yaml'],
  load: () => import('../work/watchlist.js'),
};
