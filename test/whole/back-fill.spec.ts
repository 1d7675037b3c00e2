import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '#core/election/calendar.js';
import { watchlistSchema } from '#core/election/watchlist.js';
import { beginBackFill, oneBackFill, stopBackFill } from '#infra/store/back-fills.js';
import { putWatchlist } from '#pipeline/watchlist.js';
import { openFlow, type Flow } from './flow.js';

/** A ministry's site whose list shows four letters on a page, one for each day; older ones stand on older pages. */
const TODAY = '2031-03-05';
const ON_A_PAGE = 4;
const asked: string[] = [];
let server: Server;
let flow: Flow;
let host: string;
const letter = (day: string): string => `<article><h1>Letter of ${day} to all staff of the orchards</h1><time datetime="${day}T08:00:00Z">${day}</time>${`<p>The orchard office of ${day} writes to every one of its staff about ladders, baskets and the hours of the harvest in this part of the country.</p>`.repeat(4)}</article>`;
function list(page: number): string {
  const days = Array.from({ length: ON_A_PAGE }, (_none, at) => addDays(TODAY, -(page - 1) * ON_A_PAGE - at));
  return `<main><ul>${days.map((day) => `<li><a href="/letters/${day.replaceAll('-', '/')}/letter-of-the-orchard-office">Letter of the orchard office of ${day}</a> <time datetime="${day}">${day}</time></li>`).join('')}</ul><nav><a href="/letters/page/${page + 1}/">Older letters</a></nav></main>`;
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = request.url ?? '/';
    asked.push(url);
    const [, page] = /^\/letters\/page\/(\d+)\/$/.exec(url) ?? [];
    const [, day] = /^\/letters\/(\d{4}\/\d{2}\/\d{2})\//.exec(url) ?? [];
    response.writeHead(url === '/robots.txt' || !url.startsWith('/letters') ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<html lang="en"><head><title>Orchards</title></head><body>${page !== undefined ? list(Number(page)) : day !== undefined ? letter(day.replaceAll('/', '-')) : list(1)}</body></html>`);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()); });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  flow = await openFlow();
  await putWatchlist(flow.db, watchlistSchema.parse({
    version: 1, election: { id: 'lowlands', name: { en: 'Lowlands vote' }, polity: { en: 'Lowlands' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2031-03-14' }, network: { allow_private: [host] },
    actors: [{ id: 'orchards', name: { en: 'Ministry of Orchards' }, kind: 'ministry', side: 'government', sources: [{ kind: 'website', url: `http://${host}/letters`, pace: 0 }] }],
  }), 'text');
  await flow.open({ CLAQUE_CLOCK_AT: `${TODAY}T10:00:00Z` });
  flow.work();
  await flow.rest();
}, 120_000);
afterAll(async () => { await flow?.close(); server.close(); });

const oldest = async (): Promise<string> => (await flow.db.query<{ day: string }[]>(`SELECT to_char(min(published_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM documents`))[0]!.day;
const letters = async (): Promise<number> => (await flow.db.query<{ n: number }[]>('SELECT count(*)::int AS n FROM documents WHERE current'))[0]!.n;

it('a site is read back thirty days, from what was seen of its list on, and no further', async () => {
  const before = await letters();
  expect(before).toBeLessThanOrEqual(3 * ON_A_PAGE);
  const began = asked.length;
  const { id, snapshots } = await beginBackFill(flow.db, { electionId: 'lowlands', sourceId: 'orchards-website', to: addDays(TODAY, -30), by: 'E1', at: new Date(`${TODAY}T10:00:00Z`) });
  expect(snapshots.length).toBeGreaterThan(0);
  expect(await oneBackFill(flow.db, id)).toMatchObject({ state: 'paging back', documents: 0, oldestAt: null });
  await flow.queues.add([{ name: 'snapshot.read', payload: { snapshots } }]);
  await flow.rest();
  await flow.rest();
  const after = await oneBackFill(flow.db, id);
  expect(after).toMatchObject({ state: 'done', olderPages: { waiting: 0 }, addresses: { waiting: 0 } });
  expect(await oldest() <= addDays(TODAY, -30)).toBe(true);
  expect(await letters()).toBe(before + after.documents);
  // The page that reaches the day is the last.
  expect(Math.max(...asked.flatMap((url) => Number(/page\/(\d+)/.exec(url)?.[1] ?? 1)))).toBeLessThanOrEqual(Math.ceil(31 / ON_A_PAGE) + 1);
  // The list itself was not asked again for it.
  expect(asked.slice(began).filter((url) => url === '/letters')).toEqual([]);
});

it('once it is done nothing pages back any more, and one that was stopped lets go of what waits', async () => {
  const again = asked.length;
  await flow.db.query(`UPDATE frontier SET due_at = now(), etag = NULL, sha256 = 'other' WHERE role = 'start'`);
  await flow.queues.add([{ name: 'host.visit', payload: { host } }]);
  await flow.rest();
  expect(asked.slice(again).filter((url) => /page\/([5-9]|\d\d)/.test(url))).toEqual([]);
  const { id } = await beginBackFill(flow.db, { electionId: 'lowlands', sourceId: 'orchards-website', to: addDays(TODAY, -60), by: 'E1', at: new Date(`${TODAY}T10:00:00Z`) });
  await flow.db.query(`INSERT INTO frontier (election_id, source_id, host, url, role, why, due_at) VALUES ('lowlands', 'orchards-website', $1, 'http://x/', 'once', 'older-page on y', now() + interval '1 hour')`, [host]);
  expect([await stopBackFill(flow.db, id, 'E2'), await stopBackFill(flow.db, id, 'E2')]).toEqual([true, false]);
  expect(await oneBackFill(flow.db, id)).toMatchObject({ state: 'stopped', olderPages: { waiting: 0 } });
});
