import { absoluteUrl } from '../../markup/address.js';
import { inScope } from '../scope.js';
import type { PageFacts } from './facts.js';
import type { Scope } from './scope.js';

/** Pages of one list: with days on them, and without any, where only their number ends the paging. */
const MOST_DATED = 300;
const MOST_UNDATED = 30;
/** An offset counts entries; lists show about so many on a page. */
const ON_A_PAGE = 10;

interface Place { /** The list that it is a page of. */ list: string; page: number }

/** Which page of which list an address is, by the ways in which sites number them: `/page/3`, `?page=3`, `?paged=3`, `?start=30`. A page without a number is the first. */
function placeOf(url: URL): Place {
  const list = new URL(url);
  list.hash = '';
  let page = 0;
  const inPath = /\/page\/(\d{1,5})\/?$/.exec(list.pathname);
  if (inPath !== null) {
    page = Number(inPath[1]);
    list.pathname = list.pathname.slice(0, -inPath[0].length);
  }
  for (const name of ['page', 'paged', 'pg', 'start', 'offset']) {
    const value = list.searchParams.get(name);
    if (value === null || !/^\d{1,6}$/.test(value)) continue;
    page = name === 'start' || name === 'offset' ? Number(value) / ON_A_PAGE : Number(value);
    list.searchParams.delete(name);
  }
  list.pathname = list.pathname.replace(/\/+$/, '');
  return { list: list.href, page };
}

/** The page of a list that comes after this one: what the page itself calls the next, else the smallest number after its own. Null where there is none, or this one is older than wanted (`day`). */
export function olderPage(facts: PageFacts, { page, base }: { page: string; base: string }, scope: Scope, day: string): string | null {
  const here = new URL(page);
  const own = placeOf(here);
  const days = daysOn(facts);
  if (own.page >= (days.length > 0 ? MOST_DATED : MOST_UNDATED)) return null;
  // A bar beside the list shows what is newest on every page of it: most of what is dated decides.
  if (days.length > 0 && days.filter((one) => one < day).length > days.length / 2) return null;
  let next: { url: string; page: number } | null = null;
  for (const { attribs } of facts.anchors) {
    const url = absoluteUrl(attribs['href'], base);
    if (url === null || url.href === here.href || !inScope(url, here, scope)) continue;
    if (/\bnext\b/.test(attribs['rel'] ?? '')) return url.href;
    const place = placeOf(url);
    if (place.list === own.list && place.page > own.page && (next === null || place.page < next.page)) next = { url: url.href, page: place.page };
  }
  return next?.url ?? null;
}

/** Days that a list states of its entries, in its marks and in the addresses that it links to. */
function daysOn({ times, anchors }: PageFacts): string[] {
  const stated = times.flatMap(({ attribs }) => /^\d{4}-\d{2}-\d{2}/.exec(attribs['datetime'] ?? '')?.[0] ?? []);
  if (stated.length > 0) return stated;
  const inAddresses = new Map(anchors.flatMap(({ attribs }) => { const [href, year, month, date] = /\/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)[^?#]*/.exec(attribs['href'] ?? '') ?? []; return href === undefined ? [] : [[href, `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`] as const]; }));
  return [...inAddresses.values()];
}
