import type { WatchedHandle } from '#core/accounts/lookalike.js';
import type { AccountKey, Language, Link, LocalDate, Observation, Span } from '#core/model.js';
import { type Folded, fold, originalSpan } from '#core/text/fold.js';
import { detectLanguage } from '#core/text/language.js';
import { type Sentence, sentences } from '#core/text/sentences.js';
import { findMentions, type Mention } from '../platforms/index.js';
import { confidenceIn } from './confidence.js';

/** A call in the words of the page on which a poster hangs: the account, null where none is named. */
export interface PageCall { target: AccountKey | null; action: string }

/** What a detector may know of a document. `publishedAt` is ISO 8601, at least `YYYY-MM-DD`; `actor` is who publishes it. */
export interface DetectInput {
  title: string | null;
  text: string;
  links: Link[];
  language: Language;
  actor: { name: string; kind: string } | null;
  publishedAt: string | null;
  /** Platform on which the document itself stands, where the source knows: a bare @handle is an account there. */
  platform?: string | null;
  /** Of a poster: what its QR codes say, in the order in which they stand in the text. */
  codes?: string[] | null;
  /** Of a poster: what the words of its page ask for in their own voice; null where the page is not known. */
  pageCalls?: PageCall[] | null;
  /** Of a line that a platform wrote among an account's posts: the account. */
  service?: { platform: string; handle: string } | undefined;
  /** Parts of the text that stand on most pages of its source: its furniture, in order. */
  furniture?: readonly Span[];
  /** Accounts that are watched: handles that look like theirs are told. */
  watched?: readonly WatchedHandle[];
}

/** A document made ready once for all detectors: folded text, sentences, and where accounts are named. */
export interface Prose extends DetectInput { folded: Folded; sentences: Sentence[]; mentions: Mention[]; day: LocalDate | null }

/** Those of a list in order of place that begin in `[from, to)`: found by halving, so that long texts stay linear. */
export function between<T extends { start: number }>(list: T[], from: number, to: number): T[] {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.start < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < list.length && list[end]!.start < to) end += 1;
  return list.slice(low, end);
}

/** Whether a stretch is to be read by the rules for Khmer: a Khmer name in an English sentence does not make it Khmer, nor English button words a Khmer one English. */
export function isKhmer(doc: Prose, { start, end }: { start: number; end: number }): boolean {
  const { text } = doc.folded;
  let khmer = 0;
  let latin = 0;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c >= 0x1780 && c <= 0x17b3) khmer += 1;
    else if (c >= 0x61 && c <= 0x7a) latin += 1;
  }
  return khmer > 0 && (doc.language === 'km' || khmer > latin);
}

/** An observation of any kind; its detector's page says what the payload holds. */
export type Found = Observation<string, object>;

/** Languages beside English that readers are told in why something was found. */
export type Tongue = 'km';

/** A detector: one folder each. A new version makes the pipeline run it again over stored documents. */
export interface Detector {
  id: string;
  version: number;
  /** Kinds of the observations it makes. */
  kinds: string[];
  /** Why it made a finding, from what that holds, in languages other than English, in which an observation says so itself. */
  why?: Partial<Record<Tongue, (payload: never) => string>>;
  detect(doc: Prose): Found[];
}

/** Longest text that is looked at, in UTF-16 code units; the rest is left unread by the rules. */
export const LONGEST = 2_000_000;

export function proseOf(input: DetectInput): Prose {
  const folded = fold(input.text.length > LONGEST ? input.text.slice(0, LONGEST) : input.text);
  return {
    ...input,
    language: input.language || detectLanguage(input.text),
    folded,
    sentences: sentences(folded),
    mentions: findMentions(folded, input.platform ?? null),
    day: /^\d{4}-\d{2}-\d{2}/.exec(input.publishedAt ?? '')?.[0] ?? null,
  };
}

/** Whether a place of the folded text stands in what most pages of the source have. */
export function inFurniture(doc: Prose, at: number): boolean {
  if (doc.furniture === undefined || doc.furniture.length === 0) return false;
  const { start } = originalSpan(doc.folded, at, at + 1);
  return doc.furniture.some((part) => part.start <= start && start < part.end);
}

/** A span that begins and ends between characters, also those of two code units. */
function wholeCharacters(text: string, { start, end }: Span): Span {
  const splits = (at: number) => at > 0 && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
  return { start: splits(start) ? start - 1 : start, end: splits(end) ? end + 1 : end };
}

/** Words that were cut short may end within a character: no string of a payload does, since no database keeps half of one. */
function wellFormed<P>(value: P): P {
  if (typeof value === 'string') return (value.isWellFormed() ? value : value.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '').toWellFormed()) as P;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(wellFormed) as P;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, wellFormed(part)])) as P;
}

/**
 * An observation over a range of the folded text; null where the range holds only spaces. `evidence` says what the finding rests on, in words: it stands in `why`, and the confidence
 * is how often findings on such evidence were right. A number is a confidence of the detector's own.
 */
export function observe<P>(doc: Prose, kind: string, range: { start: number; end: number }, payload: P, why: string, evidence: string | number): Observation<string, P> | null {
  const { text } = doc.folded;
  let { start, end } = range;
  while (start < end && /\s/.test(text[start]!)) start += 1;
  while (end > start && /\s/.test(text[end - 1]!)) end -= 1;
  if (start >= end) return null;
  const span = wholeCharacters(doc.text, originalSpan(doc.folded, start, end));
  return { kind, span, quote: doc.text.slice(span.start, span.end), payload: wellFormed(payload), ...(typeof evidence === 'number' ? { why, confidence: evidence } : { why: `${why} (${evidence})`, confidence: confidenceIn(kind, evidence) }) };
}
