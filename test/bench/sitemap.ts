import { constants, createGzip, gzipSync } from 'node:zlib';
import { readCapture } from '#kinds/sources/index.js';
import { median } from './process-use.js';

const URL = 'https://courier.example/sitemap.xml';
const HEAD = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">';
const entry = (at: number) => `<url><loc>https://courier.example/2031/03/report-${at}.html</loc><lastmod>2031-03-0${(at % 9) + 1}T10:00:00Z</lastmod></url>\n`;
const read = (body: Uint8Array) => readCapture('sitemap', { url: URL, finalUrl: URL, headers: { 'content-type': 'application/xml' }, body, fetchedAt: new Date() });

/** A sitemap of 50,000 URLs from bytes to links within scope, the first reading in a cold process; then one of a million, plain and packed, and what memory that took. */
export async function run(): Promise<void> {
  const plain = Buffer.from(`${HEAD}${Array.from({ length: 50_000 }, (_, at) => entry(at)).join('')}</urlset>`);
  for (const [what, body] of [['plain', plain], ['gzip', gzipSync(plain)]] as const) {
    const seconds = Array.from({ length: 5 }, () => cpu(() => { if (read(body).links.length !== 50_000) throw new Error('not all URLs were read'); }));
    console.log(`50,000 sitemap URLs, ${what}: ${seconds[0]?.toFixed(2)} CPU s at first, ${median(seconds).toFixed(2)} in the median of 5`);
  }
  for (const [what, body] of [['plain', await million(false)], ['gzip', await million(true)]] as const) {
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    let said = '';
    const seconds = cpu(() => { const { links, gap } = read(body); said = `${links.length} links, ${gap?.detail ?? 'no gap'}`; });
    console.log(`a million, ${what}, ${(body.length / 1e6).toFixed(0)} MB: ${seconds.toFixed(2)} CPU s, ${((process.memoryUsage.rss() - before) / 1e6).toFixed(0)} MB more than before; ${said}`);
  }
}

function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** A million entries, never as one string. */
async function million(packed: boolean): Promise<Buffer> {
  const gzip = createGzip({ level: packed ? 6 : constants.Z_NO_COMPRESSION });
  const chunks: Buffer[] = [];
  if (packed) gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const take = async (text: string): Promise<void> => {
    if (!packed) { chunks.push(Buffer.from(text)); return; }
    if (!gzip.write(text)) await new Promise((resolve) => { gzip.once('drain', resolve); });
  };
  await take(HEAD);
  for (let from = 0; from < 1_000_000; from += 1000) await take(Array.from({ length: 1000 }, (_, at) => entry(from + at)).join(''));
  await take('</urlset>');
  if (packed) await new Promise<void>((resolve) => { gzip.end(resolve); });
  return Buffer.concat(chunks);
}
