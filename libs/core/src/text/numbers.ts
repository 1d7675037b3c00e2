/** A number as a half-open range of folded text. `approximate` and `bound` come from the words before it. */
export interface FoundNumber { start: number; end: number; value: number; bound: '=' | '≈' | '≥' | '≤' }

const ENGLISH: Record<string, number> = { k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, million: 1e6, millions: 1e6, mil: 1e3, mille: 1e3, b: 1e9, bn: 1e9, billion: 1e9, lakh: 1e5, crore: 1e7, millones: 1e6, millón: 1e6, тыс: 1e3, тысяч: 1e3, млн: 1e6, миллион: 1e6, миллиона: 1e6, миллионов: 1e6 };
const KHMER: Record<string, number> = { 'រយ': 1e2, 'ពាន់': 1e3, 'ម៉ឺន': 1e4, 'ម៊ឺន': 1e4, 'សែន': 1e5, 'លាន': 1e6, 'ប៊ីលាន': 1e9, 'ប៉ីលាន': 1e9, 'ពាន់លាន': 1e9 };
const THAI: Record<string, number> = { 'พัน': 1e3, 'หมื่น': 1e4, 'แสน': 1e5, 'ล้าน': 1e6 };
const WORDS: Record<string, number> = { a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50, 'half a': 0.5, 'a quarter of a': 0.25 };
const KHMER_WORDS: Record<string, number> = { 'កន្លះ': 0.5, 'មួយ': 1, 'ពីរ': 2, 'បី': 3, 'បួន': 4, 'ប្រាំ': 5, 'ប្រាំមួយ': 6, 'ប្រាំពីរ': 7, 'ប្រាំបី': 8, 'ប្រាំបួន': 9, 'ដប់': 10 };
const SCALE: Record<string, number> = { ...ENGLISH, ...KHMER, ...THAI };
const keys = (table: Record<string, number>) => Object.keys(table).sort((a, b) => b.length - a.length).join('|');
const KHMER_KEYS = `${keys(KHMER)}|${keys(THAI)}`;
const DIGITS = new RegExp(`(?<![\\w.,@/#-])(\\d+(?:[.,\\u066b ]\\d+)*)(?:\\s?(${KHMER_KEYS})(${keys(KHMER)})?|\\s?(${keys(ENGLISH)})(?![a-z\\p{L}]))?`, 'gu');
const SPELT = new RegExp(`(?<![\\p{L}])(${keys(WORDS)})\\s+(hundred thousand|thousand|million|billion)(?!\\p{L})|(${keys(KHMER_WORDS)})(${KHMER_KEYS})`, 'gu');

/**
 * The value of digits as people write them: the last separator is the decimal one if fewer or more than three digits follow it or another kind stands
 * before it; else all separators part thousands. `12,345` 12345; `៩៣០.០០០` 930000; `3,2` 3.2; `1.234,5` 1234.5. A scale word makes a
 * lone separator decimal only where not exactly three digits follow. NaN where the groups are no number.
 */
export function parseDigits(written: string): number {
  const text = written.trim().replaceAll('\u066B', ',');
  const separators = text.match(/[.,]/g) ?? [];
  if (/^\d+( \d{3})+$/.test(text)) return Number(text.replaceAll(' ', ''));
  if (text.includes(' ')) return Number.NaN;
  if (separators.length === 0) return Number(text);
  const last = separators.at(-1)!;
  const decimals = text.length - 1 - text.lastIndexOf(last);
  const alike = separators.every((separator) => separator === last);
  if (alike && decimals === 3 && /^\d{1,3}([.,]\d{3})+$/.test(text) && !text.startsWith('0')) return Number(text.replaceAll(last, ''));
  if (separators.filter((separator) => separator === last).length > 1) return Number.NaN;
  const other = last === '.' ? ',' : '.';
  const whole = text.slice(0, text.lastIndexOf(last)).replaceAll(other, '');
  return Number(`${whole}.${text.slice(text.lastIndexOf(last) + 1)}`);
}

const BEFORE_ABOUT = /(?:about|around|roughly|approximately|some|nearly|almost|close to|circa|~|≈|ប្រមាណជា|ប្រមាណ|ប្រហែល|ជិត)\s*$/;
const BEFORE_OVER = /(?:over|more than|at least|above|exceed(?:ed|s|ing)?|past|passed|surpassed|upwards of|just over|ជាង|យ៉ាងតិច|លើសពី|លើស)\s*$/;
const BEFORE_UNDER = /(?:under|less than|fewer than|at most|below|up to|មិនដល់|តិចជាង|ក្រោម)\s*$/;

/** Numbers in folded text (Khmer digits are ASCII there), with their scale words, in order of place. */
export function findNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  const add = (start: number, end: number, value: number) => {
    if (!Number.isFinite(value)) return;
    const before = text.slice(Math.max(0, start - 24), start);
    const after = text.slice(end, end + 6);
    found.push({ start, end, value: Math.round(value * 1e6) / 1e6, bound: BEFORE_UNDER.test(before) ? '≤' : BEFORE_OVER.test(before) || after.startsWith('+') ? '≥' : BEFORE_ABOUT.test(before) ? '≈' : '=' });
  };
  for (const match of text.matchAll(DIGITS)) {
    const [whole, written, scale, second, english] = match;
    let digits = written!;
    // Spaces part thousands only in groups of three; else the number ends at the space.
    if (digits.includes(' ') && !/^\d{1,3}( \d{3})+$/.test(digits)) digits = digits.slice(0, digits.indexOf(' '));
    const cut = digits.length < written!.length;
    const factor = cut ? 1 : (scale ? SCALE[scale]! : 1) * (second ? SCALE[second]! : 1) * (english ? SCALE[english]! : 1);
    let value = parseDigits(digits);
    // "3.125 million" is no 3,125 million: with a scale word one separator is decimal.
    if (factor > 1 && /^\d{1,2}[.,]\d{3}$/.test(digits)) value = Number(digits.replace(',', '.'));
    add(match.index, match.index + (cut ? digits.length : whole.trimEnd().length), value * factor);
  }
  for (const match of text.matchAll(SPELT)) {
    const factor = match[2] ? (match[2] === 'hundred thousand' ? 1e5 : match[2] === 'thousand' ? 1e3 : match[2] === 'million' ? 1e6 : 1e9) : SCALE[match[4]!]!;
    add(match.index, match.index + match[0].length, (match[1] ? WORDS[match[1]]! : KHMER_WORDS[match[3]!]!) * factor);
  }
  for (const match of text.matchAll(A_DAY)) add(match.index, match.index + match[0].length, WORDS[match[0]]!);
  return summed(found.sort((a, b) => a.start - b.start), text);
}

/** "forty posts a day": a number in words where nothing else can be meant. */
const A_DAY = new RegExp(`(?<![\\p{L}-])(?:${keys(WORDS)})(?=\\s+(?:posts?|messages?|updates)\\s+(?:a|per|each|every)\\s+day)`, 'gu');

/** Khmer counts by falling scales, with or without spaces: "១ ម៉ឺន ២ ពាន់" is 12,000. */
function summed(numbers: FoundNumber[], text: string): FoundNumber[] {
  const out: FoundNumber[] = [];
  for (const number of numbers) {
    const before = out.at(-1);
    const between = before ? text.slice(before.end, number.start) : null;
    const high = before ? SCALED.exec(text.slice(before.start, before.end))?.[0] : undefined;
    const low = SCALED.exec(text.slice(number.start, number.end))?.[0];
    if (before && between !== null && /^ ?$/.test(between) && high && low && KHMER[high]! > KHMER[low]!) out[out.length - 1] = { ...before, end: number.end, value: before.value + number.value };
    else out.push(number);
  }
  return out;
}
const SCALED = new RegExp(`(?:${keys(KHMER)})$`);
