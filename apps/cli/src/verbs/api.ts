import type { Verb } from '../verb.js';

export const api: Verb = {
  name: 'api',
  summary: 'Run the API and the dashboard alone, on the database of DATABASE_URL or the one in the data folder',
  declare: (command) => { command.option('--port <number>', 'port; 0 takes a free one (default: 3000)').option('--data <folder>', 'data folder (default: data)'); },
  examples: ['claque api --port 3100'],
  load: async () => ({ run: (await import('../work/one-part.js')).runApi }),
};
