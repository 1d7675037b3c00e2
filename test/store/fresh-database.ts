import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { removeDatabase, startPostgres } from '#infra/embedded-postgres/index.js';
import { migrate, openDatabase } from '#infra/store/open.js';

export interface FreshDatabase { db: Awaited<ReturnType<typeof openDatabase>>; url: string; drop(): Promise<void> }

/** An empty database with our tables: on an embedded server of its own, or on the one at CLAQUE_TEST_DATABASE_URL. `drop` removes what was made. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const given = process.env['CLAQUE_TEST_DATABASE_URL'];
  const place = given ? await databaseOn(given) : await serverOfItsOwn();
  const db = await openDatabase(place.url);
  await migrate(db);
  return { db, url: place.url, drop: async () => { await db.destroy(); await place.remove(); } };
}

async function serverOfItsOwn(): Promise<{ url: string; remove(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'claque-test-'));
  const server = await startPostgres({ dataDir, what: 'test' });
  return { url: server.url, remove: async () => { await server.stop(); removeDatabase(dataDir); rmSync(dataDir, { recursive: true, force: true }); } };
}

async function databaseOn(server: string): Promise<{ url: string; remove(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try { await client.query(statement); } finally { await client.end(); }
  };
  await run(`CREATE DATABASE ${name}`);
  return { url: Object.assign(new URL(server), { pathname: `/${name}` }).href, remove: () => run(`DROP DATABASE ${name} WITH (FORCE)`) };
}
