import { hardestFirst } from '#core/contract/call-order.js';
import { momentOf } from '#core/election/calendar.js';
import { FetchFailed, messageOf, Unreadable } from '#core/errors.js';
import type { Published } from '#core/model.js';
import { sourceOf } from '#core/web/source-of.js';
import type { Fetched } from '#infra/http/fetcher.js';
import { getElection } from '#infra/store/elections.js';
import { countRequests, hostState } from '#infra/store/frontier.js';
import { releaseLease, type Lease } from '#infra/store/leases.js';
import { endTry, putTryBack, takeTry, waitingTries, type TryRow } from '#infra/store/source-lists.js';
import { accountKey } from '#kinds/platforms/index.js';
import { guessKind, kindOf, type ReadResult } from '#kinds/sources/index.js';
import type { Job, Outcome } from '../jobs.js';
import type { World } from '../world.js';
import { Hold, leaseMsOf, takeHost } from './hold.js';
import { politeness } from './politeness.js';

interface Step { step: string; text: string }
const MOST_STEPS = 200;
const DOCUMENTS = 5;
const LINKS = 50;
const TEXT = 2000;

/** A visit of the host ends after less than that; whoever waits for a try waits no longer. */
const PATIENCE_MS = 3 * 60_000;
const AGAIN_MS = 3000;
/** Somebody waits: a visit of a large host lets go of it for a moment at its end, and that moment is watched for. */
const TURN_MS = 50_000;
const LOOK_MS = 30;

/**
 * Fetches, reads and detects one address as the crawl would, with the same guard, the same obedience and the same turn: while a visit asks the host, a try waits.
 * What happened is kept as steps that a person reads; nothing of it enters the evidence.
 */
export async function tryAddress(world: World, { id }: { id: string }, waitMs = TURN_MS): Promise<Outcome> {
  const row = await takeTry(world.db, id);
  if (row === null) return { skipped: 'already-done' };
  const steps: Step[] = [];
  const say = (step: string, text: string): void => { if (steps.length < MOST_STEPS) steps.push({ step, text: text.slice(0, 2000).toWellFormed() }); };
  const turn = new Turn(world);
  let found: object | null = null;
  try {
    const taken = await turn.takeWithin(firstHost(row), waitMs);
    if (taken !== null) {
      if (row.waitedMs < PATIENCE_MS) {
        await putTryBack(world.db, id);
        return { later: new Date(Date.now() + AGAIN_MS), why: `${taken} is being asked by a visit` };
      }
      say('fault', `${taken} is being asked by the crawl, again and again: try in a few minutes`);
    } else found = await tryOne(world, turn, row, say);
  } catch (error) {
    say('fault', error instanceof Unreadable ? `${error.reason}: ${error.message}` : messageOf(error));
  } finally {
    await turn.end();
  }
  await endTry(world.db, id, found === null ? 'failed' : 'done', steps, found);
  return { done: `${row.url}: ${steps.at(-1)?.text ?? 'nothing'}` };
}

/** The right to ask hosts, one after another, as long as a try goes on. */
class Turn {
  private readonly leases: Lease[] = [];
  private readonly hold: Hold;
  private readonly requests = new Map<string, number>();
  constructor(private readonly world: World) { this.hold = new Hold(world.db, this.leases, leaseMsOf(world.config)); }

  /** Null where it is ours now, or was; else what somebody else holds. */
  async take(host: string): Promise<string | null> {
    if (this.requests.has(host)) return null;
    const turn = await takeHost(this.world, host, this.hold.names);
    if ('taken' in turn) return turn.taken;
    for (const lease of turn.leases) this.hold.add(lease);
    this.requests.set(host, 0);
    return null;
  }

  /** As `take`, looking again and again for so long. */
  async takeWithin(host: string, milliseconds: number): Promise<string | null> {
    for (const ends = performance.now() + milliseconds; ;) {
      const taken = await this.take(host);
      if (taken === null || performance.now() >= ends || this.world.drain.aborted) return taken;
      await new Promise((resolve) => { setTimeout(resolve, LOOK_MS); });
    }
  }

  /** Before each request: the host is ours, may be asked now, and has requests left for today. */
  async ask({ host }: URL): Promise<void> {
    const taken = await this.take(host);
    if (taken !== null) throw new FetchFailed('throttled', `${taken} is being asked by a visit`);
    const { waitMs, requestsToday } = await hostState(this.world.db, host);
    if (waitMs > 0) throw new FetchFailed('throttled', `${host} asked to be left alone for another ${Math.ceil(waitMs / 1000)} s`);
    if (requestsToday + this.requests.get(host)! >= this.world.config.hostBudget) throw new FetchFailed('throttled', `${host} has had its ${this.world.config.hostBudget} requests of today`);
    await this.hold.prove();
    this.requests.set(host, this.requests.get(host)! + 1);
  }

  async end(): Promise<void> {
    for (const [host, requests] of this.requests) if (requests > 0) await countRequests(this.world.db, host, requests);
    for (const lease of this.leases) await releaseLease(this.world.db, lease);
  }
}

const kindFor = ({ url, kind }: TryRow) => (kind === null ? guessKind(url) : kindOf(kind));
const startOf = (row: TryRow): string => { const kind = kindFor(row); return kind.start({ url: row.url, settings: kind.settings.parse({}) })[0]?.url ?? row.url; };
const firstHost = (row: TryRow): string => new URL(startOf(row)).host;

/** A page that names no zone is taken for the election's, as where it is kept. */
const momentIn = (published: Published | null, timeZone: string): Date | null => (published?.local === true ? momentOf(published.at.toISOString().slice(0, 10), published.at.toISOString().slice(11, 16), timeZone) : published?.at ?? null);
function shownDate(published: Published | null, timeZone: string): string {
  if (published === null) return 'not stated';
  const written = published.at.toISOString();
  return published.precision === 'day' ? written.slice(0, 10) : published.local === true ? `${written.slice(0, 16).replace('T', ' ')} by the page's own clock, taken for ${timeZone}` : written;
}

/** Null where nothing could be read. */
async function tryOne(world: World, turn: Turn, row: TryRow, say: (step: string, text: string) => void): Promise<object | null> {
  const kind = kindFor(row);
  const url = startOf(row);
  say('kind', `${kind.id}${row.kind === null ? ', as the address suggests' : ''}${url === row.url ? '' : `; it is read at ${url}`}`);
  const fetched = await fetchPolitely(world, turn, url, say);
  if (fetched === null) return null;
  const result = await world.readers.read(kind.id, fetched, {});
  sayReading(result, say);
  const documents = result.documents.slice(0, DOCUMENTS);
  const { timeZone } = await getElection(world.db, row.electionId);
  const calls: object[] = [];
  for (const document of documents) {
    say('document', `${document.title ?? '(no title)'}: ${document.language}, ${document.text.length} characters, published ${shownDate(document.published, timeZone)}`);
    const detected = await world.detection.detect({ title: document.title, text: document.text, links: document.links, language: document.language, actor: null, publishedAt: document.published?.at.toISOString() ?? null, platform: kind.id.endsWith('-channel') ? kind.id.slice(0, -'-channel'.length) : null });
    for (const { detector, observations } of detected) for (const found of hardestFirst(observations)) { say('detect', `${detector}: ${found.kind} "${found.quote}"`); calls.push(shownOf(found)); }
  }
  if (calls.length === 0) say('detect', 'nothing is asked for in what was read');
  return {
    kind: result.readAs ?? kind.id, calls: calls.slice(0, LINKS), watch: watchOf(row, result.readAs ?? kind.id, fetched.finalUrl, result),
    documents: documents.map((document) => ({ url: document.url, title: document.title, publishedAt: momentIn(document.published, timeZone)?.toISOString() ?? null, language: document.language, text: document.text.slice(0, TEXT).toWellFormed() })),
    links: result.links.slice(0, LINKS).map(({ url: link, why }) => ({ url: link, why })),
    feeds: result.links.filter(({ why }) => why === 'feed' || why === 'sitemap').slice(0, LINKS).map(({ url: link, why }) => ({ url: link, kind: why })),
  };
}

/** A finding as whoever tries an address sees it: as Review has it, without an id. */
function shownOf({ kind, quote, why, confidence, payload }: { kind: string; quote: string; why: string; confidence: number; payload: object }): object {
  const { target, strength, audience, voice } = payload as { target?: Parameters<typeof accountKey>[0]; strength?: unknown; audience?: unknown; voice?: unknown };
  const word = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return { kind, quote: quote.slice(0, 1000).toWellFormed(), why, confidence, target: typeof target === 'object' && target !== null ? accountKey(target) : null, strength: word(strength), audience: word(audience), voice: word(voice) };
}

/** What to watch: of a page that is an article the list that it stands in, of anything else the address itself; then the feeds and sitemaps that it names. */
function watchOf({ url }: TryRow, kind: string, finalUrl: string, { documents, links }: ReadResult): { url: string; kind: string }[] {
  const article = kind === 'website' && new URL(finalUrl).pathname + new URL(finalUrl).search !== '/' && documents.some((document) => document.published !== null && sameAddress(document.url, finalUrl));
  const first = { kind, url: article ? sourceOf(finalUrl, [...links.map((link) => link.url), ...documents.flatMap((document) => document.links.map(({ href }) => href))]) : url };
  return [first, ...links.filter(({ why }) => why === 'feed' || why === 'sitemap').slice(0, WATCHED).map((link) => ({ url: link.url, kind: link.why }))];
}
const WATCHED = 10;
const sameAddress = (a: string, b: string): boolean => a.replace(/[#].*$/, '').replace(/\/$/, '') === b.replace(/[#].*$/, '').replace(/\/$/, '');

async function fetchPolitely(world: World, turn: Turn, url: string, say: (step: string, text: string) => void): Promise<Fetched | null> {
  const asked = new Set<string>();
  const manners = politeness(world, (next) => turn.ask(next));
  const fetched = await world.fetcher.fetch(url, {
    beforeRequest: async (next) => {
      try {
        await manners.before(next, { robots: { mode: 'obey' }, paceMs: 0 });
      } catch (error) {
        if (error instanceof FetchFailed && error.outcome === 'refused-by-robots') say('robots', error.message);
        throw error;
      }
      if (!asked.has(next.origin)) say('robots', `${next.origin}: allowed`);
      asked.add(next.origin);
    },
  });
  if (fetched.outcome === 'unchanged') throw new TypeError('asked without conditions');
  for (const hop of fetched.redirects) say('redirect', hop);
  if (fetched.outcome !== 'ok') { say('fetch', `${fetched.outcome}: ${fetched.detail}`); return null; }
  say('fetch', `${fetched.status} ${fetched.finalUrl}, ${fetched.headers['content-type'] ?? 'no content type'}, ${fetched.body.length} bytes`);
  return fetched;
}

function sayReading({ documents, links, images, counters, gap }: ReadResult, say: (step: string, text: string) => void): void {
  say('read', `${documents.length} documents, ${links.length} links to follow, ${images.length} images`);
  for (const { account, value, bound } of counters) say('counter', `${account.platform}:${account.handle} ${bound} ${value}`);
  for (const link of links.slice(0, 10)) say('link', `${link.url} (${link.why})`);
  if (gap !== undefined) say('gap', `${gap.reason}: ${gap.detail}`);
}

/** Tries whose job was lost. */
export const dueTries = async (world: Pick<World, 'db'>): Promise<Job[]> => (await waitingTries(world.db)).map((id): Job => ({ name: 'address.try', payload: { id } }));
