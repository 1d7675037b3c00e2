import { ModelFailed } from '#core/errors.js';
import type { AccountRef, CallObservation, Link, Span } from '#core/model.js';
import { fold, foldText, originalSpan } from '#core/text/fold.js';
import { accountFromUrl, findMentions, platforms } from '../../platforms/index.js';
import { type DetectInput, type Prose, proseOf } from '../detector.js';
import { places, visible, type Visible } from './locate.js';
import { answerSchema, type ModelAnswer, PROMPT_VERSION } from './prompt.js';

export const LLM_READER = 'llm-reader';
export const LLM_READER_VERSION = PROMPT_VERSION;

/** Why a call of a model was not believed. */
export const DROPPED = ['quote not in the text', 'account not near the quote', 'platform not near the quote', 'caller not near the quote', 'no asking words'] as const;
export type Dropped = (typeof DROPPED)[number];
export type DroppedCounts = Partial<Record<Dropped, number>>;
export interface CheckedAnswer { observations: CallObservation[]; dropped: DroppedCounts }

/**
 * Checks a model's answer against the text: pure. Quotes become spans; what cannot be found is dropped and counted. No letter of the answer itself is kept. Throws
 * `ModelFailed`, malformed, where the answer does not fit the schema.
 */
export function checkAnswer(answer: unknown, input: DetectInput, modelName: string): CheckedAnswer {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw new ModelFailed('malformed', `the answer does not fit the schema: ${parsed.error.issues[0]?.path.join('.') ?? ''} ${parsed.error.issues[0]?.message ?? ''}`.trim());
  const doc = proseOf(input);
  const where = visible(input.text);
  const dropped: DroppedCounts = {};
  const observations = new Map<string, CallObservation>();
  for (const call of parsed.data.calls) {
    const result = checked(call, where, doc);
    if (typeof result === 'string') { dropped[result] = (dropped[result] ?? 0) + 1; continue; }
    const { span, target, caller, owner } = result;
    const { voice, audience, action, strength } = call;
    observations.set(`${span.start}:${span.end}:${action}:${audience}:${target.platform}:${target.handle ?? target.url}`, {
      kind: 'call', span, quote: input.text.slice(span.start, span.end), confidence: CONFIDENCE, why: `read by the model ${modelName}; quote, account and caller found in the text`,
      payload: { voice, caller, audience, action, strength, target: { ...target, owner } },
    });
  }
  return { observations: [...observations.values()], dropped };
}

/** Below what the rules give to their surest finds: nobody has calibrated an unknown model, so a person reads these first. */
const CONFIDENCE = 0.5;

function checked(call: ModelAnswer['calls'][number], where: Visible, doc: Prose): { span: Span; target: AccountRef; caller: string | null; owner: string | null } | Dropped {
  const spans = places(where, call.quote);
  if (spans.length === 0) return 'quote not in the text';
  if (!/\p{L}/u.test(call.quote)) return 'no asking words';
  let reason: Dropped = 'account not near the quote';
  for (const span of spans) {
    const sentence = sentencesAround(doc, span, 1, 0);
    const caller = call.voice === 'reported' && call.caller !== null ? written(doc, call.caller, sentence) : null;
    if (call.voice === 'reported' && call.caller !== null && caller === null) { reason = 'caller not near the quote'; continue; }
    const named = sentencesAround(doc, span, 0, 2);
    const target = targetNear(call, doc.text.slice(doc.folded.starts[named.start], doc.folded.ends[named.end - 1]), doc.text.slice(span.start, span.end), doc.links);
    if (typeof target !== 'string') return { span, target, caller, owner: call.owner === null ? null : written(doc, call.owner, sentence) };
    reason = target;
  }
  return reason;
}

/**
 * The folded range of the sentences that a span lies in, with some before and after. A caller may be named one sentence before; an account stands with
 * the asking words or in the lines below them, never above: what a page says elsewhere of an account must not become a call for it.
 */
function sentencesAround(doc: Prose, span: Span, before: number, after: number): Span {
  const { sentences, folded } = doc;
  const first = sentences.findIndex(({ end }) => folded.ends[end - 1]! > span.start);
  const last = sentences.findLastIndex(({ start }) => folded.starts[start]! < span.end);
  if (first < 0 || last < first) return { start: 0, end: 0 };
  return { start: sentences[Math.max(0, first - before)]!.start, end: sentences[Math.min(sentences.length - 1, last + after)]!.end };
}

/** A name as the text has it within a folded range; null where it does not stand there. */
function written(doc: Prose, name: string, range: Span): string | null {
  const wanted = foldText(name).trim();
  const at = wanted === '' ? -1 : doc.folded.text.indexOf(wanted, range.start);
  if (at < 0 || at + wanted.length > range.end) return null;
  const span = originalSpan(doc.folded, at, at + wanted.length);
  return doc.text.slice(span.start, span.end);
}

/** The account as the text near the quote has it, never as the model writes it. */
function targetNear(call: ModelAnswer['calls'][number], around: string, quote: string, links: Link[]): AccountRef | Dropped {
  const platform = platforms.some(({ id }) => id === call.platform.toLowerCase()) ? call.platform.toLowerCase() : 'other';
  const mentions = findMentions(fold(around));
  if (call.account !== null && call.account.trim() !== '') {
    const claimed = accountFromUrl(call.account);
    const handle = claimed === null ? foldText(call.account).replace(/^@/, '').trim() : claimed.handle;
    const same = (ref: AccountRef) => (handle === null ? ref.handle === null && ref.url !== null && foldText(ref.url) === foldText(call.account!) : ref.handle?.toLowerCase() === handle.toLowerCase()) && (claimed === null || claimed.platform === ref.platform);
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
  // Neither an account nor a platform: nobody could check for what was asked.
  if (platform === 'other') return 'account not near the quote';
  if (named) return { platform, handle: null, url: null };
  // A page is Facebook's and a channel Telegram's by custom; any other platform must be named.
  if ((platform === 'facebook' && /page|ផេក|ទំព័រ/i.test(foldText(around))) || (platform === 'telegram' && /channel|ឆា?នែល|ឆាណែល/i.test(foldText(around)))) return { platform, handle: null, url: null };
  return 'platform not near the quote';
}
