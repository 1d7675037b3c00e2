import { diffArrays } from 'diff';

export interface Piece { text: string; in: 'both' | 'this' | 'other' }
/** Texts of 20,000 characters that have nothing in common would take seconds for a picture that nobody can read. */
const PATIENCE_MS = 400;

/** A text cut where its language divides words; Khmer by dictionary. Put together the pieces are the text. */
export const wordsOf = (text: string, language: string): string[] => [...new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'word' }).segment(text)].map(({ segment }) => segment);

/** What two near-copies have in common and what each has alone, in reading order; null where they differ too much to be compared so. */
export function differences(other: string, text: string, language: string): Piece[] | null {
  const parts = diffArrays(wordsOf(other, language), wordsOf(text, language), { timeout: PATIENCE_MS });
  return parts === undefined ? null : parts.map(({ value, added, removed }): Piece => ({ text: value.join(''), in: added ? 'this' : removed ? 'other' : 'both' }));
}
