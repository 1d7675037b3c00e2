import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { composeEdition } from '#core/digest/compose.js';
import { busyDay } from '#core/digest/example-days.js';
import { sealerOf } from '#infra/crypto/sealer.js';
import { FileEvidenceStore } from '#infra/evidence/file-store.js';
import { openQueues } from '#infra/queue/open.js';
import { findEdition, freezeEdition } from '#infra/store/editions.js';
import { linkOfElection } from '#infra/store/lists.js';
import { withdrawEdition } from '#infra/store/release.js';
import { applyWatchlist } from '#infra/store/watchlist.js';
import { watchlistSchema } from '#core/election/watchlist.js';
import { jobs } from '#pipeline/jobs.js';
import { createServer } from '#apps/api/src/server.js';
import { freshDatabase } from './fresh-database.js';
import { plantSmallElection } from './small-election.js';

/** How released editions reach people outside: by date, by link alone, by an address of their own, as a table and as feeds. */
let database: Awaited<ReturnType<typeof freshDatabase>>;
const base = { public: '', link: '' };
const closers: (() => Promise<unknown>)[] = [];
const at = new Date('2031-03-02T00:00:00Z');

beforeAll(async () => {
  database = await freshDatabase();
  closers.push(() => database.drop());
  await plantSmallElection(database.db);
  await applyWatchlist(database.db, watchlistSchema.parse({ version: 1, election: { id: 'highlands', name: { en: 'Highlands vote' }, polity: { en: 'Highlands' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2031-04-14' }, actors: [{ id: 'hills', name: { en: 'Ministry of Hills' }, kind: 'ministry', side: 'government', sources: [] }] }), 'text', () => []);
  const content = composeEdition({ ...busyDay(), audience: 'public' });
  const key = { electionId: 'highlands', date: '2031-03-02', kind: 'daily', sequence: 1 };
  await freezeEdition(database.db, { ...key, audience: 'public' }, { ...content, key: { ...content.key, election: 'highlands', day: '2031-03-02' }, date: '2031-03-02' }, at, 'editor');
  await freezeEdition(database.db, { ...key, audience: 'partners' }, { ...content, key: { ...content.key, audience: 'partners' }, number: 77 }, at, 'editor');
  await freezeEdition(database.db, { ...key, kind: 'bulletin', audience: 'partners' }, { ...content, key: { ...content.key, audience: 'partners', kind: 'bulletin' }, number: 78, release: { state: 'held' } }, at, null);
  const queues = await openQueues(jobs, { databaseUrl: database.url, workers: 0 });
  closers.push(() => queues.close());
  const dashboardDir = mkdtempSync(join(tmpdir(), 'claque-dashboard-'));
  writeFileSync(join(dashboardDir, 'index.html'), '<!doctype html><title>face</title>');
  for (const editions of ['public', 'link'] as const) {
    const server = await createServer({ sheets: { rows: async () => [], close: async () => {} }, db: database.db, queues, sealer: sealerOf(new Uint8Array(32)), evidence: new FileEvidenceStore(dashboardDir), config: { baseUrl: undefined, logLevel: 'error', editions }, clock: { now: () => new Date('2031-03-05T00:00:00Z') }, dashboardDir, version: '0.0.0' });
    closers.push(() => server.close());
    await server.listen(0, '127.0.0.1');
    base[editions] = await server.getUrl();
  }
}, 60_000);
afterAll(async () => { for (const close of closers.reverse()) await close(); });

const token = async (kind: string, audience: 'public' | 'partners'): Promise<string> => (await findEdition(database.db, { electionId: 'highlands', date: '2031-03-02', kind, audience, sequence: 1 }))!.token;
const OUTLETS = ['/editions', '/feed.xml', '/feed.json', '/editions/highlands/2031-03-02', '/editions/highlands/2031-03-02.txt', '/editions/highlands/2031-03-02.json', '/editions/highlands/2031-03-02.csv'];

it('where editions are shown by link alone, nothing opens without it, or with that of another election', async () => {
  const [own, other] = await Promise.all([linkOfElection(database.db, 'highlands'), linkOfElection(database.db, 'lowlands')]);
  for (const path of OUTLETS) {
    for (const wrong of ['', '?link=', `?link=${'0'.repeat(64)}`]) expect((await fetch(`${base.link}${path}${wrong}`)).status, path + wrong).toBe(404);
    expect((await fetch(`${base.link}${path}?link=${own}`)).status, path).toBe(200);
  }
  for (const path of OUTLETS.slice(3)) expect((await fetch(`${base.link}${path}?link=${other}`)).status, path).toBe(404);
  expect((await fetch(`${base.link}/editions?election=highlands&link=${other}`)).status).toBe(404);
});

it('a link opens the feeds of its own election, whose addresses carry it on', async () => {
  const other = await linkOfElection(database.db, 'lowlands');
  for (const path of ['/editions', '/feed.xml', '/feed.json']) {
    const text = await (await fetch(`${base.link}${path}?link=${other}`)).text();
    expect(text, path).toContain('lowlands');
    expect(text, path).not.toContain('highlands');
  }
  const feed = await (await fetch(`${base.link}/feed.json?link=${other}`)).json() as { items: { url: string }[] };
  expect((await fetch(feed.items[0]!.url)).status).toBe(200);
  const page = await (await fetch(feed.items[0]!.url)).text();
  for (const [, href] of page.matchAll(/href="(http:\/\/127[^"]+)"/g)) expect((await fetch(href!.replaceAll('&amp;', '&'))).status, href).toBe(200);
});

it('where editions are public, no address carries a secret', async () => {
  for (const path of OUTLETS) expect(await (await fetch(`${base.public}${path}`)).text(), path).not.toMatch(/[?&]link=/);
});

it('an edition for partners opens at its own address alone, once it is released, as page and as table', async () => {
  const page = await fetch(`${base.link}/notes/${await token('daily', 'partners')}`);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain('Daily note 77');
  const csv = await fetch(/href="([^"]+\.csv)"/.exec(html)![1]!);
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(csv.headers.get('content-disposition')).toMatch(/attachment/);
  expect((parseCsv(await csv.text(), { columns: true, bom: true }) as { finding: string }[]).map(({ finding }) => finding)).toContain('drive:7');
  expect((await fetch(`${base.link}/notes/${await token('bulletin', 'partners')}`)).status).toBe(404);
  expect((await fetch(`${base.link}/notes/${'0'.repeat(64)}`)).status).toBe(404);
});

it('what was withdrawn is a notice at its own address, and no table', async () => {
  const edition = (await findEdition(database.db, { electionId: 'highlands', date: '2031-03-02', kind: 'daily', audience: 'partners', sequence: 1 }))!;
  await withdrawEdition(database.db, edition.id, 'E2', 'A quote was not theirs.', new Date('2031-03-05T00:00:00Z'));
  const page = await fetch(`${base.public}/notes/${edition.token}`);
  expect([page.status, (await page.text()).includes('Ministry')]).toEqual([410, false]);
  expect((await fetch(`${base.public}/notes/${edition.token}.csv`)).status).toBe(404);
});
