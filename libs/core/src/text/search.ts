import { BadInput } from '../errors.js';
import { fold } from './fold.js';

/** Scripts that are written without spaces between words: looked up by pieces of syllables, since where a word ends is not written. */
const SPACELESS = /[\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
/** A syllable's letters: one with the marks and the subscript letters (coeng, virama) that belong to it. */
const SYLLABLE = /[^\p{M}](?:[\u17d2\u1039]\p{L}|\p{M})*/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Longer texts are looked up by their beginning; a word longer than this is none. */
const MOST_TEXT = 400_000;
const LONGEST_WORD = 100;
/**
 * A database's index entry of one text holds a megabyte (PostgreSQL: 1,048,575 bytes of lexemes and their places). English words stand in it twice, once as their stem, with two bytes for each place: what is left of
 * that for different words and pieces. Ordinary texts have a tenth of it; what does not fit is not found by search.
 */
const MOST_BYTES = 300_000;
/** Between the syllables of a pair. */
const JOIN = '+';

/** What a text is found by: its words, parted by spaces, for the database to count; and, of scripts without spaces, each syllable and each two that follow each other. */
export interface SearchTerms { words: string; grams: string[] }

export function searchTerms(text: string): SearchTerms {
  const folded = fold(text.slice(0, MOST_TEXT)).text;
  let room = MOST_BYTES;
  const takenInto = (known: Set<string>) => (lexeme: string): boolean => {
    if (known.has(lexeme)) return true;
    room -= mostBytes(lexeme) + LEXEME_BYTES;
    if (room < 0) return false;
    known.add(lexeme);
    return true;
  };
  const grams = new Set<string>();
  const words = wordsOf(folded.replaceAll(SPACELESS, ' ')).filter(takenInto(new Set()));
  const take = takenInto(grams);
  for (const [run] of folded.matchAll(SPACELESS)) for (const gram of gramsOf(run)) if (gram.length <= LONGEST_GRAM) take(gram);
  return { words: words.join(' '), grams: [...grams] };
}
/** A syllable under a heap of marks is no syllable. */
const LONGEST_GRAM = 200;
/** What the database adds to each. */
const LEXEME_BYTES = 8;
/** Bytes in UTF-8 that a text takes at most: three for each UTF-16 unit beyond ASCII. */
const mostBytes = (text: string): number => (/^[\x20-\x7e]*$/.test(text) ? text.length : 3 * text.length);

const wordsOf = (folded: string): string[] => (folded.match(WORD) ?? []).filter((word) => word.length <= LONGEST_WORD);
function gramsOf(run: string): string[] {
  const syllables = run.match(SYLLABLE) ?? [];
  return [...syllables, ...syllables.slice(1).map((syllable, at) => `${syllables[at]}${JOIN}${syllable}`)];
}

/**
 * A question as the database asks it. `words`, `every` and `grams` are in the notation of tsquery, null where there are none; `needles` are what is looked for in folded texts.
 * `every`: what an index without places can say of `words`, namely that all are there; `inOrder`: that some are to follow each other is still to be asked of the document.
 */
export interface SearchQuery { words: string | null; every: string | null; inOrder: boolean; grams: string | null; needles: string[]; phrases: string[] }
const MOST_TERMS = 20;

/**
 * All words of a question, in whatever order; "in quotes" one after the other; -word is to be missing. Throws BadInput where nothing is looked for.
 * `phrases`: runs of a script without spaces, which a text must hold as they stand.
 */
export function searchQuery(question: string): SearchQuery {
  const terms = [...question.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)].slice(0, MOST_TERMS).map(([, minus, quoted, bare]) => ({ without: minus === '-', text: fold(quoted ?? bare ?? '').text }));
  const words: string[] = [];
  const every: string[] = [];
  let inOrder = false;
  const grams: string[] = [];
  const needles: string[] = [];
  const phrases: string[] = [];
  for (const { without, text } of terms) {
    const runs = text.match(SPACELESS) ?? [];
    const own = wordsOf(text.replaceAll(SPACELESS, ' '));
    if (own.length > 0) words.push(`${without ? '!' : ''}(${own.map(quoted).join(' <-> ')})`);
    // A text without a phrase may hold its words.
    if (own.length === 1 || !without) every.push(...own.map((word) => `${without ? '!' : ''}${quoted(word)}`));
    inOrder ||= own.length > 1;
    for (const run of runs) grams.push(`${without ? '!' : ''}(${pairsOf(run).map(quoted).join(' & ')})`);
    if (without) continue;
    needles.push(...own, ...runs);
    phrases.push(...runs);
  }
  if (needles.length === 0) throw new BadInput('q: say at least one word that is to be there');
  const all = (parts: string[]): string | null => (parts.length === 0 ? null : parts.join(' & '));
  return { words: all(words), every: all(every), inOrder, grams: all(grams), needles, phrases };
}

/** Two syllables say more than one: single ones are asked for only where there is nothing else. */
function pairsOf(run: string): string[] {
  const grams = gramsOf(run);
  const pairs = grams.filter((gram) => gram.includes(JOIN));
  return pairs.length > 0 ? pairs : grams;
}
/** Letters and digits alone: nothing in it has a meaning to the database. */
const quoted = (lexeme: string): string => `'${lexeme.replaceAll(/['\\]/g, '')}'`;

export interface Piece { text: string; hit: boolean }
const AROUND = 110;

/** The text around the first place where something that is looked for stands, with every hit in it told apart; put together the pieces are verbatim. */
export function snippet(text: string, needles: readonly string[]): Piece[] {
  const shown = text.slice(0, MOST_TEXT);
  const { text: folded, starts, ends } = fold(shown);
  const hits = needles.flatMap((needle) => placesOf(folded, needle)).sort((a, b) => a.start - b.start || b.end - a.end);
  const first = hits[0];
  const from = first === undefined ? 0 : edge(shown, Math.max(0, starts[first.start]! - AROUND));
  const to = edge(shown, Math.min(shown.length, (first === undefined ? 0 : ends[first.end - 1]!) + 2 * AROUND));
  const pieces: Piece[] = [];
  let at = from;
  const put = (end: number, hit: boolean): void => { if (end > at) { pieces.push({ text: shown.slice(at, end).toWellFormed(), hit }); at = end; } };
  for (const { start, end } of hits) {
    if (starts[start]! < at) continue;
    if (ends[end - 1]! > to) break;
    put(starts[start]!, false);
    put(ends[end - 1]!, true);
  }
  put(to, false);
  return pieces;
}

/** Longest way back to where a syllable begins; a longer heap of marks is cut. */
const MOST_BACK = 24;
const BELONGS_BEFORE = /^[\p{M}\u200b-\u200d\uDC00-\uDFFF]/u;
/** Not in the middle of a letter of two units, nor between a letter and the marks and subscript letters that belong to it. */
function edge(text: string, at: number): number {
  for (let place = at; place > 0 && at - place <= MOST_BACK; place--) if (!BELONGS_BEFORE.test(text.slice(place, place + 1)) && !/[\u17d2\u1039]/.test(text.charAt(place - 1))) return place;
  return at > 0 && /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at;
}

function placesOf(folded: string, needle: string): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  const spaceless = needle.search(SPACELESS) === 0;
  for (let at = folded.indexOf(needle); at !== -1 && places.length < 50; at = folded.indexOf(needle, at + needle.length)) {
    if (spaceless || !/[\p{L}\p{N}]$/u.test(folded.slice(Math.max(0, at - 2), at))) places.push({ start: at, end: at + needle.length });
  }
  return places;
}

/** Whether a title holds all that is looked for. */
export const titleHolds = (title: string, needles: readonly string[]): boolean => {
  const folded = /^[\x20-\x7e]*$/.test(title) ? title.toLowerCase() : fold(title).text;
  return needles.every((needle) => folded.includes(needle));
};

/** Whether a text holds, as they stand, all runs of a script without spaces that were asked for. */
export const holdsPhrases = (text: string, phrases: readonly string[]): boolean => {
  if (phrases.length === 0) return true;
  const folded = fold(text.slice(0, MOST_TEXT)).text;
  return phrases.every((phrase) => folded.includes(phrase));
};
