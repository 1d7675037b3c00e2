import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { WARCParser } from 'warcio';
import { watchlistSchema } from '#core/election/watchlist.js';
import { readConfig } from '#infra/config.js';
import { openLog } from '#infra/log.js';
import { documentEvents } from '#infra/store/document-events.js';
import { endlessAddresses, withinPaths } from '#infra/store/url-shapes.js';
import { addToFrontier } from '#infra/store/frontier.js';
import { takeLease } from '#infra/store/leases.js';
import { openWorld } from '#pipeline/open-world.js';
import { readSnapshots } from '#pipeline/steps/read.js';
import { visitHost } from '#pipeline/steps/visit.js';
import { putWatchlist } from '#pipeline/watchlist.js';
import type { World } from '#pipeline/world.js';
import { freshDatabase, type FreshDatabase } from './fresh-database.js';

let database: FreshDatabase;
let server: Server;
let host = '';
let dataDir = '';
let answer: (path: string) => { status: number; body: string };
/** For the address that is asked for to see what a missing page looks like. */
let nowhere: () => { status: number; body: string };
/** Who asked what, in order. */
let asked: { agent: string; path: string }[] = [];
let inFlight = 0;
let mostInFlight = 0;
const worlds: (World & { close(): Promise<void> })[] = [];
const article = (text: string) => ({ status: 200, body: `<html><head><title>Notice</title><meta property="og:type" content="article"></head><body><article><h1>Notice</h1><p>${text}</p></article></body></html>` });

beforeAll(async () => { database = await freshDatabase(); });
afterAll(() => database.drop());
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'claque-visits-'));
  asked = [];
  inFlight = 0;
  mostInFlight = 0;
  nowhere = () => ({ status: 404, body: '' });
  answer = (path) => (path === '/robots.txt' ? { status: 404, body: '' } : article(`The office of ${path} is open from eight to noon on working days, and closed on the day of the boat race.`));
  server = createServer((request, response) => {
    asked.push({ agent: request.headers['user-agent'] ?? '', path: request.url ?? '' });
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    setTimeout(() => {
      inFlight--;
      const { status, body } = request.url?.startsWith('/no-such-page') ? nowhere() : answer(request.url ?? '');
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body);
    }, 15);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
  server.closeAllConnections();
  server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** An election with one source on the server, and `pages` addresses due. */
async function due(id: string, pages: number): Promise<void> {
  await putWatchlist(database.db, watchlistSchema.parse({
    version: 1, election: { id, name: { en: 'Vote' }, polity: { en: 'Lowlands' }, time_zone: 'UTC', polling_day: '2031-03-14' }, network: { allow_private: [host] },
    actors: [{ id: 'tides', name: { en: 'Tides' }, kind: 'ministry', side: 'government', sources: [{ kind: 'website', url: `http://${host}/`, pace: '1ms' }] }],
  }), id);
  await addToFrontier(database.db, id, Array.from({ length: pages }, (_, at) => ({ sourceId: 'tides-website', host, url: `http://${host}/p${at}`, role: 'page' as const, why: 'article-link on test', depth: 1, priority: 1 })));
}
async function worker(name: string, settings: Record<string, string> = {}): Promise<World & { close(): Promise<void> }> {
  const world = await openWorld(readConfig({ CLAQUE_DATA_DIR: dataDir, CLAQUE_USER_AGENT: name, ...settings }), database.url, openLog(null, 'error'));
  worlds.push(world);
  return world;
}
/** What the database's clock does in the time of a lease. */
const leasesRunOut = async () => {
  await database.db.query(`UPDATE leases SET until = clock_timestamp() - interval '1 second'`);
  await database.db.query(`UPDATE frontier SET claimed_until = clock_timestamp() - interval '1 second' WHERE claimed_until IS NOT NULL`);
};
const dueAgain = () => database.db.query(`UPDATE frontier SET due_at = clock_timestamp() - interval '1 second' WHERE host = $1`, [host]);
const pagesKept = async (id: string) => (await database.db.query<{ n: number }[]>('SELECT count(DISTINCT url)::int AS n FROM snapshots WHERE election_id = $1', [id]))[0]!.n;
/** Longer than a dead worker keeps its job: its lock and two looks for stalled jobs, 90 s. */
const until = async (what: () => boolean | Promise<boolean>) => { for (let tries = 0; !await what(); tries++) { if (tries > 2800) throw new Error('it never came about'); await new Promise((resolve) => { setTimeout(resolve, 50); }); } };

it('lets one of two workers visit a host, and only one request at a time go out', async () => {
  await due('two', 20);
  const [a, b] = [await worker('WorkerA/1'), await worker('WorkerB/1')];
  const ends = await Promise.all([visitHost(a, { host }), visitHost(b, { host })]);
  expect(ends.filter((end) => 'later' in end)).toHaveLength(1);
  expect(mostInFlight).toBe(1);
  expect(new Set(asked.map(({ agent }) => agent)).size).toBe(1);
  expect(await pagesKept('two')).toBe(21);
});

it('lets a stalled visit make no further request once another worker has taken over, and loses no page', async () => {
  await due('stalled', 60);
  const [a, b] = [await worker('WorkerA/1'), await worker('WorkerB/1')];
  const first = visitHost(a, { host }).then(() => 'ended', (error: Error) => error.name);
  await until(() => asked.length > 8);
  await leasesRunOut();
  const second = await visitHost(b, { host });
  expect(await first).toBe('LeaseLost');
  const from = asked.findIndex(({ agent }) => agent.startsWith('WorkerB'));
  // The one request that had gone out before may still have been under way.
  expect(asked.slice(from).filter(({ agent }) => agent.startsWith('WorkerA'))).toEqual([]);
  expect(mostInFlight).toBeLessThanOrEqual(2);
  expect('done' in second).toBe(true);
  expect(await pagesKept('stalled')).toBe(61);
});

it('leaves no trace of a nudge for a host that has nothing due, and waits for one whose due pages a visit that died has claimed', async () => {
  await due('quiet', 3);
  const world = await worker('WorkerA/1');
  await database.db.query(`UPDATE frontier SET due_at = clock_timestamp() + interval '1 hour' WHERE host = $1`, [host]);
  expect(await visitHost(world, { host })).toEqual({ skipped: 'nothing-due' });
  expect(await database.db.query(`SELECT name FROM leases WHERE name = 'host ' || $1 UNION ALL SELECT host FROM hosts WHERE host = $1`, [host])).toEqual([]);
  await dueAgain();
  await takeLease(database.db, `host ${host}`, 'a worker that died', 60_000);
  await database.db.query(`UPDATE frontier SET claim_token = 1, claimed_until = clock_timestamp() + interval '1 minute' WHERE host = $1`, [host]);
  expect(await visitHost(world, { host })).toMatchObject({ later: expect.any(Date) as Date });
  expect(asked).toEqual([]);
});

it('loses nothing when a worker process is killed in the middle of a visit', async () => {
  await due('killed', 60);
  const start = (): ChildProcess => spawn(process.execPath, ['apps/cli/bin/claque.js', 'worker', '--queues', 'crawl,read,sweep'], { env: { ...process.env, DATABASE_URL: database.url, CLAQUE_DATA_DIR: dataDir }, stdio: 'ignore' });
  const first = start();
  await until(() => asked.length > 15);
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect(await pagesKept('killed')).toBeLessThan(61);
  await leasesRunOut();
  const second = start();
  try { await until(async () => await pagesKept('killed') === 61); } finally { second.kill('SIGKILL'); await once(second, 'exit'); }
  expect(mostInFlight).toBeLessThanOrEqual(2);
});

it('says that a source has another design when its articles suddenly give no documents, and no longer when they do', async () => {
  await due('drift', 24);
  const world = await worker('WorkerA/1');
  const visit = async () => {
    await dueAgain();
    const end = await visitHost(world, { host });
    for (const job of 'next' in end ? end.next ?? [] : []) if (job.name === 'snapshot.read') await readSnapshots(world, job.payload);
  };
  const gaps = async () => (await database.db.query<{ open: boolean; detail: string }[]>(`SELECT open, detail FROM gaps WHERE election_id = 'drift' AND reason = 'selector-drift'`));
  await visit();
  expect(await gaps()).toEqual([]);
  const good = answer;
  answer = (path) => (path === '/robots.txt' ? good(path) : { status: 200, body: `<html><head><title>${path}</title></head><body><ul><li><a href="${path}/more">${path}</a></li></ul></body></html>` });
  await visit();
  expect(await gaps()).toEqual([{ open: true, detail: expect.stringMatching(/^0 of the last 20 articles gave a document/) as string }]);
  answer = (path) => (path === '/robots.txt' ? good(path) : article(`The office of ${path} has another design, and is open from nine to noon on all days of the week but the last.`));
  await visit();
  expect(await gaps()).toMatchObject([{ open: false }]);
});

it('says that a page was edited, vanished after two checks, and returned; a wall is none of these', async () => {
  await due('events', 1);
  const world = await worker('WorkerA/1');
  const visit = async () => {
    await dueAgain();
    await database.db.query('UPDATE hosts SET not_before = NULL, failures = 0 WHERE host = $1', [host]);
    const end = await visitHost(world, { host });
    for (const job of 'next' in end ? end.next ?? [] : []) if (job.name === 'snapshot.read') await readSnapshots(world, job.payload);
  };
  const kinds = async () => (await documentEvents(database.db, 'events', new Date(0), new Date(Date.now() + 3_600_000))).filter(({ url }) => url.endsWith('/p0')).map(({ kind }) => kind).toReversed();
  const gone = (status: number, body = '') => { answer = (path) => (path === '/p0' ? { status, body } : article('A quiet day at the ferry, with two boats late and no other news from the harbour.')); };
  await visit();
  expect(await kinds()).toEqual([]);
  answer = () => article('Every clerk is told to follow the channel of the First Citizen before Friday, and to report it.');
  await visit();
  expect(await kinds()).toEqual(['edited']);
  // A day later it is as it was: it was seen that day, too.
  await database.db.query(`UPDATE snapshots SET fetched_at = fetched_at - interval '1 day' WHERE election_id = 'events'`);
  await database.db.query(`UPDATE documents SET last_seen_at = last_seen_at - interval '1 day' WHERE election_id = 'events'`);
  const seenAgain = Date.now();
  await visit();
  gone(404);
  await visit();
  expect(await kinds()).toEqual(['edited']);
  await visit();
  expect(await kinds()).toEqual(['edited', 'vanished']);
  const [vanished] = await documentEvents(database.db, 'events', new Date(0), new Date(Date.now() + 3_600_000));
  expect([vanished!.kind, vanished!.lastSeenAt!.getTime() >= seenAgain]).toEqual(['vanished', true]);
  expect(await database.db.query(`SELECT count(*)::int AS seen FROM documents WHERE election_id = 'events' AND url LIKE '%/p0' AND NOT current AND last_seen_at >= $1`, [new Date(seenAgain)])).toEqual([{ seen: 0 }]);
  gone(403, '<title>Just a moment...</title>');
  await visit();
  await visit();
  answer = () => article('Every clerk is told to follow the channel of the First Citizen before Friday, and to report it.');
  await visit();
  expect(await kinds()).toEqual(['edited', 'vanished', 'returned']);
});

it('writes a WARC where the settings ask for it: robots.txt and pages, after their bodies are kept', async () => {
  await due('archived', 3);
  const world = await worker('Worker/1', { CLAQUE_WARC: 'on' });
  expect(await visitHost(world, { host })).toHaveProperty('done');
  const folder = join(dataDir, 'evidence/warc');
  const [open = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.warc.gz'));
  expect(open).toMatch(/^\d{4}-\d\d-\d\d.visits-.*\.warc\.gz\.open$/);
  const answers: string[] = [];
  for await (const record of new WARCParser(createReadStream(join(folder, open)))) if (record.warcType === 'response') answers.push(`${new URL(record.warcTargetURI ?? '').pathname} ${record.httpHeaders?.statusCode}`);
  expect(answers.filter((line) => !line.startsWith('/no-such-page')).sort()).toEqual(['/ 200', '/p0 200', '/p1 200', '/p2 200', '/robots.txt 404']);
  await worlds.splice(worlds.indexOf(world), 1)[0]?.close();
  expect(existsSync(join(folder, open.replace(/\.open$/, '')))).toBe(true);
});

it('takes so many addresses of a calendar over a whole source, and counts what it refuses; lists that the site gives are taken whole', async () => {
  await due('calendar', 0);
  const day = (at: number, why: string) => ({ sourceId: 'tides-website', host, url: `http://${host}/calendar?day=${at}&session=${at * 7}`, role: 'page' as const, why: `${why} on test`, depth: 1, priority: 1 });
  const page = (from: number, why = 'article-link') => database.db.transaction(async (tx) => addToFrontier(tx, 'calendar', await withinPaths(tx, 'calendar', 'tides-website', Array.from({ length: 2000 }, (_, at) => day(from + at, why)), new Date())));
  expect([await page(0), await page(1000), await page(3000), await page(5000)]).toEqual([2000, 1000, 2000, 0]);
  expect(await page(9000, 'sitemap-entry')).toBe(2000);
  expect(await database.db.query('SELECT shape, addresses, refused FROM url_shapes')).toEqual([{ shape: `http://${host.replace(/\d+/g, '#')}/calendar`, addresses: 5000, refused: '2000' }]);
  // A calendar in the path of an address is known by its form.
  const month = (from: number) => database.db.transaction((tx) => withinPaths(tx, 'calendar', 'tides-website', Array.from({ length: 600 }, (_, at) => ({ ...day(0, 'section-link'), url: `http://${host}/events/${2000 + Math.floor((from + at) / 12)}/${((from + at) % 12) + 1}/` })), new Date()));
  const taken = await month(0);
  await addToFrontier(database.db, 'calendar', taken);
  expect([taken.length, (await month(600)).length, (await month(0)).length]).toEqual([600, 400, 600]);
  expect(await endlessAddresses(database.db, 'calendar')).toEqual([
    { sourceId: 'tides-website', shape: `http://${host.replace(/\d+/g, '#')}/calendar`, taken: 5000, refused: 2000 },
    { sourceId: 'tides-website', shape: `http://${host.replace(/\d+/g, '#')}/events/#/#/`, taken: 1000, refused: 200 },
  ]);
  expect(await database.db.query(`SELECT detail FROM gaps WHERE election_id = 'calendar' AND reason = 'endless-addresses'`)).toMatchObject([{ detail: expect.stringMatching(/\/events\/#\/#\/: .*1000 were taken/) as string }]);
});

it('reads the sitemaps that a robots.txt names for its own host, where a source does not say otherwise', async () => {
  const lines = () => `User-agent: *\nDisallow:\nSitemap: http://${host}/maps/all.xml\nsitemap: /maps/more.xml\nSitemap: http://elsewhere.example/all.xml`;
  answer = (path) => (path === '/robots.txt' ? { status: 200, body: lines() } : path.startsWith('/maps/') ? { status: 200, body: `<?xml version="1.0"?><urlset><url><loc>http://${host}${path === '/maps/all.xml' ? '/report' : '/letter'}</loc></url></urlset>` }
    : article(`A report of ${path} from the tide office, which measured the water at six and at noon.`));
  await due('named', 0);
  const world = await worker('WorkerA/1');
  for (let round = 0; round < 3; round++) {
    const end = await visitHost(world, { host });
    for (const job of 'next' in end ? end.next ?? [] : []) if (job.name === 'snapshot.read') await readSnapshots(world, job.payload);
  }
  const known = (await database.db.query<{ url: string; why: string }[]>(`SELECT url, why FROM frontier WHERE election_id = 'named' AND depth > 0 ORDER BY url`)).map(({ url, why }) => [url.replace(`http://${host}`, ''), why.split(' on ')[0]]);
  expect(known).toEqual([['/letter', 'sitemap-entry'], ['/maps/all.xml', 'sitemap in robots.txt'], ['/maps/more.xml', 'sitemap in robots.txt'], ['/report', 'sitemap-entry']]);
  expect(asked.map(({ path }) => path)).toEqual(expect.arrayContaining(['/maps/all.xml', '/maps/more.xml', '/report', '/letter']));

  await database.db.query(`UPDATE sources SET active = false WHERE election_id = 'named'`);
  await due('unnamed', 0);
  await database.db.query(`UPDATE sources SET settings = '{"sitemaps":false}' WHERE election_id = 'unnamed'`);
  await database.db.query('UPDATE hosts SET robots_at = NULL WHERE host = $1', [host]);
  await visitHost(world, { host });
  expect(await database.db.query(`SELECT url FROM frontier WHERE election_id = 'unnamed' AND depth > 0`)).toEqual([]);
});

it('knows the page that a host gives with 200 for addresses that do not exist, having asked for one such address once', async () => {
  const nothing = { status: 200, body: '<title>Tides</title><nav>News Laws Contact</nav><p>Whatever you looked for, it is not in our archive any more.</p><footer>The tide office measures the water of the lowlands at six and at noon, keeps the tables of every harbour since its founding, and answers letters on working days from eight to noon at the long quay.</footer>' };
  nowhere = () => nothing;
  answer = (path) => (path === '/robots.txt' ? { status: 404, body: '' } : path === '/p1' || path === '/p2' ? nothing : article(`The office of ${path} is open from eight to noon on working days, and closed on the day of the boat race.`));
  await due('soft', 4);
  const world = await worker('WorkerA/1');
  await visitHost(world, { host });
  const outcomes = async () => Object.fromEntries((await database.db.query<{ url: string; outcome: string }[]>(`SELECT url, last_outcome AS outcome FROM frontier WHERE election_id = 'soft'`)).map(({ url, outcome }) => [url.replace(`http://${host}`, ''), outcome]));
  expect(await outcomes()).toEqual({ '/': 'ok', '/p0': 'ok', '/p1': 'soft-not-found', '/p2': 'soft-not-found', '/p3': 'ok' });
  await dueAgain();
  await visitHost(world, { host });
  expect(await outcomes()).toMatchObject({ '/p1': 'soft-not-found', '/p3': 'ok' });
  expect(asked.filter(({ path }) => path.startsWith('/no-such-page'))).toHaveLength(1);
});

it('learns what such a page says from the site\'s root, where the first page of a visit is one itself, and leaves pages alone of a site that may not be asked', async () => {
  const frame = (text: string) => ({ status: 200, body: `<title>Tides</title><p>News</p><p>Laws of the harbour and its lights</p>${text}<p>Quay Street 4, every working day from eight to noon, second floor on the left, ring twice, and again after one; letters are answered within the month, and tables of every harbour lie at the desk.</p>` });
  let askings = 0;
  const error = () => frame(`<p>The page that you asked for could not be found.</p>${['Amber', 'Birch', 'Cedar'].map((name) => `<p>${name} opens quay ${'abcdefgh'[askings++ % 8]} to ferries</p>`).join('')}`);
  nowhere = error;
  const robots = { status: 404, body: '' };
  answer = (path) => (path === '/robots.txt' ? robots : path === '/' || path === '/p3' ? frame(`<p>The office of ${path} is open on working days.</p><p>It is closed on the day of the boat race, and on the day after.</p>`) : error());
  await due('first', 4);
  await database.db.query(`UPDATE frontier SET due_at = due_at + interval '1 day' WHERE election_id = 'first' AND depth = 0`);
  await database.db.query(`UPDATE frontier SET due_at = due_at + interval '1 day' WHERE election_id = 'first' AND url LIKE '%/p3'`);
  const world = await worker('WorkerA/1');
  await visitHost(world, { host });
  await database.db.query(`UPDATE frontier SET due_at = clock_timestamp() WHERE election_id = 'first' AND url LIKE '%/p3'`);
  await visitHost(world, { host });
  const outcomes = async () => Object.fromEntries((await database.db.query<{ url: string; outcome: string }[]>(`SELECT url, last_outcome AS outcome FROM frontier WHERE election_id = 'first' AND depth > 0`)).map(({ url, outcome }) => [new URL(url).pathname, outcome]));
  expect(await outcomes()).toEqual({ '/p0': 'soft-not-found', '/p1': 'soft-not-found', '/p2': 'soft-not-found', '/p3': 'ok' });
  expect(asked.filter(({ path }) => path.startsWith('/no-such-page'))).toHaveLength(1);

  robots.status = 200;
  robots.body = 'User-agent: *\nDisallow: /\nAllow: /p';
  await database.db.query('UPDATE hosts SET robots_at = NULL, missing_asked_at = NULL WHERE host = $1', [host]);
  await database.db.query(`UPDATE frontier SET due_at = clock_timestamp() WHERE election_id = 'first' AND depth > 0`);
  await visitHost(world, { host });
  expect(await outcomes()).toMatchObject({ '/p3': expect.stringMatching(/^(?:ok|unchanged)$/) as string });
  expect(Object.values(await outcomes())).not.toContain('robots');
  expect(asked.filter(({ path }) => path.startsWith('/no-such-page'))).toHaveLength(1);
});
