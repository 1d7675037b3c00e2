import { addressFault } from '#core/web/address.js';
import { MAX_CRAWL_DELAY_MS } from '#core/web/pace.js';
import { MAX_RETRY_AFTER_MS } from '#core/web/retry-after.js';
import type { Ended } from './run.js';

/** Why an end is not as the index says, or null. */
type Judge = (ended: Ended) => string | null;
const KHMER = 'គណបក្សជំរុញឱ្យបោះឆ្នោតនៅភ្នំពេញ។';

const all = (...judges: Judge[]): Judge => (ended) => judges.map((judge) => judge(ended)).find((fault) => fault !== null) ?? null;
const outcome = (...allowed: string[]): Judge => (ended) => (allowed.includes(ended.outcome) ? null : `ended as ${ended.outcome}`);
const fetchedIn = (most: number): Judge => ({ ms }) => (ms <= most ? null : `took ${Math.round(ms)} ms`);
const readIn = (most: number): Judge => ({ readMs }) => (readMs <= most ? null : `reading took ${Math.round(readMs)} ms`);
const texts = (ended: Ended) => (ended.read !== null && 'documents' in ended.read ? ended.read.documents.map(({ text }) => text) : []);
const refused: Judge = ({ read }) => (read !== null && 'unreadable' in read ? null : 'was read');
const noDocument: Judge = (ended) => (texts(ended).length === 0 ? null : 'gave a document');
const says = (text: string): Judge => (ended) => (texts(ended).some((found) => found.includes(text)) ? null : `its text is ${JSON.stringify(texts(ended).join(' ').slice(0, 80))}`);
const saysNot = (pattern: RegExp): Judge => (ended) => (texts(ended).some((found) => pattern.test(found)) ? `its text holds ${String(pattern)}` : null);
const flagged = (word: string): Judge => ({ read }) => (read !== null && 'gap' in read && read.gap?.includes(word) ? null : `no gap says "${word}"`);
const documents = (most: number): Judge => (ended) => (texts(ended).length <= most ? null : `${texts(ended).length} documents`);
const links = (most: number): Judge => ({ read }) => (read === null || !('links' in read) || read.links.length <= most ? null : `${read.links.length} links`);
const retry = (least: number, most: number): Judge => ({ retryInMs }) => (retryInMs !== null && retryInMs >= least && retryInMs <= most ? null : `to be asked again in ${retryInMs} ms`);
const robots = (policy: string, allowed: boolean): Judge => (ended) => (ended.robots?.policy === policy && ended.robots.allowed === allowed ? null : `robots.txt came to ${JSON.stringify(ended.robots)}`);

const unpackedNot: Judge = ({ look }) => (look === 'seen' ? 'was unpacked as an image' : look === null ? 'was not looked at as an image' : null);

const TOO_LARGE = outcome('too-large');
const khmer = all(outcome('ok'), says(KHMER));
/** A page is read or refused, soon; never left to the last limit of a thread. */
const soon = (most: number) => all(outcome('ok'), readIn(most));
const notAPage = all(outcome('ok', 'unsupported-type', 'broken'), refused, noDocument);

/** What holds for all behaviours of a class, also for those that this table does not know. */
const BY_CLASS: Record<string, Judge> = {
  control: outcome('ok'),
  size: TOO_LARGE,
  time: all(outcome('timed-out'), fetchedIn(33_000)),
  compression: outcome('too-large', 'broken', 'ok'),
  framing: fetchedIn(33_000),
  headers: fetchedIn(33_000),
  redirect: outcome('too-many-redirects', 'private-address', 'scheme', 'bad-url', 'dns-failed', 'not-found', 'ok'),
  html: soon(5000),
  trap: outcome('ok', 'soft-not-found'),
  cloaking: outcome('ok', 'blocked', 'geo-blocked', 'challenge', 'captcha', 'login-wall'),
  backoff: outcome('throttled', 'server-error'),
  encoding: outcome('ok'),
  content: outcome('ok', 'unsupported-type', 'broken'),
  image: all(outcome('ok', 'too-large', 'unsupported-type'), noDocument, ({ look }) => (look === 'timed-out' ? 'took until its thread was ended' : null), readIn(2000)),
  xml: soon(3000),
  json: soon(3000),
  robots: fetchedIn(33_000),
};

/** What the index says of single behaviours, in terms of the product. */
const BY_PATH: Record<string, Judge> = {
  '/ok': khmer,
  '/endless-cl': all(TOO_LARGE, ({ detail }) => (detail.includes('content-length') ? null : 'its body was read')),
  '/gzip-bomb': all(TOO_LARGE, fetchedIn(5000)), '/gzip-bomb-small': TOO_LARGE, '/deflate-bomb': TOO_LARGE, '/brotli-bomb': TOO_LARGE, '/zstd-bomb': outcome('too-large', 'broken', 'server-error'),
  '/nested-gzip-3': outcome('broken', 'too-large'), '/encoding-chain-200': outcome('broken'), '/gzip-lie': outcome('broken'), '/gzip-truncated': outcome('broken'),
  '/gzip-file': notAPage, '/unsolicited-br': outcome('ok', 'broken'),
  '/cl-too-long': outcome('connection-failed', 'broken'), '/cl-too-short': all(outcome('ok'), saysNot(/forged/)), '/cl-and-te': outcome('broken'), '/cl-twice': outcome('broken'), '/cl-negative': outcome('broken'),
  '/chunk-huge': outcome('broken', 'timed-out'), '/chunk-ext-flood': outcome('broken', 'timed-out', 'connection-failed', 'too-large'), '/reset-mid-body': outcome('connection-failed'),
  '/close-no-headers': outcome('connection-failed'), '/garbage': outcome('broken'), '/http09': outcome('broken'), '/status-999': outcome('blocked', 'broken'), '/status-204-body': outcome('empty'), '/empty-200': outcome('empty'),
  '/header-flood': TOO_LARGE, '/header-huge': TOO_LARGE, '/cookie-flood': all(outcome('ok'), ({ headers }) => ('set-cookie' in headers ? 'cookies were kept' : null)),
  '/header-binary': ({ headers }) => (Object.values(headers).some((value) => /[\0-\x1f\x7f-\x9f]/.test(value)) ? 'control characters in a header' : null),
  '/always-304': outcome('broken'),
  '/redirect-loop': outcome('too-many-redirects'), '/redirect-pingpong': outcome('too-many-redirects'), '/redirect-infinite': all(outcome('too-many-redirects'), ({ redirects }) => (redirects <= 5 ? null : `${redirects} hops`)),
  '/redirect-loopback': outcome('private-address'), '/redirect-metadata': outcome('private-address'), '/redirect-v6': outcome('private-address'), '/redirect-decimal': outcome('private-address'), '/redirect-schemeless': outcome('private-address'),
  '/redirect-file': outcome('scheme'), '/redirect-data': outcome('scheme'), '/redirect-js': outcome('scheme'), '/redirect-creds': outcome('bad-url'), '/redirect-huge': outcome('bad-url', 'too-large'),
  '/redirect-downgrade': ({ redirects }) => (redirects === 1 ? null : 'the chain was not kept'), '/redirect-crlf': outcome('not-found', 'bad-url', 'broken'),
  '/meta-refresh-private': all(outcome('ok'), ({ read }) => (read !== null && 'links' in read && read.links.some((link) => addressFault(new URL(link).hostname) !== null) ? 'links to a private address' : null)),
  '/deep-10k': soon(2000), '/deep-500k': soon(2000), '/one-tag-5mb': soon(2000), '/attrs-100k': soon(2000), '/unclosed-comment': soon(2000), '/lt-flood': soon(2000), '/entities': soon(5000), '/redos-text': soon(2000),
  '/links-100k': all(soon(5000), links(60_000)), '/xss': all(outcome('ok'), saysNot(/<script>alert|<svg/)), '/nul-bytes': all(outcome('ok'), saysNot(/\0/)),
  '/lone-surrogates': all(outcome('ok'), (ended) => (texts(ended).every((text) => text.isWellFormed()) ? null : 'half a surrogate pair'), saysNot(/\0/)),
  '/bidi': all(outcome('ok'), says('txt.exe')),
  '/block-403': outcome('blocked', 'challenge', 'captcha'), '/challenge-200': outcome('challenge', 'captcha'), '/451': outcome('geo-blocked'), '/cloak': outcome('ok'),
  '/429': all(outcome('throttled'), retry(110_000, 121_000)), '/429-date': all(outcome('throttled'), retry(60_000, 91_000)), '/503-forever': all(outcome('throttled'), retry(3_600_000, MAX_RETRY_AFTER_MS)),
  '/503-negative': all(outcome('server-error', 'throttled'), ({ retryInMs }) => (retryInMs === null || retryInMs > 1000 ? null : 'to be asked at once')), '/500': outcome('server-error'),
  '/enc-none': khmer, '/enc-wrong-1252': khmer, '/enc-meta-conflict': khmer, '/enc-utf16le-bom': khmer, '/enc-utf16be-bom': khmer, '/enc-utf16le-nobom': khmer, '/enc-unknown': khmer, '/enc-garbage-label': khmer, '/enc-charset-twice': khmer,
  '/enc-utf7': saysNot(/<script/), '/enc-iso2022': saysNot(/<script/), '/enc-truncated': says(KHMER.slice(0, -1)),
  '/enc-limon': flagged('font'), '/enc-user-defined': flagged('encoding'), '/enc-pua': all(says(KHMER), flagged('private')), '/enc-double-utf8': flagged('twice'),
  '/sniff-html-as-png': notAPage, '/sniff-png-as-html': notAPage, '/svg-script': notAPage, '/pdf-polyglot': notAPage, '/json-deep': all(soon(2000), noDocument),
  '/png-bomb': unpackedNot, '/jpeg-huge-dims': unpackedNot, '/gif-huge': unpackedNot, '/png-truncated': unpackedNot,
  '/feed-laughs': all(soon(1000), saysNot(/lollol/)), '/feed-quadratic': all(soon(1000), saysNot(/aaaaaaaa/)), '/feed-xxe': all(soon(1000), saysNot(/root:/)), '/feed-xinclude': saysNot(/root:/), '/feed-xxe-http': soon(1000),
  '/feed-100k': all(soon(3000), documents(1000)), '/feed-deep': soon(3000), '/feed-same-guid': all(soon(3000), documents(1)), '/feed-future': soon(1000),
  '/feed-links-private': ({ read }) => (read !== null && 'links' in read && read.links.some((link) => addressFault(new URL(link).hostname) !== null) ? 'links to a private address' : null),
  '/feed-html-error': refused, '/sitemap-recursive': all(soon(1000), links(0)),
  '/robots.txt?v=big': robots('rules', true), '/robots.txt?v=500': robots('disallow-all', false), '/robots.txt?v=redirect': robots('disallow-all', false), '/robots.txt?v=loop': robots('allow-all', true), '/robots.txt?v=html': robots('rules', true),
  '/robots.txt?v=hang': robots('disallow-all', false), '/robots.txt?v=404': robots('allow-all', true),
  '/robots.txt?v=redos': all(fetchedIn(2000), ({ robots: found }) => (Math.min(found?.crawlDelayMs ?? 0, MAX_CRAWL_DELAY_MS) <= 60_000 && found?.policy === 'rules' ? null : 'no rules')),
};

/** Judges one end. Whatever the behaviour, nothing may throw. */
export function faultOfEnd(ended: Ended, kind: string): string | null {
  if (ended.outcome === 'THREW') return `threw: ${ended.detail.slice(0, 300)}`;
  return all(BY_CLASS[kind] ?? fetchedIn(33_000), BY_PATH[ended.path] ?? (() => null))(ended);
}
