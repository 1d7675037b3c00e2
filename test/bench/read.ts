import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodePage } from '#kinds/markup/decode.js';
import { languageOf } from '#kinds/markup/language.js';
import { parseMarkup } from '#kinds/markup/parse.js';
import { factsOf, titleOf } from '#kinds/sources/website/facts.js';
import { mainText } from '#kinds/sources/website/main-text.js';
import { publishedOf } from '#kinds/sources/website/published/index.js';
import { readCapture, type Capture } from '#kinds/sources/index.js';
import { createReaderPool } from '#pipeline/threads/reader-pool.js';

const ROUNDS = 3;

/** CPU of reading real pages to documents, by one thread and through the pool of killable threads. Needs CLAQUE_DATA. */
export async function run(): Promise<void> {
  const data = process.env['CLAQUE_DATA'];
  const folder = join(data ?? '', 'crawl/extraction/html');
  if (data === undefined || !existsSync(folder)) { console.log('read: CLAQUE_DATA has no crawl/extraction/html; nothing was measured'); return; }
  const captures: Capture[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const url = `https://news.example/${name}`;
    captures.push({ url, finalUrl: url, headers: {}, body: gunzipSync(await readFile(join(folder, name))), fetchedAt: new Date() });
  }
  const bytes = captures.reduce((sum, { body }) => sum + body.byteLength, 0);
  console.log(`${captures.length} article pages, ${Math.round(bytes / captures.length / 1000)} kB on average`);
  for (let round = 1; round <= ROUNDS; round++) {
    const before = process.cpuUsage();
    const started = performance.now();
    for (const capture of captures) readCapture('website', capture);
    report(`one thread, round ${round}`, captures.length, before, started);
  }
  parts(captures);
  const pool = createReaderPool({ threads: 2 });
  for (let round = 1; round <= ROUNDS; round++) {
    const before = process.cpuUsage();
    const started = performance.now();
    await Promise.all(captures.map((capture) => pool.read('website', capture)));
    report(`pool of 2 threads, round ${round}`, captures.length, before, started);
  }
  await pool.close();
}

/** The dear parts of a reading, each by the CPU of its thread, after a first round for the compiler. */
function parts(captures: readonly Capture[]): void {
  const spent = new Map<string, number>();
  const timed = <T>(part: string, work: () => T): T => {
    const before = process.threadCpuUsage();
    const result = work();
    const { user, system } = process.threadCpuUsage(before);
    spent.set(part, (spent.get(part) ?? 0) + user + system);
    return result;
  };
  for (let round = 0; round < 2; round++) {
    spent.clear();
    for (const { body, finalUrl, fetchedAt } of captures) {
      const page = timed('decode', () => decodePage(body, undefined));
      const dom = timed('parse', () => parseMarkup(page));
      const facts = timed('facts', () => factsOf(dom));
      const main = timed('text', () => mainText(dom, titleOf(facts), finalUrl));
      timed('date', () => publishedOf(dom, facts, finalUrl, fetchedAt));
      timed('language', () => languageOf(main?.blocks.map(({ text }) => text).join('\n') ?? '', facts.language));
    }
  }
  console.log(`parts, CPU ms a page: ${Array.from(spent, ([part, micros]) => `${part} ${(micros / 1000 / captures.length).toFixed(2)}`).join(', ')}`);
}

function report(what: string, pages: number, before: NodeJS.CpuUsage, started: number): void {
  const { user, system } = process.cpuUsage(before);
  console.log(`${what}: ${((user + system) / 1000 / pages).toFixed(1)} CPU ms a page, ${Math.round(pages / ((performance.now() - started) / 1000))} pages/s`);
}
