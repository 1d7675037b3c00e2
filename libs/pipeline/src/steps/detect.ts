import { Unreadable } from '#core/errors.js';
import { documentsToDetect, saveDetections, type DetectorResult, type DocumentToDetect } from '#infra/store/documents.js';
import { raiseGap } from '#infra/store/snapshots.js';
import type { DetectInput } from '#kinds/detectors/index.js';
import { ASKED_AT_A_TIME, batches, type Job, type Outcome } from '../jobs.js';
import type { World } from '../world.js';

/** A pause in which the results of many documents gather before the drives are computed anew. */
const GATHER_MS = 1500;

/** Runs every detector over documents that it has not seen at its present version. */
export async function detectInDocuments(world: World, { documents: ids }: { documents: string[] }): Promise<Outcome> {
  const documents = await documentsToDetect(world.db, ids);
  const elections = new Set<string>();
  let found = 0;
  for (const document of documents) {
    const results = await detectOne(world, document);
    const { saved, matters } = await saveDetections(world.db, document, results);
    if (matters) elections.add(document.electionId);
    found += saved;
  }
  const next = [...elections].flatMap((election): Job[] => [
    { name: 'campaign.cluster', payload: { election }, delayMs: GATHER_MS }, { name: 'account.measure', payload: { election }, delayMs: GATHER_MS }]);
  if (world.model !== null) next.push(...batches(ids, ASKED_AT_A_TIME).map((some): Job => ({ name: 'document.ask-model', payload: { documents: some } })));
  return { done: `${found} observations in ${documents.length} documents`, next };
}

/** What detectors may know of a stored document. */
export const detectInput = ({ title, text, links, language, actor, publishedAt, platform, codes }: DocumentToDetect): DetectInput => (
  { title, text, links, language, actor: { name: actor.name, kind: actor.kind }, publishedAt: publishedAt?.toISOString() ?? null, platform, codes });

/** A text over which the rules take too long is marked as seen, and the reader of the digest is told: tried again it would take as long. */
async function detectOne(world: World, document: DocumentToDetect): Promise<DetectorResult[]> {
  try {
    return await world.detection.detect(detectInput(document));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    await raiseGap(world.db, document.electionId, document.sourceId, error.reason, `the rules on ${document.url}: ${error.message}`, world.clock.now());
    return world.detection.detectors.map(({ id, version }) => ({ detector: id, version, observations: [] }));
  }
}
