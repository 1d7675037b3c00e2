import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { pdfOf } from '../../libs/kinds/src/sources/website/pdf/written-pdf.fixture.js';

const run = promisify(execFile);
const claque = (...args: string[]) => run(process.execPath, ['apps/cli/bin/claque.js', 'read', ...args]);
const lines = (text: string): Record<string, unknown>[] => text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
const words = 'The water board of the valley repairs the old mill race before the rains, and asks for patience. ';
let folder = '';
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claque-read-'));
  await writeFile(path('page.html.gz'), gzipSync(`<html lang="en"><head><meta property="article:published_time" content="2023-07-09T20:00:00+07:00"></head><body><article><h1>Mill race</h1><p>${words.repeat(4)}</p></article></body></html>`));
  await writeFile(path('channel.html'), '<div class="tgme_channel_info"></div><div class="tgme_widget_message" data-post="millrace/3"><div class="tgme_widget_message_text">Join us</div><span class="tgme_widget_message_views">12</span><span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="https://t.me/millrace/3"><time datetime="2023-07-09T13:00:00+00:00"></time></a></span></div>');
  await writeFile(path('front.html'), `<html><body>${Array.from({ length: 20 }, (_, at) => `<h2><a href="https://water.example/${at}">A teaser of some words, number ${at}</a></h2>`).join('')}</body></html>`);
  await writeFile(path('deep.html'), '<div>'.repeat(100_000));
  await writeFile(path('urls.csv'), `file,url\n${path('page.html.gz')},https://water.example/news/mill\nfront.html,https://water.example/\n`);
});

test('files become lines in the order of the arguments, a line with an error for each file without a document', async () => {
  await claque(path('page.html.gz'), path('deep.html'), path('channel.html'), path('front.html'), '--urls', path('urls.csv'), '--out', path('out.jsonl'));
  const [page, deep, channel, front, ...more] = lines(await readFile(path('out.jsonl'), 'utf8'));
  expect(more).toEqual([]);
  expect(page).toMatchObject({ file: path('page.html.gz'), url: 'https://water.example/news/mill', text: words.repeat(4).trim(), published_at: '2023-07-09T20:00:00+07:00', published_precision: 'second', language: 'en' });
  expect(page).not.toHaveProperty('views');
  expect(deep!['error']).toMatch(/parser-failed: .*nested deeper/);
  expect(channel).toMatchObject({ url: 'https://t.me/millrace/3', id: '3', views: 12, forwarded_from: null, edited: false, text: 'Join us' });
  expect(front!['error']).toMatch(/no document/);
});

test('bad usage exits 2 and says what to do', async () => {
  await expect(claque(path('channel.html'), path('front.html'), '--url', 'https://water.example/')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--urls') as string });
  await expect(claque(path('channel.html'), '--kind', 'paper')).rejects.toMatchObject({ stderr: expect.stringContaining('telegram-channel') as string });
  await expect(claque(path('nothing.html'))).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('there is no file') as string });
});

test('a scanned circular is read by OCR_COMMAND where it is set, and says what is missing where it is not', async () => {
  await writeFile(path('scan.pdf'), pdfOf({ pages: [[]] }));
  await writeFile(path('ocr.mjs'), 'for await (const _ of process.stdin); console.log("CIRCULAR\\n\\nAll staff of the harbour office are instructed to follow t.me/harbour_vale before the end of March.");');
  const text = 'All staff of the harbour office are instructed to follow t.me/harbour_vale before the end of March.';
  const withOcr = (ocr: string) => run(process.execPath, ['apps/cli/bin/claque.js', 'read', path('scan.pdf'), '--url', 'https://harbour.example/circular-4.pdf'], { env: { ...process.env, OCR_COMMAND: ocr } });
  expect(lines((await withOcr(`${process.execPath} ${path('ocr.mjs')}`)).stdout)).toMatchObject([{ url: 'https://harbour.example/circular-4.pdf', text: expect.stringContaining(text) as string }]);
  expect(lines((await withOcr('/nowhere/ocr')).stdout)[0]!['error']).toMatch(/could not be run/);
  expect(lines((await claque(path('scan.pdf'))).stdout)[0]!['error']).toMatch(/without text/);
});
