import 'reflect-metadata';
import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { Refused, messageOf } from '#core/errors.js';
import { AccountFindingRow, AccountMeasureRow, AccountStateRow } from './entities/accounts.js';
import { DetectionRow, DocumentEventRow, DocumentRow, CampaignRow, ImageRow, ObservationRow, ReadingRow } from './entities/findings.js';
import { FrontierRow, GapRow, HostRow, LeaseRow, SnapshotRow, UrlShapeRow } from './entities/crawl.js';
import { ModelAnswerRow, ModelBatchRow, ModelPauseRow, ModelReadingRow, ModelSpendingRow, TranslationRow } from './entities/model.js';
import { ApiKeyRow, DeliveryRow, EditionRow } from './entities/publication.js';
import { AccountRow, ActorRow, ElectionRow, GoalRow, RecipientRow, SourceDayRow, SourceRow } from './entities/watchlist.js';
import { guardedClient } from './guarded-client.js';
import { migrations } from './migrations/index.js';
import { LEVEL, mayWorkOn, OLDEST } from './release-level.js';

export const entities = [ElectionRow, ActorRow, SourceRow, SourceDayRow, AccountRow, GoalRow, RecipientRow, LeaseRow, HostRow, FrontierRow, SnapshotRow, UrlShapeRow, GapRow,
  DocumentRow, DocumentEventRow, ImageRow, DetectionRow, ObservationRow, ReadingRow, CampaignRow, EditionRow, DeliveryRow, ApiKeyRow,
  ModelAnswerRow, ModelSpendingRow, ModelReadingRow, ModelPauseRow, ModelBatchRow, TranslationRow,
  AccountFindingRow, AccountStateRow, AccountMeasureRow];

/** An open database, for those who hand it on without knowing what it is made of. */
export type Database = DataSource;

/** The database, or a transaction on it: what asks for this takes part in a transaction that is under way. */
export type Sql = Pick<DataSource, 'query' | 'transaction' | 'getRepository'>;

/** An arbitrary number, the same in every process: who holds it migrates. */
const MIGRATION_LOCK = 7_221_843_009;

/** Statements of this process are given up after so long, unless `openDatabase` is told otherwise. */
const QUERY_MS = 120_000;

/**
 * Opens the database without changing it. `poolSize` is the most connections at a time; a query that takes longer than `queryMs` is ended, by the server and, where
 * that is silent, by us; 0 sets no limit.
 */
export async function openDatabase(url: string, poolSize = 8, queryMs: number = QUERY_MS): Promise<DataSource> {
  const db = new DataSource({ type: 'postgres', url, entities, migrations, migrationsTableName: 'schema_versions', poolSize, applicationName: 'claque', connectTimeoutMS: 10_000, extra: guardedClient(queryMs) });
  try {
    return await db.initialize();
  } catch (error) {
    throw new Refused(`cannot reach PostgreSQL at ${hostOf(url)}: ${messageOf(error)}`);
  }
}

/**
 * Brings the tables up to date, all or nothing; several processes may ask at once. Refuses a database that a newer release has written. The lock lives in the
 * transaction that migrates, so that it ends with its holder, also behind a pooler. With `only`, no other migrations than those: tables as they were.
 */
export const migrate = (db: DataSource, only?: readonly string[]): Promise<void> => pastDeadlocks(() => migrateOnce(db, only));

/** Deadlocks in a row after which something else is wrong. */
const MOST_DEADLOCKS = 5;

/** Work in one transaction on tables that others use meanwhile: one that PostgreSQL breaks off to end a deadlock changed nothing, and is begun again. */
export async function pastDeadlocks<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try { return await work(); } catch (error) { if (tries === MOST_DEADLOCKS || (error as { code?: unknown }).code !== '40P01') throw error; }
  }
}

async function migrateOnce(db: DataSource, only: readonly string[] | undefined): Promise<void> {
  // A connection of its own: migrating, and waiting for another that migrates, may take longer than any statement may.
  const own = await openDatabase((db.options as { url: string }).url, 1, 0);
  const runner = own.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const there = (await runner.query(`SELECT to_regclass('schema_versions') IS NOT NULL AS there`)) as { there: boolean }[];
    if (there[0]?.there) {
      const known = new Set(own.migrations.map((migration) => migration.name ?? migration.constructor.name));
      const newer = ((await runner.query('SELECT name FROM schema_versions')) as { name: string }[]).find(({ name }) => !known.has(name));
      if (newer && !mayWorkOn(await worksWith(runner))) throw new Refused(`this database was written by a newer release (${newer.name}), beside which this one cannot work; install that release, or use another database`);
    }
    const executor = new MigrationExecutor(only === undefined ? own : withMigrations(own, only), runner);
    executor.transaction = 'none';
    await executor.executePendingMigrations();
    if (only === undefined) await runner.query('UPDATE release_level SET level = greatest(level, $1), works_with = greatest(works_with, $2)', [LEVEL, OLDEST]);
    await runner.commitTransaction();
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => { /* the connection is gone, and the transaction with it */ });
    throw error;
  } finally {
    await runner.release();
    await own.destroy();
  }
}

const withMigrations = (db: DataSource, only: readonly string[]): DataSource => Object.create(db, { migrations: { value: db.migrations.filter(({ name }) => only.includes(name ?? '')) } }) as DataSource;

async function worksWith(runner: QueryRunner): Promise<number | null> {
  const [{ there } = { there: false }] = (await runner.query(`SELECT to_regclass('release_level') IS NOT NULL AS there`)) as { there: boolean }[];
  return there ? ((await runner.query('SELECT works_with AS n FROM release_level')) as { n: number }[])[0]!.n : null;
}

/** Whether tables are behind this release. Rejects when the database cannot be reached. */
export async function pendingMigrations(db: DataSource): Promise<boolean> {
  const [{ there } = { there: false }] = await db.query<{ there: boolean }[]>(`SELECT to_regclass('schema_versions') IS NOT NULL AS there`);
  if (!there) return true;
  const done = new Set((await db.query<{ name: string }[]>('SELECT name FROM schema_versions')).map(({ name }) => name));
  return db.migrations.some((migration) => !done.has(migration.name ?? migration.constructor.name));
}

/** How far this machine's clock is from the database's, in milliseconds; positive when ours is ahead. */
export async function clockSkew(db: DataSource): Promise<number> {
  let best = { trip: Number.POSITIVE_INFINITY, skew: 0 };
  for (let sample = 0; sample < 3; sample++) {
    const before = Date.now();
    const rows = (await db.query('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms')) as { ms: string }[];
    const after = Date.now();
    if (after - before < best.trip) best = { trip: after - before, skew: (before + after) / 2 - Number(rows[0]?.ms) };
  }
  return best.skew;
}

/** Further apart than this, two clocks cannot share a queue. */
export const MOST_SKEW_MS = 5000;

/** Throws Refused when the clocks differ by more: the queue's locks and delays are judged by the worker's clock. */
export async function refuseWrongClock(db: DataSource, skewMs?: number): Promise<void> {
  const skew = skewMs ?? await clockSkew(db);
  if (Math.abs(skew) > MOST_SKEW_MS) throw new Refused(`this machine's clock is ${(Math.abs(skew) / 1000).toFixed(0)} s ${skew > 0 ? 'ahead of' : 'behind'} the database's: set it right (for example with NTP) and start again`);
}

/** Host and port of a URL, without its user and password. */
export const hostOf = (url: string): string => { try { return new URL(url).host; } catch { return 'the given address'; } };
