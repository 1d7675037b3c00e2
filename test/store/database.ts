import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { startPostgres } from '#infra/embedded-postgres/index.js';
import { migrate, openDatabase } from '#infra/store/open.js';

/** A database of its own on a real server: CLAQUE_TEST_DATABASE_URL, or an embedded one that ends with the test. */
export async function freshDatabase(): Promise<{ db: DataSource; url: string; close(): Promise<void> }> {
  const given = process.env['CLAQUE_TEST_DATABASE_URL'];
  const server = given ? null : await startPostgres({ dataDir: await mkdtemp(join(tmpdir(), 'claque-test-')) });
  const base = new URL(given ?? server!.url);
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: base.href });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(base);
  url.pathname = `/${name}`;
  const db = await openDatabase(url.href);
  await migrate(db);
  return {
    db,
    url: url.href,
    close: async () => {
      if (db.isInitialized) await db.destroy();
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.end();
      await server?.stop();
    },
  };
}
