import type { Bound } from '#core/model.js';
import { printedInterval } from '#core/accounts/precision.js';
import { elements } from '../markup/find.js';
import { parseMarkup } from '../markup/parse.js';

/** A count of followers as a page or an interface gave it. `text`: as it was printed. */
export interface SeenCount { value: number; bound: Extract<Bound, '=' | '≈'>; low: number; high: number; text: string }
/** What was fetched, as text. */
export interface CounterPage { url: string; finalUrl: string; text: string }

/**
 * How an account's followers are seen without a login. `page`: the public page that shows them, or null where the platform shows none to strangers. `read`: the
 * count on that page, or in the answer of the official interface; null where there is none. Pure; the bytes may be anything.
 */
export interface CounterReader {
  page: ((handle: string) => string) | null;
  read(page: CounterPage): SeenCount | null;
  /** The official interface, where a key is configured: the setting that holds it, what to ask, and the header the key goes in, so that no address holds it. */
  api?: { setting: 'youtubeApiKey'; base: 'youtubeApiUrl'; header: string; request(handle: string, base: string): string };
}

const UNITS: Record<string, number> = { '': 1, k: 1e3, m: 1e6, b: 1e9, thousand: 1e3, million: 1e6, billion: 1e9 };
const PRINTED = /(\d{1,3}(?:[,.\s\u00a0]\d{3})+(?![\d.,]*\s?[kmb]\b)|\d+(?:[.,]\d+)?)\s?(k|m|b|thousand|million|billion)?(?![\p{L}\d])/iu;

/**
 * A count as platforms print it in English: "1,234", "12.3K", "1.2 million". A unit means rounding: to the digits that are printed, and at least to three where
 * there are as many, since a zero behind the point is left away ("12K" may be 12.0). `down`: the platform is known to cut off. Null without a number.
 */
export function printedCount(text: string, down = false): SeenCount | null {
  const found = PRINTED.exec(text);
  if (found === null) return null;
  const unit = UNITS[(found[2] ?? '').toLowerCase()]!;
  const value = unit === 1 ? Number(found[1]!.replace(/\D/g, '')) : Math.round(Number(found[1]!.replace(',', '.')) * unit);
  if (!Number.isSafeInteger(value)) return null;
  if (unit === 1) return { value, bound: '=', low: value, high: value, text: found[0].trim() };
  const digits = found[1]!.split(/[.,]/)[1]?.length ?? 0;
  const step = Math.max(1, unit / 10 ** Math.max(digits, found[1]!.length >= 3 && digits === 0 ? 0 : 1));
  return { value, bound: '≈', ...printedInterval(value, step, down), text: found[0].trim() };
}

/** The contents of a page's description metas, where platforms write an account's figures for search engines. */
export function descriptions(html: string): string[] {
  return [...elements(parseMarkup(html))].filter(({ name, attribs }) => name === 'meta' && /^(?:og:|twitter:)?description$/i.test(attribs['property'] ?? attribs['name'] ?? '')).map(({ attribs }) => attribs['content'] ?? '');
}

/** The first description that counts followers. */
export function followersIn(texts: readonly string[], noun: RegExp): SeenCount | null {
  for (const text of texts) {
    const found = new RegExp(`(${PRINTED.source})\\s*(?:${noun.source})`, 'iu').exec(text);
    if (found) return printedCount(found[1]!);
  }
  return null;
}

/** JSON of the script with that id or of the whole text; null where there is none. */
export function embeddedJson(text: string, scriptId?: string): unknown {
  let json = text;
  if (scriptId !== undefined) {
    const at = text.indexOf(`id="${scriptId}"`);
    const start = at < 0 ? -1 : text.indexOf('>', at) + 1;
    const end = start <= 0 ? -1 : text.indexOf('</script', start);
    if (end < 0) return null;
    json = text.slice(start, end);
  }
  try { return JSON.parse(json) as unknown; } catch { return null; }
}
