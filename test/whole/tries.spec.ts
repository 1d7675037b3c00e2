import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { watchlistSchema } from '#core/election/watchlist.js';
import { releaseLease, takeLease } from '#infra/store/leases.js';
import { askTry, oneTry } from '#infra/store/source-lists.js';
import { applyWatchlist } from '#infra/store/watchlist.js';
import { tryAddress } from '#pipeline/steps/try-address.js';
import { openFlow, type Flow } from './flow.js';

/** "Try now", as a worker does it: real HTTP servers, a real database. */
const words = 'The orchard office asks every one of its staff to follow the Telegram channel t.me/orchard_daily before Friday. ';
const asked: string[] = [];
const servers: Server[] = [];
let flow: Flow;
let host: string;
let other: string;

const listen = async (answer: (url: string) => { status?: number; location?: string; type?: string; body: string }): Promise<string> => {
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host} ${request.url}`);
    const { status = 200, location, type = 'text/html; charset=utf-8', body } = answer(request.url ?? '/');
    response.writeHead(status, { 'content-type': type, ...location === undefined ? {} : { location } }).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()); });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const page = { body: `<html lang="en"><body><article><h1>Notice to staff</h1><p>${words.repeat(3)}</p></article></body></html>` };
const article = { body: `<html lang="en"><head><meta property="article:published_time" content="2026-03-02T08:00:00+07:00"><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body><nav><a href="/list/">All notices</a></nav><article><h1>Notice to staff</h1><p>${words.repeat(3)}</p></article></body></html>` };
const robots = { type: 'text/plain', body: 'User-agent: *\nDisallow: /closed/\n' };

beforeAll(async () => {
  other = await listen((url) => (url === '/robots.txt' ? robots : page));
  host = await listen((url) => (url === '/robots.txt' ? robots : url === '/moved' ? { status: 301, location: `http://${other}/there`, body: '' } : url.startsWith('/list/') ? article : page));
  flow = await openFlow();
  await applyWatchlist(flow.db, watchlistSchema.parse({
    version: 1, election: { id: 'lowlands', name: { en: 'Lowlands vote' }, polity: { en: 'Lowlands' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2031-03-14' }, network: { allow_private: [host, other] },
    actors: [{ id: 'tides', name: { en: 'Ministry of Tides' }, kind: 'ministry', side: 'government', sources: [{ kind: 'website', url: `http://${host}/` }] }],
  }), 'text', () => []);
  await flow.open({ CLAQUE_HOST_BUDGET: '10' });
}, 60_000);
afterAll(async () => { await flow?.close(); for (const server of servers) server.close(); });
beforeEach(() => { asked.length = 0; });
const ask = async (path: string): Promise<string> => (await askTry(flow.db, { electionId: 'lowlands', url: `http://${host}${path}`, kind: null, by: 'A1' }))!;
const stepsOf = async (id: string): Promise<string> => (await oneTry(flow.db, id)).steps.map(({ step, text }) => `${step}: ${text}`).join('\n');

it('a page is fetched, read and detected, and nothing of it enters the evidence', async () => {
  const id = await ask('/news/1');
  await tryAddress(flow.world, { id });
  const { state, found } = await oneTry(flow.db, id);
  expect([state, found?.documents[0]?.title, found?.calls[0]?.quote.includes('orchard_daily')]).toEqual(['done', 'Notice to staff', true]);
  expect(await stepsOf(id)).toMatch(/robots: .*allowed\nfetch: 200 [^]*read: 1 documents[^]*detect: call-to-follow/);
  for (const table of ['snapshots', 'documents', 'observations']) expect(await flow.db.query(`SELECT 1 FROM ${table}`)).toEqual([]);
  expect(await tryAddress(flow.world, { id })).toEqual({ skipped: 'already-done' });
});

it('of an article its list and its feed are offered for the watchlist, of any other page the page itself', async () => {
  const watchOf = async (path: string) => { const id = await ask(path); await tryAddress(flow.world, { id }); return (await oneTry(flow.db, id)).found; };
  const found = await watchOf('/list/notice-27');
  expect(found?.watch).toEqual([{ kind: 'website', url: `http://${host}/list/` }, { kind: 'feed', url: `http://${host}/feed.xml` }]);
  expect(found?.calls[0]).toMatchObject({ kind: 'call', target: 'telegram:orchard_daily', voice: expect.any(String) as string, confidence: expect.any(Number) as number });
  expect((await watchOf('/news/4'))?.watch).toEqual([{ kind: 'website', url: `http://${host}/news/4` }]);
});

it('while a visit asks the host, a try waits its turn and asks nothing', async () => {
  const visit = (await takeLease(flow.db, `host ${host}`, 'a visit', 60_000))!;
  const id = await ask('/news/2');
  expect(await tryAddress(flow.world, { id }, 0)).toMatchObject({ why: expect.stringContaining('being asked by a visit') });
  expect([(await oneTry(flow.db, id)).state, asked]).toEqual(['waiting', []]);
  await flow.db.query(`UPDATE tries SET asked_at = now() - interval '4 minutes' WHERE id = $1`, [id]);
  await tryAddress(flow.world, { id }, 0);
  expect([(await oneTry(flow.db, id)).state, asked]).toEqual(['failed', []]);
  // A visit that lets go for a moment is enough.
  const waiting = await ask('/news/2');
  const tried = tryAddress(flow.world, { id: waiting });
  setTimeout(() => { void releaseLease(flow.db, visit); }, 300);
  await tried;
  expect((await oneTry(flow.db, waiting)).state).toBe('done');
  const next = await ask('/news/2');
  await tryAddress(flow.world, { id: next });
  expect((await oneTry(flow.db, next)).state).toBe('done');
  expect(await flow.db.query('SELECT name FROM leases WHERE until > clock_timestamp()')).toEqual([]);
});

it('a redirect leads to another host only while nobody else asks that one', async () => {
  const visit = (await takeLease(flow.db, `host ${other}`, 'a visit', 60_000))!;
  const id = await ask('/moved');
  await tryAddress(flow.world, { id });
  expect([(await oneTry(flow.db, id)).state, asked.some((line) => line.startsWith(other))]).toEqual(['failed', false]);
  await releaseLease(flow.db, visit);
  const again = await ask('/moved');
  await tryAddress(flow.world, { id: again });
  expect([(await oneTry(flow.db, again)).state, asked.at(-1)]).toEqual(['done', `${other} /there`]);
});

it('what robots.txt forbids is not asked, and a host has no more requests than its day allows', async () => {
  const closed = await ask('/closed/1');
  await tryAddress(flow.world, { id: closed });
  expect([(await oneTry(flow.db, closed)).state, asked]).toEqual(['failed', []]);
  expect(await stepsOf(closed)).toMatch(/robots: .*disallows it/);
  await flow.db.query(`UPDATE hosts SET day_requests = 10, day = (clock_timestamp() AT TIME ZONE 'UTC')::date WHERE host = $1`, [host]);
  const spent = await ask('/news/3');
  await tryAddress(flow.world, { id: spent });
  expect([(await oneTry(flow.db, spent)).state, asked]).toEqual(['failed', []]);
  expect(await stepsOf(spent)).toContain('has had its 10 requests of today');
});
