/**
 * Text as it is compared, never shown: what an eye takes for the same gives the same string. Offsets are lost on purpose.
 * Links, handles and hashtags go (they are objects of their own), then everything but letters, digits and marks, so that spaces, emoji,
 * zero-width characters and punctuation make no difference;  each Khmer syllable gets one order of signs.
 * A number is one `0`: letters that differ in dates, counts and reference numbers are copies.
 */
export function comparisonForm(text: string): string {
  let form = plain(text) ? text : text.normalize('NFKC');
  form = form.toLowerCase();
  if (form.includes('/') || form.includes('www.')) form = form.replace(LINKS, ' ');
  if (form.includes('@') || form.includes('#')) form = form.replace(HANDLES, ' ');
  form = form.replace(NOT_COMPARED, '');
  if (KHMER.test(form)) form = khmerForm(form);
  return form.replace(/\p{Nd}+/gu, '0');
}

const LINKS = /(?:https?:\/\/|www\.)[^\s<>"']+|\b(?:t\.me|fb\.com|facebook\.com|m\.me|tiktok\.com|youtu\.be|youtube\.com|instagram\.com|x\.com|twitter\.com|vk\.com|wa\.me)\/[^\s<>"']*/g;
const HANDLES = /[@#][\p{L}\p{M}\p{N}_.]+/gu;
const NOT_COMPARED = /[^\p{L}\p{N}\p{M}]+/gu;
const KHMER = /[\u1780-\u17ff]/;

function plain(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** What follows a base character: subscripts (coeng and a consonant) and dependent signs, in whatever order they were typed. */
const SYLLABLE_TAIL = /(?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd]){2,}/g;
const TAIL_PART = /\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd]/g;

function khmerForm(text: string): string {
  return text
    // Subscript TA and DA look the same.
    .replace(/\u17d2\u178f/g, '\u17d2\u178a')
    // Subscripts first, then signs, each by code point: one spelling for every typing order.
    .replace(SYLLABLE_TAIL, (tail) => (tail.match(TAIL_PART) ?? []).sort(subscriptsFirst).join(''))
    // Vowels typed in two halves.
    .replace(/\u17c1\u17b8/g, '\u17be')
    .replace(/\u17b8\u17c1/g, '\u17be')
    .replace(/\u17c1\u17b6/g, '\u17c4')
    .replace(/\u17b6\u17c1/g, '\u17c4');
}

function subscriptsFirst(a: string, b: string): number {
  if (a.length !== b.length) return b.length - a.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
