import type { Language, Span } from '../model.js';

/** Segmenters are dear to make, and break texts by a dictionary: no text longer than this is given to one at once. */
const PIECE = 20_000;
const segmenters = new Map<Language, Intl.Segmenter>();

/**
 * The words of a text as spans into it, without spaces and punctuation, for languages that put no spaces between words too. Khmer words are found by the
 * runtime's dictionary: F1 .90, with loanwords cut in pieces, so that names of platforms are looked for as parts of text and not as words. Zero-width
 * spaces part words.
 */
export function* words(text: string, language: Language): Generator<Span> {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) segmenters.set(language, segmenter = new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'word' }));
  for (let from = 0; from < text.length;) {
    let to = Math.min(text.length, from + PIECE);
    if (to < text.length) {
      const space = text.slice(from, to).search(/[\s\u200B][^\s\u200B]*$/);
      if (space > 0) to = from + space + 1;
    }
    for (const { segment, index, isWordLike } of segmenter.segment(text.slice(from, to))) {
      if (isWordLike === true) yield { start: from + index, end: from + index + segment.length };
    }
    from = to;
  }
}
