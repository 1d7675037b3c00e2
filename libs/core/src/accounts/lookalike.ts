import type { AccountKey } from '../model.js';

/** Why one handle looks like another, most telling first. Closed: each has words in the detector's page. */
export const LIKENESSES = ['other letters that look alike', 'digits for letters', 'underscores or dots', 'repeated letters', 'one letter other', 'a word added'] as const;
export type Likeness = (typeof LIKENESSES)[number];
export interface Lookalike { of: AccountKey; likeness: Likeness; distance: number }
export interface WatchedHandle { key: AccountKey; handle: string }

/** Cyrillic, Greek and other letters drawn like Latin ones (after Unicode's confusables, those that are seen in handles). */
const DRAWN_ALIKE: Record<string, string> = {
  а: 'a', в: 'b', с: 'c', ԁ: 'd', е: 'e', ё: 'e', ғ: 'f', һ: 'h', і: 'i', ї: 'i', ј: 'j', к: 'k', ӏ: 'l', м: 'm', н: 'h', о: 'o', р: 'p', ԛ: 'q', г: 'r', ѕ: 's', т: 't', у: 'y', ѵ: 'v', ԝ: 'w', х: 'x', ү: 'y', ь: 'b', з: '3',
  α: 'a', β: 'b', ϲ: 'c', δ: 'd', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', σ: 'o', τ: 't', υ: 'u', χ: 'x', γ: 'y', ω: 'w', ζ: 'z', μ: 'u',
  ı: 'i', ɩ: 'i', ɡ: 'g', ɑ: 'a', ո: 'n', ս: 'u', օ: 'o', հ: 'h', ց: 'g', ß: 'b',
};
const DIGITS: Record<string, string> = { 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', 6: 'b', 7: 't', 8: 'b', 9: 'g' };

const drawn = (handle: string): string => Array.from(handle.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, ''), (letter) => DRAWN_ALIKE[letter] ?? letter).join('');
/** `i`, `l` and `1` are one stroke; `rn` is drawn like `m`, `vv` like `w`. */
const strokes = (handle: string): string => handle.replace(/rn/g, 'm').replace(/vv/g, 'w').replace(/[il|]/g, 'l');
const lettered = (handle: string): string => handle.replace(/\d/g, (digit) => DIGITS[digit] ?? digit);
const unparted = (handle: string): string => handle.replace(/[_.-]/g, '');
const single = (handle: string): string => handle.replace(/(.)\1+/g, '$1');

/** Words with which imitations call themselves the real one. */
const ADDED = /^(?:the|real|true|official|my|mr|hq|team|tv|news|channel|page|backup|new|fan|fans|club|kh|vip|support|info|\d{1,4})+$/;
/** Shorter handles are near to too many others. */
const SHORTEST = 5;

/**
 * The watched account that a handle looks like without being it, if there is one: in order of how telling it is, letters of other alphabets drawn alike (also rn for m),
 * digits for letters, underscores and dots added or doubled, letters repeated, one letter other, missing, added or exchanged with its neighbour, and a
 * word such as "official" added. A likeness is no proof of imitation: fan pages and namesakes look alike too. Handles under five letters are left alone. Pure; cost
 * grows with the number of watched handles.
 */
export function lookalikeOf(handle: string, watched: readonly WatchedHandle[]): Lookalike | null {
  const plain = handle.toLowerCase();
  if (plain.length < SHORTEST || plain.length > 80 || watched.some((one) => one.handle.toLowerCase() === plain)) return null;
  let best: Lookalike | null = null;
  for (const { key, handle: real } of watched) {
    const found = likenessOf(plain, real.toLowerCase());
    if (found !== null && (best === null || LIKENESSES.indexOf(found.likeness) < LIKENESSES.indexOf(best.likeness))) best = { of: key, ...found };
  }
  return best;
}

function likenessOf(handle: string, real: string): { likeness: Likeness; distance: number } | null {
  if (real.length < SHORTEST) return null;
  const distance = editDistance(handle, real, Math.max(2, Math.abs(handle.length - real.length)));
  const same = (form: (text: string) => string): boolean => form(handle) === form(real);
  const found = (likeness: Likeness): { likeness: Likeness; distance: number } => ({ likeness, distance });
  if (same((text) => strokes(drawn(text)))) return found('other letters that look alike');
  if (same((text) => strokes(lettered(drawn(text))))) return found('digits for letters');
  if (same((text) => unparted(drawn(text)))) return found('underscores or dots');
  const bare = (text: string): string => single(strokes(unparted(lettered(drawn(text)))));
  if (same(bare)) return found('repeated letters');
  // A number that differs is another of a series, not an imitation.
  if (real.length >= 7 && editDistance(unparted(drawn(handle)), unparted(drawn(real)), 1) <= 1 && handle.replace(/\D/g, '') === real.replace(/\D/g, '')) return found('one letter other');
  const [one, other] = [unparted(drawn(handle)), unparted(drawn(real))];
  if (other.length >= 6 && one.length > other.length && one.includes(other)) {
    const at = one.indexOf(other);
    if (ADDED.test(one.slice(0, at) || one.slice(at + other.length)) && ADDED.test(one.slice(at + other.length) || one.slice(0, at))) return found('a word added');
  }
  return null;
}

/** Damerau-Levenshtein distance (neighbours exchanged count once), or `most` + 1 where it is more than `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2]! + 1);
      row.push(value);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length]!, most + 1);
}
