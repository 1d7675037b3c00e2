import type { WatchedHandle } from '#core/accounts/lookalike.js';
import { Unreadable } from '#core/errors.js';
import { isMedia, type CallPayload } from '#core/model.js';
import { furnitureIn, LEAST_PAGES } from '#core/text/furniture.js';
import { documentsToDetect, saveDetections, undetectedDocuments, type DetectorResult, type DocumentToDetect } from '#infra/store/documents.js';
import { settleSetAside } from '#infra/store/set-aside.js';
import { listAccounts } from '#infra/store/elections.js';
import { paragraphCounts } from '#infra/store/furniture.js';
import { raiseGap } from '#infra/store/snapshots.js';
import type { DetectInput, PageCall } from '#kinds/detectors/index.js';
import { accountOfSource } from '../account-findings.js';
import { ASKED_AT_A_TIME, batches, GATHER_MS, type Job, type Outcome } from '../jobs.js';
import type { World } from '../world.js';
import { oneByOne } from './one-by-one.js';

/** Runs every detector over documents that it has not seen at its present version. */
export async function detectInDocuments(world: World, { documents: asked, lacking }: { documents: string[]; lacking?: true | undefined }): Promise<Outcome> {
  // What a run before this one has done, which was killed, is not done again.
  const ids = lacking ? await undetectedDocuments(world.db, world.detection.detectors, LEAST_PAGES, { among: asked }) : asked;
  if (ids.length === 0) return { skipped: 'already-done' };
  const documents = await documentsToDetect(world.db, ids);
  const elections = new Set<string>();
  const known = knowledge(world);
  let found = 0;
  /** Over which the rules came to no end, or whose findings were refused. */
  const unfinished = new Set<string>();
  await oneByOne(documents, async (document) => {
    const { furnitureKnown, ...beside } = await known(document);
    const results = await detectOne(world, document, { ...beside, pageCalls: await callsOfPage(world, document, known) }, unfinished);
    const { saved, matters } = await saveDetections(world.db, document, results.map((result) => ({ ...result, furnitureKnown: furnitureKnown || !USES_FURNITURE.has(result.detector) })));
    if (matters) elections.add(document.electionId);
    found += saved;
  }, async (document, why) => {
    unfinished.add(document.id);
    await raiseGap(world.db, document.electionId, document.sourceId, 'parser-failed', `the rules on ${document.url}: the database does not take what they found: ${why}`, world.clock.now());
    await saveDetections(world.db, document, nothingBy(world));
  });
  await settleSetAside(world.db, ids.filter((id) => !unfinished.has(id)));
  const next = [...elections].flatMap((election): Job[] => [
    { name: 'campaign.cluster', payload: { election }, delayMs: GATHER_MS }, { name: 'account.measure', payload: { election }, delayMs: GATHER_MS }]);
  if (world.model !== null) next.push(...batches(ids, ASKED_AT_A_TIME).map((some): Job => ({ name: 'document.ask-model', payload: { documents: some } })));
  return { done: `${found} observations in ${documents.length} documents`, next };
}

/** What detectors may know of a stored document. */
export const detectInput = ({ title, text, links, language, actor, publishedAt, platform, codes, service, sourceUrl }: DocumentToDetect): DetectInput => (
  { title, text, links, language, actor: { name: actor.name, kind: actor.kind }, publishedAt: publishedAt?.toISOString() ?? null, platform, codes, service: service && platform !== null ? accountAt(platform, sourceUrl) : undefined });

function accountAt(platform: string, url: string): DetectInput['service'] {
  const key = accountOfSource({ kind: `${platform}-channel`, url });
  return key === null ? undefined : { platform, handle: key.slice(platform.length + 1) };
}

/** Detectors whose findings depend on a source's furniture. */
const USES_FURNITURE = new Set(['call-to-follow']);
type Known = Pick<DetectInput, 'furniture' | 'watched' | 'pageCalls'>;

/** What is known beside a document: the furniture of its source, and who is watched. Asked once for each source and election of a batch. */
function knowledge({ db }: World): (document: DocumentToDetect) => Promise<Known & { furnitureKnown: boolean }> {
  const counts = new Map<string, ReturnType<typeof paragraphCounts>>();
  const watched = new Map<string, Promise<WatchedHandle[]>>();
  return async ({ electionId, sourceId, text, codes }) => {
    const source = `${electionId} ${sourceId}`;
    if (!counts.has(source)) counts.set(source, paragraphCounts(db, electionId, sourceId));
    if (!watched.has(electionId)) watched.set(electionId, listAccounts(db, electionId).then((accounts) => accounts.filter((account) => account.watched).map(({ key, handle }) => ({ key, handle }))));
    const learnt = await counts.get(source)!;
    return { furnitureKnown: codes !== null || learnt.pages >= LEAST_PAGES, furniture: codes === null ? furnitureIn(text, learnt) : [], watched: await watched.get(electionId)! };
  };
}

/**
 * What the words of a medium's page ask for, that shows a poster. Read anew with the poster, so that it makes no difference which of them is read first; where the
 * rules take too long over the page, nothing.
 */
async function callsOfPage(world: World, { codes, seenOn, actor }: DocumentToDetect, known: (document: DocumentToDetect) => Promise<Known>): Promise<PageCall[] | null> {
  if (codes === null || seenOn === null || !isMedia(actor.kind)) return null;
  const [page] = await documentsToDetect(world.db, [seenOn]);
  if (page === undefined) return null;
  const results = await detectOne(world, page, await known(page));
  return results.flatMap(({ observations }) => observations).filter(({ kind }) => kind === 'call').map(({ payload, target }) => ({ call: payload as CallPayload, target })).filter(({ call }) => call.voice === 'own').map(({ call, target }) => ({ target, action: call.action }));
}

/** A text over which the rules take too long is marked as seen, and the reader of the digest is told: tried again it would take as long. */
async function detectOne(world: World, document: DocumentToDetect, known: Known, unfinished = new Set<string>()): Promise<DetectorResult[]> {
  try {
    return await world.detection.detect({ ...detectInput(document), ...known });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    unfinished.add(document.id);
    await raiseGap(world.db, document.electionId, document.sourceId, error.reason, `the rules on ${document.url}: ${error.message}`, world.clock.now());
    return nothingBy(world);
  }
}

/** Seen by every detector, and nothing found. */
const nothingBy = (world: World): DetectorResult[] => world.detection.detectors.map(({ id, version }) => ({ detector: id, version, observations: [] }));
