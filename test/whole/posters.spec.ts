import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listCampaigns } from '#infra/store/campaigns.js';
import { putWatchlistFile } from '#pipeline/watchlist.js';
import { png, poster } from '../material/poster.js';
import { openFlow, type Flow } from './flow.js';

/** Three ministries that show posters with a code, and images that do harm or nothing; three papers that print a photograph with the code as news. */
const MINISTRIES = ['tides', 'dykes', 'locks'];
/** Its pages are there, and none of its pictures. */
const WITHOUT = 'weirs';
/** Its settings ask for no pictures. */
const UNASKED = 'moles';
const PAPERS = ['courier', 'lantern', 'beacon'];
const servers: Server[] = [];
const asked: string[] = [];
let flow: Flow;
let folder: string;
let electionId: string;

const story = (ministry: string) => `<html lang="en"><head><title>Opening of the new ferry at ${ministry}</title><meta property="article:published_time" content="2031-03-04T08:00:00Z"><meta property="og:type" content="article"></head><body><article>
<h1>Opening of the new ferry at ${ministry}</h1><p>${`The ministry of ${ministry} opened a ferry across the northern canal, and the morning boat left with the first passengers. `.repeat(4)}</p>
<img src="/poster.png" alt="Poster of the ministry of ${ministry}"><img src="/bomb.png"><img src="/page.png"><img src="/plain.png"><img src="/gone.png"><img src="/logo.svg"></article></body></html>`;

const news = (paper: string) => `<html lang="en"><head><title>Staff seen with codes</title><meta property="article:published_time" content="2031-03-04T12:00:00Z"><meta property="og:type" content="article"></head><body><article>
<h1>Staff seen with codes, writes the ${paper}</h1><p>${`On Tuesday clerks walked along the quay of ${paper} square and held up printed sheets with codes, three passengers told this newspaper. `.repeat(4)}</p><img src="/poster.png" alt="Clerks at the quay"></article></body></html>`;

beforeAll(async () => {
  const images: Record<string, Buffer> = {
    '/bomb.png': png(10, 10, () => 0, { width: 60_000, height: 60_000 }), '/plain.png': png(120, 80, (x, y) => (x * 3 + y * 5) % 256),
  };
  const sites: string[] = [];
  for (const ministry of [...MINISTRIES, WITHOUT, UNASKED, ...PAPERS]) {
    // Two of the ministries show the same picture.
    const own = await poster('https://t.me/First_Citizen', `https://${ministry === 'locks' ? 'tides' : ministry}.example/ferry`);
    const server = createServer(({ url = '/' }, response) => {
      asked.push(ministry === UNASKED ? `${UNASKED}${url}` : url);
      if (url === '/robots.txt' || url === '/gone.png' || (ministry === WITHOUT && url.endsWith('.png'))) { response.writeHead(404).end(); return; }
      if (url === '/') response.writeHead(200, { 'content-type': 'text/html' }).end(`<html><body><a href="/news/ferry-opens-at-the-canal">The new ferry opens at the northern canal today</a></body></html>`);
      else if (url.startsWith('/news/')) response.writeHead(200, { 'content-type': 'text/html' }).end(PAPERS.includes(ministry) ? news(ministry) : story(ministry));
      else if (url === '/page.png') response.writeHead(200, { 'content-type': 'image/png' }).end('<html><body>This picture is gone, and this page says so.</body></html>');
      else response.writeHead(200, { 'content-type': 'image/png' }).end(url === '/poster.png' ? own : images[url]);
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()); });
    servers.push(server);
    sites.push(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
  folder = await mkdtemp(join(tmpdir(), 'claque-posters-'));
  const file = join(folder, 'watchlist.yaml');
  await writeFile(file, JSON.stringify({
    version: 1, election: { id: 'lowlands', name: { en: 'Lowlands vote' }, polity: { en: 'Lowlands' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2031-03-14' },
    network: { allow_private: sites },
    actors: [...MINISTRIES, WITHOUT, UNASKED, ...PAPERS].map((id, at) => ({ id, name: { en: `The ${id}` }, ...(PAPERS.includes(id) ? { kind: 'independent-media', side: 'independent' } : { kind: 'ministry', side: 'government' }),
      sources: [{ kind: 'website', url: `http://${sites[at]}/`, pace: 0, settings: { images: id === UNASKED ? false : { at_most: 12 } } }] })),
    accounts: [{ platform: 'telegram', handle: 'first_citizen', status: 'official' }],
  }));
  flow = await openFlow();
  ({ electionId } = await putWatchlistFile(flow.db, file));
  await flow.open({ CLAQUE_CLOCK_AT: '2031-03-05T03:00:00Z' });
  flow.work();
  await flow.queues.add([{ name: 'sweep', payload: {} }]);
  await flow.rest();
});
afterAll(async () => {
  await flow?.close();
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});

it('makes a document of each poster: its codes are the text, its page is known, it was published when the page was', async () => {
  const posters = await flow.db.query<Record<string, unknown>[]>(`SELECT p.text, p.title, p.codes, p.published_at AS at, d.url AS page FROM documents p JOIN documents d ON d.id = p.seen_on WHERE p.actor_id = ANY($1) ORDER BY p.actor_id`, [MINISTRIES]);
  expect(posters).toHaveLength(3);
  expect(posters[0]).toMatchObject({ text: expect.stringMatching(/^https:/), title: 'Poster of the ministry of dykes', at: new Date('2031-03-04T08:00:00Z'), page: expect.stringContaining('/news/ferry') });
  expect(new Set(posters[0]!['codes'] as string[])).toEqual(new Set(['https://t.me/First_Citizen', 'https://dykes.example/ferry']));
});

it('finds a call to scan in the code of an account, and none in another', async () => {
  const calls = await flow.db.query<{ quote: string; target: string; action: string }[]>(`SELECT quote, target, payload ->> 'action' AS action FROM observations WHERE kind = 'call' AND payload ->> 'voice' = 'own'`);
  expect(calls).toEqual(MINISTRIES.map(() => ({ quote: 'https://t.me/First_Citizen', target: 'telegram:first_citizen', action: 'scan_qr' })));
  expect(await flow.db.query(`SELECT 1 FROM observations WHERE kind = 'code'`)).toHaveLength(6);
  expect(await listCampaigns(flow.db, electionId)).toMatchObject([{ target: 'telegram:first_citizen', members: [...MINISTRIES].sort() }]);
});

it('takes a code in the picture of a paper for a call that it reports, and papers for no callers', async () => {
  expect(await flow.db.query(`SELECT d.actor_id AS actor, o.payload ->> 'voice' AS voice FROM observations o JOIN documents d ON d.id = o.document_id WHERE o.kind = 'call' AND d.actor_id = ANY($1) ORDER BY 1`, [PAPERS]))
    .toEqual([...PAPERS].sort().map((actor) => ({ actor, voice: 'reported' })));
});

it('knows the same picture on the pages of two ministries', async () => {
  const [drive] = await listCampaigns(flow.db, electionId);
  expect(drive!.links).toContain('same image');
  expect(drive!.objects.filter(({ kind }) => kind === 'same image').map(({ members }) => members)).toContainEqual(expect.arrayContaining(['locks', 'tides']));
});

it('says why an image was not looked at, and asks for none that it could not read', async () => {
  const faults = await flow.db.query<{ url: string; state: string; fault: string | null; hash: string | null }[]>(`SELECT url, state, fault, hash FROM images WHERE url LIKE '%:${(servers[0]!.address() as AddressInfo).port}/%' ORDER BY url`);
  expect(faults.map(({ url, state, fault }) => [new URL(url).pathname, state, fault?.split(':')[0]])).toEqual([
    ['/bomb.png', 'unseen', 'too-many-pixels'], ['/gone.png', 'waiting', 'not-found'], ['/page.png', 'unseen', 'not-an-image'], ['/plain.png', 'seen', undefined], ['/poster.png', 'seen', undefined]]);
  expect(faults[3]!.hash).toMatch(/^[0-9a-f]{16}$/);
  expect(asked).not.toContain('/logo.svg');
  expect(asked.filter((url) => url.startsWith(UNASKED) && url.endsWith('.png'))).toEqual([]);
});

it('takes a picture that cannot be fetched for a gap only where none of its source can', async () => {
  expect(await flow.db.query('SELECT source_id AS source, reason, detail FROM gaps WHERE open')).toEqual([{ source: `${WITHOUT}-website`, reason: 'images-failed', detail: 'none of the newest 5 images could be fetched: 5 not-found' }]);
});

it('changes nothing when an image is read again', async () => {
  const ids = (await flow.db.query<{ id: string }[]>(`SELECT id FROM snapshots WHERE url LIKE '%poster.png'`)).map(({ id }) => id);
  const count = async () => (await flow.db.query<{ n: number }[]>('SELECT count(*)::int AS n FROM documents'))[0]!.n;
  const before = await count();
  await flow.queues.add([{ name: 'image.read', payload: { snapshots: ids } }]);
  await flow.rest();
  expect(await count()).toBe(before);
});
