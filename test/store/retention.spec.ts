import { mkdtempSync, readFileSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sha256Of } from '#core/sha256.js';
import { FileEvidenceStore } from '#infra/evidence/file-store.js';
import { holdEvidence, legalHolds, liftHold, purge, PURGED, purgePreview } from '#infra/store/retention.js';
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
  expect(await settleRestore(database.db, new Date('2031-04-01T00:00:00Z'), { sent: [join(folder, 'no-sent.log')], complete: true, purges: [join(folder, 'purges.jsonl')] }, evidence)).toMatchObject({ sentBefore: null, held: true, purges: 1 });
  expect(await count('documents')).toBe(1);
  expect(await count('observations')).toBe(1);
  expect(existsSync(evidence.path(sha256(0)))).toBe(false);
  expect((await evidence.get(sha256(2))).byteLength).toBe(1);
  // Released notes never change.
  expect(await count('editions', 'released_at IS NOT NULL')).toBe(released);
  expect(readFileSync(join(folder, 'purges.jsonl'), 'utf8')).toContain('A2');
  expect(await count('pauses', 'resumed_at IS NULL AND hold_mails')).toBe(1);
});
