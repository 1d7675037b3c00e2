/**
 * Text as it is compared, never shown: what an eye takes for the same gives the same string. Offsets are lost on purpose.
 * Links, handles and hashtags go (they are objects of their own), then everything but letters, digits and marks, so that spaces, emoji,
 * zero-width characters and punctuation make no difference; each Khmer syllable gets one order of signs.
 * A number is one `0`: letters that differ in dates, counts and reference numbers are copies.
 */
export function comparisonForm(text: string): string {
  const units = new FormUnits();
  const to = units.fill(text);
  let form = '';
  for (let at = 0; at < to; at += 4096) form += String.fromCharCode(...units.units.subarray(at, Math.min(to, at + 4096)));
  return form;
}

const LINKS = /(?:https?:\/\/|www\.)[^\s<>"']+|\b(?:t\.me|fb\.com|facebook\.com|m\.me|tiktok\.com|youtu\.be|youtube\.com|instagram\.com|x\.com|twitter\.com|vk\.com|wa\.me)\/[^\s<>"']*/g;
const HANDLES = /[@#][\p{L}\p{M}\p{N}_.]+/gu;
const MAY_LINK = /[/@#]|www\./i;
/** Variation selectors and the key cap are marks to Unicode and part of a picture to readers. */
const NOT_COMPARED = /[^\p{L}\p{N}\p{M}]+|[\ufe00-\ufe0f\u20e3]+/gu;

/** Code units of comparison forms, in a buffer that is used again: a form is made in one pass over the text where no rule needs its neighbours. */
export class FormUnits {
  units = new Uint16Array(4096);

  /** Puts the form of `text` at the start of `units`; returns its length in code units. */
  fill(text: string): number {
    if (this.units.length < text.length * 2) this.units = new Uint16Array(text.length * 3);
    // What may hold a link or a handle is composed first, so that one in wide letters is recognised too.
    const bare = MAY_LINK.test(text) ? withoutLinks(text.normalize('NFKC').toLowerCase()) : text;
    let to = this.scan(bare);
    if (to < 0) {
      // Characters that only Unicode's own composition settles.
      const composed = withoutLinks(text.normalize('NFKC').toLowerCase()).replace(NOT_COMPARED, '').replace(/\p{Nd}+/gu, '0');
      if (this.units.length < composed.length) this.units = new Uint16Array(composed.length * 2);
      to = composed.length;
      for (let at = 0; at < to; at++) this.units[at] = composed.charCodeAt(at);
    }
    return khmerOrder(this.units, to);
  }

  /** 53 bits of the form that `fill` made: two forms of a million share one with a probability of one in twenty thousand. */
  key(length: number): number {
    let a = 0x811c9dc5 ^ length;
    let b = 0x9747b28c;
    for (let at = 0; at < length; at++) {
      a = Math.imul(a ^ this.units[at]!, 0x01000193);
      b = Math.imul(b ^ this.units[at]!, 0x5bd1e995);
      b ^= b >>> 15;
    }
    a ^= a >>> 16; a = Math.imul(a, 0x85ebca6b); a ^= a >>> 13;
    return (b >>> 11) * 2 ** 32 + (a >>> 0);
  }

  private scan(text: string): number {
    const units = this.units;
    let to = 0;
    let digits = false;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      const known = MEANING[unit]!;
      const meaning = known === UNSEEN ? meaningOf(unit) : known;
      if (meaning === DROPPED) continue;
      if (meaning === DIGIT) { if (!digits) units[to++] = 0x30; digits = true; continue; }
      if (meaning === COMPLEX) {
        if (isEmoji(unit, text.charCodeAt(at + 1))) { at++; continue; }
        return -1;
      }
      units[to++] = meaning;
      digits = false;
    }
    return to;
  }
}

function withoutLinks(lower: string): string {
  let text = lower;
  if (text.includes('/') || text.includes('www.')) text = text.replace(LINKS, ' ');
  if (text.includes('@') || text.includes('#')) text = text.replace(HANDLES, ' ');
  return text;
}

/** What a code unit becomes: itself or its lower case, or one of these. Filled as units are met. */
const DROPPED = 0;
const DIGIT = 1;
const COMPLEX = 2;
const UNSEEN = 3;
const MEANING = new Uint16Array(65_536).fill(UNSEEN);

function meaningOf(unit: number): number {
  const sign = String.fromCharCode(unit);
  const composed = sign.normalize('NFKC');
  const lower = composed.toLowerCase();
  let meaning: number;
  // Surrogates, signs that join with a neighbour (combining marks, jamo, final sigma) and those that may make a link or a handle.
  if (unit >= 0xfe00 && unit <= 0xfe0f || unit === 0x20e3) meaning = DROPPED;
  else if (unit >= 0xd800 && unit <= 0xdfff || composed.length !== 1 || lower.length !== 1 || JOINS.test(sign) || (composed !== sign && /[@#/:.]/.test(composed))) meaning = COMPLEX;
  else if (/\p{Nd}/u.test(lower)) meaning = DIGIT;
  else meaning = /[\p{L}\p{N}\p{M}]/u.test(lower) ? lower.charCodeAt(0) : DROPPED;
  MEANING[unit] = meaning;
  return meaning;
}
/** Marks of all scripts but Khmer, whose marks neither compose nor (17DD apart) change places. */
const JOINS = /[\u1100-\u11ff\u03a3\u17dd\u1e00]|(?![\u1780-\u17dc])\p{M}/u;

/** A pair that is an emoji or another picture without a letter in it. */
function isEmoji(high: number, low: number): boolean {
  if (low < 0xdc00 || low > 0xdfff) return false;
  return high === 0xd83d || (high === 0xd83c && (low >= 0xdf00 || low >= 0xdde6 && low <= 0xddff)) || (high === 0xd83e && low >= 0xdd00 && low < 0xdf00);
}

const COENG = 0x17d2;
const isSign = (unit: number): boolean => unit >= 0x17b4 && unit <= 0x17d3 && unit !== COENG || unit === 0x17dd;

const ascending = (a: number, b: number): number => a - b;

/**
 * What follows a base character, subscripts (coeng and a consonant) and dependent signs, gets one order whatever was typed: subscripts first, then
 * signs, each by code. Subscript TA and DA look the same and become one, vowels typed in two halves become whole. In place; returns the new length.
 */
function khmerOrder(units: Uint16Array, length: number): number {
  let at = 0;
  while (at < length && (units[at]! < 0x17b4 || units[at]! > 0x17dd)) at++;
  let to = at;
  const subscripts: number[] = [];
  const signs: number[] = [];
  while (at < length) {
    const unit = units[at]!;
    if (unit < 0x17b4 || unit > 0x17dd) { units[to++] = unit; at++; continue; }
    const next = at + 1 < length ? units[at + 1]! : 0;
    // Nearly always one sign, or one subscript and one sign, in order: nothing to sort.
    if (unit !== COENG && (next < 0x17b4 || next > 0x17dd)) { units[to++] = unit; at++; continue; }
    subscripts.length = signs.length = 0;
    for (; at < length; at++) {
      const next = units[at]!;
      if (next === COENG && at + 1 < length && units[at + 1]! >= 0x1780 && units[at + 1]! <= 0x17b3) { const under = units[++at]!; subscripts.push(under === 0x178f ? 0x178a : under); } else if (isSign(next)) signs.push(next); else break;
    }
    if (subscripts.length + signs.length === 0) { units[to++] = unit; at++; continue; }
    if (subscripts.length > 1) subscripts.sort(ascending);
    if (signs.length > 1) signs.sort(ascending);
    for (const under of subscripts) { units[to++] = COENG; units[to++] = under; }
    for (let i = 0; i < signs.length; i++) {
      const sign = signs[i]!;
      const whole = signs[i + 1] === 0x17c1 ? (sign === 0x17b8 ? 0x17be : sign === 0x17b6 ? 0x17c4 : 0) : 0;
      if (whole !== 0) { units[to++] = whole; i++; } else units[to++] = sign;
    }
  }
  return to;
}
