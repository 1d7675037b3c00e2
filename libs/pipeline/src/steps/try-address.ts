import { FetchFailed, messageOf, Unreadable } from '#core/errors.js';
import { fetchRobots, readRobots } from '#infra/http/robots-fetch.js';
import type { Fetched } from '#infra/http/fetcher.js';
import { hostState } from '#infra/store/frontier.js';
import { endTry, takeTry, waitingTries, type TryRow } from '#infra/store/source-lists.js';
import { guessKind, kindOf, type ReadResult } from '#kinds/sources/index.js';
import type { Job, Outcome } from '../jobs.js';
import type { World } from '../world.js';

interface Step { step: string; text: string }
const MOST_STEPS = 200;
const DOCUMENTS = 5;
const LINKS = 50;
const TEXT = 2000;

/**
 * Fetches, reads and detects one address as the crawl would, with the same guard and the same obedience, and keeps what happened as steps that a person reads.
 * Nothing of it enters the evidence.
 */
export async function tryAddress(world: World, { id }: { id: string }): Promise<Outcome> {
  const row = await takeTry(world.db, id);
  if (row === null) return { skipped: 'already-done' };
  const steps: Step[] = [];
  const say = (step: string, text: string): void => { if (steps.length < MOST_STEPS) steps.push({ step, text: text.slice(0, 2000).toWellFormed() }); };
  let found: object | null = null;
  try {
    found = await tryOne(world, row, say);
  } catch (error) {
    say('fault', error instanceof Unreadable ? `${error.reason}: ${error.message}` : messageOf(error));
  }
  await endTry(world.db, id, found === null ? 'failed' : 'done', steps, found);
  return { done: `${row.url}: ${steps.at(-1)?.text ?? 'nothing'}` };
}

/** Null where nothing could be read. */
async function tryOne(world: World, row: TryRow, say: (step: string, text: string) => void): Promise<object | null> {
  const kind = row.kind === null ? guessKind(row.url) : kindOf(row.kind);
  const settings = kind.settings.parse({});
  const url = kind.start({ url: row.url, settings })[0]?.url ?? row.url;
  say('kind', `${kind.id}${row.kind === null ? ', as the address suggests' : ''}${url === row.url ? '' : `; it is read at ${url}`}`);
  const fetched = await fetchPolitely(world, url, say);
  if (fetched === null) return null;
  const result = await world.readers.read(kind.id, fetched, {});
  sayReading(result, say);
  const documents = result.documents.slice(0, DOCUMENTS);
  const calls: { kind: string; quote: string; why: string }[] = [];
  for (const document of documents) {
    say('document', `${document.title ?? '(no title)'}: ${document.language}, ${document.text.length} characters, published ${document.published?.at.toISOString() ?? 'not stated'}`);
    const detected = await world.detection.detect({ title: document.title, text: document.text, links: document.links, language: document.language, actor: null, publishedAt: document.published?.at.toISOString() ?? null, platform: kind.id.endsWith('-channel') ? kind.id.slice(0, -'-channel'.length) : null });
    for (const { detector, observations } of detected) for (const { kind: what, quote, why } of observations) { say('detect', `${detector}: ${what} "${quote}"`); calls.push({ kind: what, quote: quote.slice(0, 1000).toWellFormed(), why }); }
  }
  if (calls.length === 0) say('detect', 'nothing is asked for in what was read');
  return {
    kind: result.readAs ?? kind.id, calls: calls.slice(0, LINKS),
    documents: documents.map((document) => ({ url: document.url, title: document.title, publishedAt: document.published?.at.toISOString() ?? null, language: document.language, text: document.text.slice(0, TEXT).toWellFormed() })),
    links: result.links.slice(0, LINKS).map(({ url: link, why }) => ({ url: link, why })),
    feeds: result.links.filter(({ why }) => why === 'feed' || why === 'sitemap').slice(0, LINKS).map(({ url: link, why }) => ({ url: link, kind: why })),
  };
}

async function fetchPolitely(world: World, url: string, say: (step: string, text: string) => void): Promise<Fetched | null> {
  const asked = new Set<string>();
  const fetched = await world.fetcher.fetch(url, {
    beforeRequest: async (next) => {
      const { waitMs } = await hostState(world.db, next.host);
      if (waitMs > 0) throw new FetchFailed('throttled', `${next.host} asked to be left alone for another ${Math.ceil(waitMs / 1000)} s`);
      const answer = await fetchRobots(world.fetcher, next.origin, new Date());
      const refusal = readRobots(answer, world.fetcher.userAgent).refusal(next.href);
      if (!asked.has(next.origin)) say('robots', `${next.origin}: ${refusal === null ? 'allowed' : refusal.detail} (${answer.policy}; ${answer.why})`);
      asked.add(next.origin);
      if (refusal !== null) throw new FetchFailed(refusal.outcome, refusal.detail);
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
