import { setTimeout as sleep } from 'node:timers/promises';
import { FetchFailed } from '#core/errors.js';
import type { FetchOutcome } from '#core/model.js';
import { originOf } from '#core/web/normal-url.js';
import { afterFailure, afterSuccess, newPace, reserve } from '#core/web/pace.js';
import type { Fetched, Fetcher, NotFetched } from '#infra/http/fetcher.js';
import { fetchRobots, readRobots } from '#infra/http/robots-fetch.js';
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

class OutOfScope extends Error { override name = 'OutOfScope'; }

export interface CrawlSettings {
  fetcher: Fetcher;
  paceMs: number;
  concurrency: number;
  maxPages: number | null;
  signal: AbortSignal;
  /** Takes a fetched page; gives its links in absolute form, or none for a page that says what another said. Awaited, so that memory has a bound. */
  page(result: Fetched): Promise<readonly string[]>;
  progress(pages: number, waiting: () => number): void;
}

/** Crawls the sites of its start pages breadth first: one frontier, one pace for each origin, robots.txt before anything else. */
export class Crawler {
  pages = 0;
  bytes = 0;
  readonly skipped: Record<string, number> = {};
  /** What went wrong with start pages and hosts, for people. */
  readonly notes: string[] = [];
  private readonly hosts = new Map<string, Host>();
  private readonly frontier = new Frontier((reason) => this.skip(reason));
  private inFlight = 0;
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
    if (host.dropped !== null) this.skip(host.dropped); else host.push(item);
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
    while (!signal.aborted && this.inFlight < concurrency && this.pages + this.inFlight < maxPages) {
      const start = this.take(now);
      if (start === null) break;
      this.inFlight++;
      start().then(() => { this.inFlight--; this.pump(); }, (error: unknown) => this.done.reject(error));
    }
    const next = Math.min(...[...this.hosts.values()].filter((host) => host.size > 0).map((host) => host.pace.nextAt));
    const enough = this.pages >= maxPages;
    if (this.inFlight === 0 && (signal.aborted || enough || next === Number.POSITIVE_INFINITY)) return this.done.resolve();
    if (next > now && next !== Number.POSITIVE_INFINITY && this.inFlight < concurrency) this.timer = setTimeout(() => this.pump(), next - now);
  }

  /** The next request that may go out now, hosts taking turns; null when none may. */
  private take(now: number): (() => Promise<void>) | null {
    const hosts = [...this.hosts.values()];
    for (let tried = 0; tried < hosts.length; tried++) {
      const host = hosts[(this.turn + tried) % hosts.length] as Host;
      if (host.size === 0 || host.pace.nextAt > now) continue;
      this.turn += tried + 1;
      if (host.robots === null) {
        // Nothing else goes to this host until the answer is there and sets its pace.
        host.pace = { ...host.pace, nextAt: Number.POSITIVE_INFINITY };
        return () => this.askRobots(host);
      }
      for (let item = host.next(); item !== undefined; item = host.next()) {
        const refusal = host.robots.refusal(item.url);
        if (refusal !== null) { this.skip(refusal.outcome); this.noteStart(item, refusal.outcome, refusal.detail); continue; }
        host.pace = reserve(host.pace, now).pace;
        const chosen = item;
        return () => this.visit(host, chosen);
      }
    }
    return null;
  }

  private async askRobots(host: Host): Promise<void> {
    const { fetcher, paceMs, signal } = this.settings;
    try {
      const answer = await fetchRobots(fetcher, host.origin, new Date(), { signal });
      host.robots = readRobots(answer, fetcher.userAgent);
      host.pace = { ...newPace(paceMs, host.robots.rules.crawlDelayMs ?? 0), nextAt: Date.now() + paceMs };
      if (answer.policy === 'disallow-all') this.notes.push(answer.why);
    } catch (error) { if (!signal.aborted) throw error; }
  }

  private async visit(host: Host, item: Item): Promise<void> {
    const { fetcher, signal } = this.settings;
    let first = true;
    try {
      const result = await fetcher.fetch(item.url, {
        signal, accept: ['html'],
        beforeRequest: async (url) => { if (!first) await this.beforeRedirect(url, item); first = false; },
      });
      if (result.outcome === 'unchanged') throw new TypeError('a page was asked for without conditions');
      if (result.outcome !== 'ok') return this.failed(host, item, result);
      host.pace = afterSuccess(host.pace);
      this.pages++;
      this.bytes += result.body.length;
      for (const link of await this.settings.page(result)) this.enqueue(link, item.depth + 1);
      this.settings.progress(this.pages, () => [...this.hosts.values()].reduce((sum, { size }) => sum + size, 0));
    } catch (error) {
      if (error instanceof OutOfScope) { this.skip('out-of-scope'); this.noteStart(item, 'out-of-scope', error.message); }
      else if (!signal.aborted) throw error;
    }
  }

  /** A redirect is a request like any other: within scope (a start page may lead its site elsewhere), allowed by that host's robots.txt, at that host's pace. */
  private async beforeRedirect(url: URL, item: Item): Promise<void> {
    if (!this.frontier.inScope(url.href)) {
      if (item.depth > 0) throw new OutOfScope(`redirected to ${url.origin}`);
      this.frontier.addSite(url.href);
    }
    const host = this.hostOf(url.origin);
    if (host.robots === null) await this.askRobots(host);
    const refusal = host.robots?.refusal(url.href);
    if (refusal) throw new FetchFailed(refusal.outcome, refusal.detail);
    const { at, pace } = reserve(host.pace, Date.now());
    host.pace = pace;
    if (at > Date.now()) await sleep(Math.min(at - Date.now(), MOST_PATIENCE_MS), undefined, { signal: this.settings.signal });
  }

  private failed(host: Host, item: Item, { outcome, detail, retryAt }: NotFetched): void {
    if (!PASSING.has(outcome)) {
      if (outcome !== 'not-found' && outcome !== 'gone') host.pace = afterSuccess(host.pace);
      this.skip(outcome);
      return this.noteStart(item, outcome, detail);
    }
    host.pace = afterFailure(host.pace, Date.now(), Math.random(), retryAt, FIRST_BACK_OFF_MS);
    const tired = host.pace.failures >= MOST_FAILURES || host.pace.nextAt > Date.now() + MOST_PATIENCE_MS || outcome === 'dns-failed';
    if (tired) {
      this.notes.push(`${host.origin} is left alone: ${detail}`);
      this.skip(outcome, 1 + host.drop(outcome));
    } else if (item.tries + 1 < MOST_TRIES) this.requeue({ ...item, tries: item.tries + 1 });
    else { this.skip(outcome); this.noteStart(item, outcome, detail); }
  }

  private noteStart(item: Item, outcome: string, detail: string): void {
    if (item.depth === 0) this.notes.push(`${item.url}: ${outcome}: ${detail}`);
  }
}
