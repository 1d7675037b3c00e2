import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { watchlistSchema } from '#core/election/watchlist.js';
import { readConfig } from '#infra/config.js';
import { openLog } from '#infra/log.js';
import { documentEvents } from '#infra/store/document-events.js';
import { openWorld } from '#pipeline/open-world.js';
import { detectInDocuments } from '#pipeline/steps/detect.js';
import { measureAccounts } from '#pipeline/steps/measure.js';
import { readSnapshots } from '#pipeline/steps/read.js';
import { visitHost } from '#pipeline/steps/visit.js';
import { putWatchlist } from '#pipeline/watchlist.js';
import type { World } from '#pipeline/world.js';
import { freshDatabase, type FreshDatabase } from './fresh-database.js';

/** A channel through a campaign: posts that are edited and deleted, lines of the platform's, and a page that one day shows nobody. */
let database: FreshDatabase;
let server: Server;
let host = '';
let dataDir = '';
let world: World & { close(): Promise<void> };
let posts: { id: number; text: string; edited?: boolean; service?: boolean }[];
let card: string;
const CARD = '<div class="tgme_page"><div class="tgme_page_title"><span>Tides</span></div><div class="tgme_page_extra">1 205 subscribers</div></div>';
const UNKNOWN = '<div class="tgme_page"><div class="tgme_page_icon"></div><div class="tgme_page_description">If you have Telegram, you can contact this name.</div></div>';
const GROUP = '<div class="tgme_page"><div class="tgme_page_title"><span>Tides talk</span></div><div class="tgme_page_extra">2 114 members, 80 online</div></div>';
const shown = ({ id, text, edited = false, service = false }: (typeof posts)[number]) =>
  `<div class="tgme_widget_message${service ? ' service_message' : ''}" data-post="tides_news/${id}"><div class="tgme_widget_message_text">${text}</div><span class="tgme_widget_message_meta">${edited ? 'edited ' : ''}<a class="tgme_widget_message_date" href="/tides_news/${id}"><time datetime="2031-03-04T0${id}:00:00+00:00"></time></a></span></div>`;

beforeAll(async () => {
  database = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'claque-channel-'));
  server = createServer(({ url = '' }, response) => {
    if (url === '/robots.txt') { response.writeHead(404).end(); return; }
    const page = url.startsWith('/s/') && card.includes('subscribers') ? `<div class="tgme_channel_info"><div class="tgme_channel_info_header_username"><a>@tides_news</a></div></div><section class="tgme_channel_history">${posts.map(shown).join('')}</section>` : card;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<html><body>${page}</body></html>`);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  await putWatchlist(database.db, watchlistSchema.parse({
    version: 1, election: { id: 'lowlands', name: { en: 'Vote' }, polity: { en: 'Lowlands' }, time_zone: 'UTC', polling_day: '2031-03-14' }, network: { allow_private: [host] },
    actors: [{ id: 'tides', name: { en: 'Ministry of Tides' }, kind: 'ministry', side: 'government', sources: [{ kind: 'telegram-channel', url: `http://${host}/tides_news`, pace: '1ms' }] }],
    accounts: [{ platform: 'telegram', handle: 'tides_news', owner: 'tides', status: 'official' }],
  }), 'lowlands');
  world = await openWorld(readConfig({ CLAQUE_DATA_DIR: dataDir }), database.url, openLog(null, 'error'));
});
afterAll(async () => {
  await world?.close();
  server.closeAllConnections();
  server.close();
  rmSync(dataDir, { recursive: true, force: true });
  await database.drop();
});
beforeEach(() => {
  card = CARD;
  posts = [{ id: 1, text: 'Channel created', service: true }, { id: 2, text: 'The ferry sails at nine.' }, { id: 3, text: 'Boats wait for the tide.' }, { id: 4, text: 'Nets are dried on the quay.' }];
});

/** One visit of all that the source has, read and detected. */
async function visit(): Promise<void> {
  await database.db.query(`UPDATE frontier SET due_at = clock_timestamp() - interval '1 second'`);
  const end = await visitHost(world, { host });
  for (const job of 'next' in end ? end.next ?? [] : []) {
    if (job.name !== 'snapshot.read') continue;
    const read = await readSnapshots(world, job.payload);
    for (const next of 'next' in read ? read.next ?? [] : []) if (next.name === 'document.detect') await detectInDocuments(world, next.payload);
  }
  await measureAccounts(world, { election: 'lowlands' });
}
const versions = (id: number) => database.db.query<Record<string, unknown>[]>('SELECT text, version, current, edited, vanished_at IS NOT NULL AS vanished FROM documents WHERE external_id = $1 ORDER BY version', [String(id)]);
const events = async () => (await documentEvents(database.db, 'lowlands', new Date(0), new Date('2100-01-01'))).map(({ kind, url }) => `${kind} ${url.split('/').at(-1)}`).toReversed();
const accountEvents = () => database.db.query<Record<string, unknown>[]>(`SELECT kind, account, verdict, payload ->> 'quote' AS quote, payload ->> 'detail' AS detail FROM account_findings WHERE class = 'event' AND active ORDER BY id`);

it('takes what the platform writes among the posts for events of the account', async () => {
  await visit();
  posts.push({ id: 5, text: 'Channel name was changed to «First Tides»', service: true }, { id: 6, text: 'Channel photo updated', service: true }, { id: 7, text: 'First Tides pinned «The ferry sails at nine.»', service: true }, { id: 8, text: 'Channel photo updated' });
  await visit();
  const own = { account: 'telegram:tides_news', verdict: 'observed', detail: null };
  expect(await accountEvents()).toEqual([
    { ...own, kind: 'created', quote: 'Channel created' }, { ...own, kind: 'renamed', quote: 'Channel name was changed to «First Tides»' }, { ...own, kind: 'photo-changed', quote: 'Channel photo updated' },
    { ...own, kind: 'pinned', quote: 'First Tides pinned «The ferry sails at nine.»' }]);
});

it('keeps both versions of an edited post', async () => {
  posts[1] = { id: 2, text: 'The ferry sails at ten. Follow the First Citizen.', edited: true };
  await visit();
  expect(await versions(2)).toEqual([
    { text: 'The ferry sails at nine.', version: 1, current: false, edited: false, vanished: false }, { text: 'The ferry sails at ten. Follow the First Citizen.', version: 2, current: true, edited: true, vanished: false }]);
  expect(await events()).toEqual(['edited 2']);
});

it('says that a post was deleted when two visits have missed it, and that it returned', async () => {
  posts[1] = { id: 2, text: 'The ferry sails at ten. Follow the First Citizen.', edited: true };
  const [post] = posts.splice(2, 1);
  posts[2]!.text = 'Nets are dried on the quay again.';
  await visit();
  expect(await events()).toEqual(['edited 2', 'edited 4']);
  posts[2]!.text = 'Nets are dried on the quay, as always.';
  await visit();
  expect(await events()).toEqual(['edited 2', 'edited 4', 'vanished 3']);
  expect(await versions(3)).toEqual([{ text: 'Boats wait for the tide.', version: 1, current: true, edited: false, vanished: true }]);
  posts.splice(2, 0, post!);
  await visit();
  expect((await events()).at(-1)).toBe('returned 3');
});

it('takes a name that shows nobody, and a group, for a state of the account seen twice, and not for deleted posts', async () => {
  const before = await events();
  card = UNKNOWN;
  await visit();
  expect(await accountEvents()).not.toContainEqual(expect.objectContaining({ kind: 'seen-not-found' }));
  await visit();
  expect(await accountEvents()).toContainEqual({ kind: 'seen-not-found', account: 'telegram:tides_news', verdict: 'observed', quote: null, detail: expect.stringMatching(/does not exist, is private/) });
  card = GROUP;
  await visit();
  expect(await database.db.query(`SELECT state, detail FROM account_states ORDER BY since DESC LIMIT 1`)).toEqual([{ state: 'not-found', detail: expect.stringMatching(/is a group/) }]);
  expect(await events()).toEqual(before);
  // The same bytes of an address within a minute are one snapshot.
  card = CARD.replace('1 205', '1 206');
  await visit();
  await visit();
  expect(await accountEvents()).toContainEqual(expect.objectContaining({ kind: 'seen-reachable' }));
});
