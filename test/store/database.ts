import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { removeDatabase, startPostgres } from '#infra/embedded-postgres/index.js';
import { migrate, openDatabase } from '#infra/store/open.js';

export interface FreshDatabase { db: DataSource; url: string; close: () => Promise<void> }

/** An empty, migrated database on a real server: one made in CLAQUE_TEST_DATABASE_URL, or an embedded server of its own. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const given = process.env['CLAQUE_TEST_DATABASE_URL'];
  const { url, remove } = given ? await onServer(given) : await embedded();
  const db = await openDatabase(url);
  await migrate(db);
  return { db, url, close: async () => { if (db.isInitialized) await db.destroy(); await remove(); } };
}

async function embedded() {
  const dataDir = await mkdtemp(join(tmpdir(), 'claque-test-'));
  const server = await startPostgres({ dataDir });
  return { url: server.url, remove: async () => { await server.stop(); removeDatabase(dataDir); await rm(dataDir, { recursive: true, force: true }); } };
}

async function onServer(given: string) {
  const admin = new pg.Client({ connectionString: given });
  await admin.connect();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return { url: url.href, remove: async () => { await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`); await admin.end(); } };
}
