import { decodeXML } from 'entities';

export interface SitemapEntry { location: string; modifiedAt: Date | null; nested: boolean }

/** Entries of one file that are taken, the newest: twice what the protocol allows. */
export const MOST_ENTRIES = 100_000;
const MOST_LOCATION = 4096;
/** A tag or comment that has no end within so many characters ends the reading. */
const MOST_REST = 1 << 20;

/**
 * Entries of a `urlset` or `sitemapindex` that comes in pieces, one after another, by searching for the next tag: no tree is built, no entity of the document's own
 * is expanded, and whoever has enough stops reading. A piece is let go of when the next is taken, so that memory does not grow with the list; time is linear in
 * what was read. Returns whether the list was read to its end.
 */
export function* sitemapEntries(pieces: Iterable<string>): Generator<SitemapEntry, boolean> {
  let nested: boolean | null = null; // whether the open entry is a sitemap; null outside of entries
  let location = '';
  let modified = '';
  let ended = false;
  let rest = '';
  for (const piece of pieces) {
    const xml = rest + piece;
    let at = xml.indexOf('<');
    while (at !== -1) {
      if (xml.startsWith('<!--', at) || xml.startsWith(RAW, at)) {
        const end = xml.indexOf(xml.charCodeAt(at + 2) === DASH ? '-->' : ']]>', at + 4);
        if (end === -1) break;
        at = xml.indexOf('<', end);
        continue;
      }
      const close = xml.indexOf('>', at);
      if (close === -1) break;
      const name = nameAt(xml, at + 1, close);
      if (name === 'url' || name === 'sitemap') { nested = name === 'sitemap'; location = ''; modified = ''; }
      else if (name === '/url' || name === '/sitemap') {
        if (nested !== null && location !== '' && location.length <= MOST_LOCATION) yield { location, modifiedAt: dateOf(modified), nested };
        nested = null;
      } else if (name === '/urlset' || name === '/sitemapindex') ended = true;
      else if (nested !== null && (name === 'loc' || name === 'lastmod' || (name === 'publication_date' && modified === ''))) {
        const { text, next } = textAt(xml, close + 1);
        if (next === -1) break;
        if (name === 'loc') location = text; else modified = text;
        at = next;
        continue;
      }
      at = xml.indexOf('<', close);
    }
    // What was begun is read again with the next piece.
    rest = at === -1 ? '' : xml.slice(at);
    if (rest.length > MOST_REST) return false;
  }
  return ended;
}

const DASH = 45;
const RAW = '<![CDATA[';

/** The tag's name without prefix and attributes, in lower case; with its prefix where an extension has names of ours (`image:loc`). */
function nameAt(xml: string, start: number, close: number): string {
  let end = start;
  for (let code = xml.charCodeAt(end); end < close && code > 32 && (code !== 47 || end === start); code = xml.charCodeAt(++end)) if (end - start > 40) return '';
  const name = xml.slice(start, end).toLowerCase();
  const colon = name.indexOf(':');
  return colon === -1 || /^(image|video|xhtml):/.test(name) ? name : `${name.startsWith('/') ? '/' : ''}${name.slice(colon + 1)}`;
}

/** Text up to the next tag, CDATA sections as they stand; `next` is -1 where that tag is not there yet. */
function textAt(xml: string, from: number): { text: string; next: number } {
  let text = '';
  for (let start = from;;) {
    const tag = xml.indexOf('<', start);
    const raw = xml.slice(start, tag === -1 ? undefined : tag);
    text += raw.includes('&') ? decodeXML(raw) : raw;
    if (tag === -1 || text.length > 2 * MOST_LOCATION) return { text: text.trim(), next: tag };
    if (!xml.startsWith(RAW, tag)) return { text: text.trim(), next: xml.length < tag + RAW.length && RAW.startsWith(xml.slice(tag)) ? -1 : tag };
    const end = xml.indexOf(']]>', tag);
    if (end === -1) return { text: text.trim(), next: -1 };
    text += xml.slice(tag + 9, end);
    start = end + 3;
  }
}

/** The usual forms are read by the engine's quick path; `new Date` takes all others that it knows. */
function dateOf(text: string): Date | null {
  if (text === '') return null;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}
