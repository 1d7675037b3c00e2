import type { Verb } from '../verb.js';

export const watchlist: Verb = {
  name: 'watchlist',
  summary: 'Write a sample watchlist, or check one: what is wrong with it, and what would be crawled',
  declare: (command) => {
    command.argument('<action>', 'init or check').argument('[file]', 'the watchlist (YAML); check: - reads standard input; init: default watchlists/mine.yaml');
  },
  examples: ['claque watchlist init', 'claque watchlist init watchlists/tarovia.yaml', 'claque watchlist check watchlists/example.yaml'],
  load: () => import('../work/watchlist.js'),
};
