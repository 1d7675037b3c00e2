import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { BadInput, Refused, messageOf } from '#core/errors.js';
import { hostOf, migrate, openDatabase, type Database } from '../open.js';
import { columnList, continueSequences, quoted, tablesOf, type Table } from './tables.js';

/** Tables that a fresh database has rows in: what migrations planted is replaced by what is brought. */
const SETTLED = 'schema_versions';

/** The tables of a database at one moment: everything committed before it and nothing after. */
export interface Source {
  at: Date;
  migrations: string[];
  tables: Table[];
  /** The rows of a table in PostgreSQL's own text form, in order of nothing. */
  rows(table: Table): Readable;
  close(): Promise<void>;
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'claque-transfer', connectionTimeoutMillis: 10_000 });
  client.on('error', () => { /* the query in flight rejects with it */ });
  await client.connect().catch((error: unknown) => { throw new Refused(`cannot reach PostgreSQL at ${hostOf(url)}: ${messageOf(error)}`); });
  return client;
}

/** Opens a database for reading as it is now; writers go on meanwhile. BadInput where no release of ours has made it. */
export async function openSource(url: string): Promise<Source> {
  const client = await connected(url);
  try {
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: [made] } = await client.query<{ there: boolean; at: Date }>(`SELECT to_regclass('schema_versions') IS NOT NULL AS there, clock_timestamp() AS at`);
    if (!made!.there) throw new BadInput(`the database at ${hostOf(url)} holds nothing of claque`);
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${SETTLED} ORDER BY id`);
    const tables = (await tablesOf(client)).filter(({ name }) => name !== SETTLED);
    return {
      at: made!.at, migrations: rows.map(({ name }) => name), tables,
      rows: (table) => client.query(copyTo(`COPY (SELECT ${columnList(table)} FROM ${quoted(table.name)}) TO STDOUT`)),
      close: async () => { await client.query('ROLLBACK').catch(() => {}); await client.end(); },
    };
  } catch (error) { await client.end(); throw error; }
}

/** Throws BadInput where a database is in use already, and Refused where it cannot be reached. Tables of ours that are still empty, as a copy that was broken off leaves them, are filled. */
export async function refuseUsed(url: string): Promise<void> {
  const db = await openDatabase(url, 1);
  try { await refuseTables(db, url); } finally { await db.destroy(); }
}

async function refuseTables(db: Database, url: string): Promise<void> {
  const [{ there } = { there: false }] = await db.query<{ there: boolean }[]>(`SELECT to_regclass('elections') IS NOT NULL AND to_regclass('api_keys') IS NOT NULL AS there`);
  if (!there) return;
  const [{ used } = { used: true }] = await db.query<{ used: boolean }[]>('SELECT EXISTS (SELECT 1 FROM elections) OR EXISTS (SELECT 1 FROM api_keys) AS used');
  if (used) throw new BadInput(`the database at ${hostOf(url)} already has tables of claque in use: give an empty one (\`CREATE DATABASE\`)`);
}

/** A database into which tables are brought, all or nothing. */
export interface Target { bring(table: Table, rows: Readable): Promise<number>; commit(): Promise<void>; abandon(): Promise<void> }

/**
 * Makes the tables as those migrations left them and opens them for rows. BadInput where the database watches something already, or this release does not know a
 * migration. Rows come without our triggers: what they wrote then comes with the rows.
 */
export async function openTarget(url: string, migrations: readonly string[]): Promise<Target> {
  const db = await openDatabase(url, 2);
  try {
    const known = new Set(db.migrations.map((migration) => migration.name ?? ''));
    const unknown = migrations.find((name) => !known.has(name));
    if (unknown !== undefined) throw new BadInput(`these tables are of a newer release (${unknown}): use that release`);
    await refuseTables(db, url);
    await migrate(db, migrations);
  } finally { await db.destroy(); }
  const client = await connected(url);
  await client.query('BEGIN');
  await client.query('SET LOCAL statement_timeout = 0');
  const there = new Map((await tablesOf(client)).map((table) => [table.name, table]));
  const own = [...there.keys()].filter((name) => name !== SETTLED);
  const references = await setReferencesAside(client);
  for (const name of own) await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
  // What migrations planted. Tables without rows are left alone: of some we may not take anything away.
  for (const name of own) if (((await client.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`)).rowCount ?? 0) > 0) await client.query(`TRUNCATE ${quoted(name)}`);
  return {
    async bring(table, rows) {
      const target = there.get(table.name);
      if (target === undefined || table.columns.some((column) => !target.columns.includes(column))) throw new BadInput(`the table "${table.name}" of the copy is not one that its own migrations make: the copy is damaged, or somebody changed that database by hand`);
      const into = client.query(copyFrom(`COPY ${quoted(table.name)} (${columnList(table)}) FROM STDIN`));
      await pipeline(rows, into);
      await continueSequences(client, target);
      return into.rowCount;
    },
    async commit() {
      for (const { table, name, definition } of references) await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`);
      for (const name of own) await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
      // Numbers of transactions are each server's own: what was judged up to one of them is judged again from the calls.
      if (there.has('cluster_progress')) {
        await client.query('DELETE FROM cluster_progress');
        await client.query('UPDATE call_changes SET changed_in = pg_current_xact_id()');
      }
      await client.query('COMMIT');
      await client.end();
      // What is newer in this release is added to what was brought.
      const after = await openDatabase(url, 2, 0);
      try { await migrate(after); await after.query('ANALYZE'); } finally { await after.destroy(); }
    },
    async abandon() { await client.query('ROLLBACK').catch(() => {}); await client.end(); },
  };
}

/** Takes away what ties tables together, so that they come in any order; it is put back, and so checked, when all of them are there. */
async function setReferencesAside(client: pg.Client): Promise<{ table: string; name: string; definition: string }[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0`);
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
  return rows;
}

/** How many processes of ours are connected to a database, this one left out. */
export async function othersConnected(url: string): Promise<number> {
  const client = await connected(url);
  try {
    const { rows: [row] } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'claque%' AND pid <> pg_backend_pid()`);
    return row!.n;
  } finally { await client.end(); }
}

/** Counts the rows and bytes that pass: in PostgreSQL's text form a row is a line. */
export function counting(): Transform & { counted: { rows: number; bytes: number } } {
  const counted = { rows: 0, bytes: 0 };
  const stream = new Transform({ transform(chunk: Buffer, _encoding, done) { counted.bytes += chunk.length; for (const byte of chunk) if (byte === 10) counted.rows++; done(null, chunk); } });
  return Object.assign(stream, { counted });
}

/** Every row of one database into an empty other. Resolves with the rows of each table. `tell` is called at each table. */
export async function copyDatabase(source: Source, targetUrl: string, tell: (table: string, rows: number) => void): Promise<Record<string, number>> {
  const target = await openTarget(targetUrl, source.migrations);
  const counts: Record<string, number> = {};
  try {
    for (const table of source.tables) { counts[table.name] = await target.bring(table, source.rows(table)); tell(table.name, counts[table.name]!); }
    await target.commit();
  } catch (error) { await target.abandon(); throw error; }
  return counts;
}
