import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate, openDatabase } from '#infra/store/open.js';

/** An empty database with our tables on a real server; `drop` closes and removes it. */
export async function freshDatabase(): Promise<{ db: Awaited<ReturnType<typeof openDatabase>>; url: string; drop(): Promise<void> }> {
  const server = process.env['CLAQUE_TEST_DATABASE_URL'];
  if (!server) throw new Error('set CLAQUE_TEST_DATABASE_URL');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try { await client.query(statement); } finally { await client.end(); }
  };
  await admin(`CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const db = await openDatabase(url);
  await migrate(db);
  return { db, url, drop: async () => { await db.destroy(); await admin(`DROP DATABASE ${name} WITH (FORCE)`); } };
}
