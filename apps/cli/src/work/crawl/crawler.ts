import { setTimeout as sleep } from 'node:timers/promises';
import { FetchFailed } from '#core/errors.js';
import type { FetchOutcome } from '#core/model.js';
import { normalUrl, originOf } from '#core/web/normal-url.js';
import { afterFailure, afterSuccess, newPace, reserve } from '#core/web/pace.js';
import type { BodyKind } from '#core/web/body-kind.js';
import type { Fetched, Fetcher, NotFetched } from '#infra/http/fetcher.js';
import { fetchRobots, readRobots, siteFailure } from '#infra/http/robots-fetch.js';
import type { Asked } from '#kinds/markup/missing-pages.js';
import { Frontier } from './frontier.js';
import { Host, type Item } from './host.js';

/** Outcomes that may be otherwise a little later. */
const PASSING = new Set<FetchOutcome>(['throttled', 'server-error', 'connection-failed', 'timed-out', 'dns-failed']);
const MOST_TRIES = 3;
/** A host that fails so often in a row is left alone. */
const MOST_FAILURES = 4;
const FIRST_BACK_OFF_MS = 2000;
/** A host that asks for more patience than this is not waited for by a crawl that someone watches. */
const MOST_PATIENCE_MS = 10 * 60_000;

/** Images may lie on as many hosts as a page likes. */
const MOST_NOTES = 100;
const isStart = (item: Item): boolean => item.depth === 0 && !item.image;

class OutOfScope extends Error { override name = 'OutOfScope'; }

/** Asks the page's host for one more address of it, as politely as for any page. */
export type AskBeside = (url: string) => Promise<Asked>;

export interface CrawlSettings {
  fetcher: Fetcher;
  paceMs: number;
  concurrency: number;
  maxPages: number | null;
  signal: AbortSignal;
  /** Takes a fetched page (`start`: one that was asked for by whoever crawls); gives links and images in absolute form, or none for a page that says that there is nothing. Awaited, so that memory has a bound. */
  page(result: Fetched, start: boolean, beside: AskBeside): Promise<{ links: readonly string[]; images: readonly string[] }>;
  /** Takes a fetched image that a page gave. */
  image(result: Fetched): Promise<void>;
  /** An image that could not be fetched, with the reason. */
  imageFailed(url: string, outcome: string, detail: string): Promise<void>;
  progress(pages: number, waiting: () => number): void;
}

/** Crawls the sites of its start pages breadth first: one frontier, one pace for each origin, robots.txt before anything else. */
export class Crawler {
  pages = 0;
  bytes = 0;
  readonly skipped: Record<string, number> = {};
  /** What went wrong with start pages and hosts, for people. */
  readonly notes: string[] = [];
  /** Origins of start pages that were left alone because their address is not public. */
  readonly privateOrigins = new Set<string>();
  private readonly hosts = new Map<string, Host>();
  private readonly frontier = new Frontier((reason) => this.skip(reason));
  private readonly images = new Set<string>();
  private inFlight = 0;
  private pagesInFlight = 0;
  private timer: NodeJS.Timeout | undefined;
  private turn = 0;
  private done!: { resolve(): void; reject(error: unknown): void };

  constructor(private readonly settings: CrawlSettings) {}

  /** Resolves when nothing is left to fetch, when the most pages are reached, or soon after `signal` stops it. */
  async run(starts: readonly string[]): Promise<void> {
    const finished = new Promise<void>((resolve, reject) => { this.done = { resolve, reject }; });
    for (const start of starts) {
      this.frontier.addSite(start);
      this.enqueue(start, 0);
    }
    const stop = () => this.pump();
    this.settings.signal.addEventListener('abort', stop);
    this.pump();
    try { await finished; } finally { clearTimeout(this.timer); this.settings.signal.removeEventListener('abort', stop); }
  }

  private skip(reason: string, count = 1): void { if (count > 0) this.skipped[reason] = (this.skipped[reason] ?? 0) + count; }

  private enqueue(absolute: string, depth: number): void {
    const url = this.frontier.admit(absolute, depth);
    if (url !== null) this.requeue({ url, depth, tries: 0 });
  }

  private requeue(item: Item): void {
    const host = this.hostOf(originOf(item.url));
    if (host.dropped !== null) this.lost(item, host.dropped.outcome, host.dropped.detail); else host.push(item);
  }

  /** Images are taken wherever they lie, each once, and by the robots.txt and pace of that host. */
  private enqueueImage(absolute: string): void {
    const url = normalUrl(absolute);
    if (url === null || this.images.has(url)) return;
    this.images.add(url);
    this.requeue({ url, depth: 1, tries: 0, image: true });
  }

  private note(text: string): void { if (this.notes.length < MOST_NOTES) this.notes.push(text); }

  private imageLost(url: string, outcome: string, detail: string): void {
    this.settings.imageFailed(url, outcome, detail).catch((error: unknown) => this.done.reject(error));
  }

  /** An address that will not be fetched after all. */
  private lost(item: Item, outcome: string, detail: string): void {
    if (item.image) return this.imageLost(item.url, outcome, detail);
    this.skip(outcome);
    if (isStart(item)) this.note(`${item.url}: ${outcome}: ${detail}`);
  }

  private hostOf(origin: string): Host {
    let host = this.hosts.get(origin);
    if (host === undefined) this.hosts.set(origin, host = new Host(origin, this.settings.paceMs));
    return host;
  }

  private pump(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { signal, concurrency } = this.settings;
    const maxPages = this.settings.maxPages ?? Number.POSITIVE_INFINITY;
    const now = Date.now();
    const morePages = () => this.pages + this.pagesInFlight < maxPages;
    while (!signal.aborted && this.inFlight < concurrency) {
      const start = this.take(now, morePages());
      if (start === null) break;
      this.inFlight++;
      start().then(() => { this.inFlight--; this.pump(); }, (error: unknown) => this.done.reject(error));
    }
    const more = morePages();
    let next = Number.POSITIVE_INFINITY;
    for (const host of this.hosts.values()) if (host.size(more) > 0) next = Math.min(next, host.pace.nextAt);
    if (this.inFlight === 0 && (signal.aborted || next === Number.POSITIVE_INFINITY)) return this.done.resolve();
    if (next > now && next !== Number.POSITIVE_INFINITY && this.inFlight < concurrency) this.timer = setTimeout(() => this.pump(), next - now);
  }

  /** The next request that may go out now, hosts taking turns; null when none may. */
  private take(now: number, pages: boolean): (() => Promise<void>) | null {
    const hosts = [...this.hosts.values()];
    for (let tried = 0; tried < hosts.length; tried++) {
      const host = hosts[(this.turn + tried) % hosts.length] as Host;
      if (host.size(pages) === 0 || host.pace.nextAt > now) continue;
      this.turn += tried + 1;
      if (host.robots === null) {
        // Nothing else goes to this host until the answer is there and sets its pace.
        host.pace = { ...host.pace, nextAt: Number.POSITIVE_INFINITY };
        return () => this.askRobots(host);
      }
      for (let item = host.next(pages); item !== undefined; item = host.next(pages)) {
        const refusal = host.robots.refusal(item.url);
        if (refusal !== null) { this.lost(item, refusal.outcome, refusal.detail); continue; }
        host.pace = reserve(host.pace, now).pace;
        const chosen = item;
        return chosen.image ? () => this.look(host, chosen) : () => this.visit(host, chosen);
      }
    }
    return null;
  }

  private async askRobots(host: Host): Promise<void> {
    const { fetcher, paceMs, signal } = this.settings;
    try {
      const answer = await fetchRobots(fetcher, host.origin, new Date(), { signal });
      const failure = siteFailure(answer);
      if (failure !== null) {
        if (PASSING.has(failure.outcome) && !this.backOff(host, failure.outcome, failure.retryAt)) return;
        return this.giveUp(host, failure.outcome, failure.message);
      }
      host.robots = readRobots(answer, fetcher.userAgent);
      host.pace = { ...newPace(paceMs, host.robots.rules.crawlDelayMs ?? 0), nextAt: Date.now() + paceMs };
      if (answer.policy === 'disallow-all') this.note(answer.why);
    } catch (error) { if (!signal.aborted) throw error; }
  }

  private async visit(host: Host, item: Item): Promise<void> {
    this.pagesInFlight++;
    try {
      const result = await this.ask(host, item, ['html']);
      if (result === null) return;
      this.pages++;
      this.bytes += result.body.length;
      const { links, images } = await this.settings.page(result, item.depth === 0, (url) => this.askBeside(host, url));
      for (const link of links) this.enqueue(link, item.depth + 1);
      for (const image of images) this.enqueueImage(image);
      this.settings.progress(this.pages, () => [...this.hosts.values()].reduce((sum, other) => sum + other.size(), 0));
    } finally { this.pagesInFlight--; }
  }

  private async askBeside(host: Host, url: string): Promise<Asked> {
    if (host.robots?.refusal(url)) return 'no-answer';
    await this.turnOf(host);
    try {
      let first = true;
      const result = await this.settings.fetcher.fetch(url, {
        signal: this.settings.signal, accept: ['html'],
        beforeRequest: async (next) => {
          if (first) { first = false; return; }
          const refusal = next.origin === host.origin ? host.robots?.refusal(next.href) : { outcome: 'not-found', detail: `redirected to ${next.origin}` };
          if (refusal) throw new FetchFailed(refusal.outcome as FetchOutcome, refusal.detail);
          await this.turnOf(host);
        },
      });
      if (result.outcome === 'ok') return result;
      if (result.outcome === 'unchanged' || !PASSING.has(result.outcome)) return 'says-so';
      this.backOff(host, result.outcome, result.retryAt);
    } catch (error) { if (!this.settings.signal.aborted) throw error; }
    return 'no-answer';
  }

  private async look(host: Host, item: Item): Promise<void> {
    const result = await this.ask(host, item, ['image']);
    if (result !== null) await this.settings.image(result);
  }

  /** Null where there is nothing to take: that is counted, noted, and asked again where it may pass. */
  private async ask(host: Host, item: Item, accept: readonly BodyKind[]): Promise<Fetched | null> {
    const { fetcher, signal } = this.settings;
    let first = true;
    try {
      const result = await fetcher.fetch(item.url, {
        signal, accept,
        beforeRequest: (url) => {
          const asked = first;
          first = false;
          return asked ? undefined : this.beforeRedirect(url, item);
        },
      });
      if (result.outcome === 'unchanged') throw new TypeError('a page was asked for without conditions');
      if (result.outcome === 'ok') {
        host.pace = afterSuccess(host.pace);
        return result;
      }
      this.failed(host, item, result);
    } catch (error) {
      if (error instanceof OutOfScope) this.lost(item, 'out-of-scope', error.message);
      else if (!signal.aborted) throw error;
    }
    return null;
  }

  /** A redirect is a request like any other: within scope (a start page may lead its site elsewhere), allowed by that host's robots.txt, at that host's pace. */
  private async beforeRedirect(url: URL, item: Item): Promise<void> {
    if (!item.image && !this.frontier.inScope(url.href)) {
      if (item.depth > 0) throw new OutOfScope(`redirected to ${url.origin}`);
      this.frontier.addSite(url.href);
    }
    const host = this.hostOf(url.origin);
    if (host.robots === null) await this.askRobots(host);
    if (host.robots === null && host.dropped === null) throw new FetchFailed('connection-failed', `redirected to ${url.origin}, whose robots.txt could not be asked for`);
    const refusal = host.dropped ?? host.robots?.refusal(url.href);
    if (refusal) throw new FetchFailed(refusal.outcome as FetchOutcome, refusal.detail);
    await this.turnOf(host);
  }

  /** Waits for the host's next turn, beside what is taken in order. */
  private async turnOf(host: Host): Promise<void> {
    const { at, pace } = reserve(host.pace, Date.now());
    host.pace = pace;
    if (at > Date.now()) await sleep(Math.min(at - Date.now(), MOST_PATIENCE_MS), undefined, { signal: this.settings.signal });
  }

  private failed(host: Host, item: Item, { outcome, detail, retryAt }: NotFetched): void {
    if (!PASSING.has(outcome)) {
      if (outcome !== 'not-found' && outcome !== 'gone') host.pace = afterSuccess(host.pace);
      return this.lost(item, outcome, detail);
    }
    if (this.backOff(host, outcome, retryAt)) {
      if (item.image) this.imageLost(item.url, outcome, detail); else this.skip(outcome);
      this.giveUp(host, outcome, detail);
    } else if (item.tries + 1 < MOST_TRIES) this.requeue({ ...item, tries: item.tries + 1 });
    else this.lost(item, outcome, detail);
  }

  /** Leaves a host that is not well alone for a while; true where that is too long, or came too often. */
  private backOff(host: Host, outcome: string, retryAt: Date | null): boolean {
    const now = Date.now();
    // A host whose robots.txt was asked for waits for the answer without end: that wait is over.
    const pace = host.robots === null ? { ...host.pace, nextAt: now } : host.pace;
    host.pace = afterFailure(pace, now, Math.random(), retryAt, FIRST_BACK_OFF_MS);
    return host.pace.failures >= MOST_FAILURES || host.pace.nextAt > now + MOST_PATIENCE_MS || outcome === 'dns-failed';
  }

  private giveUp(host: Host, outcome: string, detail: string): void {
    this.note(`${host.origin} is left alone: ${outcome}: ${detail}`);
    const items = host.drop(outcome, detail);
    if (outcome === 'private-address' && items.some(isStart)) this.privateOrigins.add(host.origin);
    for (const item of items) if (item.image) this.imageLost(item.url, outcome, detail); else this.skip(outcome);
  }
}
