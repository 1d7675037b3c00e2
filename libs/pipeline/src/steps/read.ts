import { Gone, Unreadable, messageOf } from '#core/errors.js';
import { admitLinks } from '#core/web/admit-links.js';
import { hasDrifted, RECENT, EARLIER } from '#core/web/selector-drift.js';
import { noteBackFills } from '#infra/store/back-fills.js';
import type { FrontierEntry } from '#infra/store/frontier.js';
import { closeCut, closeGaps, quarantine, raiseGap, readerHits, snapshotToRead, type SnapshotToRead } from '#infra/store/snapshots.js';
import { raiseReadGap, saveReading } from '#infra/store/documents.js';
import { NoThread } from '#infra/threads/pool.js';
import { notAsListed, sourceKindOf, type FrontierLink, type ReadResult } from '#kinds/sources/index.js';
import { batches, type Job, type Outcome } from '../jobs.js';
import { recogniseScan } from '../recognise.js';
import type { World } from '../world.js';
import { oneByOne } from './one-by-one.js';

/** Links are followed this many steps from a start page, unless the source's settings say otherwise. */
const DEFAULT_DEPTH = 2;

/** Turns kept bytes into documents, links and counters. What cannot be read is put in quarantine with its reason; the bytes stay. */
export async function readSnapshots(world: World, { snapshots }: { snapshots: string[] }): Promise<Outcome> {
  const documents: string[] = [];
  const images: string[] = [];
  const hosts = new Set<string>();
  const goingBack = new Map<string, SnapshotToRead>();
  const sources = new Map<string, SnapshotToRead>();
  let read = 0;
  await oneByOne(snapshots, async (id) => {
    const snapshot = await snapshotToRead(world.db, id);
    if (snapshot === null) return;
    if (snapshot.role === 'image') { images.push(id); return; }
    if (snapshot.backTo !== null) goingBack.set(`${snapshot.electionId} ${snapshot.sourceId}`, snapshot);
    try {
      const saved = await readOne(world, snapshot);
      const of = `${snapshot.electionId} ${snapshot.sourceId}`;
      if ((sources.get(of)?.fetchedAt ?? 0) < snapshot.fetchedAt) sources.set(of, snapshot);
      documents.push(...saved.documents);
      images.push(...saved.images);
      for (const host of saved.hosts) hosts.add(host);
      read += 1;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      await setAside(world, snapshot, error.reason, error.message);
    }
  }, async (id, why) => {
    const snapshot = await snapshotToRead(world.db, id);
    if (snapshot !== null) await setAside(world, snapshot, 'parser-failed', `the database does not take what it says: ${why}`);
  });
  for (const newest of sources.values()) await watchDrift(world, newest);
  if (goingBack.size > 0) await noteBackFills(world.db, [...goingBack.values()]);
  const next: Job[] = [
    ...batches(documents, 100).map((part): Job => ({ name: 'document.detect', payload: { documents: part } })),
    ...batches(images, 20).map((part): Job => ({ name: 'image.read', payload: { snapshots: part } })),
    ...[...hosts].map((host): Job => ({ name: 'host.visit', payload: { host } })),
  ];
  return { done: `${read} of ${snapshots.length} snapshots read, ${documents.length} new documents`, next };
}

async function readOne(world: World, snapshot: SnapshotToRead): Promise<Awaited<ReturnType<typeof saveReading>>> {
  const result = await parse(world, snapshot, await keptBody(world, snapshot.sha256));
  const fault = snapshot.role === 'start' && snapshot.depth === 0 ? notAsListed(snapshot.kind, snapshot.url, result) : null;
  if (fault !== null) throw new Unreadable('parser-failed', fault);
  const saved = await saveReading(world.db, snapshot, {
    documents: result.documents, links: snapshot.origin === 'fetched' ? frontierEntries(result, snapshot) : [], readerVersion: world.readerVersion(snapshot.kind),
    counters: result.counters.map(({ account, value, bound, low, high }) => ({ account: `${account.platform}:${account.handle.toLowerCase()}` as const, value, bound, low, high })),
  });
  if (!result.gap) await closeCut(world.db, snapshot.electionId, snapshot.sourceId, snapshot.url);
  if (result.gap) await raiseGap(world.db, snapshot.electionId, snapshot.sourceId, result.gap.reason, result.gap.detail, snapshot.fetchedAt);
  return saved;
}

/** In quarantine, with a gap: an import that cannot be read is told to whoever imports; it is no hole in what we watch. */
async function setAside(world: World, snapshot: SnapshotToRead, reason: Unreadable['reason'], why: string): Promise<void> {
  await quarantine(world.db, snapshot.id, `${reason}: ${why}`);
  if (snapshot.origin === 'fetched') await raiseReadGap(world.db, snapshot, reason, `${snapshot.url}: ${why}`);
}

/** A body that is no longer there is a fault of this snapshot alone: the others of its batch are read. A store that cannot be reached is not: the job is tried again. */
export async function keptBody(world: Pick<World, 'evidence'>, sha256: string): Promise<Uint8Array> {
  try {
    return await world.evidence.get(sha256);
  } catch (error) {
    if (error instanceof Gone) throw new Unreadable('parser-failed', `its body is no longer in the evidence store (${messageOf(error)})`);
    throw error;
  }
}

/** The same bytes give the same fault at every try: whatever a reader throws is a verdict on the snapshot, not a reason to try again; that no thread begins says nothing of it. */
async function parse(world: World, { url, finalUrl, headers, fetchedAt, kind, settings, backTo }: SnapshotToRead, body: Uint8Array): Promise<ReadResult> {
  try {
    const days = backTo === null ? 0 : Math.ceil((world.clock.now().getTime() - Date.parse(backTo)) / 86_400_000);
    const result = await world.readers.read(kind, { url, finalUrl, headers, body, fetchedAt }, backTo === null ? settings : sourceKindOf(kind).goBack?.(settings, backTo, days) ?? settings);
    return await recogniseScan(world.recognise, { finalUrl, fetchedAt, body }, result);
  } catch (error) {
    throw error instanceof Unreadable || error instanceof NoThread ? error : new Unreadable('parser-failed', messageOf(error));
  }
}

/** Addresses in their normal form, without traps, and no more than a page may give: what a page links to is data, and may be a flood. */
function frontierEntries({ links, documents }: ReadResult, snapshot: SnapshotToRead): FrontierEntry[] {
  const { admitted } = admitLinks(links, snapshot.kind === 'sitemap' ? Number.POSITIVE_INFINITY : undefined);
  const deepest = typeof snapshot.settings['depth'] === 'number' ? snapshot.settings['depth'] : DEFAULT_DEPTH;
  // A list in an index of lists is no page on the way: its entries are.
  // Older pages of a channel are no deeper than its newest: how far back they go is the kind's own rule.
  // What a list names that is read back is read, however deep the list itself was found.
  const goesBack = (link: FrontierLink): boolean => snapshot.backTo !== null && documents.length === 0 && (link.why === 'article-link' || link.why === 'feed-entry');
  return admitted.filter((link) => link.why === 'older-page' || goesBack(link) || snapshot.depth < deepest || (link.why === 'sitemap-entry' && snapshot.depth === deepest)).map((link) => ({
    sourceId: snapshot.sourceId, host: new URL(link.url).host, url: link.url, depth: snapshot.depth + (link.why === 'older-page' ? 0 : 1), priority: link.priority,
    role: link.why === 'older-page' ? 'once' : link.why === 'counter' ? 'counter' : link.why === 'feed' || link.why === 'sitemap' || link.why === 'section-link' ? 'start' : 'page', why: `${link.why} on ${snapshot.url}`.slice(0, 500),
  }));
}

/** A source whose articles suddenly give no documents has another design, not other news: said before anyone takes the silence for quiet. */
async function watchDrift(world: World, { electionId, sourceId, fetchedAt }: SnapshotToRead): Promise<void> {
  const hits = await readerHits(world.db, electionId, sourceId, RECENT, EARLIER);
  const drift = hasDrifted(hits.recent, hits.earlier);
  if (drift === null) return;
  if (drift.drifted) await raiseGap(world.db, electionId, sourceId, 'selector-drift', drift.why, fetchedAt);
  else await closeGaps(world.db, electionId, sourceId, ['selector-drift']);
}
