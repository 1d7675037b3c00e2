/** How an agency signs: two to eight capitals. */
const MARK = '(?<mark>\\p{Lu}[\\p{Lu}\\p{N}]{1,7})';
const DAY = '\\d{1,2}\\p{L}{0,2}';
const DATE = `(?:${DAY}\\.? \\p{L}{3,12}|\\p{L}{3,12}\\.? ${DAY})(?:,? \\d{4})?`;
/** `PORT SAREL (MPA) -`, `Port Sarel, March 3 (MPA) –`: a place in capitals or with a date, the mark, a dash. Nothing else before it. */
const DATELINE = new RegExp(`^(?<place>\\p{Lu}[\\p{Lu}.' -]{2,40}(?:, ${DATE})?|\\p{Lu}[\\p{L}.' -]{2,40}, ${DATE})\\s*\\(${MARK}\\)\\s*[-\\u2013\\u2014]\\s*\\S`, 'u');
/** The same where the place is in Khmer, which has no capitals: a name of few letters. */
const KHMER_DATELINE = new RegExp(`^(?<place>[\\u1780-\\u17d3\\u200b ]{2,30})\\s*\\(${MARK}\\)\\s*[-\\u2013\\u2014]\\s*\\S`, 'u');
/** The mark alone after a text's last stop: `…, the union said. - MPA`. */
const SIGNED = new RegExp(`[.!?\\u17d4"\\u00bb\\u201d]\\s*(?:[-\\u2013\\u2014/]\\s?|\\()${MARK}\\)?$`, 'u');
/** What stands in brackets before a dash in headlines without being anybody's mark. */
const NO_MARK = /^(?:VIDEOS?|PHOTOS?|AUDIO|LIVE|UPDATED?|BREAKING|QR|HD|FULL|WATCH|NEW|PDF|ICYMI|EXCLUSIVE|ANALYSIS|OPINION)$/;
/** An institution with its own initials is no place with an agency's. */
const INSTITUTION = /\b(?:MINISTRY|COMMISSION|COMMITTEE|PARTY|UNIVERSITY|COUNCIL|OFFICE|ASSOCIATION|BANK|AUTHORITY|UNION|DEPARTMENT|COURT|FORCES?|POLICE|LEAGUE|FRONT|CENTRE|CENTER|INSTITUTE|ASSEMBLY|NETWORK|COMPANY|GROUP)\b|ក្រសួង|គណៈ|គណបក្ស|អគ្គ|នាយកដ្ឋាន|ធនាគារ|សមាគម|អង្គការ|សាកលវិទ្យាល័យ|តុលាការ|ក្រុម|មន្ទីរ|រដ្ឋ/i;
const initials = (words: string): string => words.split(/[ -]+/).map((word) => word.charAt(0)).join('').toUpperCase();
/** Titles, dates and the like may come before a wire's first line. */
const LINES = 6;
const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/**
 * The mark of the news agency whose text this is, as it stands in a dateline or below the text; null where it carries none. Of a long text its beginning and
 * its end are enough. Words in capitals elsewhere are none: neither an institution's own initials, nor what headlines say in brackets.
 */
export function agencyOf(beginning: string, end = beginning): string | null {
  for (const line of linesOf(beginning).slice(0, LINES)) {
    const { place, mark } = (DATELINE.exec(line) ?? KHMER_DATELINE.exec(line))?.groups ?? {};
    if (place !== undefined && mark !== undefined && !NO_MARK.test(mark) && !INSTITUTION.test(place) && !initials(place).startsWith(mark)) return mark;
  }
  const mark = SIGNED.exec(linesOf(end).at(-1) ?? '')?.groups?.['mark'];
  return mark !== undefined && mark.length > 2 && !NO_MARK.test(mark) ? mark : null;
}
