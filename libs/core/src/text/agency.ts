/** Letters that an agency signs with: two to eight capitals, or a name in Khmer that is no longer than that. */
const MARK = '(?<mark>\\p{Lu}[\\p{Lu}\\p{N}]{1,7})';
/** A place, then the mark, then a dash: how wires begin. `PORT SAREL, March 3 (MPA) - Workers…`; a place in a script without capitals has no more than a few words either. */
const DATELINE = new RegExp(`^[^\\n()]{0,60}\\(${MARK}\\)\\s*(?:[-\\u2013\\u2014:]|\\u17d6)\\s*\\S`, 'u');
/** The mark alone at the end of a text or of a line, after a dash or a slash: `…, the union said. - MPA`. */
const SIGNED = new RegExp(`(?:[.!?\\u17d4"\\u00bb\\u201d]\\s*)(?:[-\\u2013\\u2014/]\\s?|\\()${MARK}\\)?\\s*$`, 'u');
/** Lines at the beginning and the end in which a mark is looked for: titles, dates and the like may come before the wire's own first line. */
const LINES = 6;

/**
 * The mark of the news agency whose text this is, as it stands in a dateline or below the text; null where it carries none. Words in capitals elsewhere
 * are none, nor is a mark that a sentence only mentions.
 */
export function agencyOf(text: string): string | null {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  for (const line of lines.slice(0, LINES)) { const mark = DATELINE.exec(line)?.groups?.['mark']; if (mark !== undefined) return mark; }
  for (const line of lines.slice(-LINES).toReversed()) { const mark = SIGNED.exec(line)?.groups?.['mark']; if (mark !== undefined) return mark; }
  return null;
}
