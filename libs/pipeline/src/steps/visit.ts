import { FetchFailed, messageOf } from '#core/errors.js';
import type { FetchOutcome } from '#core/model.js';
import { backOffMs } from '#core/web/retry-after.js';
import type { Exchanged, FetchOptions, FetchResult } from '#infra/http/fetcher.js';
import { claimDue, countRequests, hasDue, hostState, postponeHost, restUntilTomorrow, unclaim, type Claimed, type HostState } from '#infra/store/frontier.js';
import { leaseLeftMs, releaseLease, type Lease } from '#infra/store/leases.js';
import { batches, READ_AT_A_TIME, type Job, type Outcome } from '../jobs.js';
import type { World } from '../world.js';
import { Hold, leaseMsOf, takeHost } from './hold.js';
import { VisitMissingPages } from './missing.js';
import { FAILING, VisitKeeper, type Visited } from './keep-visits.js';
import { browserWish, renderPage } from './render.js';
import { politeness, type Politeness } from './politeness.js';

/** A visit ends after this, and comes back when something is due: a large site does not hold a worker. */
const VISIT_MS = 45_000;
const OTHER_HOST_MS = 10_000;
/** Requests in flight to a host whose operator asked for no pace; anybody else gets one at a time. */
const UNPACED = 16;
/** Addresses claimed at once, at a pace and without one. */
const CLAIM = 40;
const CLAIM_UNPACED = 256;
/** Pages that are kept together: one wait for the disk and one transaction. */
const BATCH = 64;
/** Batches on their way to the store before requests have to wait. */
const MOST_UNDERWAY = 2;

/** Fetches what is due on one host, alone and at the host's pace. Bodies are on disk before their rows commit. */
export async function visitHost(world: World, { host }: { host: string }): Promise<Outcome> {
  // One question, before anything is written: nudges are many, and most find that another visit has done it.
  if (!await hasDue(world.db, host)) return { skipped: 'nothing-due' };
  const state = await hostState(world.db, host);
  if (state.waitMs > 0) return { skipped: 'not-yet' };
  const turn = await takeHost(world, host);
  // One job a host is at work at a time: whoever holds its lease asks it for another host, or has died in the middle of it.
  if ('taken' in turn) return { later: new Date(Date.now() + Math.min(OTHER_HOST_MS, await leaseLeftMs(world.db, turn.taken) + 50)), why: `${turn.taken} is being asked by another visit` };
  const { leases } = turn;
  const visit = new Visit(world, host, leases, state);
  try {
    await visit.run();
  } finally {
    await countRequests(world.db, host, visit.requests);
    for (const lease of leases) await releaseLease(world.db, lease);
  }
  const { pages, snapshots } = visit.keeper;
  if (visit.spent) await restUntilTomorrow(world.db, host);
  if (pages === 0) return { skipped: visit.spent ? 'not-yet' : 'nothing-due' };
  const next = batches(snapshots, READ_AT_A_TIME).map((part): Job => ({ name: 'snapshot.read', payload: { snapshots: part } }));
  if (visit.unfinished) next.push({ name: 'host.visit', payload: { host }, delayMs: 50 });
  return { done: `${pages} addresses of ${host}, ${snapshots.length} new snapshots`, next };
}

/** What claims to be a sitemap: of one that is too long, its beginning is read. */
const isSitemap = ({ kind, depth, why }: Claimed): boolean => (kind === 'sitemap' && depth === 0) || why.startsWith('sitemap ');

class OtherHostBusy extends Error { override name = 'OtherHostBusy'; }
const NOTHING_TO_DO = Promise.resolve();

class Visit {
  readonly keeper: VisitKeeper;
  unfinished = false;
  requests = 0;
  /** The host's requests of this day are used up. */
  spent = false;
  /** The host is not well: no further request in this visit. */
  private halted = false;
  /** A lane met an error of ours: the others begin nothing more. */
  private failed = false;
  private readonly endsAt = performance.now() + VISIT_MS;
  private readonly hold: Hold;
  private readonly manners: Politeness;
  private readonly missing: VisitMissingPages;
  /** Of the host's lease: results are written only under it. */
  private readonly token: string;
  /** Of hosts that redirects led to. */
  private readonly borrowed = new Map<string, Promise<void>>();
  /** A redirect led to a host that somebody else is asking: its address is asked again a little later. */
  private busy = false;
  private results: Visited[] = [];
  private underway: Promise<void>[] = [];
  /** For the archive, until it is written with the results it belongs to. */
  private exchanges: Exchanged[] = [];
  private readonly onExchange: FetchOptions['onExchange'];

  constructor(private readonly world: World, private readonly host: string, private readonly leases: Lease[], private readonly state: HostState) {
    this.token = leases.at(-1)!.token;
    this.keeper = new VisitKeeper(world, host, this.token, state.failures);
    this.hold = new Hold(world.db, [...leases], leaseMsOf(world.config));
    this.onExchange = world.warc === null ? undefined : (exchanged) => { this.exchanges.push(exchanged); };
    this.manners = politeness(world, async (url) => {
      await this.borrow(url.host);
      await this.hold.prove();
      this.requests++;
    }, this.onExchange);
    this.missing = new VisitMissingPages(world, host, (url, claim) => this.askFor(url, { beforeRequest: (next) => this.manners.before(next, claim), onExchange: this.onExchange }));
  }

  async run(): Promise<void> {
    let claim = CLAIM;
    for (;;) {
      const left = this.world.config.hostBudget - this.state.requestsToday - this.requests;
      if (left <= 0) { this.spent = true; return; }
      if (this.isOver()) { this.unfinished = true; return; }
      const claims = await claimDue(this.world.db, this.host, this.token, Math.min(claim, left), leaseMsOf(this.world.config));
      if (claims.length === 0) return;
      const unpaced = claims.every((claim) => claim.paceMs === 0 && browserWish(claim) === null);
      if (unpaced) claim = CLAIM_UNPACED;
      const asked = await this.fetchAll(claims, unpaced ? UNPACED : 1);
      const unasked = claims.filter(({ id }) => !asked.has(id)).map(({ id }) => id);
      await unclaim(this.world.db, this.token, unasked, this.busy ? OTHER_HOST_MS : 0);
      if (this.halted) return;
    }
  }

  /** Its time is up, or this process is asked to end. */
  private isOver(): boolean { return performance.now() > this.endsAt || this.world.drain.aborted; }

  /** Fetches claims; what came of them is kept in batches meanwhile. Returns the ids of those that were asked. */
  private async fetchAll(claims: Claimed[], lanes: number): Promise<Set<string>> {
    const asked = new Set<string>();
    const queue = [...claims];
    const lane = async (): Promise<void> => {
      for (let claim = queue.shift(); claim !== undefined && !this.failed; claim = queue.shift()) {
        if (this.halted || this.isOver()) { this.unfinished = !this.halted; return; }
        const visited = await this.ask(claim);
        if (visited === null) continue;
        const { result } = visited;
        asked.add(claim.id);
        this.results.push(visited);
        if (FAILING.has(result.outcome)) await this.halt(result);
        if (this.results.length >= BATCH) this.keep();
        while (this.underway.length >= MOST_UNDERWAY) await this.underway[0];
      }
    };
    // When one fails the others end what they began: the host is not given back while a request to it is under way.
    const ended = await Promise.allSettled(Array.from({ length: Math.min(lanes, claims.length) }, () => lane().catch((error: unknown) => { this.failed = true; throw error; })));
    this.keep();
    const kept = await Promise.allSettled(this.underway);
    const first = [...ended, ...kept].find(({ status }) => status === 'rejected');
    if (first?.status === 'rejected') throw first.reason;
    return asked;
  }

  /** Begins to keep what has been fetched, after the batch before it. A failure is met by whoever awaits `underway`. */
  private keep(): void {
    const results = this.results.splice(0);
    const exchanges = this.exchanges.splice(0);
    if (results.length === 0 && exchanges.length === 0) return;
    const before = this.underway.at(-1);
    const batch = (async () => { await before; if (results.length > 0) await this.keeper.keep(results, this.halted); await this.archive(exchanges); })();
    this.underway.push(batch);
    void batch.then(() => { this.underway = this.underway.filter((other) => other !== batch); }, () => {});
  }

  /** After the bodies are kept: an archive that cannot be written is said, and costs no evidence. */
  private async archive(exchanges: Exchanged[]): Promise<void> {
    try { await this.world.warc?.add(exchanges, true); } catch (error) { this.world.log('error', 'answers are missing from the WARC', { host: this.host, answers: exchanges.length, error: messageOf(error) }); }
  }

  private async ask(claim: Claimed): Promise<Visited | null> {
    const options = { beforeRequest: (url: URL) => this.manners.before(url, claim), onExchange: this.onExchange, beginning: isSitemap(claim) };
    const wish = browserWish(claim);
    try {
      // What scripts make of a page may change while the page itself does not: it is asked without conditions.
      const result = await this.missing.judge(claim, await this.world.fetcher.fetch(claim.url, wish?.render ? options : { ...options, etag: claim.etag, lastModified: claim.lastModified }));
      return wish === null ? { claim, result } : { claim, ...await renderPage(this.world, wish, result, (url) => this.askFor(url, options)) };
    } catch (error) {
      if (error instanceof OtherHostBusy) { this.busy = true; return null; }
      if (!(error instanceof FetchFailed)) throw error;
      return { claim, result: { outcome: error.outcome as Exclude<FetchOutcome, 'ok' | 'unchanged'>, detail: error.message, url: claim.url, finalUrl: claim.url, redirects: [], status: null, retryAt: error.retryAt } };
    }
  }

  /** For the browser, as for ourselves: what stands in the way is an outcome. A host that somebody else is asking gives a page nothing: its turn is not waited for. */
  private async askFor(url: string, options: FetchOptions): Promise<FetchResult> {
    try { return await this.world.fetcher.fetch(url, options); } catch (error) { throw error instanceof OtherHostBusy ? new FetchFailed('throttled', `${error.message} is being asked by another visit`) : error; }
  }

  /** A redirect leads to another host: nobody else asks it while we do. */
  private borrow(host: string): Promise<void> {
    if (host === this.host) return NOTHING_TO_DO;
    let borrowed = this.borrowed.get(host);
    if (borrowed === undefined) {
      borrowed = takeHost(this.world, host, this.hold.names).then((turn) => {
        if ('taken' in turn) { this.borrowed.delete(host); throw new OtherHostBusy(host); }
        for (const lease of turn.leases) { this.hold.add(lease); this.leases.push(lease); }
      });
      this.borrowed.set(host, borrowed);
    }
    return borrowed;
  }

  /** After a failure of the host itself the whole host waits, longer each time, or as long as it asks. */
  private async halt(result: FetchResult): Promise<void> {
    if (this.halted) return;
    this.halted = true;
    const asked = 'retryAt' in result && result.retryAt ? result.retryAt.getTime() - this.world.clock.now().getTime() : null;
    await postponeHost(this.world.db, this.host, Math.max(asked ?? 0, backOffMs(this.state.failures + 1, Math.random())));
  }
}
