import { randomUUID } from 'node:crypto';
import { ModelFailed, messageOf } from '#core/errors.js';
import type { Model, ModelAnswer, ModelRequest } from '#core/ports.js';
import { sha256Of } from '#core/sha256.js';
import { saveDetections, type DocumentToDetect } from '#infra/store/documents.js';
import { callsByRules, keepAnswer, knownAnswer, pauseModel, recordModelReading, reserveTokens, resumeModel, settleTokens, type ModelReadingRecord, type Purpose } from '#infra/store/model.js';
import { closeGaps, raiseGap } from '#infra/store/snapshots.js';
import { mergeWithRules } from '#kinds/detectors/llm-reader/merge.js';
import { LONGEST_TEXT, material, PROMPT_VERSION, requestFor } from '#kinds/detectors/llm-reader/prompt.js';
import { checkAnswer, LLM_READER, LLM_READER_VERSION } from '#kinds/detectors/llm-reader/reader.js';
import { findMentions } from '#kinds/platforms/index.js';
import { fold } from '#core/text/fold.js';
import { targetOf } from './detection.js';
import { detectInput } from './steps/detect.js';
import type { World } from './world.js';

type ModelWorld = Pick<World, 'db' | 'clock' | 'config' | 'log'> & { model: Model };

/** The model is not to be asked by anybody for now. `until` is null where only tomorrow or the administrator can help. */
export class ModelPaused extends Error {
  override name = 'ModelPaused';
  constructor(message: string, readonly until: Date | null) { super(message); }
}

/** A pause after which a wrong key or an unpaid bill is tried again. */
const FOR_THE_ADMINISTRATOR_MS = 3_600_000;
/** Failures that are not about the document: everybody waits. */
const PASSING = new Set(['throttled', 'unavailable', 'unauthorised', 'over-budget']);

/** Whether a document is worth the model's price: it names an account, a platform or a link to one. Pure. */
export const worthAsking = ({ title, text, links }: Pick<DocumentToDetect, 'title' | 'text' | 'links'>): boolean =>
  findMentions(fold(`${title ?? ''}\n${text.slice(0, LONGEST_TEXT)}\n${links.slice(0, 200).map(({ href }) => href.slice(0, 300)).join('\n')}`)).length > 0;

/** The key under which an answer is kept: text, prompt version and model. */
export const answerKey = (model: string, document: DocumentToDetect, longest: number): string =>
  sha256Of(JSON.stringify([PROMPT_VERSION, model, material(document, longest)]));

/** Most tokens that a request can use: a token is at least one byte. */
export const tokensAtMost = (request: ModelRequest): number => Buffer.byteLength(request.system) + Buffer.byteLength(request.text) + request.longestAnswer;

/** Sets the tokens aside or throws `ModelPaused`, with a Gap that the digest shows. */
export async function setAside(world: ModelWorld, electionId: string, purpose: Purpose, tokens: number): Promise<string> {
  const reservation = await reserveTokens(world.db, electionId, purpose, world.model.name, tokens, { perDay: world.config.openaiTokensPerDay, perElection: world.config.openaiTokensPerElection });
  if ('id' in reservation) return reservation.id;
  const { refused, spent, limit } = reservation;
  const why = `the model's budget ${refused === 'day' ? 'of the day' : 'of this election'} is spent (${spent} of ${limit} tokens)`;
  await raiseGap(world.db, electionId, null, 'model-budget', why, world.clock.now());
  throw new ModelPaused(why, null);
}

/** Asks within the budget. A failure that is not about this request pauses the model for everybody: `ModelPaused`. Others are `ModelFailed`. */
export async function askWithinBudget(world: ModelWorld, electionId: string, purpose: Purpose, request: ModelRequest): Promise<ModelAnswer> {
  const reserved = await setAside(world, electionId, purpose, tokensAtMost(request));
  try {
    const answer = await world.model.ask(request);
    // A server that counts nothing is counted for: three bytes a token.
    const counted = answer.promptTokens + answer.answerTokens > 0 ? answer : { promptTokens: Math.ceil(Buffer.byteLength(request.system + request.text) / 3), answerTokens: Math.ceil(JSON.stringify(answer.answer ?? null).length / 3) };
    await settleTokens(world.db, reserved, counted);
    await resumeModel(world.db, world.model.name);
    await closeGaps(world.db, electionId, null, ['model-failed', 'model-budget']);
    return answer;
  } catch (error) {
    // An answer that was refused, cut off or malformed was paid for, and nobody says how much: what was set aside stays spent. The others cost nothing.
    if (!(error instanceof ModelFailed) || PASSING.has(error.reason) || error.reason === 'too-long') await settleTokens(world.db, reserved, { promptTokens: 0, answerTokens: 0 });
    if (!(error instanceof ModelFailed) || !PASSING.has(error.reason)) throw error;
    const administrator = error.reason === 'unauthorised' || error.reason === 'over-budget';
    const until = await pauseModel(world.db, world.model.name, error.message, error.retryAt, administrator ? FOR_THE_ADMINISTRATOR_MS : undefined);
    await raiseGap(world.db, electionId, null, 'model-failed', error.message, world.clock.now());
    world.log('warn', 'the model is not asked for a while', { model: world.model.name, reason: error.reason, until });
    throw new ModelPaused(error.message, until);
  }
}

/**
 * Reads one document: from a kept answer, or by asking. An answer that is malformed, cut off or late is asked for once more, one that is too long with half
 * the text; after that the document needs a person's review, and the digest's reader is told. Rejects with `ModelPaused`.
 */
export async function readDocument(world: ModelWorld, document: DocumentToDetect): Promise<{ added: number; matters: boolean }> {
  let longest = LONGEST_TEXT;
  for (let attempt = 1; ; attempt++) {
    const key = answerKey(world.model.name, document, longest);
    try {
      const known = await knownAnswer(world.db, key);
      const answer = known ?? await askWithinBudget(world, document.electionId, 'read', requestFor(document, randomUUID(), longest));
      const saved = await saveAnswer(world, document, answer, longest);
      if (known === null) await keepAnswer(world.db, key, answer);
      return saved;
    } catch (error) {
      if (!(error instanceof ModelFailed)) throw error;
      if (attempt === 1 && error.reason !== 'refused' && error.reason !== 'too-large') {
        if (error.reason !== 'malformed') longest = Math.ceil(longest / 2);
        continue;
      }
      await needsReview(world, document, error);
      return { added: 0, matters: false };
    }
  }
}

/** Checks an answer against the text, merges it with what the rules found, and stores it. Rejects with `ModelFailed` when the answer does not fit the schema. */
export async function saveAnswer(world: ModelWorld, document: DocumentToDetect, { answer, model }: Pick<ModelAnswer, 'answer' | 'model'>, longest = LONGEST_TEXT): Promise<{ added: number; matters: boolean }> {
  const { observations, dropped } = checkAnswer(answer, { ...detectInput(document), text: document.text.slice(0, longest) }, model);
  const { added, agreed } = mergeWithRules(observations, await callsByRules(world.db, document.id, LLM_READER), targetOf);
  const { matters } = await saveDetections(world.db, document, [{ detector: LLM_READER, version: LLM_READER_VERSION, observations: [...added, ...agreed].map((one) => ({ ...one, target: targetOf(one) })) }]);
  await record(world, document, { state: 'read', detail: document.text.length > longest ? `the first ${longest} of ${document.text.length} letters` : null, model, dropped, agreed: agreed.length, added: added.length });
  return { added: added.length, matters: matters && added.length > 0 };
}

/** A person has to read this document: the model could not. */
export async function needsReview(world: ModelWorld, document: DocumentToDetect, failure: ModelFailed): Promise<void> {
  await raiseGap(world.db, document.electionId, document.sourceId, 'model-failed', `${document.url}: ${failure.message}`, world.clock.now());
  await record(world, document, { state: 'needs-review', detail: `${failure.reason}: ${messageOf(failure)}`, model: world.model.name, dropped: {}, agreed: 0, added: 0 });
}

/** Not asked: nothing in it names an account. */
export const passOver = (world: ModelWorld, document: DocumentToDetect): Promise<void> => record(world, document, { state: 'not-asked', detail: null, model: null, dropped: {}, agreed: 0, added: 0 });

const record = (world: ModelWorld, document: DocumentToDetect, entry: ModelReadingRecord): Promise<void> => recordModelReading(world.db, document.id, LLM_READER_VERSION, entry);
