import { breakWords, escape, linkify, SECTION_NAMES } from './markup.js';
import type { Article } from '../model.js';
import { LAYOUT_PAGES } from './index.js';
import type { Surroundings } from './layout.js';

/** RSS 2.0 with whole texts, newest first, as blog systems write it. */
export function rssFeed(articles: Article[], { site, origin }: Surroundings): string {
  const name = escape(site.actor.name[site.language]);
  const { pathOf, feedPath } = LAYOUT_PAGES[site.layout];
  const items = articles.map((article) => {
    const html = article.paragraphs.map((paragraph) => `<p>${linkify(breakWords(paragraph, site.wordBreaks))}</p>`).join('\n').replaceAll(']]>', ']]&gt;');
    return `<item>
<title>${escape(breakWords(article.title, site.wordBreaks))}</title>
<link>${origin}${escape(pathOf(article))}</link>
<guid isPermaLink="true">${origin}${escape(pathOf(article))}</guid>
<pubDate>${article.at.toUTCString()}</pubDate>${article.author === null ? '' : `\n<dc:creator>${escape(article.author)}</dc:creator>`}
<category>${escape(SECTION_NAMES[article.section][site.language])}</category>
<description>${escape(article.paragraphs[0]!)}</description>
<content:encoded><![CDATA[${html}]]></content:encoded>
</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${name}</title>
<link>${origin}/</link>
<description>${name}</description>
<language>${site.language}</language>
<atom:link href="${origin}${feedPath}" rel="self" type="application/rss+xml" />
${items.join('\n')}
</channel>
</rss>
`;
}
