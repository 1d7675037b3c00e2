import type { Verb } from '../verb.js';

export const worker: Verb = {
  name: 'worker',
  summary: 'Run a worker alone, on the database of DATABASE_URL or the one in the data folder',
  declare: (command) => {
    command
      .option('--queues <names>', 'only these queues, separated by commas (default: all)')
      .option('--concurrency <number>', 'jobs at a time in each queue (default: CLAQUE_CONCURRENCY, or 4)')
      .option('--watchlist <file>', 'write this watchlist to the database first')
      .option('--data <folder>', 'data folder (default: data)');
  },
  examples: ['claque worker', 'claque worker --queues crawl,read --concurrency 8'],
  load: async () => ({ run: (await import('../work/one-part.js')).runWorker }),
};
