import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readPacked, type Place } from '#infra/evidence/pack-file.js';
import { png, poster } from '../material/poster.js';

const CODE = 'https://t.me/orchard_daily';
const pages: Record<string, string> = {
  '/': '<title>Orchard Gazette</title><p>Front page</p><a href="/one">one</a><a href="/closed/">closed</a><img src="/logo.png" alt="emblem"><img src="/code.png" alt="Scan to follow">',
  '/one': '<title>One</title><p>Second page</p><a href="/">home</a><a href="/gone">gone</a><img src="/logo.png"><img src="/missing.png"><img src="/closed/secret.png"><img src="/page.png"><img src="http://127.0.0.9:9/inside.png"><img src="/icon.svg">',
};
let server: Server;
let host = '';
let folder = '';
const asked: string[] = [];
const claque = (...args: string[]) => promisify(execFile)(process.execPath, ['apps/cli/bin/claque.js', 'crawl', ...args, '--pace', '0', '--out', folder]);
const lines = <T>(name: string): T[] => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as T);

beforeAll(async () => {
  const images: Record<string, Buffer> = { '/logo.png': png(64, 64, (x) => x * 4), '/code.png': await poster(CODE), '/page.png': Buffer.from('<p>no picture') };
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (url === '/robots.txt') { response.end('User-agent: *\nDisallow: /closed/\n'); return; }
    if (images[url]) { response.setHeader('content-type', 'image/png'); response.end(images[url]); return; }
    response.statusCode = pages[url] ? 200 : 404;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pages[url] ?? 'no');
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'crawled-'));
  return () => rmSync(folder, { recursive: true });
});
afterAll(() => { server.close(); });

test('a crawl keeps what the pages of a site say and the bytes they came in, and says what it passed over', async () => {
  await claque(`http://${host}/`, '--allow-private', host);
  expect(lines<{ title: string; text: string; links: object[] }>('documents.jsonl')).toEqual([
    { url: `http://${host}/`, title: 'Orchard Gazette', text: 'Front page\noneclosed', links: [{ href: `http://${host}/one`, text: 'one' }, { href: `http://${host}/closed/`, text: 'closed' }] },
    { url: `http://${host}/one`, title: 'One', text: 'Second page\nhomegone', links: [{ href: `http://${host}/`, text: 'home' }, { href: `http://${host}/gone`, text: 'gone' }] },
  ]);
  for (const { url, body } of lines<{ url: string; body: Place }>('snapshots.jsonl')) expect((await readPacked(join(folder, 'bodies.zst'), body)).toString()).toBe(pages[new URL(url).pathname]);
  expect(JSON.parse(readFileSync(join(folder, 'crawl.json'), 'utf8'))).toMatchObject({ pages: 2, skipped: { 'refused-by-robots': 1, 'not-found': 1 } });
  expect(asked).not.toContain('/closed/');
  expect(asked).not.toContain('/logo.png');
});

test('with --images a poster with a code is a document with a link, and every other image is listed with what came of it', async () => {
  await claque(`http://${host}/`, '--allow-private', host, '--images');
  const images = new Map(lines<{ url: string; fault?: string; hash?: string; codes?: string[]; seen_on: string[] }>('images.jsonl').map((image) => [new URL(image.url).pathname, image]));
  expect(images.get('/code.png')).toMatchObject({ codes: [CODE], hash: expect.stringMatching(/^[0-9a-f]{16}$/) as string, seen_on: [`http://${host}/`] });
  expect(images.get('/logo.png')).toMatchObject({ width: 64, height: 64, codes: [], seen_on: [`http://${host}/`, `http://${host}/one`] });
  expect(Object.fromEntries([...images].flatMap(([path, { fault }]) => (fault ? [[path, fault]] : [])))).toEqual({ '/missing.png': 'not-found', '/closed/secret.png': 'refused-by-robots', '/page.png': 'not-an-image', '/inside.png': 'private-address' });
  const posters = lines<{ image?: string }>('documents.jsonl').filter(({ image }) => image !== undefined);
  expect(posters).toMatchObject([{ title: 'Scan to follow', text: CODE, links: [{ href: CODE, text: '' }], image: `http://${host}/code.png`, codes: [CODE] }]);
  expect(JSON.parse(readFileSync(join(folder, 'crawl.json'), 'utf8'))).toMatchObject({ pages: 2, images: { seen: 2, codes: 1, unseen: { 'not-found': 1, 'refused-by-robots': 1, 'not-an-image': 1, 'private-address': 1 } } });
  expect(asked.filter((url) => url === '/logo.png')).toHaveLength(1);
  expect(asked).not.toContain('/closed/secret.png');
  expect(asked).not.toContain('/icon.svg');
});

test('the images of the pages that --max-pages allows are fetched too', async () => {
  await claque(`http://${host}/`, '--allow-private', host, '--images', '--max-pages', '1');
  expect(JSON.parse(readFileSync(join(folder, 'crawl.json'), 'utf8'))).toMatchObject({ pages: 1, images: { seen: 2, codes: 1 } });
});

test('a site that drops the line once is asked for its robots.txt again, and for nothing before it has answered', async () => {
  let drops = 1;
  server.prependListener('request', (request, response) => { if (drops > 0 && request.url === '/robots.txt') { drops--; response.destroy(); } });
  await claque(`http://${host}/`, '--allow-private', host);
  expect(asked.filter((url) => url === '/robots.txt').length).toBeGreaterThan(1);
  expect(asked.findIndex((url) => url !== '/robots.txt')).toBe(asked.lastIndexOf('/robots.txt') + 1);
  expect(JSON.parse(readFileSync(join(folder, 'crawl.json'), 'utf8'))).toMatchObject({ pages: 2 });
});

test('a private address is called that, once, with the way to allow it', async () => {
  const failed = await claque(`http://${host}/`, `http://${host}/one`).then(() => null, (error: { code: number; stdout: string; stderr: string }) => error);
  expect(failed).toMatchObject({ code: 1, stdout: expect.stringContaining('2 private-address') as string });
  expect(failed?.stderr.match(/private-address/g)).toHaveLength(1);
  expect(failed?.stderr).toContain(`--allow-private ${host}`);
  expect(failed?.stderr).not.toContain('robots');
  expect(asked).toEqual([]);
});

test('a site that answers 200 for everything has no documents of pages that do not exist, whatever headlines those show', async () => {
  const paths: string[] = [];
  const frame = (text: string) => `<title>Harbour Office</title><nav><p>News</p><p>Laws of the harbour and its lights</p></nav>${text}<footer><p>Quay Street 4, every working day from eight to noon, second floor on the left, ring twice</p></footer>`;
  const articles: Record<string, string> = {
    '/': frame('<p>Welcome to the office</p><a href="/dead">Old</a><a href="/ferries">Ferries</a><a href="/deader">Older</a>'),
    '/ferries': frame('<p>Ferries stop at noon on the day of the vote.</p>'),
  };
  const site = createServer(({ url = '' }, response) => {
    paths.push(url);
    if (url === '/robots.txt') { response.statusCode = 404; response.end(); return; }
    response.setHeader('content-type', 'text/html');
    response.end(articles[url] ?? frame(`<p>Sorry, there is no such page: it could not be found.</p>${['Amber', 'Birch', 'Cedar'].map((name) => `<p>${name} opens quay ${'abcdefgh'[paths.length % 8]} to ferries</p>`).join('')}`));
  });
  await new Promise<void>((resolve) => { site.listen(0, '127.0.0.1', resolve); });
  try {
    const at = `127.0.0.1:${(site.address() as AddressInfo).port}`;
    await claque(`http://${at}/`, '--allow-private', at);
    expect(lines<{ url: string }>('documents.jsonl').map(({ url }) => new URL(url).pathname)).toEqual(['/', '/ferries']);
    expect(lines<object>('snapshots.jsonl')).toHaveLength(4);
    expect(JSON.parse(readFileSync(join(folder, 'crawl.json'), 'utf8'))).toMatchObject({ pages: 4, skipped: { 'soft-not-found': 2 } });
    expect(paths.filter((path) => path.startsWith('/no-such-page'))).toHaveLength(1);
  } finally { site.close(); }
});

test('a start page is a page, also where its site leads addresses that do not exist to it; pages of the same bytes lead on from their own addresses, and not for ever', async () => {
  const paths: string[] = [];
  const site = createServer(({ url = '' }, response) => {
    paths.push(url);
    if (url === '/robots.txt') { response.statusCode = 404; response.end(); return; }
    response.setHeader('content-type', 'text/html');
    if (url === '/home') response.end('<title>Harbour</title><p>Choose</p><a href="/en/">English</a><a href="/km/">Khmer</a><a href="/loop/">Loop</a>');
    else if (url === '/en/' || url === '/km/') response.end('<title>Harbour</title><p>All news</p><a href="ferries">Ferries</a>');
    else if (url.startsWith('/loop/')) response.end('<title>Loop</title><a href="on/">on</a>');
    else if (url.endsWith('/ferries')) response.end(`<title>${url}</title><p>${url} goes at noon</p>`);
    else { response.statusCode = 302; response.setHeader('location', '/home'); response.end(); }
  });
  await new Promise<void>((resolve) => { site.listen(0, '127.0.0.1', resolve); });
  try {
    const at = `127.0.0.1:${(site.address() as AddressInfo).port}`;
    await claque(`http://${at}/welcome`, '--allow-private', at);
    expect(lines<{ url: string }>('documents.jsonl').map(({ url }) => new URL(url).pathname)).toEqual(expect.arrayContaining(['/home', '/en/ferries', '/km/ferries']));
    expect(paths.filter((path) => path.startsWith('/loop/')).length).toBeLessThan(10);
  } finally { site.close(); }
});
