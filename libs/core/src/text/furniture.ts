import { sha256Of } from '../sha256.js';
import type { Span } from '../model.js';
import { foldText } from './fold.js';

/** Pages of a source that must be known before anything is called its furniture; with fewer, two articles on one matter would make some. */
export const LEAST_PAGES = 8;
/** Furniture stands on at least this share of them. */
export const LEAST_SHARE = 0.5;
/** Longer paragraphs are articles, even where several pages carry one. */
const LONGEST = 600;
/** Paragraphs that are looked at in a text, from its head and its foot, where furniture stands. */
const MOST_PARAGRAPHS = 400;

export interface Paragraph extends Span { print: string }

/**
 * The paragraphs of a text with what they are compared by: folded letters and digits, numbers as one sign (a footer's date and a counter change from page
 * to page), hashed to 64 bits. Spans are into the text as given. Paragraphs without three letters, and long ones, have none.
 */
export function paragraphsIn(text: string): Paragraph[] {
  const found: Paragraph[] = [];
  for (let start = 0; start < text.length && found.length < 20_000;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (end - start >= 3 && end - start <= LONGEST) {
      const plain = foldText(text.slice(start, end)).replace(/\p{Nd}+/gu, '0').replace(/[^\p{L}\p{M}0@/]+/gu, ' ').trim();
      if ((plain.match(/\p{L}/gu)?.length ?? 0) >= 3) found.push({ start, end, print: hash(plain) });
    }
    start = end + 1;
  }
  if (found.length <= MOST_PARAGRAPHS) return found;
  return [...found.slice(0, MOST_PARAGRAPHS / 2), ...found.slice(-MOST_PARAGRAPHS / 2)];
}

const hash = (text: string): string => sha256Of(text).slice(0, 16);

/** The parts of a text that are its source's furniture: paragraphs that stand on most of the pages known. None while too few pages are known. */
export function furnitureIn(text: string, { pages, counts }: { pages: number; counts: ReadonlyMap<string, number> }): Span[] {
  if (pages < LEAST_PAGES) return [];
  return paragraphsIn(text).filter(({ print }) => (counts.get(print) ?? 0) >= pages * LEAST_SHARE).map(({ start, end }) => ({ start, end }));
}
