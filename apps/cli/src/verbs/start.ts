import type { Verb } from '../verb.js';

export const start: Verb = {
  name: 'start',
  summary: 'Start everything on this machine: database, API, dashboard, worker; without a watchlist, with the demo election',
  declare: (command) => {
    command
      .option('--watchlist <file>', 'watchlist of the election to watch (default: the demo election)')
      .option('--port <number>', 'port of the API and the dashboard; 0 takes a free one (default: 3000)')
      .option('--data <folder>', 'folder of the database, the evidence, outbox/ and logs/ (default: data)');
  },
  examples: ['claque start', 'claque start --port 0 --data /tmp/claque-try', 'npm start -- --port 3100'],
  load: () => import('../work/start.js'),
};
