import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataSource } from 'typeorm';
import { watchlistSchema } from '#core/election/watchlist.js';
import type { Campaign, ReadDocument } from '#core/model.js';
import { normalUrl } from '#core/web/normal-url.js';
import { addImported } from '#infra/store/imports.js';
import { saveCampaigns } from '#infra/store/campaigns.js';
import { saveReading } from '#infra/store/documents.js';
import { keptMissingPage, saveMissingPage } from '#infra/store/missing-pages.js';
import { addSnapshots, snapshotToRead } from '#infra/store/snapshots.js';
import { applyWatchlist } from '#infra/store/watchlist.js';
import { freshDatabase } from './database.js';

let db: DataSource;
let close: () => Promise<void>;
const fetchedAt = new Date('2031-03-08T01:00:00Z');
beforeAll(async () => {
  ({ db, close } = await freshDatabase());
  await applyWatchlist(db, watchlistSchema.parse({
    version: 1, election: { id: 'e1', name: { en: 'Vote' }, polity: { en: 'Tarovia' }, time_zone: 'UTC', polling_day: '2031-03-14' },
    actors: [{ id: 'posts', name: { en: 'Posts' }, kind: 'ministry', side: 'government', sources: [{ kind: 'website', url: 'http://posts.example/' }] }],
  }), 'one', ({ url }) => [{ host: new URL(url).host, url, role: 'start' as const, why: 'watchlist', depth: 0, priority: 100 }]);
});
afterAll(() => close());

/** Characters that do not repeat: an index packs those that do. */
let state = 7;
const noise = (length: number): string => Array.from({ length }, () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return (state >>> 8).toString(36).at(-1); }).join('');

it('keeps a page whose own address, link and picture are longer than an index holds, and follows those that are not', async () => {
  const long = (what: string) => `http://posts.example/${what}?state=${noise(3000)}`;
  const document: ReadDocument = { url: long('notice'), externalId: null, title: 'A notice', text: 'Join t.me/premier', language: 'en', author: null, published: null, links: [{ href: long('link'), text: 'all' }],
    images: [{ url: long('poster.png'), alt: null }, { url: 'http://posts.example/poster.png', alt: null }], views: null, forwardedFrom: null, edited: false };
  const [id] = await addSnapshots(db, [{ electionId: 'e1', sourceId: 'posts-website', frontierId: null, url: 'http://posts.example/1', finalUrl: long('final'), status: 200, headers: {}, redirects: [], sha256: 'a', bytes: 3, fetchedAt }]);
  expect(normalUrl(long('link'))).toBeNull();
  const { documents } = await saveReading(db, (await snapshotToRead(db, id!))!, { documents: [document], links: [], counters: [], readerVersion: 'website@2' });
  expect(documents).toHaveLength(1);
  expect(await db.query('SELECT url FROM images')).toEqual([{ url: 'http://posts.example/poster.png' }]);
  expect(await addImported(db, 'e1', 'posts-website', [{ url: long('archived'), headers: {}, sha256: 'b', bytes: 1, fetchedAt, origin: 'archive' }])).toHaveLength(1);
});

it('keeps what holds half a character or NUL where it is kept as JSON', async () => {
  await saveMissingPage(db, 'posts.example', { finalUrl: 'http://posts.example/x', redirected: false, title: 'half \uD83D', lines: ['a\0b'] });
  expect((await keptMissingPage(db, 'posts.example', 1))?.page).toMatchObject({ title: 'half \uFFFD', lines: ['a\uFFFDb'] });
  const campaign: Campaign = { id: 'c1', electionId: 'e1', target: 'telegram:premier', members: ['posts'], calls: [], firstAt: fetchedAt, lastAt: fetchedAt, links: [], objects: [{ kind: 'near-same text', key: 'All staff \uD83D', members: ['posts'], documentIds: [] }], order: [], similarity: 1, pValue: null, verdict: 'observed' } as unknown as Campaign;
  expect(await saveCampaigns(db, 'e1', [campaign], { clusteredTo: '0' })).toBe(true);
  expect(await db.query(`SELECT objects #>> '{0,key}' AS key FROM campaigns`)).toEqual([{ key: 'All staff \uFFFD' }]);
});
