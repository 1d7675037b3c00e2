import { createReadStream, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WARCParser } from 'warcio';
import { createFetcher, type Exchanged, type Fetcher, type FetchOptions } from '../http/fetcher.js';
import { readWarc } from './warc.js';
import { WarcWriter } from './warc-writer.js';

let folder: string;
let server: Server;
let origin: string;
let fetcher: Fetcher;
let handler: RequestListener;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claque-warc-'));
  server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  fetcher = createFetcher({ userAgent: 'TestMonitor/1.0', allowPrivate: [new URL(origin).host] });
});
afterEach(async () => { await fetcher.close(); server.closeAllConnections(); server.close(); rmSync(folder, { recursive: true }); });

async function exchanges(path: string, options: FetchOptions = {}): Promise<Exchanged[]> {
  const told: Exchanged[] = [];
  await fetcher.fetch(`${origin}${path}`, { ...options, onExchange: (exchanged) => told.push(exchanged) });
  return told;
}

async function records(path: string) {
  const found: { type: string; url: string; status: string; headers: Record<string, string>; warc: { get(name: string): string | null | undefined }; text: string }[] = [];
  for await (const record of new WARCParser(createReadStream(path), { keepHeadersCase: true })) {
    const text = await record.contentText();
    found.push({ type: record.warcType ?? '', url: record.warcTargetURI ?? '', status: record.httpHeaders?.statusline ?? '', headers: Object.fromEntries(record.httpHeaders?.headers ?? []), warc: record.warcHeaders.headers, text });
  }
  return found;
}
/** What `claque import` takes from it. */
async function imported(path: string): Promise<string[]> {
  const taken: string[] = [];
  for await (const item of readWarc(createReadStream(path).pipe(createGunzip()), path)) if ('capture' in item) taken.push(`${item.capture.url} ${item.capture.body.toString()}`);
  return taken;
}
const gzFiles = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.gz')).sort();

test('what was asked and answered is read again by a WARC library: redirects, codings and headers as received, without cookies', async () => {
  const page = `<p>Polls open at seven. ${'ការបោះឆ្នោត '.repeat(40)}</p>`;
  handler = (request, response) => {
    if (request.url === '/old') { response.writeHead(301, { location: '/new' }); response.end(); return; }
    response.writeHead(200, 'Fine', { 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'gzip', 'X-Office': 'ministry', 'set-cookie': 'id=1' });
    response.end(gzipSync(page));
  };
  const writer = new WarcWriter({ folder: () => folder, prefix: 'test', userAgent: 'TestMonitor/1.0' });
  await writer.add(await exchanges('/old'));
  await writer.close();
  const found = await records(writer.files[0] as string);
  expect(found.map(({ type, url }) => [type, url.replace(origin, '')])).toEqual([['warcinfo', ''], ['response', '/old'], ['request', '/old'], ['metadata', '/old'], ['response', '/new'], ['request', '/new']]);
  expect(found[0]?.text).toContain('http-header-user-agent: TestMonitor/1.0');
  expect(found[1]).toMatchObject({ status: 'HTTP/1.1 301 Moved Permanently' });
  expect(found[4]).toMatchObject({ status: 'HTTP/1.1 200 Fine', text: page, headers: { 'Content-Encoding': 'gzip', 'X-Office': 'ministry' } });
  expect(JSON.stringify(found)).not.toContain('set-cookie');
  expect(found[4]?.warc.get('WARC-IP-Address')).toBe('127.0.0.1');
  expect(found[5]).toMatchObject({ status: 'GET /new HTTP/1.1', headers: { 'user-agent': 'TestMonitor/1.0', host: new URL(origin).host } });
  expect(await imported(writer.files[0] as string)).toEqual([`${origin}/new ${page}`]);
  expect(found[5]?.warc.get('WARC-Concurrent-To')).toBe(found[4]?.warc.get('WARC-Record-ID'));
});

test('an answer "not modified" and bytes that stand in the file already are revisits', async () => {
  handler = (request, response) => {
    if (request.headers['if-none-match']) { response.writeHead(304, { etag: '"one"' }); response.end(); return; }
    response.writeHead(200, { 'content-type': 'text/html', etag: '"one"' });
    response.end(`<p>${'the same '.repeat(100)}</p>`);
  };
  const writer = new WarcWriter({ folder: () => folder, prefix: 'test', userAgent: 'TestMonitor/1.0' });
  await writer.add([...await exchanges('/a'), ...await exchanges('/b'), ...await exchanges('/a', { etag: '"one"' })]);
  await writer.close();
  const found = (await records(writer.files[0] as string)).filter(({ type }) => type === 'response' || type === 'revisit');
  expect(found.map(({ type, url, warc }) => [type, url.replace(origin, ''), warc.get('WARC-Profile')?.split('/').at(-1) ?? null, warc.get('WARC-Refers-To-Target-URI') ?? null])).toEqual([
    ['response', '/a', null, null], ['revisit', '/b', 'identical-payload-digest', `${origin}/a`], ['revisit', '/a', 'server-not-modified', null]]);
  expect(found[1]?.warc.get('WARC-Payload-Digest')).toBe(found[0]?.warc.get('WARC-Payload-Digest'));
});

test('a file ends at its size, another day has another folder, and what is not finished does not bear the name of a finished one', async () => {
  handler = (request, response) => { response.writeHead(200, { 'content-type': 'text/html' }); response.end(`<p>${request.url}${Math.random()}</p>`); };
  const days = ['2031-03-04', '2031-03-04', '2031-03-04', '2031-03-05'];
  const writer = new WarcWriter({ folder: (at) => join(folder, at.toISOString().slice(0, 10)), prefix: 'test', userAgent: 'TestMonitor/1.0', mostBytes: 1500 });
  const told = await Promise.all(days.map(async (day, index) => ({ ...(await exchanges(`/${index}`))[0] as Exchanged, at: new Date(`${day}T10:00:00Z`) })));
  await writer.add(told, true);
  expect(gzFiles().length).toBeGreaterThan(1);
  expect(new Set(gzFiles().map((name) => name.slice(0, 10)))).toEqual(new Set(['2031-03-04']));
  expect(readdirSync(join(folder, '2031-03-05'))[0]).toMatch(/\.warc\.gz\.open$/);
  await writer.close();
  const urls = (await Promise.all(gzFiles().map((name) => records(join(folder, name))))).flat().filter(({ type }) => type === 'response').map(({ url }) => url.replace(origin, ''));
  expect(urls).toEqual(['/0', '/1', '/2', '/3']);
});

test('a record that a full disk cuts off is taken back: what follows stands in a new file, and refers to nothing that was lost', async () => {
  handler = (request, response) => { response.writeHead(200, { 'content-type': 'text/html' }); response.end(`<p>${request.url === '/first' ? 'first' : 'the same'} ${'words '.repeat(200)}</p>`); };
  const writer = new WarcWriter({ folder: () => folder, prefix: 'test', userAgent: 'TestMonitor/1.0' });
  const [first, second, third] = [await exchanges('/first'), await exchanges('/second'), await exchanges('/third')];
  await writer.add(first);
  const { handle } = (writer as unknown as { file: { handle: { appendFile(bytes: Buffer): Promise<void> } } }).file;
  const append = handle.appendFile.bind(handle);
  handle.appendFile = async (bytes) => { await append(bytes.subarray(0, 100)); throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }); };
  await expect(writer.add(second)).rejects.toThrow('no space left');
  await writer.add(third);
  await writer.close();
  const found = await Promise.all(gzFiles().map((name) => records(join(folder, name))));
  expect(found.map((file) => file.filter(({ type }) => type === 'response').map(({ url }) => url.replace(origin, '')))).toEqual([['/first'], ['/third']]);
  expect(found.flat().filter(({ type }) => type === 'revisit')).toEqual([]);
});

test('a key that was sent is in no record', async () => {
  handler = (_, response) => { response.writeHead(200, { 'content-type': 'application/json' }); response.end('{}'); };
  const writer = new WarcWriter({ folder: () => folder, prefix: 'test', userAgent: 'TestMonitor/1.0' });
  await writer.add(await exchanges('/api', { secretHeaders: { 'x-key': 'hidden-key' } }));
  await writer.close();
  expect(JSON.stringify(await records(writer.files[0] as string))).not.toContain('hidden-key');
});
