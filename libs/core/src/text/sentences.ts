import { fold, originalSpan, type Folded } from './fold.js';

/** A sentence as a half-open range of folded text, without outer spaces. `line` counts lines from 0. */
export interface Sentence { start: number; end: number; line: number }

/** A run of words longer than this is cut at a space, so that no rule works on more at a time. */
const LONGEST = 1500;

/** Letters before a full stop that do not end a sentence. */
const ABBREVIATION = /(?:^|[\s(."])(?:mr|mrs|ms|dr|st|no|nos|vs|gen|col|sen|gov|prof|rev|hon|jr|sr|u\.s|u\.k|u\.n|e\.g|i\.e|a\.m|p\.m|art|approx|dept|[a-z])$/;

/**
 * Sentences of English, Khmer and like scripts: they end at ។ ៕ ! ? … 。 and line breaks, and at a full stop with a space and
 * no lower-case letter after it. A stop within an address, a number or after an abbreviation ends nothing; closing quotes stay with their sentence.
 */
export function sentences(folded: Folded): Sentence[] {
  const { text, cased } = folded;
  const found: Sentence[] = [];
  let line = 0;
  let start = 0;
  const close = (end: number) => {
    let from = start;
    let to = end;
    while (from < to && isSpace(text.charCodeAt(from))) from += 1;
    while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
    while (to - from > LONGEST) {
      const space = text.lastIndexOf(' ', from + LONGEST);
      const cut = space > from + LONGEST / 2 ? space : from + LONGEST;
      found.push({ start: from, end: cut, line });
      from = cut;
      while (from < to && isSpace(text.charCodeAt(from))) from += 1;
    }
    if (to > from) found.push({ start: from, end: to, line });
    start = end;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x0a || c === 0x0d || c === 0x2028 || c === 0x2029) { close(i); line += 1; start = i + 1; continue; }
    let ends = c === 0x17d4 || c === 0x17d5 || c === 0x3002 || c === 0x104b;
    if (!ends && (c === 0x21 || c === 0x3f || c === 0x2e || c === 0x2026)) {
      // In an address or handle, and in a run of stops, only the last one may end it.
      const next = text.charCodeAt(i + 1);
      ends = Number.isNaN(next) || isSpace(next) || next === 0x22 || next === 0x27 || next === 0x29;
      if (ends && c === 0x2e) ends = !ABBREVIATION.test(text.slice(Math.max(start, i - 8), i)) && !startsLower(cased, i + 1) && !/(?:^|\s)\d{1,2}$/.test(text.slice(start, i));
    }
    if (!ends) continue;
    let end = i + 1;
    while (end < text.length && (text.charCodeAt(end) === 0x22 || text.charCodeAt(end) === 0x29 || (text.charCodeAt(end) === 0x27 && !isLetter(text.charCodeAt(end + 1))))) end += 1;
    close(end);
    i = end - 1;
  }
  close(text.length);
  return found;
}

/** The first sentence of a stored text that holds these words of it, byte for byte; the words alone where no sentence does. */
export function sentenceOf(text: string, words: string): string {
  const at = text.indexOf(words);
  const folded = fold(text);
  const found = at < 0 ? undefined : sentences(folded).map(({ start, end }) => originalSpan(folded, start, end)).find(({ start, end }) => start <= at && at < end);
  return found === undefined ? words : text.slice(found.start, Math.max(found.end, at + words.length));
}

const isSpace = (c: number) => c === 0x20 || (c >= 0x09 && c <= 0x0d) || c === 0x2028 || c === 0x2029;
const isLetter = (c: number) => (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a);

/** Whether the next word goes on in lower case, past a closing quote: `"Come." he said`. */
function startsLower(cased: string, at: number): boolean {
  let i = at;
  while (i < cased.length && (isSpace(cased.charCodeAt(i)) || cased[i] === '"' || cased[i] === "'" || cased[i] === ')')) {
    if (cased[i] === '\n') return false;
    i += 1;
  }
  const c = cased.charCodeAt(i);
  return c >= 0x61 && c <= 0x7a;
}
