import { randomUUID } from 'node:crypto';
import { ModelFailed } from '#core/errors.js';
import { documentsToDetect } from '#infra/store/documents.js';
import { addBatch, alreadyAsked, batchFailedLately, endBatch, modelPause, openBatches, settleTokens, unaskedDocuments, type OpenBatch } from '#infra/store/model.js';
import { raiseGap } from '#infra/store/snapshots.js';
import { requestFor } from '#kinds/detectors/llm-reader/prompt.js';
import { LLM_READER_VERSION } from '#kinds/detectors/llm-reader/reader.js';
import { ASKED_AT_A_TIME, batches, GATHER_MS, type Job, type Outcome } from '../jobs.js';
import { ModelPaused, needsReview, passOver, saveAnswer, setAside, tokensAtMost, worthAsking } from '../model-reader.js';
import type { World } from '../world.js';

/** From this many unread documents on, a back-fill goes through the server's batch interface where that is on. */
const LARGE = 200;
/** Documents in one batch. */
const MOST = 1000;
/** A batch is promised within a day. */
const GIVE_UP_HOURS = 48;

/** Jobs for what the model has not read: none while it is paused. */
export async function lackingModel(world: World): Promise<Job[]> {
  const { model } = world;
  if (model === null || await modelPause(world.db, model.name) !== null) return [];
  const collect: Job[] = model.batches !== null && (await openBatches(world.db)).length > 0 ? [{ name: 'model.collect', payload: {} }] : [];
  const unasked = await unaskedDocuments(world.db, LLM_READER_VERSION);
  if (model.batches !== null && unasked.length >= LARGE && !await batchFailedLately(world.db)) return [...collect, ...[...new Set(unasked.map(({ electionId }) => electionId))].map((election): Job => ({ name: 'model.batch', payload: { election } }))];
  return [...collect, ...batches(unasked.map(({ id }) => id), ASKED_AT_A_TIME).map((documents): Job => ({ name: 'document.ask-model', payload: { documents } }))];
}

/** Hands an election's unread documents over as one batch; as many as the budget holds. */
export async function submitBatch(world: World, { election }: { election: string }): Promise<Outcome> {
  const { model } = world;
  if (model === null || model.batches === null) return { skipped: 'off' };
  if (await modelPause(world.db, model.name) !== null) return { skipped: 'not-yet' };
  const open = { ...world, model };
  const ids = (await unaskedDocuments(world.db, LLM_READER_VERSION)).filter(({ electionId }) => electionId === election).slice(0, MOST).map(({ id }) => id);
  const requests: { key: string; request: ReturnType<typeof requestFor> }[] = [];
  for (const document of await documentsToDetect(world.db, ids)) {
    if (worthAsking(document)) requests.push({ key: document.id, request: requestFor(document, randomUUID()) });
    else await passOver(open, document);
  }
  for (let some = requests; some.length > 0; some = some.slice(0, Math.floor(some.length / 2))) {
    let spendingId: string;
    try {
      spendingId = await setAside(open, election, 'read', some.reduce((sum, { request }) => sum + tokensAtMost(request), 0));
    } catch (error) {
      if (error instanceof ModelPaused) continue;
      throw error;
    }
    try {
      const serverId = await model.batches.submit(some);
      await addBatch(world.db, { electionId: election, serverId, spendingId, documents: some.map(({ key }) => key) });
      return { done: `${some.length} documents handed to the model as batch ${serverId}` };
    } catch (error) {
      await settleTokens(world.db, spendingId, { promptTokens: 0, answerTokens: 0 });
      throw error;
    }
  }
  return { skipped: 'nothing-due' };
}

/** Asks for the answers of open batches. What a batch did not answer is asked for one by one. */
export async function collectBatches(world: World): Promise<Outcome> {
  const { model } = world;
  if (model === null || model.batches === null) return { skipped: 'off' };
  const elections = new Set<string>();
  let read = 0;
  for (const batch of await openBatches(world.db)) {
    const result = await collected(model.batches, batch);
    if (result.state === 'working') continue;
    if (result.state === 'failed') {
      await settleTokens(world.db, batch.spendingId, { promptTokens: 0, answerTokens: 0 });
      await endBatch(world.db, batch.id, 'failed', result.why);
      // What a server gave up once is asked for one by one, not handed in again and again.
      await raiseGap(world.db, batch.electionId, null, 'model-failed', `the model server gave up a batch of ${batch.documents.length} documents: ${result.why}`, world.clock.now());
      continue;
    }
    const { matters, used, answered } = await saveBatch({ ...world, model }, batch, result.answers);
    read += answered;
    if (matters) elections.add(batch.electionId);
    await settleTokens(world.db, batch.spendingId, used);
    await endBatch(world.db, batch.id, 'done', null);
  }
  return { done: `${read} documents read in batches`, next: [...elections].map((election): Job => ({ name: 'campaign.cluster', payload: { election }, delayMs: GATHER_MS })) };
}

/** One batch that cannot be asked about must not keep the others waiting: it is given up when the server no longer knows it, or two days after it was handed in. */
async function collected(offered: NonNullable<NonNullable<World['model']>['batches']>, batch: OpenBatch): Promise<Awaited<ReturnType<typeof offered.collect>>> {
  try {
    const result = await offered.collect(batch.serverId);
    return result.state === 'working' && batch.hours > GIVE_UP_HOURS ? { state: 'failed', why: `no answer in ${GIVE_UP_HOURS} hours` } : result;
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error;
    return error.reason === 'malformed' || batch.hours > GIVE_UP_HOURS ? { state: 'failed', why: error.message } : { state: 'working' };
  }
}

async function saveBatch(world: World & { model: NonNullable<World['model']> }, batch: OpenBatch, answers: Map<string, Awaited<ReturnType<typeof world.model.ask>> | ModelFailed>) {
  const done = await alreadyAsked(world.db, batch.documents, LLM_READER_VERSION);
  const used = { promptTokens: 0, answerTokens: 0 };
  let matters = false;
  let answered = 0;
  for (const document of await documentsToDetect(world.db, batch.documents)) {
    const answer = answers.get(document.id);
    if (answer === undefined) continue;
    if (answer instanceof ModelFailed) { if (answer.reason !== 'unavailable' && !done.has(document.id)) await needsReview(world, document, answer); continue; }
    used.promptTokens += answer.promptTokens;
    used.answerTokens += answer.answerTokens;
    if (done.has(document.id)) continue;
    try {
      matters = (await saveAnswer(world, document, answer)).matters || matters;
      answered += 1;
    } catch (error) {
      if (!(error instanceof ModelFailed)) throw error;
      await needsReview(world, document, error);
    }
  }
  return { matters, used, answered };
}
