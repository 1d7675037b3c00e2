import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BadInput } from '#core/errors.js';
import type { Config } from '#infra/config.js';
import { openDatabaseUrl } from '#infra/embedded-postgres/database-url.js';
import { migrate, openDatabase, type Database } from '#infra/store/open.js';

/** The database of an installation that is there. A folder without one is refused: a wrong `--data` must not make one. */
export function databaseOf(config: Config, what: string): ReturnType<typeof openDatabaseUrl> {
  if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, 'postgres'))) throw new BadInput(`${resolve(config.dataDir)} holds no database: say where the installation is with --data (or DATABASE_URL), or run \`claque start\` first`, 2);
  return openDatabaseUrl(config, what);
}

/** Runs something on an installation's database: the running one, or its embedded server started for the while. Closes what it opened, whatever happens. */
export async function withInstallation<T>(config: Config, what: string, work: (db: Database) => Promise<T>): Promise<T> {
  const server = await databaseOf(config, what);
  try {
    // A purge takes as long as it takes.
    const db = await openDatabase(server.url, 2, 0);
    try {
      await migrate(db);
      return await work(db);
    } finally { await db.destroy(); }
  } finally { await server.close(); }
}
