import { afterAll, beforeAll, expect, it } from 'vitest';
import { watchlistSchema } from '#core/election/watchlist.js';
import type { CallPayload } from '#core/model.js';
import { sha256Of } from '#core/sha256.js';
import { clusterCampaigns } from '#pipeline/steps/cluster.js';
import type { World } from '#pipeline/world.js';
import { listCampaigns, unclustered } from '#infra/store/campaigns.js';
import { saveDetections } from '#infra/store/documents.js';
import { oneCampaign } from '#infra/store/campaign-lists.js';
import { decide } from '#infra/store/review.js';
import { openDatabase, type Database } from '#infra/store/open.js';
import { holdingShare } from '#infra/store/share-lease.js';
import { applyWatchlist } from '#infra/store/watchlist.js';
import { freshDatabase, type FreshDatabase } from './fresh-database.js';

const ACTORS = ['tides', 'dykes', 'mills', 'barges'];
const TARGET = 'telegram:harbour_example';
let fresh: FreshDatabase;
let db: Database;
/** What the step needs of the world; each has the memory of a process of its own by its own connection. */
const worldOn = (database: Database): World => ({ db: database, clock: { now: () => new Date('2031-03-12T00:00:00Z') } }) as World;

beforeAll(async () => {
  fresh = await freshDatabase();
  db = fresh.db;
  await applyWatchlist(db, watchlistSchema.parse({
    version: 1,
    election: { id: 'lowlands', name: { en: 'Lowlands vote' }, polity: { en: 'Lowlands' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2031-03-14' },
    actors: ACTORS.map((id) => ({ id, name: { en: `Ministry of ${id}` }, kind: 'ministry', side: 'government', sources: [{ kind: 'website', url: `https://${id}.example/` }] })),
    accounts: [{ platform: 'telegram', handle: 'harbour_example', status: 'official' }],
  }), 'text', () => []);
}, 60_000);
afterAll(() => fresh.drop());

let number = 0;
/** A document with a call, published `hour` hours into March; returns its id. */
async function say(actor: string, hour: number, version = 1): Promise<string> {
  const text = `Letter ${++number} of ${actor} on ${['dams', 'locks', 'bridges', 'pumps', 'ferries', 'lights'][number % 6]!.repeat(3)}: follow t.me/harbour_example by Friday.`;
  const at = new Date(Date.UTC(2031, 2, 1, hour));
  const url = `https://${actor}.example/${number}`;
  const sha256 = sha256Of(url);
  const [snapshot] = await db.query<{ id: string }[]>(
    `INSERT INTO snapshots (election_id, source_id, url, final_url, status, headers, redirects, sha256, bytes, fetched_at, minute) VALUES ('lowlands', $1, $2, $2, 200, '{}', '[]', $3, 10, $4, $4) RETURNING id`, [`${actor}-website`, url, sha256, at]);
  const [document] = await db.query<{ id: string }[]>(
    `INSERT INTO documents (election_id, source_id, actor_id, snapshot_id, reader_version, url, version, title, text, text_sha256, language, published_at, published_precision, published_how, links, images, first_seen_at, last_seen_at)
     VALUES ('lowlands', $1, $2, $3, '1', $4, 1, 'Letter', $5, $6, 'en', $7, 'minute', 'meta', '[]', '[]', $7, $7) RETURNING id`, [`${actor}-website`, actor, snapshot!.id, url, text, sha256, at]);
  await detect(document!.id, text, version, true);
  return document!.id;
}
async function detect(id: string, text: string, version: number, finds: boolean): Promise<void> {
  const payload: CallPayload = { voice: 'own', caller: null, audience: 'employees', target: { platform: 'telegram', handle: 'harbour_example', url: 'https://t.me/harbour_example', owner: null }, action: 'follow', strength: 'instruction' };
  const start = text.indexOf('follow');
  await saveDetections(db, { id, electionId: 'lowlands', text }, [{ detector: 'call-to-follow', version, observations: finds ? [
    { kind: 'call', span: { start, end: start + 6 }, quote: 'follow', payload: payload as never, why: 'asks', confidence: 0.9, target: TARGET }] : [] }]);
}
const cluster = (database = db) => clusterCampaigns(worldOn(database), { election: 'lowlands' });
const drives = async () => (await listCampaigns(db, 'lowlands')).map(({ id, members, firstAt }) => ({ id, members, hour: (firstAt.getTime() - Date.UTC(2031, 2, 1)) / 3_600_000 })).sort((a, b) => a.hour - b.hour);

it('follows calls as they come late, join drives, change and go, and says what became of each drive', async () => {
  for (const [at, actor] of ['tides', 'dykes', 'mills'].entries()) { await say(actor, at); await say(actor, 100 + at); }
  await cluster();
  const [first, second] = await drives();
  expect([first, second]).toMatchObject([{ members: ['dykes', 'mills', 'tides'], hour: 0 }, { members: ['dykes', 'mills', 'tides'], hour: 100 }]);
  expect(await unclustered(db)).toEqual([]);

  const late = await say('barges', 50);
  expect(await unclustered(db)).toHaveLength(1);
  await cluster();
  const [joined, ...none] = await drives();
  expect(none).toEqual([]);
  expect(joined).toMatchObject({ members: ['barges', 'dykes', 'mills', 'tides'], hour: 0 });
  const absorbed = [first!, second!].find(({ id }) => id !== joined!.id)!;
  expect((await oneCampaign(db, joined!.id)).lineage).toMatchObject([{ kind: 'merged', id: joined!.id, other: absorbed.id }]);
  expect((await oneCampaign(db, joined!.id)).order[0]).toMatchObject({ actorId: 'tides', role: 'origin', afterMs: 0 });

  // The page no longer says so: nothing new was observed, and the drives part again.
  await db.query('UPDATE documents SET current = false WHERE id = $1', [late]);
  expect(await unclustered(db)).toHaveLength(1);
  await cluster();
  expect(await drives()).toHaveLength(2);
  expect((await oneCampaign(db, joined!.id)).lineage.map(({ kind }) => kind)).toEqual(['merged', 'split']);
}, 60_000);

it('a process that starts anew, and one that shares the election out, find the same', async () => {
  const before = await drives();
  const other = await openDatabase(fresh.url);
  try {
    await say('barges', 101);
    await cluster(other);
    const after = await drives();
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[1]!.members).toContain('barges');
    // The first process catches up from the log.
    await cluster(db);
    expect(await drives()).toEqual(after);
    for (const partition of [0, 1, 2]) await clusterCampaigns(worldOn(other), { election: 'lowlands', partition: { partitions: 3, partition } });
    expect(await drives()).toEqual(after);
    expect(await unclustered(db)).toEqual([]);
  } finally { await other.destroy(); }
}, 60_000);

it('what an older version of a detector found is let go when a newer one finds nothing', async () => {
  const [{ id, text } = { id: '', text: '' }] = await db.query<{ id: string; text: string }[]>(`SELECT id, text FROM documents WHERE actor_id = 'mills' AND current ORDER BY published_at LIMIT 1`);
  await detect(id, text, 2, false);
  await cluster();
  expect((await drives()).map(({ members }) => members)).toEqual([['barges', 'dykes', 'mills', 'tides']]);
}, 60_000);

it('a call that two readers found to be for another account leaves the drive, in every share and after a new start, and comes back when an editor says so', async () => {
  const before = await drives();
  const [{ observation } = { observation: '' }] = await db.query<{ observation: string }[]>(`SELECT o.id AS observation FROM observations o JOIN documents d ON d.id = o.document_id AND d.current WHERE d.actor_id = 'barges' ORDER BY o.id LIMIT 1`);
  const reader = (who: string) => ({ who, by: who, editor: false });
  const correction = { decision: 'correct' as const, target: 'telegram:lighthouse_example', why: 'It is the keeper\'s' };
  await decide(db, observation, correction, reader('person:1'), new Date(), false);
  await cluster();
  expect(await drives()).toEqual(before);
  await decide(db, observation, correction, reader('person:2'), new Date(), false);
  expect(await unclustered(db)).toHaveLength(1);
  const other = await openDatabase(fresh.url);
  try {
    const parts = [];
    // As followed from the log, as read anew, and shared out, where the two accounts may fall to different shares.
    await cluster();
    parts.push(await drives());
    await cluster(other);
    parts.push(await drives());
    for (let again = 0; again < 2; again++) for (const partition of [0, 1, 2, 3, 4]) await clusterCampaigns(worldOn(db), { election: 'lowlands', partition: { partitions: 5, partition } });
    parts.push(await drives());
    for (const now of parts) expect(now.map(({ members }) => members)).toEqual([['dykes', 'mills', 'tides']]);
    // Undone while all shares follow the log.
    await decide(db, observation, { decision: 'confirm', why: 'It is the harbour\'s after all' }, { ...reader('person:3'), editor: true }, new Date(), true);
    for (const partition of [0, 1, 2, 3, 4]) await clusterCampaigns(worldOn(db), { election: 'lowlands', partition: { partitions: 5, partition } });
    expect(await drives()).toEqual(before);
  } finally { await other.destroy(); }
}, 60_000);

it('two processes never work on one share at once; a share is free again when its process is gone', async () => {
  const other = await openDatabase(fresh.url);
  const shareOf = (partition: number) => ({ partitions: 3, partition });
  try {
    await holdingShare(other, 'lowlands', { partitions: 1, partition: 0 }, async () => {
      expect(await cluster()).toMatchObject({ later: expect.any(Date), why: 'another process has this share' });
      expect(await holdingShare(db, 'lowlands', shareOf(1), async () => 'done')).toBe(null);
      expect(await holdingShare(db, 'highlands', { partitions: 1, partition: 0 }, async () => 'done')).toBe('done');
    });
    await holdingShare(other, 'lowlands', shareOf(1), async () => {
      expect(await holdingShare(db, 'lowlands', shareOf(1), async () => 'done')).toBe(null);
      expect(await holdingShare(db, 'lowlands', shareOf(2), async () => 'done')).toBe('done');
      expect(await cluster()).toHaveProperty('later');
    });
    await expect(holdingShare(other, 'lowlands', shareOf(1), async () => { throw new Error('it broke'); })).rejects.toThrow('it broke');
    let lost!: () => void;
    const gone = new Promise<void>((resolve) => { lost = resolve; });
    let dying!: Promise<unknown>;
    await new Promise<void>((begun) => { dying = holdingShare(other, 'lowlands', { partitions: 1, partition: 0 }, () => { begun(); return gone; }); });
    expect(await cluster()).toHaveProperty('later');
    await db.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid() AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    await expect.poll(async () => 'done' in (await cluster())).toBe(true);
    lost();
    await dying;
  } finally { await other.destroy(); }
}, 60_000);
