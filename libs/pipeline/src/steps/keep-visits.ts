import { entryRole, localDayOf, type PageRole } from '#core/election/calendar.js';
import type { Election, FetchOutcome } from '#core/model.js';
import { afterFailureMs, nextVisitMs, paceFactor, SECOND_LOOK_MS, underFastClock } from '#core/web/cadence.js';
import type { FetchResult } from '#infra/http/fetcher.js';
import { keepBodies } from '#infra/store/bodies.js';
import { notePage, noteUnchanged } from '#infra/store/document-events.js';
import { getElection } from '#infra/store/elections.js';
import { imageOutcomes, noteUnfetched, type Unfetched } from '#infra/store/images.js';
import { postponeHost, recordVisits, type Claimed, type VisitResult } from '#infra/store/frontier.js';
import { readAgain } from '#infra/store/accounts.js';
import { addSnapshots, closeGaps, raiseGap, recordSourceOutcome, type NewSnapshot } from '#infra/store/snapshots.js';
import type { Rendering } from './render.js';
import type { World } from '../world.js';

/** Outcomes of a host that is not well, rather than of one page. */
export const FAILING = new Set<FetchOutcome>(['connection-failed', 'dns-failed', 'tls-failed', 'timed-out', 'server-error', 'throttled']);
/** The page is no longer there. A wall, a captcha or a block is none of these: behind it the page may be as it was. */
const GONE = new Set<FetchOutcome | null>(['not-found', 'soft-not-found', 'gone']);
/** Of a page deep in a site, only these say something of the source. */
const TELLING = new Set<FetchOutcome>(['blocked', 'geo-blocked', 'challenge', 'captcha', 'login-wall', 'private-address', 'too-large']);
const OF_FETCHING = [...FAILING, 'blocked', 'geo-blocked', 'challenge', 'captcha', 'login-wall', 'refused-by-robots', 'not-found', 'soft-not-found', 'gone', 'broken', 'empty', 'private-address', 'too-many-redirects', 'too-large', 'not-html', 'unsupported-type'] as const;

/** A source's newest images by which it is judged whether any can be had, and how many there must be. */
const NEWEST_IMAGES = 20;
const FEWEST_IMAGES = 3;

/** `why`: what a browser was wanted for and did not do. */
export interface Visited { claim: Claimed; result: FetchResult; rendering?: Rendering | null; why?: string | null }

const good = (outcome: FetchOutcome | null): boolean => outcome === 'ok' || outcome === 'unchanged';

/** Keeps what a visit brings: bodies on disk, then snapshots, the frontier's next dates, what vanished and returned, and gaps. */
export class VisitKeeper {
  readonly snapshots: string[] = [];
  pages = 0;
  private readonly elections = new Map<string, Election>();

  constructor(private readonly world: World, private readonly host: string, private readonly token: string, private readonly failures: number) {}

  async keep(visited: Visited[], halted: boolean): Promise<void> {
    this.pages += visited.length;
    const { db, evidence } = this.world;
    const fresh: NewSnapshot[] = [];
    const bodies: { sha256: string; body: Uint8Array }[] = [];
    const visits: VisitResult[] = [];
    for (const { claim, result, rendering = null } of visited) {
      const { outcome } = result;
      const changed = result.outcome === 'ok' && result.sha256 !== claim.sha256;
      if (changed) {
        bodies.push({ sha256: result.sha256, body: result.body });
        if (rendering?.from) bodies.push({ sha256: rendering.from, body: rendering.original });
        if (rendering?.screenshotSha256 && rendering.screenshot) bodies.push({ sha256: rendering.screenshotSha256, body: rendering.screenshot });
        fresh.push(snapshotOf(claim, result, rendering));
      }
      // The first visit of a page finds it new; that says nothing of how often it changes.
      const factor = good(outcome) && claim.sha256 !== null ? paceFactor(claim.paceFactor, changed) : claim.paceFactor;
      visits.push({
        id: claim.id, outcome, failed: !good(outcome), changed, paceFactor: factor, sha256: result.outcome === 'ok' ? result.sha256 : null,
        etag: 'headers' in result ? result.headers['etag'] ?? null : null, lastModified: 'headers' in result ? result.headers['last-modified'] ?? null : null,
        dueInMs: this.dueIn(claim, outcome, factor, await this.election(claim.electionId)),
      });
    }
    const added = await keepBodies(db, evidence, bodies, async (tx) => {
      const ids = await addSnapshots(tx, fresh);
      await recordVisits(tx, this.token, visits);
      const now = this.world.clock.now();
      await readAgain(tx, visits.filter(({ outcome, changed, id }) => good(outcome) && !changed && visited.some(({ claim }) => claim.id === id && (claim.role === 'counter' || claim.role === 'start'))).map(({ id }) => id), now);
      for (const { claim, result: { outcome } } of visited) {
        if (claim.sha256 !== null && GONE.has(outcome)) await notePage(tx, claim.id, false, now);
        else if (claim.sha256 !== null && good(outcome) && !good(claim.lastOutcome)) await notePage(tx, claim.id, true, now);
      }
      await noteUnchanged(tx, visits.filter(({ outcome, changed }) => good(outcome) && !changed).map(({ id }) => id), now);
      await this.noteImages(tx, visited, visits);
      return ids;
    });
    this.snapshots.push(...added);
    for (const one of visited) await this.account(one);
    if (!halted && this.failures > 0 && visited.some(({ result }) => good(result.outcome))) await postponeHost(db, this.host, 0);
  }

  /** Why images could not be fetched. One of them says nothing of a source; that none of its newest can be had is a hole in what we see. */
  private async noteImages(tx: Parameters<typeof noteUnfetched>[0], visited: Visited[], visits: VisitResult[]): Promise<void> {
    const images = visited.map(({ claim, result }, at) => ({ claim, result, again: visits[at]!.dueInMs !== null })).filter(({ claim }) => claim.role === 'image');
    for (const { electionId, sourceId } of new Map(images.map(({ claim }) => [`${claim.electionId} ${claim.sourceId}`, claim])).values()) {
      const own = images.filter(({ claim }) => claim.electionId === electionId && claim.sourceId === sourceId);
      await noteUnfetched(tx, electionId, own.flatMap(({ claim, result, again }): Unfetched[] => ('detail' in result ? [{ url: claim.url, outcome: result.outcome, detail: result.detail, again }] : [])));
      if (own.some(({ result }) => good(result.outcome))) { await closeGaps(tx, electionId, sourceId, ['images-failed']); continue; }
      const { fetched = 0, ...failed } = await imageOutcomes(tx, electionId, sourceId, NEWEST_IMAGES);
      const all = Object.values(failed).reduce((sum, n) => sum + n, 0);
      if (fetched > 0 || all < FEWEST_IMAGES) continue;
      await raiseGap(tx, electionId, sourceId, 'images-failed', `none of the newest ${all} images could be fetched: ${Object.entries(failed).map(([outcome, n]) => `${n} ${outcome}`).join(', ')}`, this.world.clock.now());
    }
  }

  /** A source is judged by its start pages: a dead link somewhere on a site is not a silent source. */
  private async account({ claim: { electionId, sourceId, depth, role }, result, rendering, why }: Visited): Promise<void> {
    // Pictures often stand with others: what such a host refuses says nothing of the source.
    if (role === 'image') return;
    const { db, clock } = this.world;
    const now = clock.now();
    if (why) await raiseGap(db, electionId, sourceId, 'needs-browser', why, now);
    else if (rendering) await closeGaps(db, electionId, sourceId, ['needs-browser']);
    const refusal = !good(result.outcome);
    if (depth > 0 && !(refusal && TELLING.has(result.outcome))) return;
    const election = await this.election(electionId);
    if (depth === 0) await recordSourceOutcome(db, electionId, sourceId, result.outcome, now, localDayOf(now, election.timeZone));
    if ('detail' in result) await raiseGap(db, electionId, sourceId, result.outcome, result.detail, now);
    else await closeGaps(db, electionId, sourceId, OF_FETCHING.filter((reason) => reason !== 'login-wall' || role !== 'counter'));
  }

  /** When to ask again: by the election's calendar, what the page is and how often it changes; after failures later and later, for a page that is gone hardly ever. */
  private dueIn(claim: Claimed, outcome: FetchOutcome, factor: number, election: Election): number | null {
    if (good(outcome) && (claim.role === 'once' || claim.role === 'image')) return null;
    const role: PageRole = claim.role === 'counter' ? 'counter' : claim.role === 'start' && claim.depth === 0 ? entryRole(claim.kind) : claim.role === 'start' ? 'listing' : 'article';
    const calendar = nextVisitMs(election, localDayOf(this.world.clock.now(), election.timeZone), role, factor, { leastMs: claim.everyLeastMs, mostMs: claim.everyMostMs });
    const usual = underFastClock(calendar, this.world.config.clockRate, claim.sha256 === null);
    if (good(outcome)) return usual;
    if (FAILING.has(outcome)) return afterFailureMs(usual, claim.failures, Math.random());
    // What was there and is gone is looked for once more, soon, before we say that it vanished.
    if (claim.sha256 !== null && GONE.has(outcome) && !GONE.has(claim.lastOutcome)) return Math.min(usual, SECOND_LOOK_MS);
    // An article that is refused or gone is asked a few more times, in case it returns; a start page always.
    return claim.depth > 0 && claim.failures >= 3 ? null : usual;
  }

  private async election(id: string): Promise<Election> {
    let election = this.elections.get(id);
    if (!election) { election = await getElection(this.world.db, id); this.elections.set(id, election); }
    return election;
  }
}

const snapshotOf = (claim: Claimed, result: Extract<FetchResult, { outcome: 'ok' }>, rendering: Rendering | null): NewSnapshot => ({
  electionId: claim.electionId, sourceId: claim.sourceId, frontierId: claim.id, url: claim.url, finalUrl: result.finalUrl, status: result.status, headers: result.headers, redirects: result.redirects,
  sha256: result.sha256, bytes: result.body.byteLength, fetchedAt: result.fetchedAt,
  how: { requestHeaders: result.requestHeaders, address: result.peer?.address ?? null, resolved: result.peer?.resolved ?? [], certificateSha256: result.peer?.certificateSha256 ?? null },
  rendered: rendering === null ? null : { from: rendering.from, screenshot: rendering.screenshotSha256, browser: rendering.browser, requests: rendering.requests, refused: rendering.refused },
});
