import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchlistSchema } from '#core/election/watchlist.js';
import { removeDatabase, startPostgres } from '#infra/embedded-postgres/index.js';
import { migrate, openDatabase, type Database } from '#infra/store/open.js';
import { applyWatchlist } from '#infra/store/watchlist.js';
import type { Job, Outcome } from '#pipeline/jobs.js';
import { clusterCampaigns } from '#pipeline/steps/cluster.js';
import type { World } from '#pipeline/world.js';
import { peakMemoryMb } from '../material/peak-memory.js';

/** `CLAQUE_BENCH_CALLS`: how many. */
const CALLS = Number(process.env['CLAQUE_BENCH_CALLS'] ?? 500_000);
const CALLS_A_DOCUMENT = 2;
const ACTORS = 800;
const TARGETS = 5000;
/** Of so many targets one is watched. */
const WATCHED = 50;
const DAYS = 60;
const START = Date.UTC(2031, 0, 1);
const AT_ONCE = 100_000;
const TURNS = 7;
const CHANGES = 100;

/**
 * One worker that follows an election of so many calls through PostgreSQL, as `campaign.cluster` runs it: every share is read from the tables, judged, written and kept in
 * the memory of this one process; then documents come, each with its calls, and the job runs again. PostgreSQL is a process of its own, planting is SQL in it: the memory
 * is the worker's.
 */
export async function run(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'claque-bench-live-'));
  const server = await startPostgres({ dataDir, what: 'bench' });
  try {
    const db = await openDatabase(server.url, 4, 0);
    await migrate(db);
    const planted = performance.now();
    await plantCalls(db);
    console.log(`${CALLS.toLocaleString('en')} calls in ${(CALLS / CALLS_A_DOCUMENT).toLocaleString('en')} documents planted in ${((performance.now() - planted) / 1000).toFixed(0)} s`);
    globalThis.gc?.();
    const before = memory();
    const world = { db, clock: { now: () => new Date(START + DAYS * 86_400_000) } } as World;
    const first = await timed(() => cluster(world));
    globalThis.gc?.();
    console.log(`all of them read, judged and written: ${first.seconds.toFixed(1)} s, ${first.cpu.toFixed(1)} s CPU in the worker (${first.said.join('; ')}); ${((memory() - before) / CALLS).toFixed(0)} bytes a call held, ${peakMemoryMb().toFixed(0)} MB at most`);
    const turns: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      await plantDocuments(db, CALLS / CALLS_A_DOCUMENT + turn * CHANGES, CHANGES);
      turns.push((await timed(() => cluster(world))).seconds);
    }
    console.log(`again after ${CHANGES} documents with ${CHANGES * CALLS_A_DOCUMENT} calls: median ${turns.toSorted((a, b) => a - b)[TURNS >> 1]!.toFixed(2)} s, longest ${Math.max(...turns).toFixed(2)} s; ${peakMemoryMb().toFixed(0)} MB at most`);
    await db.destroy();
  } finally {
    await server.stop();
    removeDatabase(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The job as it is asked for, and those that it asks for. */
async function cluster(world: World): Promise<string[]> {
  const said: string[] = [];
  const jobs: Job[] = [{ name: 'campaign.cluster', payload: { election: 'bench' } }];
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
    if (job.name !== 'campaign.cluster') throw new Error(`no job for this bench: ${job.name}`);
    const outcome: Outcome = await clusterCampaigns(world, job.payload);
    if (!('done' in outcome)) throw new Error(`not done: ${JSON.stringify(outcome)}`);
    said.push(outcome.done);
    jobs.push(...outcome.next ?? []);
  }
  return said;
}

async function plantCalls(db: Database): Promise<void> {
  await applyWatchlist(db, watchlistSchema.parse({
    version: 1, election: { id: 'bench', name: { en: 'Vote' }, polity: { en: 'Vale' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2031-03-10' },
    actors: Array.from({ length: ACTORS }, (_none, at) => ({ id: `actor-${at}`, name: { en: `Office ${at}` }, kind: 'ministry', side: 'government', sources: [{ kind: 'website', url: `https://office-${at}.example/` }] })),
    accounts: Array.from({ length: TARGETS / WATCHED }, (_none, at) => ({ platform: 'telegram', handle: `channel_${(at + 1) * WATCHED - 1}`, counter_url: 'none' })),
  }), 'bench', () => []);
  await db.query(`INSERT INTO snapshots (election_id, source_id, url, final_url, status, headers, redirects, sha256, bytes, fetched_at, minute, read_state) VALUES ('bench', 'actor-0-website', 'u', 'u', 200, '{}', '[]', 'x', 1, now(), now(), 'read')`);
  // What triggers would fill stands in the rows already; the log of changes is kept for three days only, and these are older.
  await triggers(db, 'DISABLE');
  for (let done = 0; done < CALLS / CALLS_A_DOCUMENT; done += AT_ONCE) {
    const count = Math.min(AT_ONCE, CALLS / CALLS_A_DOCUMENT - done);
    await plantDocuments(db, done, count);
    process.stderr.write(`  ${(done + count).toLocaleString('en')} documents\n`);
  }
  await triggers(db, 'ENABLE');
  await db.query('VACUUM ANALYZE');
}

async function triggers(db: Database, what: 'DISABLE' | 'ENABLE'): Promise<void> { for (const table of ['documents', 'detections', 'observations']) await db.query(`ALTER TABLE ${table} ${what} TRIGGER USER`); }

/**
 * Documents `from` on with their detections and calls. What each is about is drawn from its number by hashing, so that the same
 * numbers give the same store: targets by Zipf's law, an actor each, one in twenty late by up to all sixty days, texts of thirty words of which no two are alike.
 */
async function plantDocuments(db: Database, from: number, count: number): Promise<void> {
  const drawn = (salt: string, n = 'g.n'): string => `((hashtext('${salt}' || ${n})::bigint + 2147483648) / 4294967296.0)`;
  await db.query(
    `WITH added AS (
       INSERT INTO documents (election_id, source_id, actor_id, snapshot_id, reader_version, url, version, title, text, text_sha256, language, published_at, published_precision, published_how, links, images, first_seen_at, last_seen_at)
       SELECT 'bench', a.id || '-website', a.id, (SELECT min(id) FROM snapshots), '1', 'https://office-0.example/' || g.n, 1, 'Letter ' || g.n, t.text, g.n::text, 'en', at, 'minute', 'meta', '[]', '[]', at, at
       FROM generate_series($1::int, $2::int) AS g (n) CROSS JOIN LATERAL (SELECT 'actor-' || floor(${drawn('actor')} * ${ACTORS})::int AS id) a
         CROSS JOIN LATERAL (SELECT $3::timestamptz + least(1, CASE WHEN ${drawn('late')} < 0.05 THEN ${drawn('late by')} ELSE 1 END * g.n / ${CALLS / CALLS_A_DOCUMENT}.0) * ${DAYS} * interval '1 day' AS at) m
         CROSS JOIN LATERAL (SELECT string_agg(substr(md5(g.n || '/' || w), 1, 6), ' ') AS text FROM generate_series(1, 30) AS w) t
       RETURNING id, url),
     detected AS (INSERT INTO detections (document_id, detector, version) SELECT id, 'call-to-follow', 1 FROM added)
     SELECT 1`, [from, from + count - 1, new Date(START)]);
  await db.query(
    `INSERT INTO observations (election_id, document_id, detector, detector_version, kind, span_start, span_end, quote, payload, digest, target, why, confidence, said_at, actor_id, source_id, language)
     SELECT 'bench', d.id, 'call-to-follow', 1, 'call', 7 * c, 7 * c + 6, substr(d.text, 7 * c + 1, 6),
       jsonb_build_object('voice', CASE WHEN ${drawn('voice', "d.text_sha256 || '/' || c")} < 0.7 THEN 'own' ELSE 'reported' END, 'caller', null, 'audience', 'general', 'target', jsonb_build_object('url', null), 'action', 'follow', 'strength', 'invitation'),
       'x', 'telegram:channel_' || (floor(exp(${drawn('target', "d.text_sha256 || '/' || c")} * ln(${TARGETS})))::int - 1), 'bench', 0.8, d.published_at, d.actor_id, d.source_id, d.language
     FROM documents d CROSS JOIN generate_series(0, ${CALLS_A_DOCUMENT - 1}) AS c WHERE d.id > (SELECT max(id) - $1 FROM documents)`, [count]);
}

async function timed(work: () => Promise<string[]>): Promise<{ said: string[]; seconds: number; cpu: number }> {
  const from = performance.now();
  const use = process.cpuUsage();
  const said = await work();
  const { user, system } = process.cpuUsage(use);
  return { said, seconds: (performance.now() - from) / 1000, cpu: (user + system) / 1e6 };
}

const memory = (): number => { const { heapUsed, arrayBuffers } = process.memoryUsage(); return heapUsed + arrayBuffers; };
