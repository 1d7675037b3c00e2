import { join } from 'node:path';
import { BadInput } from '#core/errors.js';
import { decodeBody } from '#core/web/decode-body.js';
import { normalUrl, originOf } from '#core/web/normal-url.js';
import { readConfig } from '#infra/config.js';
import type { WarcWriter } from '#infra/archive/warc-writer.js';
import { createFetcher, userAgent, type Exchanged, type Fetched, type Fetcher } from '#infra/http/fetcher.js';
import { MissingPages } from '#kinds/markup/missing-pages.js';
import { scanPage, type ScannedPage } from '#kinds/markup/scan-page.js';
import { progress } from '../progress.js';
import { Crawler } from './crawl/crawler.js';
import { Frontier } from './crawl/frontier.js';
import type { CrawlImages } from './crawl/images.js';
import { CrawlOutput } from './crawl/output.js';
import { pageReader } from './crawl/reader.js';
import { privateHint } from './private-hint.js';

/** Of this many further addresses with the same bytes links are followed. */
const MOST_TWINS = 4;

interface Options { out: string; maxPages?: number; concurrency: number; pace: number; allowPrivate?: string[]; read?: boolean; images?: boolean; warc?: boolean; contact?: string }

/** Crawls the sites of the start pages into a folder. Exit code 1 when no page could be fetched, 130 when stopped by Ctrl-C. */
export async function run([urls]: [string[]], options: Options): Promise<number> {
  const starts = urls.map((url) => {
    const normal = normalUrl(url);
    if (normal === null) throw new BadInput(`"${url}" is not a URL that can be crawled: give http:// or https://, without credentials`, 2);
    return normal;
  });
  const config = readConfig(process.env);
  const agent = userAgent(config.userAgent, options.contact ?? config.contact);
  const warc = options.warc ? await openWarc(options.out, agent) : null;
  const plain = createFetcher({ userAgent: agent, allowPrivate: options.allowPrivate ?? [], limits: { connections: options.concurrency } });
  const fetcher = warc === null ? plain : archivedFetcher(plain, warc);
  const output = await CrawlOutput.open(options.out);
  const reader = options.read ? await pageReader() : null;
  const images = options.images ? await openImages(options.out) : null;
  const bar = progress('crawl', options.maxPages ?? null);
  const stop = new AbortController();
  const interrupt = () => {
    if (stop.signal.aborted) process.exit(130);
    process.stderr.write('\nstopping; what was fetched is being written (Ctrl-C again to leave at once)\n');
    stop.abort(new Error('stopped'));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);

  const missing = new MissingPages();
  /** How many other addresses gave the same bytes. */
  const twins = new Map<string, number>();
  const crawler = new Crawler({
    fetcher, paceMs: options.pace, concurrency: options.concurrency, maxPages: options.maxPages ?? null, signal: stop.signal,
    progress: (pages, waiting) => bar.update(pages, () => `${waiting().toLocaleString('en')} waiting`),
    async page(result, start, beside) {
      const snapshot = snapshotLine(result);
      const passOver = async (reason: string) => {
        crawler.skipped[reason] = (crawler.skipped[reason] ?? 0) + 1;
        await output.add(result.sha256, result.body, snapshot, null);
      };
      // The same bytes say nothing new, but their links may lead elsewhere from another address; of a site that gives them at every address, not for ever.
      const isTwin = () => output.has(result.sha256);
      if (isTwin()) twins.set(result.sha256, (twins.get(result.sha256) ?? 0) + 1);
      if ((twins.get(result.sha256) ?? 0) > MOST_TWINS) { await passOver('duplicate'); return { links: [], images: [] }; }
      const page = scanPage(decodeBody(result.body, result.headers['content-type']).text);
      // A start page is one because somebody says so, also where its site leads addresses that do not exist to it.
      if (start) missing.begin(result, page);
      else if (await missing.why(result, { ask: beside }, page) !== null) { await passOver('soft-not-found'); return { links: [], images: [] }; }
      const { links, follow, shown } = absolutes(page, result.finalUrl);
      const wanted = images?.shownOn(result.finalUrl, page.title, shown) ?? [];
      if (isTwin()) { await passOver('duplicate'); return { links: follow, images: wanted }; }
      let document: Record<string, unknown> = { url: result.finalUrl, title: page.title, text: page.text, links };
      if (images !== null) document['images'] = shown;
      if (reader !== null) document = { ...document, ...await reader.read(result) };
      await output.add(result.sha256, result.body, snapshot, document);
      return { links: follow, images: wanted };
    },
    async image(result) {
      const poster = await images?.look(result) ?? null;
      await output.add(result.sha256, result.body, snapshotLine(result), poster);
    },
    async imageFailed(url, outcome, detail) { await images?.unseen(url, outcome, detail); },
  });

  const startedAt = new Date();
  try { await crawler.run(starts); } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await fetcher.close();
    await reader?.close();
    await warc?.close();
    await images?.close();
    await output.close({
      pages: crawler.pages, bytes: crawler.bytes, seconds: (Date.now() - startedAt.getTime()) / 1000, skipped: crawler.skipped, ...(images === null ? {} : { images: images.counts }), notes: crawler.notes,
      starts, started_at: startedAt.toISOString(), user_agent: fetcher.userAgent, pace_ms: options.pace, concurrency: options.concurrency, stopped: stop.signal.aborted,
    });
  }
  bar.end(crawler.pages);
  for (const note of crawler.notes) process.stderr.write(`${note}\n`);
  for (const origin of crawler.privateOrigins) process.stderr.write(`${privateHint(origin)}\n`);
  const skipped = Object.entries(crawler.skipped).map(([reason, count]) => `${count} ${reason}`).join(', ');
  if (images !== null) process.stdout.write(`${images.counts.seen} images in ${join(options.out, 'images.jsonl')}, with ${images.counts.codes} QR codes; not seen: ${Object.entries(images.counts.unseen).map(([reason, count]) => `${count} ${reason}`).join(', ') || 'none'}\n`);
  process.stdout.write(`${crawler.pages} pages in ${join(options.out, 'documents.jsonl')}${skipped ? `; skipped: ${skipped}` : ''}\n`);
  if (stop.signal.aborted) return 130;
  return crawler.pages > 0 ? 0 : 1;
}

async function openImages(folder: string): Promise<CrawlImages> {
  const { CrawlImages } = await import('./crawl/images.js');
  return CrawlImages.open(folder);
}

async function openWarc(folder: string, userAgent: string): Promise<WarcWriter> {
  const { WarcWriter } = await import('#infra/archive/warc-writer.js');
  return new WarcWriter({ folder: () => folder, prefix: 'crawl', userAgent });
}

/** Every answer is in the archive before its page is taken up. */
function archivedFetcher(fetcher: Fetcher, warc: WarcWriter): Fetcher {
  return {
    ...fetcher,
    async fetch(url, options) {
      const exchanges: Exchanged[] = [];
      try { return await fetcher.fetch(url, { ...options, onExchange: (exchanged) => exchanges.push(exchanged) }); } finally { await warc.add(exchanges); }
    },
  };
}

const snapshotLine = ({ url, finalUrl, redirects, status, headers, sha256, body, fetchedAt, peer, requestHeaders }: Fetched) =>
  ({ url, final_url: finalUrl, redirects, status, headers, sha256, bytes: body.length, fetched_at: fetchedAt.toISOString(), request_headers: requestHeaders, address: peer?.address ?? null, resolved: peer?.resolved ?? [], certificate_sha256: peer?.certificateSha256 ?? null });

/** Links and images of a page in absolute form, and which of the links may be followed. */
function absolutes(page: ScannedPage, at: string): { links: { href: string; text: string }[]; follow: string[]; shown: { url: string; alt: string | null }[] } {
  const base = page.base === null ? at : Frontier.absolute(page.base, at, originOf(at)) ?? at;
  const origin = originOf(base);
  const links: { href: string; text: string }[] = [];
  const follow: string[] = [];
  for (const { href, text, nofollow } of page.links) {
    const absolute = Frontier.absolute(href, base, origin);
    if (absolute === null) continue;
    links.push({ href: absolute, text });
    if (!nofollow && !page.nofollow) follow.push(absolute);
  }
  return { links, follow, shown: page.images.flatMap(({ src, alt }) => { const url = Frontier.absolute(src, base, origin); return url === null ? [] : [{ url, alt }]; }) };
}
