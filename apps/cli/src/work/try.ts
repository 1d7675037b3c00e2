import { hardestFirst } from '#core/contract/call-order.js';
import { BadInput, FetchFailed, Unreadable } from '#core/errors.js';
import type { Published, ReadDocument } from '#core/model.js';
import { readConfig } from '#infra/config.js';
import { createFetcher, userAgent, type Fetched, type Fetcher } from '#infra/http/fetcher.js';
import { fetchRobots, readRobots, siteFailure } from '#infra/http/robots-fetch.js';
import { recogniserBy } from '#infra/ocr/command.js';
import { runDetectors } from '#kinds/detectors/index.js';
import { guessKind, kindOf, type ReadResult } from '#kinds/sources/index.js';
import { recogniseScan } from '#pipeline/recognise.js';
import { createReaderPool } from '#pipeline/threads/reader-pool.js';
import type { VerbRun } from '../verb.js';
import { privateHint } from './private-hint.js';

interface Options { kind?: string; allowPrivate?: string[]; documents: string }
const say = (step: string, text: string): void => { process.stdout.write(`${step.padEnd(9)} ${text}\n`); };
const short = (text: string, most: number): string => { const line = text.replace(/\s+/g, ' '); return line.length <= most ? line : `${line.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`; };

/** Exits 1 when the page could not be fetched or read, with the reason under which a digest would list it. */
export const run: VerbRun = async ([address]: [string], options: Options) => {
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) throw new BadInput(`"${address}" is no http(s) URL`, 2);
  const most = Number.parseInt(options.documents, 10);
  if (!(most >= 0)) throw new BadInput(`--documents is ${options.documents}, but must be a number`, 2);
  const kind = options.kind === undefined ? guessKind(address) : kindOf(options.kind);
  // A channel's name leads to its preview page; a private invitation is refused here.
  const url = kind.start({ url: address, settings: kind.settings.parse({}) })[0]!.url;
  const { userAgent: name, contact, ocrCommand } = readConfig(process.env);
  const fetcher = createFetcher({ userAgent: userAgent(name, contact), allowPrivate: options.allowPrivate ?? [] });
  const pool = createReaderPool({ threads: 1 });
  try {
    const fetched = await fetchPolitely(fetcher, url);
    if (fetched === null) return 1;
    const result = await recogniseScan(ocrCommand === undefined ? null : recogniserBy(ocrCommand), fetched, await pool.read(kind.id, fetched, {}));
    showReading(kind.id, result);
    for (const document of result.documents.slice(0, most)) showDocument(document, kind.id);
    if (result.documents.length > most) say('', `… and ${result.documents.length - most} more documents (--documents)`);
    return 0;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    say('read', `${error.reason}: ${error.message}`);
    return 1;
  } finally {
    await Promise.all([fetcher.close(), pool.close()]);
  }
};

/** Obeys robots.txt of every host on the way, redirects included. */
async function fetchPolitely(fetcher: Fetcher, url: string): Promise<Fetched | null> {
  const origins = new Set<string>();
  const fetched = await fetcher.fetch(url, {
    beforeRequest: async (next) => {
      const answer = await fetchRobots(fetcher, next.origin, new Date());
      const failure = siteFailure(answer);
      if (failure !== null) throw failure;
      const refusal = readRobots(answer, fetcher.userAgent).refusal(next.href);
      if (!origins.has(next.origin)) say('robots', `${next.origin}: ${refusal === null ? 'allowed' : refusal.detail} (${answer.policy}; ${answer.why})`);
      origins.add(next.origin);
      if (refusal !== null) throw new FetchFailed(refusal.outcome, refusal.detail);
    },
  });
  if (fetched.outcome === 'unchanged') throw new TypeError('asked without conditions');
  for (const hop of fetched.redirects) say('redirect', hop);
  if (fetched.outcome !== 'ok') {
    say('fetch', `${fetched.outcome}: ${fetched.detail}`);
    if (fetched.outcome === 'private-address') say('', privateHint(fetched.finalUrl));
    return null;
  }
  say('fetch', `${fetched.status} ${fetched.finalUrl}, ${fetched.headers['content-type'] ?? 'no content type'}, ${fetched.body.length} bytes, sha256 ${fetched.sha256}`);
  return fetched;
}

function showReading(kind: string, { documents, links, images, counters, gap }: ReadResult): void {
  say('read', `${kind}: ${documents.length} documents, ${links.length} links to follow, ${images.length} images`);
  for (const { account, value, bound, text } of counters) say('counter', `${account.platform}:${account.handle} ${bound} ${value} ("${text}")`);
  for (const link of links.slice(0, 5)) say('link', `${link.url} (${link.why}, priority ${link.priority})`);
  if (links.length > 5) say('', `… and ${links.length - 5} more links`);
  if (gap !== undefined) say('gap', `${gap.reason}: ${gap.detail}`);
}

const shownDate = ({ at, precision, how, text, local }: Published): string => `${precision === 'day' ? at.toISOString().slice(0, 10) : local ? `${at.toISOString().slice(0, 16)} by the page's own clock,` : at.toISOString()} to the ${precision}, by ${how} ("${short(text, 60)}")`;

function showDocument(document: ReadDocument, kind: string): void {
  const { url, title, text, language, author, published, views, forwardedFrom } = document;
  say('document', `${url}${title === null ? '' : ` — ${short(title, 120)}`}`);
  say('', `${language}, ${text.length} characters, author ${author ?? 'not stated'}, published ${published === null ? 'not stated' : shownDate(published)}`);
  if (views !== null || forwardedFrom !== null) say('', `views ${views ?? 'not shown'}${forwardedFrom === null ? '' : `, forwarded from ${forwardedFrom}`}`);
  say('', short(text, 300));
  const detected = runDetectors({ title, text, links: document.links, language, actor: null, publishedAt: published?.at.toISOString() ?? null, platform: kind === 'telegram-channel' ? 'telegram' : null });
  for (const { detector, version, observations } of detected) {
    if (observations.length === 0) say('detect', `${detector}@${version}: nothing`);
    for (const { kind: what, quote, span, payload, why, confidence } of hardestFirst(observations)) {
      say('detect', `${detector}@${version}: ${what} "${short(quote, 160)}" [${span.start}, ${span.end})`);
      say('', `${JSON.stringify(payload)}; ${why}; confidence ${confidence}`);
    }
  }
}
