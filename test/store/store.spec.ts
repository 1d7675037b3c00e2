import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { DataSource } from 'typeorm';
import type { ReadDocument } from '#core/model.js';
import { watchlistSchema } from '#core/election/watchlist.js';
import { saveDetections, saveReading, undetectedDocuments } from '#infra/store/documents.js';
import { accountMaterial, saveMeasured } from '#infra/store/accounts.js';
import { saveReportedReadings } from '#infra/store/campaigns.js';
import { addToFrontier, claimDue, dueHosts, recordVisits, type VisitResult } from '#infra/store/frontier.js';
import { releaseLease, renewLease, takeLease } from '#infra/store/leases.js';
import { migrate, refuseWrongClock } from '#infra/store/open.js';
import { LEVEL, OLDEST } from '#infra/store/release-level.js';
import { addSnapshots, snapshotToRead } from '#infra/store/snapshots.js';
import { applyWatchlist } from '#infra/store/watchlist.js';
import { paragraphCounts } from '#infra/store/furniture.js';
import { furnitureIn } from '#core/text/furniture.js';
import { freshDatabase } from './database.js';

let db: DataSource;
let close: () => Promise<void>;
beforeAll(async () => { ({ db, close } = await freshDatabase()); });
afterAll(() => close());

const watchlist = (text: string) => ({ text, watchlist: watchlistSchema.parse({
  version: 1, election: { id: 'e1', name: { en: 'Vote' }, polity: { en: 'Tarovia' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2027-03-14' },
  actors: [{ id: 'posts', name: { en: 'Posts' }, kind: 'ministry', side: 'government', sources: [{ kind: 'website', url: 'http://posts.example/' }] }],
}) });
const starts = ({ url }: { url: string }) => [{ host: new URL(url).host, url, role: 'start' as const, why: 'watchlist', depth: 0, priority: 100 }];
const document = (over: Partial<ReadDocument> = {}): ReadDocument => ({
  url: 'http://posts.example/1', externalId: null, title: 'A notice', text: 'Join t.me/premier', language: 'en', author: null, published: null, links: [], images: [], views: null, forwardedFrom: null, edited: false, ...over });
const snapshot = (n: number, sha256 = `${n}`) => ({ electionId: 'e1', sourceId: 'posts-website', frontierId: null, url: 'http://posts.example/1', finalUrl: 'http://posts.example/1', status: 200, headers: {}, redirects: [], sha256, bytes: 3, fetchedAt: new Date(`2027-03-08T0${n}:00:00Z`) });
const read = async (n: number, documents: ReadDocument[], sha256?: string) => {
  const [id] = await addSnapshots(db, [snapshot(n, sha256)]);
  return saveReading(db, (await snapshotToRead(db, id!))!, { documents, links: [], counters: [], readerVersion: 'website@1' });
};

it('has tables that are what the entities say', async () => {
  // TypeORM asks for columns, constraints and indices at once on one connection, which the driver warns of: in turn.
  const make = db.createQueryRunner.bind(db);
  vi.spyOn(db, 'createQueryRunner').mockImplementation((mode) => {
    const runner = make(mode);
    const ask = runner.query.bind(runner) as (...all: unknown[]) => Promise<unknown>;
    let last: Promise<unknown> = Promise.resolve();
    runner.query = ((...all: unknown[]) => (last = last.then(() => ask(...all), () => ask(...all)))) as typeof runner.query;
    return runner;
  });
  expect((await db.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query)).toEqual([]);
  vi.restoreAllMocks();
});
it('migrates twice without harm, works beside the next release, and refuses a database of one beside which it cannot', async () => {
  await migrate(db);
  await db.query(`INSERT INTO schema_versions (timestamp, name) VALUES (9999999999999, 'Future9999999999999')`);
  await migrate(db);
  await db.query('UPDATE release_level SET level = $1, works_with = $1', [LEVEL + 1]);
  await expect(migrate(db)).rejects.toThrow(/newer release \(Future/);
  await db.query('UPDATE release_level SET level = $1, works_with = $2', [LEVEL, OLDEST]);
  await db.query(`DELETE FROM schema_versions WHERE name LIKE 'Future%'`);
});
it('refuses to work with a clock that is off by more than five seconds', async () => {
  await expect(refuseWrongClock(db)).resolves.toBeUndefined();
  await expect(refuseWrongClock(db, 6000)).rejects.toThrow(/6 s ahead of the database/);
  await expect(refuseWrongClock(db, -3_600_000)).rejects.toThrow(/3600 s behind/);
});
it('gives a watchlist a new version only when its text changes, and keeps what it no longer lists', async () => {
  const { text, watchlist: first } = watchlist('one');
  expect(await applyWatchlist(db, first, text, starts)).toBe(1);
  expect(await applyWatchlist(db, first, text, starts)).toBe(1);
  expect(await applyWatchlist(db, first, 'two', starts)).toBe(2);
  expect(await dueHosts(db)).toEqual(['posts.example']);
});
it('knows a source again in a list of another order, and takes its addresses along when it gets an id', async () => {
  const list = (sources: { id?: string; url: string }[]) => watchlistSchema.parse({
    version: 1, election: { id: 'e-order', name: { en: 'Vote' }, polity: { en: 'Vale' }, time_zone: 'UTC', polling_day: '2031-03-14' },
    actors: [{ id: 'posts', name: { en: 'Posts' }, kind: 'ministry', side: 'government', sources: sources.map((source) => ({ kind: 'website', ...source })) }],
  });
  const owners = () => db.query<{ url: string; source: string; active: boolean }[]>(`SELECT f.url, f.source_id AS source, s.active FROM frontier f JOIN sources s ON s.election_id = f.election_id AND s.id = f.source_id WHERE f.election_id = 'e-order' ORDER BY f.url`);
  await applyWatchlist(db, list([{ url: 'http://b.example/' }, { url: 'http://c.example/' }]), 'order 1', starts);
  await applyWatchlist(db, list([{ url: 'http://a.example/' }, { url: 'http://c.example/' }, { url: 'http://b.example/' }]), 'order 2', starts);
  expect(await owners()).toEqual([{ url: 'http://a.example/', source: 'posts-website-3', active: true }, { url: 'http://b.example/', source: 'posts-website', active: true }, { url: 'http://c.example/', source: 'posts-website-2', active: true }]);
  await applyWatchlist(db, list([{ id: 'posts-main', url: 'http://b.example/' }]), 'order 3', starts);
  expect((await owners()).filter(({ active }) => active)).toEqual([{ url: 'http://b.example/', source: 'posts-main', active: true }]);
});
it('gives a lease to one holder, a larger token to the next, and nothing to a holder whose time was up', async () => {
  const first = (await takeLease(db, 'host a', 'w1', 60_000))!;
  expect(await takeLease(db, 'host a', 'w2', 60_000)).toBeNull();
  expect(await renewLease(db, first, 60_000)).toBe(true);
  // A minute later.
  await db.query(`UPDATE leases SET until = clock_timestamp() WHERE name = 'host a'`);
  const second = (await takeLease(db, 'host a', 'w2', 60_000))!;
  expect(BigInt(second.token)).toBeGreaterThan(BigInt(first.token));
  expect(await renewLease(db, first, 60_000)).toBe(false);
  await releaseLease(db, first);
  expect(await renewLease(db, second, 60_000)).toBe(true);
});
it('lets one of many workers claim an address, and takes results only from the holder of the claim', async () => {
  await addToFrontier(db, 'e1', [{ sourceId: 'posts-website', host: 'h2', url: 'http://h2/x', role: 'page', why: 'link', depth: 1, priority: 1 }]);
  const claims = await Promise.all(['11', '12', '13'].map((token) => claimDue(db, 'h2', token, 10, 60_000)));
  expect(claims.flat()).toHaveLength(1);
  const owner = ['11', '12', '13'][claims.findIndex((claim) => claim.length === 1)]!;
  const result: VisitResult = { id: claims.flat()[0]!.id, outcome: 'ok', etag: null, lastModified: null, sha256: 'abc', changed: true, failed: false, paceFactor: 1, dueInMs: null };
  await recordVisits(db, '999', [{ ...result, sha256: 'from a stalled visit' }]);
  await recordVisits(db, owner, [result]);
  expect(await db.query(`SELECT sha256, due_at FROM frontier WHERE url = 'http://h2/x'`)).toEqual([{ sha256: 'abc', due_at: null }]);
});
it('asks with the validators of the body that it holds, and with none where that came without', async () => {
  await addToFrontier(db, 'e1', [{ sourceId: 'posts-website', host: 'h-valid', url: 'http://h-valid/', role: 'page', why: 'test', depth: 0, priority: 1 }]);
  const validators = [];
  for (const [outcome, etag] of [['ok', '"a"'], ['unchanged', null], ['server-error', null], ['ok', null]] as const) {
    const [claim] = await claimDue(db, 'h-valid', '31', 1, 60_000);
    await recordVisits(db, '31', [{ id: claim!.id, outcome, etag, lastModified: etag, sha256: outcome === 'ok' ? `body ${etag}` : null, changed: outcome === 'ok', failed: false, paceFactor: 1, dueInMs: 0 }]);
    validators.push(await db.query(`SELECT etag, last_modified FROM frontier WHERE url = 'http://h-valid/'`));
  }
  expect(validators.flat()).toEqual([...Array.from({ length: 3 }, () => ({ etag: '"a"', last_modified: '"a"' })), { etag: null, last_modified: null }]);
});
it('claims again what a killed worker had claimed, once its time is up', async () => {
  await addToFrontier(db, 'e1', [{ sourceId: 'posts-website', host: 'h3', url: 'http://h3/x', role: 'page', why: 'link', depth: 1, priority: 1 }]);
  expect(await claimDue(db, 'h3', '21', 10, 60_000)).toHaveLength(1);
  expect(await claimDue(db, 'h3', '22', 10, 60_000)).toHaveLength(0);
  // A minute later.
  await db.query(`UPDATE frontier SET claimed_until = clock_timestamp() WHERE host = 'h3'`);
  expect(await claimDue(db, 'h3', '22', 10, 60_000)).toHaveLength(1);
});
it('keeps both versions of an edited page, the newest as current, and sees the same text only once', async () => {
  expect((await read(1, [document()])).documents).toHaveLength(1);
  expect((await read(2, [document()])).documents).toHaveLength(0);
  expect((await read(3, [document({ text: 'Join t.me/premier today' })])).documents).toHaveLength(1);
  expect(await db.query(`SELECT version, current FROM documents WHERE url = 'http://posts.example/1' ORDER BY version`)).toEqual([{ version: 1, current: false }, { version: 2, current: true }]);
});
it('keeps as current what was seen last, in whichever order snapshots are read', async () => {
  const at = (text: string) => [document({ url: 'http://posts.example/late', text })];
  await read(9, at('Join t.me/premier now'), 'newer');
  expect((await read(8, at('Join t.me/premier'), 'older')).documents).toHaveLength(1);
  expect(await db.query(`SELECT text, current FROM documents WHERE url = 'http://posts.example/late' ORDER BY text`)).toEqual([{ text: 'Join t.me/premier', current: false }, { text: 'Join t.me/premier now', current: true }]);
  expect(await db.query(`SELECT 1 FROM document_events WHERE url = 'http://posts.example/late' AND kind = 'edited'`)).toEqual([]);
});
it('reads a snapshot once, however often it is asked to', async () => {
  const [id] = await addSnapshots(db, [snapshot(4)]);
  const there = (await snapshotToRead(db, id!))!;
  const result = { documents: [document({ url: 'http://posts.example/4' })], links: [], counters: [], readerVersion: 'website@1' };
  const both = await Promise.all([saveReading(db, there, result), saveReading(db, there, result)]);
  expect(both.flatMap(({ documents }) => documents)).toHaveLength(1);
  expect(await snapshotToRead(db, id!)).toBeNull();
});
it('stores a bare date as midnight of the election, and no date after the fetch', async () => {
  const published = (iso: string) => ({ at: new Date(iso), precision: 'day' as const, how: 'meta', text: iso });
  await read(5, [document({ url: 'http://posts.example/5', published: published('2027-03-07T00:00:00Z') }), document({ url: 'http://posts.example/6', published: published('2031-01-01T00:00:00Z') })]);
  const rows = await db.query<{ published_at: Date | null }[]>(`SELECT published_at FROM documents WHERE url IN ('http://posts.example/5', 'http://posts.example/6') ORDER BY url`);
  expect(rows.map((row) => row.published_at?.toISOString() ?? null)).toEqual(['2027-03-06T17:00:00.000Z', null]);
});
it('takes a page\'s own clock for the election\'s, and only its day where that is ahead of the visit', async () => {
  const published = (wall: string) => ({ at: new Date(`${wall}Z`), precision: 'minute' as const, how: 'text', text: wall, local: true as const });
  await read(5, [document({ url: 'http://posts.example/clock-1', published: published('2027-03-08T06:30:00') }), document({ url: 'http://posts.example/clock-2', published: published('2027-03-08T18:00:00') })], 'clock');
  const rows = await db.query<{ at: Date; precision: string }[]>(`SELECT published_at AS at, published_precision AS precision FROM documents WHERE url LIKE 'http://posts.example/clock-%' ORDER BY url`);
  expect(rows.map(({ at, precision }) => [at.toISOString(), precision])).toEqual([['2027-03-07T23:30:00.000Z', 'minute'], ['2027-03-07T17:00:00.000Z', 'day']]);
});
it('keeps reported counts that stand in present findings and that nobody rejected, and is hurt by no number', async () => {
  const [{ id }] = await db.query<{ id: string }[]>(`SELECT id FROM documents WHERE url = 'http://posts.example/late' AND current`) as [{ id: string }];
  const of = { id, electionId: 'e1', text: 'Join t.me/premier now' };
  const metric = (value: number, place: number) => ({ kind: 'metric', span: { start: place, end: place + 1 }, quote: of.text.slice(place, place + 1), payload: { metric: 'followers', value, bound: '=', note: 'cut \uD83D' }, why: 'a rule', confidence: 1, target: 'telegram:premier' as const });
  const readings = async () => (await db.query<{ value: string }[]>(`SELECT value FROM readings WHERE election_id = 'e1' AND how = 'reported' ORDER BY value`)).map(({ value }) => Number(value));
  await saveDetections(db, of, [{ detector: 'counts', version: 1, observations: [metric(1234.5, 0), metric(2_000_000.01, 1), metric(1e23, 2)] }]);
  expect(await saveReportedReadings(db, 'e1')).toBe(2);
  expect(await readings()).toEqual([1235, 2_000_000]);
  await saveDetections(db, of, [{ detector: 'counts', version: 2, observations: [metric(7000, 0)] }]);
  expect(await saveReportedReadings(db, 'e1')).toBe(3);
  expect(await readings()).toEqual([7000]);
  expect(await saveReportedReadings(db, 'e1')).toBe(0);
  // The same count of another page takes the place of the one that goes, at once.
  await db.query(`UPDATE readings SET document_id = 0 WHERE election_id = 'e1' AND how = 'reported'`);
  expect(await saveReportedReadings(db, 'e1')).toBe(2);
  expect(await readings()).toEqual([7000]);
});
it('takes no measuring for older because rows have gone since', async () => {
  const measured = { migration: null, settled: '2027-01-01', findings: [] };
  const at = (hour: number) => new Date(Date.UTC(2027, 2, 9, hour));
  await saveMeasured(db, 'e1', { ...measured, at: at(8), readingsTo: '9000000', observationsTo: '9000000' });
  const { readingsTo, observationsTo } = await accountMaterial(db, 'e1', new Date(0));
  expect([readingsTo, observationsTo]).toEqual(['9000000', '9000000']);
  await saveMeasured(db, 'e1', { ...measured, at: at(9), readingsTo, observationsTo });
  expect(await db.query(`SELECT at FROM account_measures WHERE election_id = 'e1'`)).toEqual([{ at: at(9) }]);
});
it('refuses a quote that is not at its span, and stores a detector\'s results once', async () => {
  const [id] = (await read(6, [document({ url: 'http://posts.example/7', text: 'សូម\u200Bចូលរួម t.me/premier' })])).documents;
  const of = { id: id!, electionId: 'e1', text: 'សូម\u200Bចូលរួម t.me/premier' };
  const found = { kind: 'call', span: { start: 0, end: 10 }, quote: 'សូម\u200Bចូលរួម', payload: { voice: 'own' }, why: 'a rule', confidence: 1, target: null };
  await expect(saveDetections(db, of, [{ detector: 'd', version: 1, observations: [{ ...found, quote: 'សូមចូលរួម' }] }])).rejects.toThrow(/not at its span/);
  expect(await undetectedDocuments(db, [{ id: 'd', version: 1 }], 8)).toContain(id);
  expect(await saveDetections(db, of, [{ detector: 'd', version: 1, observations: [found] }])).toEqual({ saved: 1, matters: true });
  expect(await saveDetections(db, of, [{ detector: 'd', version: 1, observations: [found] }])).toEqual({ saved: 0, matters: false });
  expect(await undetectedDocuments(db, [{ id: 'd', version: 1 }], 8)).not.toContain(id);
  expect(await undetectedDocuments(db, [{ id: 'd', version: 2 }], 8)).toContain(id);
});
it('learns the furniture of a source from the present versions of its pages', async () => {
  const text = (n: number, words: string) => `The ${'abcdefghij'[n]} crane is repaired.\n${words}`;
  const pages = (words: string) => Array.from({ length: 9 }, (_, n) => document({ url: `http://posts.example/crane/${n}`, text: text(n, words) }));
  const shown = async (words: string) => furnitureIn(text(0, words), await paragraphCounts(db, 'e1', 'posts-website')).map(({ start, end }) => text(0, words).slice(start, end));
  await read(8, pages('Follow us on Telegram: t.me/posts_office'));
  expect(await shown('Follow us on Telegram: t.me/posts_office')).toEqual(['Follow us on Telegram: t.me/posts_office']);
  await read(9, pages('Write to us at the counter.'));
  expect(await shown('Follow us on Telegram: t.me/posts_office')).toEqual([]);
});
it('knows the pages of a source that share nothing, so that they are not read again for ever', async () => {
  const { pages, counts } = await paragraphCounts(db, 'e1', 'nowhere');
  expect({ pages, shared: counts.size }).toEqual({ pages: 0, shared: 0 });
  await db.query(`UPDATE documents SET paragraphs = ARRAY[id::text] WHERE source_id = 'posts-website' AND current`);
  const alone = await paragraphCounts(db, 'e1', 'posts-website');
  expect(alone.counts.size).toBe(0);
  expect(alone.pages).toBeGreaterThan(0);
});

it('reads a document with a call once more when the furniture of its source is known, and forgets what it found there before', async () => {
  await read(7, [document({ url: 'http://posts.example/first', text: 'The crane stands.\nFollow t.me/posts_office' })]);
  const [{ id }] = await db.query<{ id: string }[]>(`SELECT id FROM documents WHERE url = 'http://posts.example/first' AND current`) as [{ id: string }];
  const of = { id, electionId: 'e1', text: 'The crane stands.\nFollow t.me/posts_office' };
  const call = (voice: string) => ({ kind: 'call', span: { start: 18, end: 42 }, quote: 'Follow t.me/posts_office', payload: { voice }, why: 'a rule', confidence: 1, target: 'telegram:posts_office' as const });
  const detectors = [{ id: 'calls', version: 1 }];
  const voices = async () => (await db.query<{ voice: string }[]>(`SELECT payload ->> 'voice' AS voice FROM observations WHERE document_id = $1 AND detector = 'calls'`, [id])).map(({ voice }) => voice);
  await saveDetections(db, of, [{ detector: 'calls', version: 1, furnitureKnown: false, observations: [call('own')] }]);
  expect(await undetectedDocuments(db, detectors, 1000)).not.toContain(id);
  expect(await undetectedDocuments(db, detectors, 1)).toContain(id);
  expect(await saveDetections(db, of, [{ detector: 'calls', version: 1, furnitureKnown: true, observations: [call('boilerplate')] }])).toEqual({ saved: 1, matters: true });
  expect(await voices()).toEqual(['boilerplate']);
  expect(await undetectedDocuments(db, detectors, 1)).not.toContain(id);
  expect(await saveDetections(db, of, [{ detector: 'calls', version: 1, furnitureKnown: true, observations: [call('boilerplate')] }])).toEqual({ saved: 0, matters: false });
  // A run that was slower and knew less puts nothing beside it; nor do two at once.
  expect(await saveDetections(db, of, [{ detector: 'calls', version: 1, furnitureKnown: false, observations: [call('own')] }])).toEqual({ saved: 0, matters: false });
  expect(await voices()).toEqual(['boilerplate']);
  await Promise.all(['own', 'boilerplate', 'own', 'boilerplate'].map((voice) => saveDetections(db, of, [{ detector: 'calls', version: 2, furnitureKnown: voice === 'boilerplate', observations: [call(voice)] }])));
  expect(await db.query(`SELECT count(*)::int AS n FROM observations WHERE document_id = $1 AND detector = 'calls' AND detector_version = 2`, [id])).toEqual([{ n: 1 }]);
});
