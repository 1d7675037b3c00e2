/** Deepest path and most parameters that a page of a real site was seen to need, with room. */
const MOST_SEGMENTS = 20;
const MOST_PARAMETERS = 15;
/** Clicks from a start page. A site whose pages lie deeper is linked like a calendar. */
export const MOST_CLICKS = 100;
/** Different URLs that may differ only in the numbers of their query: pages of a list, days of a calendar. */
export const MOST_OF_A_SHAPE = 1000;

/**
 * Why a URL looks like part of an endless space rather than a page, or null: a segment that repeats as relative links gone wrong make it, too deep a path,
 * too many parameters. `url` is in normal form.
 */
export function trapSign(url: string): string | null {
  const [address = '', search = ''] = url.split('?', 2);
  const segments = address.split('/').slice(3).filter((segment) => segment !== '');
  if (segments.length > MOST_SEGMENTS) return `a path of ${segments.length} segments`;
  if (search.split('&').length > MOST_PARAMETERS) return `${search.split('&').length} parameters`;
  const counts = new Map<string, number>();
  for (const [at, segment] of segments.entries()) {
    const count = (counts.get(segment) ?? 0) + 1;
    counts.set(segment, count);
    if (count >= 4 || (segment === segments[at - 1] && segment === segments[at - 2])) return `the segment "${segment.slice(0, 40)}" ${count} times in the path`;
  }
  return null;
}

/** A URL with a query, its numbers replaced by `#`: what a calendar's or list's endless pages have in common. Null for a URL without a query. */
export function queryShape(url: string): string | null {
  return url.includes('?') ? url.replace(/\d+/g, '#') : null;
}

/** Addresses of one source that may differ only in their query, over all its pages and for good: an old site that numbers its articles has some thousand. */
const MOST_OF_A_PATH = 5000;
/** Days and months of one calendar: nearly three years of days. */
const MOST_OF_A_CALENDAR = 1000;
/** A path that ends in a month or a day and has no name of its own: `/events/2031-03`, `/2031/3/14/page/2`. */
const CALENDAR = /\/\d{4}[-/.](0?[1-9]|1[0-2])([-/.](0?[1-9]|[12]\d|3[01]))?(\/page\/\d+)?\/?$/;

/**
 * What addresses of an endless space have in common, and how many of them a source may have: the address before a query, or before the dates of a calendar in the
 * path, its numbers replaced by `#`. Null for an address of neither form: articles are numbered too, and no site has too many of them.
 */
export function endlessShape(url: string): { shape: string; most: number } | null {
  const [path = '', search] = url.split('?', 2);
  if (search !== undefined) return { shape: path.replace(/\d+/g, '#'), most: MOST_OF_A_PATH };
  return CALENDAR.test(path) ? { shape: path.replace(/\d+/g, '#'), most: MOST_OF_A_CALENDAR } : null;
}
