import { diffArrays } from 'diff';
import { fold } from '#core/text/fold.js';

export interface Piece { text: string; in: 'both' | 'this' | 'other' }
/** Texts of 20,000 characters that have nothing in common would take seconds for a picture that nobody can read. */
const PATIENCE_MS = 400;
/** What two changes have in common between them is told only from this length on: a lone "of" in a rewritten sentence hides the sentence. */
const ISLAND = 4;

interface Word { text: string; key: string }
const isSpace = ({ text }: { text: string }): boolean => text.trim() === '';

/** A text cut where its language divides words, Khmer by dictionary; `key` is the word as it looks, however it is encoded. Put together the words are the text. */
export function wordsOf(text: string, language: string): Word[] {
  const folded = fold(text);
  const words: Word[] = [];
  let at = 0;
  for (const { segment, index } of new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'word' }).segment(folded.cased)) {
    const end = index + segment.length;
    // Marks are put in order within their syllable: the word ends where the next one begins.
    const cut = end === folded.cased.length ? text.length : Math.max(at, Math.min(...folded.starts.subarray(end, end + 8)));
    words.push({ text: text.slice(at, cut), key: isSpace({ text: segment }) ? ' ' : segment });
    at = cut;
  }
  if (words.length === 0 && text !== '') words.push({ text, key: '' });
  return words;
}

/**
 * What two near-copies have in common and what each has alone, in reading order; null where they differ too much to be compared so. Texts that only differ in
 * how the same letters are encoded, or in white space, are the same. Without what is in the other one alone the pieces are the text.
 */
export function differences(other: string, text: string, language: string): Piece[] | null {
  const parts = diffArrays(wordsOf(other, language), wordsOf(text, language), { timeout: PATIENCE_MS, comparator: (a, b) => a.key === b.key });
  if (parts === undefined) return null;
  const pieces: Piece[] = [];
  // The change that is being gathered: what was there, what is there.
  let [gone, come] = ['', ''];
  const flush = (): void => {
    if (gone.trim() !== '') pieces.push({ text: gone, in: 'other' });
    if (come !== '') pieces.push({ text: come, in: come.trim() === '' ? 'both' : 'this' });
    [gone, come] = ['', ''];
  };
  parts.forEach(({ value, added, removed }, index) => {
    const written = value.map((word) => word.text).join('');
    if (removed) gone += written;
    else if (added) come += written;
    else if (gone + come !== '' && index < parts.length - 1 && written.trim().length < ISLAND) { gone += written; come += written; }
    else { flush(); pieces.push({ text: written, in: 'both' }); }
  });
  flush();
  return pieces.reduce<Piece[]>((joined, piece) => {
    const last = joined.at(-1);
    if (last?.in === piece.in) last.text += piece.text; else joined.push({ ...piece });
    return joined;
  }, []);
}
