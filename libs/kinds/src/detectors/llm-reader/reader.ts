import { ModelFailed } from '#core/errors.js';
import type { AccountRef, CallObservation, Link, Span } from '#core/model.js';
import type { Model } from '#core/ports.js';
import { fold, foldText } from '#core/text/fold.js';
import { accountFromUrl, findMentions, platforms } from '../../platforms/index.js';
import type { DetectInput } from '../detector.js';
import { places, visible, type Visible } from './locate.js';
import { answerSchema, type ModelAnswer, PROMPT_VERSION, requestFor } from './prompt.js';

export const LLM_READER = 'llm-reader';
export const LLM_READER_VERSION = PROMPT_VERSION;

/** Why a call of a model was not believed. */
export const DROPPED = ['quote not in the text', 'account not near the quote', 'platform not near the quote', 'caller not in the text', 'no asking words'] as const;
export type Dropped = (typeof DROPPED)[number];
export interface ModelReading { observations: CallObservation[]; dropped: Partial<Record<Dropped, number>>; promptTokens: number; answerTokens: number }

/** How far from its quote an account may be named, in UTF-16 code units. */
const NEAR = 300;

/**
 * Reads one document with a model. Only what can be found in the text comes back. `fence` must be random. Rejects with `ModelFailed` (from the model, or `malformed` where
 * the answer does not fit the schema).
 */
export async function readWithModel(model: Model, input: DetectInput, fence: string, signal?: AbortSignal): Promise<ModelReading> {
  const { answer, promptTokens, answerTokens } = await model.ask({ ...requestFor(input, fence), ...(signal ? { signal } : {}) });
  return { ...checkAnswer(answer, input, model.name), promptTokens, answerTokens };
}

/** Checks a model's answer against the text: pure. Quotes become spans; what cannot be found is dropped and counted. */
export function checkAnswer(answer: unknown, input: DetectInput, modelName: string): Pick<ModelReading, 'observations' | 'dropped'> {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw new ModelFailed('malformed', `the answer does not fit the schema: ${parsed.error.issues[0]?.path.join('.') ?? ''} ${parsed.error.issues[0]?.message ?? ''}`.trim());
  const where = visible(input.text);
  const folded = foldText(input.text);
  const dropped: ModelReading['dropped'] = {};
  const observations = new Map<string, CallObservation>();
  for (const call of parsed.data.calls) {
    const result = checked(call, where, folded, input);
    if (typeof result === 'string') { dropped[result] = (dropped[result] ?? 0) + 1; continue; }
    const { span, target } = result;
    const observation: CallObservation = {
      kind: 'call', span, quote: input.text.slice(span.start, span.end), confidence: 0.6, why: `read by the model ${modelName}; quote found in the text`,
      payload: { voice: call.voice, caller: call.voice === 'reported' ? call.caller : null, audience: call.audience, action: call.action, strength: call.strength, target: { ...target, owner: call.owner !== null && folded.includes(foldText(call.owner)) ? call.owner : null } },
    };
    observations.set(`${span.start}:${span.end}:${call.action}:${call.audience}:${target.platform}:${target.handle ?? target.url}`, observation);
  }
  return { observations: [...observations.values()], dropped };
}

function checked(call: ModelAnswer['calls'][number], where: Visible, folded: string, input: DetectInput): { span: Span; target: AccountRef } | Dropped {
  const spans = places(where, call.quote);
  if (spans.length === 0) return 'quote not in the text';
  if (!/\p{L}/u.test(call.quote)) return 'no asking words';
  if (call.voice === 'reported' && call.caller !== null && !folded.includes(foldText(call.caller).trim())) return 'caller not in the text';
  let reason: Dropped = 'account not near the quote';
  for (const span of spans) {
    const target = targetNear(call, input.text.slice(Math.max(0, span.start - NEAR), span.end + NEAR), input.text.slice(span.start, span.end), input.links);
    if (typeof target !== 'string') return { span, target };
    reason = target;
  }
  return reason;
}

/** The account as the text near the quote has it, never as the model writes it. */
function targetNear(call: ModelAnswer['calls'][number], around: string, quote: string, links: Link[]): AccountRef | Dropped {
  const platform = platforms.some(({ id }) => id === call.platform.toLowerCase()) ? call.platform.toLowerCase() : 'other';
  const mentions = findMentions(fold(around));
  if (call.account !== null && call.account.trim() !== '') {
    const claimed = accountFromUrl(call.account);
    const handle = claimed === null ? foldText(call.account).replace(/^@/, '').trim() : claimed.handle;
    const same = (ref: AccountRef) => (handle === null ? ref.handle === null && ref.url !== null && foldText(ref.url) === foldText(call.account!) : ref.handle === handle) && (claimed === null || claimed.platform === ref.platform);
    const mention = mentions.find(({ ref }) => same(ref));
    if (mention) return mention.ref;
    for (const { href, text } of links) {
      const ref = accountFromUrl(href);
      // A link counts where its own words stand in the quote.
      if (ref && same(ref) && text.trim() !== '' && foldText(quote).includes(foldText(text.trim()))) return ref;
    }
    return 'account not near the quote';
  }
  const named = mentions.find(({ ref }) => ref.platform === platform);
  if (platform === 'other' || named) return { platform, handle: null, url: null };
  // A page is Facebook's and a channel Telegram's by custom; any other platform must be named.
  if ((platform === 'facebook' && /page|ផេក|ទំព័រ/i.test(foldText(around))) || (platform === 'telegram' && /channel|ឆា?នែល|ឆាណែល/i.test(foldText(around)))) return { platform, handle: null, url: null };
  return 'platform not near the quote';
}
