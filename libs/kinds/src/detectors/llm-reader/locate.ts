import type { Span } from '#core/model.js';

/**
 * Characters that show nothing: a model drops or moves them, a person does not see them. Format characters (zero-width spaces and joiners, direction
 * marks, the tag letters in which text can be hidden), variation selectors and the Hangul fillers.
 */
const INVISIBLE = /\p{Cf}|[\u115F\u1160\u3164\uFFA0]|[\u{FE00}-\u{FE0F}]|[\u{E0000}-\u{E0FFF}]|\u034F|\u17B4|\u17B5/u;
/** Every invisible character lies in one of these ranges or beyond the first plane: a cheap question before the pattern's. */
const mayHide = (unit: number): boolean => unit === 0xad || (unit >= 0x34f && unit <= 0x61c) || unit === 0x6dd || unit === 0x70f || (unit >= 0x890 && unit <= 0x8e2) || (unit >= 0x115f && unit <= 0x1160)
  || (unit >= 0x17b4 && unit <= 0x180e) || (unit >= 0x200b && unit <= 0x206f) || unit === 0x3164 || unit >= 0xd800;

/** A text without its invisible characters, and where each of the rest stands in it (UTF-16 code units). */
export interface Visible { text: string; starts: Int32Array; length: number }

export function visible(text: string): Visible {
  const starts = new Int32Array(text.length);
  let kept = '';
  let from = 0;
  let n = 0;
  for (let i = 0; i < text.length;) {
    const unit = text.charCodeAt(i);
    if (!mayHide(unit)) { starts[n++] = i++; continue; }
    const sign = String.fromCodePoint(text.codePointAt(i)!);
    if (INVISIBLE.test(sign)) { kept += text.slice(from, i); from = i + sign.length; } else for (let k = 0; k < sign.length; k++) starts[n++] = i + k;
    i += sign.length;
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
