import { mkdtempSync, readFileSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sha256Of } from '#core/sha256.js';
import { keepBodies, removeDoomed } from '#infra/store/bodies.js';
import { FileEvidenceStore } from '#infra/evidence/file-store.js';
import { holdEvidence, legalHolds, liftHold, purge, PURGED, purgePreview } from '#infra/store/retention.js';
import { readConfig } from '#infra/config.js';
import { duePurges, purgeOld } from '#pipeline/steps/purge.js';
import type { World } from '#pipeline/world.js';
import { settleRestore } from '#infra/store/restores.js';
import { freshDatabase, type FreshDatabase } from './database.js';
import { plantSmallElection } from './small-election.js';

let database: FreshDatabase;
let folder: string;
let evidence: FileEvidenceStore;
const count = async (table: string, where = 'true'): Promise<number> => (await database.db.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`))[0]!.n;
const body = (n: number): Buffer => Buffer.from(`${n}`);
const sha256 = (n: number): string => sha256Of(body(n));

beforeAll(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), 'claque-retention-'));
  evidence = new FileEvidenceStore(folder);
  await plantSmallElection(database.db);
  // Bodies of the three snapshots: their names are those of the numbers 0, 1 and 2.
  for (const n of [0, 1, 2]) await evidence.put(sha256(n), body(n));
});
afterAll(async () => { await database.close(); rmSync(folder, { recursive: true, force: true }); });

const before = new Date('2031-03-03T00:00:00Z');
const order = { electionId: 'lowlands', before, by: 'A2' };

it('says first what would go, and nothing of a source under legal hold does', async () => {
  expect(await purgePreview(database.db, order)).toEqual({ documents: 2, snapshots: 2, heldSources: 0 });
  const id = await holdEvidence(database.db, 'lowlands', 'tides-website', 'case 14', 'L1');
  await expect(holdEvidence(database.db, 'lowlands', 'no-such', 'case', 'L1')).rejects.toThrow(/has no source "no-such"/);
  expect(await purgePreview(database.db, order)).toEqual({ documents: 1, snapshots: 1, heldSources: 1 });
  expect(await purge(database.db, evidence, order)).toMatchObject({ documents: 1, snapshots: 1, observations: 1, bodies: 1 });
  expect([0, 1, 2].map((n) => existsSync(evidence.path(sha256(n))))).toEqual([true, false, true]);
  expect(await count('documents', `source_id = 'tides-website'`)).toBe(2);
  await liftHold(database.db, id, 'L1');
  expect(await legalHolds(database.db)).toEqual([]);
  await expect(liftHold(database.db, id, 'L1')).rejects.toThrow(/no hold/);
});

it('the picture of a page that is still there stays, however long ago it was fetched, and a table with words of pages is either purged or named here', async () => {
  const [page] = await database.db.query<{ id: string }[]>(`SELECT id FROM documents WHERE url = 'https://tides.example/2'`);
  const picture = Buffer.from('a picture');
  const name = sha256Of(picture);
  await evidence.put(name, picture);
  const [snapshot] = await database.db.query<{ id: string }[]>(
    `INSERT INTO snapshots (election_id, source_id, url, final_url, status, headers, redirects, sha256, bytes, fetched_at, minute) VALUES ('lowlands', 'tides-website', 'https://tides.example/p.png', 'x', 200, '{}', '[]', $1, 9, '2031-01-01', '2031-01-01') RETURNING id`, [name]);
  await database.db.query(`INSERT INTO images (election_id, document_id, url, snapshot_id, sha256) VALUES ('lowlands', $1, 'https://tides.example/p.png', $2, $3)`, [page!.id, snapshot!.id, name]);
  expect(await purgePreview(database.db, { ...order, before: new Date('2031-02-01T00:00:00Z') })).toMatchObject({ documents: 0, snapshots: 0 });
  await purge(database.db, evidence, { ...order, before: new Date('2031-02-01T00:00:00Z') });
  expect((await evidence.get(name)).byteLength).toBe(9);
  // A new table that hangs on documents or snapshots must be thought of in `purge`.
  const hanging = (await database.db.query<{ name: string }[]>(`SELECT DISTINCT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name IN ('document_id', 'snapshot_id')`)).map((row) => row.name).sort();
  expect(hanging.filter((table) => !PURGED.includes(table))).toEqual([]);
});

it('what was purged stays gone when an older backup is brought back: the ledger beside the database is purged again', async () => {
  writeFileSync(join(folder, 'purges.jsonl'), `${JSON.stringify({ electionId: 'lowlands', before: before.toISOString(), by: 'A2', at: '2031-05-01T00:00:00Z' })}\n`);
  const released = await count('editions', 'released_at IS NOT NULL');
  expect(await settleRestore(database.db, new Date('2031-04-01T00:00:00Z'), { sent: [join(folder, 'no-sent.log')], complete: true, purges: [join(folder, 'purges.jsonl')] }, evidence)).toMatchObject({ sentBefore: null, held: true, purges: [{ electionId: 'lowlands', by: 'A2' }] });
  expect(await count('documents')).toBe(1);
  expect(await count('observations')).toBe(1);
  expect(existsSync(evidence.path(sha256(0)))).toBe(false);
  expect((await evidence.get(sha256(2))).byteLength).toBe(1);
  // Released notes never change.
  expect(await count('editions', 'released_at IS NOT NULL')).toBe(released);
  expect(readFileSync(join(folder, 'purges.jsonl'), 'utf8')).toContain('A2');
  expect(await count('pauses', 'resumed_at IS NULL AND hold_mails')).toBe(1);
});

it('with a number of days to keep, what is older goes by itself once a night, is noted beside the database, and nothing goes without that number', async () => {
  const other = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'claque-keep-'));
  try {
    await plantSmallElection(other.db);
    const world = (keepDays: number | undefined, now: string) => ({
      db: other.db, evidence: new FileEvidenceStore(join(dataDir, 'evidence')), clock: { now: () => new Date(now) }, config: { ...readConfig({ CLAQUE_DATA_DIR: dataDir }), keepDays }, log: () => {} }) as unknown as World;
    const documents = async () => (await other.db.query<{ n: number }[]>('SELECT count(*)::int AS n FROM documents'))[0]!.n;
    expect(await duePurges(world(undefined, '2031-05-01T12:00:00Z'))).toEqual([]);
    // At one in the morning of the election's zone it is not due yet; the documents are of the first days of March.
    expect(await duePurges(world(60, '2031-05-01T18:00:00Z'))).toEqual([]);
    const [due] = await duePurges(world(60, '2031-05-01T19:30:00Z'));
    expect(due).toEqual({ name: 'evidence.purge', payload: { election: 'lowlands', before: '2031-03-03' } });
    const all = await documents();
    expect(await purgeOld(world(60, '2031-05-01T19:30:00Z'), { election: 'lowlands', before: '2031-03-03' })).toMatchObject({ done: expect.stringContaining('2 documents') });
    expect(await documents()).toBe(all - 2);
    expect(JSON.parse(readFileSync(join(dataDir, 'purges.jsonl'), 'utf8'))).toMatchObject({ electionId: 'lowlands', before: '2031-03-03T00:00:00.000Z', by: 'CLAQUE_KEEP_DAYS' });
    // Twice changes nothing; the next night is due again, and has nothing to note where nothing goes.
    expect(await purgeOld(world(60, '2031-05-01T19:30:00Z'), { election: 'lowlands', before: '2031-03-03' })).toEqual({ skipped: 'already-done' });
    expect(await duePurges(world(60, '2031-05-02T12:00:00Z'))).toEqual([]);
    expect(await purgeOld(world(61, '2031-05-04T02:00:00Z'), { election: 'lowlands', before: '2031-03-04' })).toMatchObject({ done: expect.stringContaining('1 documents') });
    expect(await purgeOld(world(60, '2031-05-05T02:00:00Z'), { election: 'lowlands', before: '2031-03-06' })).toEqual({ skipped: 'nothing-due' });
    expect(await duePurges(world(60, '2031-05-04T19:30:00Z'))).toEqual([]);
    expect(readFileSync(join(dataDir, 'purges.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2);
  } finally { await other.close(); rmSync(dataDir, { recursive: true, force: true }); }
});

it('a body that a visit keeps again while it is being purged is either kept or written again, never lost', async () => {
  const other = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'claque-doomed-'));
  try {
    await plantSmallElection(other.db);
    const store = new FileEvidenceStore(dataDir);
    await store.put(sha256(0), body(0));
    // The only snapshot that named it has gone.
    await other.db.query('UPDATE snapshots SET sha256 = $1 WHERE sha256 = $2', ['gone', sha256(0)]);
    await other.db.query('INSERT INTO doomed_bodies VALUES ($1)', [sha256(0)]);
    // The visit finds the body there, and writes the row that names it only after a purge has begun to look.
    let sees = () => {};
    const seen = new Promise<void>((resolve) => { sees = resolve; });
    const visit = keepBodies(other.db, store, [{ sha256: sha256(0), body: body(0) }], async (tx) => {
      sees();
      await new Promise((resolve) => { setTimeout(resolve, 300); });
      await tx.query('UPDATE snapshots SET sha256 = $1 WHERE sha256 = $2', [sha256(0), 'gone']);
    });
    await seen;
    const removed = removeDoomed(other.db, store);
    await visit;
    expect(await removed).toBe(0);
    expect((await store.get(sha256(0))).byteLength).toBe(1);
    // The other way round: what is being taken away is written again.
    await other.db.query('UPDATE snapshots SET sha256 = $1 WHERE sha256 = $2', ['gone', sha256(0)]);
    await other.db.query('INSERT INTO doomed_bodies VALUES ($1)', [sha256(0)]);
    const slow = { remove: async (name: string) => { await new Promise((resolve) => { setTimeout(resolve, 300); }); await store.remove(name); } };
    const purging = removeDoomed(other.db, slow);
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    await keepBodies(other.db, store, [{ sha256: sha256(0), body: body(0) }], (tx) => tx.query('UPDATE snapshots SET sha256 = $1 WHERE sha256 = $2', [sha256(0), 'gone']));
    expect(await purging).toBe(1);
    expect((await store.get(sha256(0))).byteLength).toBe(1);
  } finally { await other.close(); rmSync(dataDir, { recursive: true, force: true }); }
});

it('a page that was found unchanged since is no old page, though nothing was stored then; what a channel no longer shows is, and a purged address is asked as if for the first time', async () => {
  const other = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'claque-unchanged-'));
  try {
    await plantSmallElection(other.db);
    const [row] = await other.db.query<{ id: string }[]>(
      `INSERT INTO frontier (election_id, source_id, host, url, role, why, depth, priority, due_at, last_outcome, last_visit_at, sha256, etag) SELECT 'lowlands', source_id, 'tides.example', url, 'page', 'link', 1, 1, now(), 'unchanged', '2031-04-20', sha256, '"a"' FROM snapshots WHERE url = 'https://tides.example/0' RETURNING id`);
    await other.db.query(`UPDATE snapshots SET frontier_id = $1 WHERE url = 'https://tides.example/0'`, [row!.id]);
    // Of the two that were stored before the third of March, one stands at its address to this day.
    expect(await purgePreview(other.db, order)).toMatchObject({ documents: 1, snapshots: 1 });
    // A later snapshot of the address does not hold it any more.
    await other.db.query(`INSERT INTO snapshots (election_id, source_id, frontier_id, url, final_url, status, headers, redirects, sha256, bytes, fetched_at, minute) VALUES ('lowlands', 'tides-website', $1, 'https://tides.example/0', 'x', 200, '{}', '[]', $2, 9, '2031-03-02T12:00:00Z', '2031-03-02T12:00:00Z')`, [row!.id, sha256(0)]);
    expect(await purgePreview(other.db, order)).toMatchObject({ documents: 2 });
    await purge(other.db, new FileEvidenceStore(dataDir), order);
    expect(await other.db.query(`SELECT sha256, etag FROM frontier WHERE id = $1`, [row!.id])).toEqual([{ sha256: null, etag: null }]);
  } finally { await other.close(); rmSync(dataDir, { recursive: true, force: true }); }
});
