import type { EditionContent } from '#core/digest/content.js';
import { escapeHtml, safeHref } from './safe.js';
import { viewOf, type Limits, type View } from './view.js';
import { textOf, wordsOf } from './words.js';

/** Where a feed and its items live. `editionUrl` gives the page of an edition; `self` is the feed's own address, `home` its page. */
export interface FeedPlaces { home: string; self: string; editionUrl: (content: EditionContent) => string }
const SHORT: Limits = { members: 1, quote: 200, gaps: 1, drives: 1, rows: 1, further: 0, pictures: 0 };
const MOST_ITEMS = 30;

interface Item { id: string; url: string; view: View; summary: string; at: Date }
/** Only what was released to the public gets into a feed, whatever the caller hands in. Newest first. */
function items(contents: EditionContent[], language: string, places: FeedPlaces): Item[] {
  return contents.flatMap((content): Item[] => {
    if (content.release.state !== 'released' || content.key.audience !== 'public') return [];
    const view = viewOf(content, language, { edition: null, unsubscribe: null }, SHORT);
    const { election, day, audience, sequence } = content.key;
    const url = safeHref(places.editionUrl(content));
    if (url === null) throw new TypeError(`the page of edition ${day} has no http address: ${places.editionUrl(content)}`);
    return [{ id: `urn:edition:${encodeURIComponent(election)}:${day}:${audience}:${sequence}:${view.language}`, url, view, summary: view.summary.map((line) => line.map(textOf).join('')).join(' '), at: new Date(content.release.at) }];
  }).sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, MOST_ITEMS);
}

/** RSS 2.0 of released public editions, newest first, at most thirty. */
export function rssFeed(contents: EditionContent[], language: string, places: FeedPlaces): string {
  const words = wordsOf(language);
  const title = escapeHtml(words.text('feed.title'));
  const entries = items(contents, language, places).map(({ id, url, view, summary, at }) => `<item><title>${escapeHtml(view.subject)}</title><link>${escapeHtml(url)}</link><guid isPermaLink="false">${escapeHtml(id)}</guid><pubDate>${at.toUTCString()}</pubDate><description>${escapeHtml(escapeHtml(summary))}</description></item>`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${title}</title><link>${escapeHtml(places.home)}</link><description>${title}</description><language>${words.language}</language><atom:link href="${escapeHtml(places.self)}" rel="self" type="application/rss+xml"/>${entries.join('')}</channel></rss>\n`;
}

/** JSON Feed 1.1 of released public editions, newest first, at most thirty. */
export function jsonFeed(contents: EditionContent[], language: string, places: FeedPlaces): string {
  const words = wordsOf(language);
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1', title: words.text('feed.title'), home_page_url: places.home, feed_url: places.self, language: words.language,
    items: items(contents, language, places).map(({ id, url, view, summary, at }) => ({ id, url, title: view.subject, content_text: summary, date_published: at.toISOString(), language: view.language })),
  }, null, 1)}\n`;
}
