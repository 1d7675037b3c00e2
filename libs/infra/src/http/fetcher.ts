import { BadInput, FetchFailed, messageOf } from '#core/errors.js';
import type { FetchOutcome } from '#core/model.js';
import { sha256Of } from '#core/sha256.js';
import { recogniseBlock } from '#core/web/block-page.js';
import { bodyKind, declaredKind, type BodyKind } from '#core/web/body-kind.js';
import { MAX_URL_LENGTH, readExceptions, urlFault } from '#core/web/guard-url.js';
import { parseRetryAfter } from '#core/web/retry-after.js';
import { connections } from './connections.js';
import { systemResolver, type Connect, type Peer, type Resolver } from './connector.js';
import { ACCEPT_ENCODING } from './content-decoder.js';
import { DEFAULT_LIMITS, exchange, type Answer, type Limits, type Received, type Stop } from './exchange.js';
import { faultOf } from './faults.js';
import { buildConnector } from './undici.js';

export interface FetcherOptions {
  /** As sources see it; see `userAgent()`. */
  userAgent: string;
  /** Exact `host:port` pairs that may be private and on any port. */
  allowPrivate?: readonly string[];
  limits?: Partial<Limits>;
  resolver?: Resolver;
  /** Opens sockets; for tests that must see which addresses are contacted. */
  connect?: Connect;
  now?: () => Date;
}
export interface FetchOptions {
  etag?: string | null;
  lastModified?: string | null;
  signal?: AbortSignal;
  method?: 'GET' | 'HEAD';
  /** Kinds of body that the caller can read; another kind ends as `not-html` (where only html is wanted) or `unsupported-type`. Default: any. */
  accept?: readonly BodyKind[];
  /** Reads this many bytes and takes them for the whole: for robots.txt, of which only a beginning counts. */
  atMost?: number;
  /** Of a body longer than the limits, the beginning is taken for the whole: for lists, of which a part is better than nothing. */
  beginning?: boolean;
  /** The Accept-Language header, which is part of the evidence where sites answer by language. */
  language?: string;
  /** Headers that only the asked origin may see, such as a key: a redirect elsewhere goes without them. */
  secretHeaders?: Readonly<Record<string, string>>;
  /** Runs before every request, redirects included: leases, pace and robots.txt of other hosts. A FetchFailed thrown here is the outcome; any other error is thrown on. */
  beforeRequest?: (url: URL) => Promise<void> | void;
  /** Is told of every answer on the way, redirects and refusals included, as it was received: for archives. */
  onExchange?: (exchanged: Exchanged) => void;
}
/** One request and its answer as received. `requestHeaders` as sent, without keys; `at` is when it was asked. */
export interface Exchanged extends Received { url: string; method: string; requestHeaders: Record<string, string>; status: number; at: Date; peer: Peer | null }
interface Common { url: string; finalUrl: string; redirects: string[]; status: number; headers: Record<string, string>; fetchedAt: Date; peer: Peer | null; /** As sent with the last request. */ requestHeaders: Record<string, string> }
export interface Fetched extends Common { outcome: 'ok'; body: Buffer; sha256: string; kind: BodyKind; wireBytes: number }
export interface Unchanged extends Common { outcome: 'unchanged' }
export interface NotFetched { outcome: Exclude<FetchOutcome, 'ok' | 'unchanged'>; detail: string; url: string; finalUrl: string; redirects: string[]; status: number | null; retryAt: Date | null }
export type FetchResult = Fetched | Unchanged | NotFetched;

export interface Fetcher {
  /** GET (or HEAD) of one URL. Never rejects for what a source does: every end has a name. Rejects with the signal's reason, or with what `beforeRequest` threw. */
  fetch(url: string | URL, options?: FetchOptions): Promise<FetchResult>;
  readonly userAgent: string;
  /** Ends kept-alive connections. */
  close(): Promise<void>;
}

/** `Name/1.0 (+contact)`: honest, and with a way to reach whoever runs this. */
export const userAgent = (name: string, contact: string | null | undefined): string => `${name}${contact ? ` (+${contact})` : ''}`.replace(/[^\x20-\x7e]/g, '?');

const ACCEPT = 'text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8';

/**
 * The one way to sources: guarded at every hop (URL, name, address), capped in bytes as sent and as decoded and in time, with named outcomes.
 * Throws BadInput when an exception is not an exact host:port.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const now = options.now ?? (() => new Date());
  let exceptions: ReadonlySet<string>;
  try { exceptions = readExceptions(options.allowPrivate ?? []); } catch (error) { throw new BadInput(messageOf(error), 2); }
  const agent = connections(
    { resolver: options.resolver ?? systemResolver, exceptions, connect: options.connect ?? buildConnector({ allowH2: false, timeout: limits.connectMs }) },
    { connections: limits.connections, allowH2: false, maxHeaderSize: limits.headerBytes, keepAliveTimeout: 10_000, keepAliveMaxTimeout: 30_000 },
  );

  async function hops(asked: string | URL, wish: FetchOptions, deadline: Deadline, trail: { url: string; redirects: string[]; status: number | null }): Promise<FetchResult> {
    let url = parse(asked);
    trail.url = url.href;
    for (;;) {
      const fault = urlFault(url, exceptions);
      if (fault !== null) throw new FetchFailed(fault.outcome, trail.redirects.length === 0 ? fault.detail : `redirected to ${url.href.slice(0, 200)}: ${fault.detail}`);
      if (wish.beforeRequest !== undefined) {
        deadline.pause();
        await wish.beforeRequest(url);
        deadline.run();
      }
      const sent = requestHeaders(wish);
      // A key is sent, but is no part of what is kept as evidence.
      const secret = trail.redirects.every((hop) => new URL(hop).origin === url.origin) ? wish.secretHeaders : undefined;
      const at = now();
      const method = wish.method ?? 'GET';
      const answer = await exchange(agent, url, method, { ...sent, ...secret }, limits, deadline, wish.atMost ?? (wish.beginning ? limits.wireBytes : null), wish.onExchange !== undefined, (status, headers) => {
        trail.status = status;
        if (status >= 200 && status < 300) refuseKind(wish, declaredKind(headers['content-type']));
      });
      const { status, headers, received, peer } = answer;
      if (received !== null) wish.onExchange?.({ ...received, url: url.href, method, requestHeaders: sent, status, at, peer });
      if (status >= 300 && status < 400 && status !== 304 && headers['location'] !== undefined) {
        if (trail.redirects.length >= limits.redirects) throw new FetchFailed('too-many-redirects', `more than ${limits.redirects} redirects`);
        if (headers['location'].length > MAX_URL_LENGTH - 1) throw new FetchFailed('bad-url', 'redirected to a URL that is too long');
        const next = parse(headers['location'], url);
        trail.redirects.push(url.href);
        if (trail.redirects.includes(next.href)) throw new FetchFailed('too-many-redirects', `redirected in a circle to ${next.href}`);
        trail.url = next.href;
        url = next;
        continue;
      }
      return concluded(answer, trail, asked, wish, sent);
    }
  }

  function concluded({ status, headers, body, wireBytes, peer }: Answer, trail: { url: string; redirects: string[] }, asked: string | URL, wish: FetchOptions, requestHeaders: Record<string, string>): FetchResult {
    const fetchedAt = now();
    const common = { url: String(asked), finalUrl: trail.url, redirects: trail.redirects, status, headers, fetchedAt, peer, requestHeaders };
    if (status === 304) {
      if (opaque(wish.etag) || opaque(wish.lastModified)) return { outcome: 'unchanged', ...common };
      throw new FetchFailed('broken', 'HTTP 304 to a request without conditions');
    }
    const kind = bodyKind(headers['content-type'], body);
    if ((kind === 'html' || status >= 400) && wish.atMost === undefined) {
      const block = recogniseBlock({ status, asked: String(asked), final: trail.url, headers }, (most) => ({ text: body.toString('utf8', 0, most), whole: body.length <= most }));
      if (block !== null) throw new FetchFailed(block.outcome, block.why, parseRetryAfter(headers['retry-after'], fetchedAt));
    }
    if (status === 200 || status === 203) {
      if (wish.method === 'HEAD') return { outcome: 'ok', ...common, body, sha256: sha256Of(body), kind: declaredKind(headers['content-type']) ?? 'other', wireBytes };
      if (body.length === 0) throw new FetchFailed('empty', `HTTP ${status} without a body`);
      refuseKind(wish, kind);
      return { outcome: 'ok', ...common, body, sha256: sha256Of(body), kind, wireBytes };
    }
    throw statusFault(status, headers, fetchedAt);
  }

  async function fetchOne(asked: string | URL, wish: FetchOptions = {}): Promise<FetchResult> {
    const trail = { url: String(asked), redirects: [] as string[], status: null as number | null };
    const deadline = new Deadline(limits.totalMs);
    const stop = () => deadline.stop(wish.signal?.reason);
    wish.signal?.addEventListener('abort', stop);
    try {
      wish.signal?.throwIfAborted();
      deadline.run();
      return await hops(asked, wish, deadline, trail);
    } catch (error) {
      if (wish.signal?.aborted) throw wish.signal.reason;
      const { outcome, message, retryAt } = faultOf(error);
      return { outcome: outcome as NotFetched['outcome'], detail: message, url: String(asked), finalUrl: trail.url, redirects: trail.redirects, status: trail.status, retryAt };
    } finally {
      deadline.pause();
      wish.signal?.removeEventListener('abort', stop);
    }
  }

  function requestHeaders(wish: FetchOptions): Record<string, string> {
    const headers: Record<string, string> = { 'user-agent': options.userAgent, accept: ACCEPT, 'accept-encoding': ACCEPT_ENCODING };
    if (wish.language) headers['accept-language'] = wish.language;
    if (opaque(wish.etag)) headers['if-none-match'] = wish.etag;
    if (opaque(wish.lastModified)) headers['if-modified-since'] = wish.lastModified;
    return headers;
  }

  return { fetch: fetchOne, userAgent: options.userAgent, close: () => agent.destroy() };
}

/** The total time of a fetch. It stands still while the caller's `beforeRequest` waits for its turn at a host. No AbortSignal: one for each page costs more than hashing it. */
class Deadline implements Stop {
  /** Told once, when the time is over or the caller stops; set by whatever is under way. */
  onStop: ((reason: unknown) => void) | null = null;
  stopped: { reason: unknown } | null = null;
  private timer: NodeJS.Timeout | undefined;
  private since = 0;
  constructor(private left: number) {}
  run(): void {
    this.since = performance.now();
    this.timer = setTimeout(() => this.stop(new FetchFailed('timed-out', 'the total time for a fetch is over')), Math.max(1, this.left));
  }
  pause(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.left -= performance.now() - this.since;
  }
  stop(reason: unknown): void {
    if (this.stopped !== null) return;
    this.stopped = { reason };
    this.onStop?.(reason);
  }
}

/** Validators go back as they came, if they are short printable text; a server does not get to write our request. */
const opaque = (validator: string | null | undefined): validator is string => typeof validator === 'string' && validator.length > 0 && validator.length <= 256 && /^[\x20-\x7e]+$/.test(validator);

function parse(text: string | URL, base?: URL): URL {
  if (text instanceof URL) return text;
  try {
    const url = new URL(text, base);
    url.hash = '';
    return url;
  } catch {
    throw new FetchFailed('bad-url', `${JSON.stringify(text.slice(0, 200))} is not a URL${base ? `, to which ${base.href} redirects` : ''}`);
  }
}

function refuseKind(wish: FetchOptions, kind: BodyKind | null): void {
  if (wish.accept === undefined || kind === null || wish.accept.includes(kind)) return;
  throw new FetchFailed(wish.accept.length === 1 && wish.accept[0] === 'html' ? 'not-html' : 'unsupported-type', `the body is ${kind === 'other' ? 'of a type that is not read' : kind}`);
}

function statusFault(status: number, headers: Record<string, string>, now: Date): FetchFailed {
  const retryAt = parseRetryAfter(headers['retry-after'], now);
  const outcome: FetchOutcome = status === 204 || status === 205 ? 'empty' : status === 404 ? 'not-found' : status === 410 ? 'gone' : status === 429 || (status === 503 && retryAt !== null) ? 'throttled'
    : status >= 500 && status < 600 ? 'server-error' : 'broken';
  return new FetchFailed(outcome, `HTTP ${status}`, retryAt);
}
