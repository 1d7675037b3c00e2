import { execFile } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { watchlistSchema } from '#core/election/watchlist.js';
import { sha256Of } from '#core/sha256.js';
import { readWacz } from '#infra/archive/wacz.js';
import { addSnapshots } from '#infra/store/snapshots.js';
import { putWatchlist } from '#pipeline/watchlist.js';
import { detectInDocuments } from '#pipeline/steps/detect.js';
import { readSnapshots } from '#pipeline/steps/read.js';
import { openFlow, type Flow } from './flow.js';

/** Evidence packages as people make and check them. Fiction throughout. */
const claque = fileURLToPath(new URL('../../apps/cli/bin/claque.js', import.meta.url));
const URLS = ['https://tides.example/circular-14', 'https://tides.example/circular-15'];
let flow: Flow;
let documents: string[];

const circular = (n: number) => Buffer.from(`<html lang="en"><head><title>Circular ${n}</title><meta property="og:type" content="article"></head><body><article><h1>Circular ${n}</h1>
<p>${'The ministry reminds all departments of the order of work in the rainy season. '.repeat(4)}</p><p>All civil servants must follow the official channel https://t.me/tides_official before Friday.</p></article></body></html>`);

beforeAll(async () => {
  flow = await openFlow();
  await putWatchlist(flow.db, watchlistSchema.parse({
    version: 1, election: { id: 'lowlands', name: { en: 'Vote' }, polity: { en: 'Lowlands' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2031-03-14' },
    actors: [{ id: 'tides', name: { en: 'Ministry of Tides' }, kind: 'ministry', side: 'government', sources: [{ id: 'tides-site', kind: 'website', url: 'https://tides.example/' }] }],
    accounts: [{ platform: 'telegram', handle: 'tides_official', status: 'official' }],
  }), 'text');
  await flow.open({ CLAQUE_CLOCK_AT: '2031-03-06T00:00:00Z' });
  const bodies = [circular(14), circular(15)].map((body) => ({ sha256: sha256Of(body), body }));
  await flow.world.evidence.putAll(bodies);
  const ids = await addSnapshots(flow.db, bodies.map(({ sha256, body }, n) => ({ electionId: 'lowlands', sourceId: 'tides-site', frontierId: null, url: URLS[n]!, finalUrl: URLS[n]!, status: 200, headers: { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' }, redirects: [], sha256,
    bytes: body.length, fetchedAt: new Date('2031-03-05T01:02:03Z'), how: { requestHeaders: { 'user-agent': 'Claque' }, address: '192.0.2.7', resolved: ['192.0.2.7'], certificateSha256: 'ab'.repeat(32) } })));
  await readSnapshots(flow.world, { snapshots: ids });
  documents = (await flow.db.query<{ id: string }[]>('SELECT id FROM documents ORDER BY id')).map(({ id }) => id);
  await detectInDocuments(flow.world, { documents });
}, 120_000);
afterAll(() => flow?.close());

const run = (...args: string[]): Promise<{ code: number; out: string; err: string }> => new Promise((resolve) => {
  execFile(process.execPath, [claque, ...args], { env: { ...process.env, DATABASE_URL: flow.world.config.databaseUrl } }, (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }));
});
const folder = (name: string) => join(flow.dataDir, name);
/** A copy of the package in which one file was changed, and its sum made to fit, as a forger would. */
async function forged(name: string, file: string, change: (text: string) => string): Promise<string> {
  await cp(folder('package'), folder(name), { recursive: true });
  const changed = change(await readFile(join(folder(name), file), 'latin1'));
  await writeFile(join(folder(name), file), changed, 'latin1');
  const sums = await readFile(join(folder(name), 'SHA256SUMS'), 'utf8');
  await writeFile(join(folder(name), 'SHA256SUMS'), sums.replace(new RegExp(`^[0-9a-f]{64}(?=  ${file}$)`, 'm'), sha256Of(Buffer.from(changed, 'latin1'))));
  return folder(name);
}

it('a package holds captures, claims and table, and is verified without a database', async () => {
  const made = await run('export', ...documents.map((id) => `document:${id}`), '--data', flow.dataDir, '--out', folder('package'));
  expect(made).toMatchObject({ code: 0, out: expect.stringContaining('4 findings in 2 documents, 2 captures') });
  const checked = await run('verify', folder('package'));
  expect(checked).toMatchObject({ code: 0, out: expect.stringContaining('4 of 4 quotes found again') });
  const sum = /sha256 of SHA256SUMS: [0-9a-f]{64}/;
  expect(sum.exec(checked.out)?.[0]).toBe(sum.exec(made.out)?.[0]);
  expect(await readFile(join(folder('package'), 'findings.csv'), 'utf8')).toContain('"All civil servants must follow the official channel https://t.me/tides_official');
});

it('the archive is one that importers read, with the page as it was', async () => {
  const pages: string[] = [];
  for await (const item of readWacz(join(folder('package'), 'evidence.wacz'))) if ('capture' in item) pages.push(`${item.capture.url} ${sha256Of(item.capture.body)}`);
  expect(pages).toEqual([14, 15].map((n) => `https://tides.example/circular-${n} ${sha256Of(circular(n))}`));
});

it('a file that was changed, a quote that was forged, and bytes that are gone are each named', async () => {
  await cp(folder('package'), folder('changed'), { recursive: true });
  await writeFile(join(folder('changed'), 'findings.csv'), 'nothing');
  expect(await run('verify', folder('changed'))).toMatchObject({ code: 1, out: expect.stringContaining('findings.csv has other bytes than SHA256SUMS says') });

  // Text and quote are changed alike, and all sums fit: only the bytes give it away.
  const quote = await forged('quote', 'manifest.json', (text) => text.replaceAll('civil servants', 'civil teachers'));
  expect(await run('verify', quote)).toMatchObject({ code: 1, out: expect.stringMatching(/quotes what is not in the bytes of its capture/) });

  // A reader that this program does not know cannot be asked; what it is said to have read is then not shown.
  const reader = await forged('reader', 'manifest.json', (text) => text.replaceAll('civil servants', 'civil teachers').replaceAll('website@', 'website@9'));
  expect(await run('verify', reader)).toMatchObject({ code: 1, out: expect.stringContaining('holds only in part') });

  const span = await forged('span', 'manifest.json', (text) => text.replace(/"start": (\d+)/, (_, at: string) => `"start": ${Number(at) + 1}`));
  expect(await run('verify', span)).toMatchObject({ code: 1, out: expect.stringMatching(/does not stand at/) });

  const archive = await forged('archive', 'evidence.wacz', (bytes) => bytes.slice(0, 1500) + String.fromCharCode(bytes.charCodeAt(1500) ^ 1) + bytes.slice(1501));
  expect((await run('verify', archive)).code).toBe(1);
});

it('a body that the store no longer has is said, and what is asked for wrongly too', async () => {
  const [{ sha256 }] = await flow.db.query<[{ sha256: string }]>('SELECT sha256 FROM snapshots ORDER BY id LIMIT 1');
  await rm(join(flow.dataDir, 'evidence', sha256.slice(0, 2)), { recursive: true });
  const made = await run('export', ...documents.map((id) => `document:${id}`), '--data', flow.dataDir, '--out', folder('gone'));
  expect(made).toMatchObject({ code: 0, out: expect.stringContaining('without the bytes of snapshot') });
  expect(await run('verify', folder('gone'))).toMatchObject({ code: 1, out: expect.stringMatching(/holds only in part.*2 of 4 quotes found again/) });

  expect(await run('export', 'documents', '--data', flow.dataDir, '--out', folder('x'))).toMatchObject({ code: 2, err: expect.stringContaining('campaign:ID') });
  expect(await run('export', 'campaign:none', '--data', flow.dataDir, '--out', folder('x'))).toMatchObject({ code: 1, err: expect.stringContaining('there is no campaign:none') });
  expect(await run('export', 'call:1', '--data', flow.dataDir, '--out', folder('package'))).toMatchObject({ code: 2, err: expect.stringContaining('not empty') });
  expect(await run('verify', flow.dataDir)).toMatchObject({ code: 1, err: expect.stringContaining('no evidence package') });
});
