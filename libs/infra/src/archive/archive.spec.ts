import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { brotliCompressSync, gzipSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { warc, zip } from '../../../../test/material/archives.js';
import { readWacz } from './wacz.js';
import { readWarc, type ArchiveItem } from './warc.js';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'claque-archive-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

const all = async (items: AsyncIterable<ArchiveItem>): Promise<ArchiveItem[]> => { const found: ArchiveItem[] = []; for await (const item of items) found.push(item); return found; };
const plain = (bytes: Buffer) => Readable.from([gunzipSync(bytes)]) as AsyncIterable<Uint8Array>;
const shown = (item: ArchiveItem) => ('capture' in item ? item.capture.body.toString() : item.skipped);
const page = (name: string) => ({ url: `https://posts.example/${name}`, body: `<p>${name}</p>` });

test('pages come with address, time and body; what is no page is named, requests are passed over', async () => {
  const items = await all(readWarc(plain(warc([
    page('a'), { ...page('b'), kind: 'request' }, { ...page('c'), status: 404 }, { ...page('d'), type: 'image/png' }, { ...page('e'), kind: 'revisit' }, { ...page('f'), url: 'ftp://posts.example/f' }, { ...page('g'), date: 'yesterday' }, page('h')])), 'x.warc'));
  expect(items.map(shown)).toEqual(['<p>a</p>', 'status', 'not-a-page', 'revisit', 'bad-url', 'bad-date', '<p>h</p>']);
  expect(items[0]).toMatchObject({ capture: { url: 'https://posts.example/a', status: 200, headers: { 'content-type': 'text/html' }, fetchedAt: new Date('2031-03-04T05:06:07Z') } });
});

test('bodies are unpacked, also those whose archive undid the coding and kept its header; a bomb is too large', async () => {
  const coded = (coding: string, body: Buffer | string) => ({ ...page('x'), body, headers: `Content-Encoding: ${coding}\r\n` });
  const items = await all(readWarc(plain(warc([coded('gzip', gzipSync('<p>g</p>')), coded('br', brotliCompressSync('<p>b</p>')), coded('br', '<p>plain</p>'), coded('gzip', gzipSync(Buffer.alloc(30e6))),
    { ...page('y'), headers: 'Transfer-Encoding: chunked\r\n', body: '8\r\n<p>c</p>\r\n0\r\n\r\n' }])), 'x.warc'));
  expect(items.map(shown)).toEqual(['<p>g</p>', '<p>b</p>', '<p>plain</p>', 'too-large', '<p>c</p>']);
});

test('a file that breaks off gives what came before; one that is no archive says so', async () => {
  const whole = gunzipSync(warc([page('a'), page('b')]));
  const found: ArchiveItem[] = [];
  const cut = (async () => { for await (const item of readWarc(Readable.from([whole.subarray(0, whole.length - 200)]) as AsyncIterable<Uint8Array>, 'x.warc')) found.push(item); })();
  await cut.catch(() => {});
  expect(found.map(shown)[0]).toBe('<p>a</p>');
  await expect(all(readWarc(Readable.from([Buffer.from('id,text\n1,a\n')]) as AsyncIterable<Uint8Array>, 'x.csv'))).rejects.toThrow(/x\.csv is no WARC/);
  await expect(all(readWarc(Readable.from([]) as AsyncIterable<Uint8Array>, 'x.warc'))).rejects.toThrow(/no record/);
});

test('all WARCs of a WACZ are read, and nothing else of it', async () => {
  const file = join(folder, 'a.wacz');
  await writeFile(file, zip({ 'datapackage.json': Buffer.from('{}'), 'archive/one.warc.gz': warc([page('a'), page('b')]), 'pages/pages.jsonl': Buffer.from('{}'), 'archive/two.warc': gunzipSync(warc([page('c')])) }));
  expect((await all(readWacz(file))).map(shown)).toEqual(['<p>a</p>', '<p>b</p>', '<p>c</p>']);
});

test('a WACZ that unpacks to far more than its size is stopped on the way', async () => {
  const file = join(folder, 'bomb.wacz');
  await writeFile(file, zip({ 'archive/one.warc.gz': gzipSync(Buffer.concat([gunzipSync(warc([page('a')])), Buffer.alloc(8e6)])) }));
  const found: ArchiveItem[] = [];
  await expect((async () => { for await (const item of readWacz(file, { leastLimit: 1e6, mostTimes: 20 })) found.push(item); })()).rejects.toThrow(/bomb\.wacz unpacks to more than 1 MB/);
});

test('a PDF in an archive comes as it is', async () => {
  const items = await all(readWarc(plain(warc([{ url: 'https://posts.example/decree.pdf', type: 'application/pdf', body: Buffer.from('%PDF-1.7 decree') }])), 'x.warc'));
  expect(items).toMatchObject([{ capture: { url: 'https://posts.example/decree.pdf', headers: { 'content-type': 'application/pdf' } } }]);
  expect(shown(items[0]!)).toBe('%PDF-1.7 decree');
});

test('a revisit has the body of what it refers to, by digest or by address and time, and its own moment', async () => {
  const original = { ...page('a'), record: 'WARC-Payload-Digest: sha1:AAAA\r\n' };
  const again = (refers: string) => ({ ...page('a'), kind: 'revisit', body: '', date: '2031-03-06T00:00:00Z', record: refers });
  const items = await all(readWarc(plain(warc([original, again('WARC-Payload-Digest: sha1:AAAA\r\n'), again('WARC-Refers-To-Date: 2031-03-04T05:06:07Z\r\n'), again('WARC-Payload-Digest: sha1:BBBB\r\n')])), 'x.warc'));
  expect(items.map(shown)).toEqual(['<p>a</p>', '<p>a</p>', '<p>a</p>', 'revisit']);
  expect(items[1]).toMatchObject({ capture: { fetchedAt: new Date('2031-03-06T00:00:00Z'), headers: { 'content-type': 'text/html' } } });
});

test('a zip without archives, and what is no zip, are named', async () => {
  const [empty, none] = [join(folder, 'b.wacz'), join(folder, 'c.wacz')];
  await writeFile(empty, zip({ 'readme.txt': Buffer.from('x') }));
  await writeFile(none, 'no zip at all');
  await expect(all(readWacz(empty))).rejects.toThrow(/no WACZ/);
  await expect(all(readWacz(none))).rejects.toThrow(/no zip archive/);
  await expect(all(readWacz(join(folder, 'd.wacz')))).rejects.toThrow(/cannot read/);
});
