import type { Config } from '../config.js';
import { startPostgres } from './index.js';

/**
 * The database of these settings: DATABASE_URL, or the embedded one, which is adopted where it runs already and stopped by `close`
 * unless others use it. `what` names this process to others, such as "claque digest".
 */
export async function openDatabaseUrl(config: Pick<Config, 'databaseUrl' | 'dataDir'>, what: string, log?: (line: string) => void): Promise<{ url: string; close(): Promise<void> }> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, close: async () => {} };
  const server = await startPostgres({ dataDir: config.dataDir, what, ...(log === undefined ? {} : { log }) });
  return { url: server.url, close: async () => { await server.stop(); } };
}
