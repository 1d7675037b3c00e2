import { documentsToDetect, saveDetections, type DetectorResult } from '#infra/store/documents.js';
import type { Job, Outcome } from '../jobs.js';
import type { World } from '../world.js';

/** A pause in which the results of many documents gather before the drives are computed anew. */
const GATHER_MS = 1500;

/** Runs every detector over documents that it has not seen at its present version. */
export async function detectInDocuments(world: World, { documents: ids }: { documents: string[] }): Promise<Outcome> {
  const documents = await documentsToDetect(world.db, ids);
  const elections = new Set<string>();
  let found = 0;
  for (const document of documents) {
    const results: DetectorResult[] = await world.detect({
      title: document.title, text: document.text, links: document.links, language: document.language,
      actor: document.actor, publishedAt: document.publishedAt?.toISOString() ?? null, url: document.url,
    });
    const saved = await saveDetections(world.db, document, results);
    if (saved > 0) elections.add(document.electionId);
    found += saved;
  }
  const next = [...elections].flatMap((election): Job[] => [
    { name: 'campaign.cluster', payload: { election }, delayMs: GATHER_MS }, { name: 'account.measure', payload: { election }, delayMs: GATHER_MS }]);
  return { done: `${found} observations in ${documents.length} documents`, next };
}
