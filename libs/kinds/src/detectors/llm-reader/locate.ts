import type { Span } from '#core/model.js';

/** Characters that show nothing: a model drops or moves them, a person does not see them. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/;

/** A text without its invisible characters, and where each of the rest stands in it. */
export interface Visible { text: string; starts: Int32Array; length: number }

export function visible(text: string): Visible {
  const starts = new Int32Array(text.length);
  let kept = '';
  let from = 0;
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    if (INVISIBLE.test(text[i]!)) { kept += text.slice(from, i); from = i + 1; continue; }
    starts[n++] = i;
  }
  return { text: kept + text.slice(from), starts: starts.subarray(0, n), length: text.length };
}

/** Every place at which a quote stands verbatim, ignoring invisible characters, as spans of the stored text. At most 50. */
export function places(where: Visible, quote: string): Span[] {
  const wanted = visible(quote).text.trim();
  const found: Span[] = [];
  if (wanted === '') return found;
  for (let at = where.text.indexOf(wanted); at >= 0 && found.length < 50; at = where.text.indexOf(wanted, at + wanted.length)) {
    found.push({ start: where.starts[at]!, end: where.starts[at + wanted.length - 1]! + 1 });
  }
  return found;
}
