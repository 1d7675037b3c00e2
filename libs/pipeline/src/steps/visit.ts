import { FetchFailed } from '#core/errors.js';
import { entryRole, localDayOf, visitEvery, type PageRole } from '#core/election/calendar.js';
import type { Election, FetchOutcome } from '#core/model.js';
import { backOffMs } from '#core/web/retry-after.js';
import type { FetchResult } from '#infra/http/fetcher.js';
import { claimDue, hostState, postponeHost, recordVisits, unclaim, type Claimed, type VisitResult } from '#infra/store/frontier.js';
import { releaseLease, renewLease, takeLease, type Lease } from '#infra/store/leases.js';
import { getElection } from '#infra/store/elections.js';
import { addSnapshots, closeGaps, raiseGap, recordSourceOutcome, type NewSnapshot } from '#infra/store/snapshots.js';
import { batches, type Job, type Outcome } from '../jobs.js';
import type { World } from '../world.js';
import { politeness, type Politeness } from './politeness.js';

/** A visit ends after this, and comes back when something is due: a large site does not hold a worker. */
const VISIT_MS = 45_000;
const LEASE_MS = 90_000;
const CLAIM = 40;
const OTHER_HOST_MS = 10_000;
/** Requests in flight to a host whose operator asked for no pace; anybody else gets one at a time. */
const UNPACED = 8;
const FAILING = new Set<FetchOutcome>(['connection-failed', 'dns-failed', 'tls-failed', 'timed-out', 'server-error', 'throttled']);

/** Fetches what is due on one host, alone and at the host's pace. Bodies are on disk before their rows commit. */
export async function visitHost(world: World, { host }: { host: string }): Promise<Outcome> {
  const state = await hostState(world.db, host);
  if (state.waitMs > 0) return { skipped: 'not-yet' };
  const leases: Lease[] = [];
  // Ministries share servers: hosts on one address wait for each other. A host that the operator excepted by name and port stands for itself.
  const address = await world.addressOf(host);
  for (const name of address === null ? [`host ${host}`] : [`address ${address}`, `host ${host}`]) {
    const lease = await takeLease(world.db, name, world.holder, LEASE_MS);
    if (lease === null) {
      for (const held of leases) await releaseLease(world.db, held);
      // The host's own visitor does this work; another host's does not.
      return name.startsWith('host') ? { skipped: 'leased-elsewhere' } : { later: new Date(Date.now() + OTHER_HOST_MS), why: `${name} is being asked for another host` };
    }
    leases.push(lease);
  }
  const visit = new Visit(world, host, leases, state.failures);
  try {
    await visit.run();
  } finally {
    for (const lease of leases) await releaseLease(world.db, lease);
  }
  if (visit.pages === 0) return { skipped: 'nothing-due' };
  const next = batches(visit.snapshots, 20).map((snapshots): Job => ({ name: 'snapshot.read', payload: { snapshots } }));
  if (visit.unfinished) next.push({ name: 'host.visit', payload: { host }, delayMs: 50 });
  return { done: `${visit.pages} addresses of ${host}, ${visit.snapshots.length} new snapshots`, next };
}

class Visit {
  readonly snapshots: string[] = [];
  pages = 0;
  unfinished = false;
  /** The host is not well: no further request in this visit. */
  private halted = false;
  private readonly endsAt = performance.now() + VISIT_MS;
  private readonly elections = new Map<string, Election>();
  private readonly manners: Politeness;
  /** Of the host's lease: results are written only under it. */
  private readonly token: string;

  constructor(private readonly world: World, private readonly host: string, leases: Lease[], private readonly failures: number) {
    this.token = leases.at(-1)!.token;
    this.manners = politeness(world, async () => {
      for (const lease of leases) if (!await renewLease(world.db, lease, LEASE_MS)) throw new LeaseLost(`the lease of ${lease.name} was lost`);
    });
  }

  async run(): Promise<void> {
    for (;;) {
      if (performance.now() > this.endsAt) { this.unfinished = true; return; }
      const claims = await claimDue(this.world.db, this.host, this.token, CLAIM, LEASE_MS);
      if (claims.length === 0) return;
      const done = await this.fetchAll(claims);
      await unclaim(this.world.db, this.token, claims.filter(({ id }) => !done.has(id)).map(({ id }) => id));
      if (this.halted) return;
    }
  }

  /** Fetches claims, keeps their bodies, then writes rows. Returns the ids of those that were asked. */
  private async fetchAll(claims: Claimed[]): Promise<Set<string>> {
    const results: { claim: Claimed; result: FetchResult }[] = [];
    const queue = [...claims];
    const lane = async (): Promise<void> => {
      for (let claim = queue.shift(); claim !== undefined; claim = queue.shift()) {
        if (this.halted || performance.now() > this.endsAt) { this.unfinished = !this.halted; return; }
        const result = await this.ask(claim);
        results.push({ claim, result });
        if (FAILING.has(result.outcome)) await this.halt(result);
      }
    };
    const lanes = claims.every(({ paceMs }) => paceMs === 0) ? UNPACED : 1;
    try {
      await Promise.all(Array.from({ length: Math.min(lanes, claims.length) }, lane));
    } finally {
      await this.keep(results);
    }
    return new Set(results.map(({ claim }) => claim.id));
  }

  private async ask(claim: Claimed): Promise<FetchResult> {
    try {
      return await this.world.fetcher.fetch(claim.url, { etag: claim.etag, lastModified: claim.lastModified, beforeRequest: (url) => this.manners.before(url, claim) });
    } catch (error) {
      if (!(error instanceof FetchFailed)) throw error;
      return { outcome: error.outcome as Exclude<FetchOutcome, 'ok' | 'unchanged'>, detail: error.message, url: claim.url, finalUrl: claim.url, redirects: [], status: null, retryAt: error.retryAt };
    }
  }

  /** After a failure of the host itself the whole host waits, longer each time, or as long as it asks. */
  private async halt(result: FetchResult): Promise<void> {
    if (this.halted) return;
    this.halted = true;
    const asked = 'retryAt' in result && result.retryAt ? result.retryAt.getTime() - this.world.clock.now().getTime() : null;
    await postponeHost(this.world.db, this.host, Math.max(asked ?? 0, backOffMs(this.failures + 1, Math.random())));
  }

  private async keep(results: { claim: Claimed; result: FetchResult }[]): Promise<void> {
    if (results.length === 0) return;
    this.pages += results.length;
    const fresh: NewSnapshot[] = [];
    const bodies: { sha256: string; body: Uint8Array }[] = [];
    const visits: VisitResult[] = [];
    for (const { claim, result } of results) {
      const changed = result.outcome === 'ok' && result.sha256 !== claim.sha256;
      if (changed) {
        bodies.push({ sha256: result.sha256, body: result.body });
        fresh.push({ electionId: claim.electionId, sourceId: claim.sourceId, frontierId: claim.id, url: claim.url, finalUrl: result.finalUrl, status: result.status, headers: result.headers, redirects: result.redirects, sha256: result.sha256, bytes: result.body.byteLength, fetchedAt: result.fetchedAt });
      }
      const good = result.outcome === 'ok' || result.outcome === 'unchanged';
      visits.push({
        id: claim.id, outcome: result.outcome, failed: !good, changed, sha256: result.outcome === 'ok' ? result.sha256 : null,
        etag: good ? result.headers['etag'] ?? null : null, lastModified: good ? result.headers['last-modified'] ?? null : null, dueInMs: await this.dueIn(claim, result.outcome),
      });
    }
    await this.world.evidence.putAll(bodies);
    const { db } = this.world;
    const added = await db.transaction(async (tx) => {
      const ids = await addSnapshots(tx, fresh);
      await recordVisits(tx, this.token, visits);
      return ids;
    });
    this.snapshots.push(...added);
    for (const { claim, result } of results) await this.account(claim, result);
    if (!this.halted && this.failures > 0 && results.some(({ result }) => result.outcome === 'ok' || result.outcome === 'unchanged')) await postponeHost(db, this.host, 0);
  }

  /** A source is judged by its start pages: a dead link somewhere on a site is not a silent source. */
  private async account(claim: Claimed, result: FetchResult): Promise<void> {
    // Pictures often stand with others: what such a host refuses says nothing of the source.
    if (claim.role === 'image') return;
    const refusal = result.outcome !== 'ok' && result.outcome !== 'unchanged';
    if (claim.depth > 0 && !(refusal && ['blocked', 'login-wall', 'private-address', 'too-large'].includes(result.outcome))) return;
    const now = this.world.clock.now();
    const election = await this.election(claim.electionId);
    if (claim.depth === 0) await recordSourceOutcome(this.world.db, claim.electionId, claim.sourceId, result.outcome, now, localDayOf(now, election.timeZone));
    if (result.outcome !== 'ok' && result.outcome !== 'unchanged') await raiseGap(this.world.db, claim.electionId, claim.sourceId, result.outcome, result.detail, now);
    else await closeGaps(this.world.db, claim.electionId, claim.sourceId, [...FAILING, 'blocked', 'login-wall', 'refused-by-robots', 'not-found', 'gone', 'broken', 'empty', 'private-address', 'too-many-redirects', 'too-large', 'not-html', 'unsupported-type']);
  }

  /** When to ask again: by the election's calendar and what the page is; after failures later and later, for a page that is gone hardly ever. */
  private async dueIn(claim: Claimed, outcome: FetchOutcome): Promise<number | null> {
    const good = outcome === 'ok' || outcome === 'unchanged';
    if (good && (claim.role === 'once' || claim.role === 'image')) return null;
    const election = await this.election(claim.electionId);
    const role: PageRole = claim.role === 'counter' ? 'counter' : claim.role === 'start' && claim.depth === 0 ? entryRole(claim.kind) : claim.role === 'start' ? 'listing' : 'article';
    const every = visitEvery(election, localDayOf(this.world.clock.now(), election.timeZone), role) * 60_000;
    if (good) return every;
    if (FAILING.has(outcome)) return Math.min(every, backOffMs(claim.failures + 1, Math.random()));
    // An article that is refused or gone is asked a few more times, in case it returns; a start page always.
    return claim.depth > 0 && claim.failures >= 3 ? null : every;
  }

  private async election(id: string): Promise<Election> {
    let election = this.elections.get(id);
    if (!election) { election = await getElection(this.world.db, id); this.elections.set(id, election); }
    return election;
  }
}

/** Another worker may already be asking this host: this one stops before its next request. */
export class LeaseLost extends Error { override name = 'LeaseLost'; }
