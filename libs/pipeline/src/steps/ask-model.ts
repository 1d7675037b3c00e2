import { documentsToDetect } from '#infra/store/documents.js';
import { alreadyAsked, modelPause } from '#infra/store/model.js';
import { LLM_READER_VERSION } from '#kinds/detectors/llm-reader/reader.js';
import { GATHER_MS, type Job, type Outcome } from '../jobs.js';
import { ModelPaused, passOver, readDocument, worthAsking } from '../model-reader.js';
import type { World } from '../world.js';

/** A pause of the model that a job waits for; after a longer one the sweep brings its documents back. */
const WAIT_MS = 300_000;

/** Lets the model read documents that it has not read. What the rules found stands already; the model adds to it or agrees. */
export async function askModel(world: World, { documents: ids }: { documents: string[] }): Promise<Outcome> {
  const { model } = world;
  if (model === null) return { skipped: 'off' };
  const paused = await modelPause(world.db, model.name);
  if (paused !== null) return wait(paused.until, paused.why);
  const asked = await alreadyAsked(world.db, ids, LLM_READER_VERSION);
  const elections = new Set<string>();
  let added = 0;
  for (const document of (await documentsToDetect(world.db, ids)).filter(({ id }) => !asked.has(id))) {
    if (!worthAsking(document)) { await passOver({ ...world, model }, document); continue; }
    try {
      const result = await readDocument({ ...world, model }, document);
      added += result.added;
      if (result.matters) elections.add(document.electionId);
    } catch (error) {
      if (!(error instanceof ModelPaused)) throw error;
      return wait(error.until, error.message);
    }
  }
  return { done: `${added} calls added by the model in ${ids.length} documents`, next: [...elections].map((election): Job => ({ name: 'campaign.cluster', payload: { election }, delayMs: GATHER_MS })) };
}

const wait = (until: Date | null, why: string): Outcome => (until !== null && until.getTime() - Date.now() < WAIT_MS ? { later: until, why } : { skipped: 'not-yet' });
