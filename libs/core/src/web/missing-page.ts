/** What a host answers with status 200 for an address that does not exist. `lines`: its visible text, as `shownLines` gives it. */
export interface MissingPage { finalUrl: string; redirected: boolean; title: string; lines: string[] }

/** Of a longer page nothing is said: what is compared must be all of it. */
const MOST_LINES = 1000;
/** A page with less text says too little to be told by: it may be the empty shell that scripts fill, the same for every address. Characters. */
const LEAST = 200;
const MOST_OF_A_LINE = 300;
/** Two answers for missing addresses may differ in a word or a number of their frame; the shortest article has a headline of its own. Characters. */
const MOST_APART = 30;
const SHARE_APART = 0.03;

/** An address that no site has, the same one each time, which says to whoever reads the server's log why it is asked for. `origin`: scheme://host[:port]. */
export function addressOfNothing(origin: string): string {
  let hash = 0x811c9dc5;
  for (const character of origin) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `${origin}/no-such-page-we-ask-how-errors-look-${hash.toString(16).padStart(8, '0')}`;
}

/** Whether a page for missing addresses has enough of its own for others to be compared with it, and is no shell that scripts fill. */
const isTelling = ({ lines }: MissingPage): boolean => lines.length < MOST_LINES && length(lines) >= LEAST && !lines.some((line) => line.includes('javascript'));

/** The visible text of a page in lines that two answers of the same kind share: without the address asked for, numbers as `#`. */
export function shownLines(text: string, asked: string): string[] {
  const path = /^[a-z]+:\/\/[^/]*(\/[^?#]*)/i.exec(asked)?.[1] ?? '/';
  const own = [asked, path, path.replace(/^\/|\/$/g, '')].filter((part) => part.length > 2);
  return text.split('\n').map((line) => own.reduce((kept, part) => kept.replaceAll(part, ''), line).replace(/\d+/g, '#').replace(/\s+/g, ' ').trim().toLowerCase().slice(0, MOST_OF_A_LINE)).filter((line) => line !== '').slice(0, MOST_LINES);
}

/**
 * Why a page answered with 200 is the host's page for addresses that do not exist, or null. Asked for elsewhere, it leads where such addresses lead; or title and
 * text are those of the missing page but for a few characters, in both directions: an article has what that page lacks, and lacks what that page says.
 */
export function sameAsMissing(page: { asked: string; finalUrl: string; title: string | null; text: string }, missing: MissingPage): string | null {
  if (missing.redirected && page.finalUrl === missing.finalUrl && page.asked !== page.finalUrl) return `redirected to ${page.finalUrl}, as addresses that do not exist are on this host`;
  if (!isTelling(missing)) return null;
  const [title = ''] = shownLines(page.title ?? '', page.asked);
  if (title !== missing.title) return null;
  const lines = shownLines(page.text, page.asked);
  if (lines.length >= MOST_LINES) return null;
  const most = Math.max(MOST_APART, SHARE_APART * length(missing.lines));
  return length(without(lines, missing.lines)) <= most && length(without(missing.lines, lines)) <= most ? 'HTTP 200 with the page that this host gives for addresses that do not exist' : null;
}

const length = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0);
function without(lines: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
}
