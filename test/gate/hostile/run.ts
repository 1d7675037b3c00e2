import { guessKind, notAsListed } from '#kinds/sources/index.js';
import { fetchRobots, readRobots } from '#infra/http/robots-fetch.js';
import { createFetcher, type FetchResult } from '#infra/http/fetcher.js';
import { messageOf, Unreadable } from '#core/errors.js';
import { createImagePool } from '#pipeline/threads/image-pool.js';
import { createReaderPool } from '#pipeline/threads/reader-pool.js';
import type { ReadResult } from '#kinds/sources/index.js';
import { peakMemoryMb } from '../../material/peak-memory.js';

/** One behaviour as it ended, without its body: what the gate judges. */
export interface Ended {
  path: string;
  outcome: string; detail: string; status: number | null; redirects: number; retryInMs: number | null; headers: Record<string, string>; kind: string | null; ms: number;
  read: { documents: { url: string; title: string | null; text: string }[]; links: string[]; gap: string | null } | { unreadable: string } | null;
  readMs: number;
  /** What a look at it as an image came to: 'seen', or the fault; null for what no look was taken at. */
  look: string | null;
  robots: { policy: string; allowed: boolean; crawlDelayMs: number | null; ms: number } | null;
}

/**
 * Runs as a process of its own, whose memory is judged: `run.js ORIGIN PATHS LANES`. Every path goes through the fetcher, and what it brings through the readers'
 * threads, with the product's own limits. A line for each behaviour, then `{ peakMb }`.
 */
const [origin = '', list = '[]', lanes = '1'] = process.argv.slice(2);
const open = () => createFetcher({ userAgent: 'Gate/1.0', allowPrivate: [new URL(origin).host] });
const readers = createReaderPool();
const images = createImagePool();
const waiting = JSON.parse(list) as string[];

async function end(path: string): Promise<Ended> {
  const started = performance.now();
  if (path.startsWith('/robots.txt?')) return robots(path);
  // Connections of its own: the server leaves some in a state in which they answer nothing more.
  const fetcher = open();
  const result = await fetcher.fetch(`${origin}${path}`);
  await fetcher.close();
  const ms = performance.now() - started;
  const common = { path, outcome: result.outcome, detail: 'detail' in result ? result.detail : '', status: result.status, redirects: result.redirects.length, ms, robots: null, look: null,
    retryInMs: 'retryAt' in result && result.retryAt ? result.retryAt.getTime() - Date.now() : null, headers: 'headers' in result ? result.headers : {} };
  if (result.outcome !== 'ok') return { ...common, kind: null, read: null, readMs: 0 };
  const look = (result.headers['content-type'] ?? '').startsWith('image/') ? await images.look(result.body) : null;
  const from = performance.now();
  const read = await readers.read(kindFor(result), result).then((found) => {
    const fault = notAsListed(kindFor(result), path, found);
    return fault === null ? shown(found) : { unreadable: fault };
  }, (error: unknown) => {
    if (error instanceof Unreadable) return { unreadable: `${error.reason}: ${messageOf(error)}` };
    throw error;
  });
  return { ...common, kind: result.kind, read, readMs: performance.now() - from, look: look === null ? null : 'fault' in look ? look.fault : 'seen' };
}

const kindFor = ({ finalUrl, kind }: Extract<FetchResult, { outcome: 'ok' }>) => (kind === 'xml' || finalUrl.includes('/feed-') ? finalUrl.includes('sitemap') ? 'sitemap' : 'feed' : guessKind(finalUrl).id);
const shown = ({ documents, links, gap }: ReadResult) => ({
  documents: documents.slice(0, 2000).map(({ url, title, text }) => ({ url, title, text: text.slice(0, 2000) })), links: links.map(({ url }) => url), gap: gap ? `${gap.reason}: ${gap.detail}` : null });

async function robots(path: string): Promise<Ended> {
  const started = performance.now();
  const fetcher = open();
  const variant = new URL(path, origin).search;
  const answer = await fetchRobots({ ...fetcher, fetch: (url, options) => fetcher.fetch(`${String(url)}${variant}`, options) }, origin, new Date());
  await fetcher.close();
  const read = readRobots(answer, fetcher.userAgent);
  const allowed = read.refusal(`${origin}/${'a'.repeat(4000)}`) === null;
  return { path, outcome: 'robots', detail: answer.why, status: null, redirects: 0, retryInMs: null, headers: {}, kind: null, ms: performance.now() - started, read: null, readMs: 0, look: null,
    robots: { policy: answer.policy, allowed, crawlDelayMs: read.rules.crawlDelayMs, ms: performance.now() - started } };
}

// Those that do nothing for half a minute wait together; the others come one after another, as from a host that is visited.
const lane = async (): Promise<void> => {
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const ended = await end(path).catch((error: unknown) => ({ path, outcome: 'THREW', detail: error instanceof Error ? error.stack : String(error) }));
    process.stdout.write(`${JSON.stringify(ended)}\n`);
  }
};
// Threads load the readers once; that is not the hostile page's time.
const page = (body: string) => ({ url: origin, finalUrl: origin, headers: { 'content-type': 'text/html' }, body: Buffer.from(body), fetchedAt: new Date() });
await Promise.all([readers.read('website', page('<p>warm')), readers.read('website', page(`<p>warm<!--${'x'.repeat(1 << 20)}-->`))]);
await Promise.all(Array.from({ length: Number(lanes) }, lane));
await readers.close();
await images.close();
process.stdout.write(`${JSON.stringify({ peakMb: peakMemoryMb() })}\n`);
