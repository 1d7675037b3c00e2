import { isoLocal } from '../calendar.js';
import { attachments, breakWords, escape, linkify, SECTION_NAMES, shownParagraphs } from './markup.js';
import type { Article } from '../model.js';
import { LAYOUT_PAGES } from './index.js';
import type { Surroundings } from './layout.js';

const wholeText = (article: Article, { site, origin }: Pick<Surroundings, 'site' | 'origin'>): string =>
  `${shownParagraphs(article).map((paragraph) => `<p>${linkify(breakWords(paragraph, site.wordBreaks))}</p>`).join('\n')}${attachments(article, origin)}`;

/** Atom 1.0 with whole texts as escaped markup, newest first. */
export function atomFeed(articles: Article[], { site, origin }: Surroundings): string {
  const name = escape(site.actor.name[site.language]);
  const { pathOf, feedPath } = LAYOUT_PAGES[site.layout];
  const entries = articles.map((article) => `<entry>
<id>tag:${site.id}.example,2020:${article.number}</id>
<published>${isoLocal(article.at)}</published>
<updated>${isoLocal(article.at)}</updated>
<title type="text">${escape(breakWords(article.title, site.wordBreaks))}</title>
<link rel="alternate" type="text/html" href="${origin}${escape(pathOf(article))}" />
<content type="html">${escape(wholeText(article, { site, origin }))}</content>
</entry>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>tag:${site.id}.example,2020:all</id>
<title>${name}</title>
<updated>${isoLocal(articles[0]?.at ?? new Date(0))}</updated>
<link rel="self" href="${origin}${feedPath}" />
<author><name>${name}</name></author>
${entries.join('\n')}
</feed>
`;
}

/** Every published page, as https://www.sitemaps.org/protocol.html has it. */
export const sitemap = (articles: Article[], { site, origin }: Surroundings): string => `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>${origin}/</loc></url>
${articles.map((article) => `<url><loc>${origin}${escape(LAYOUT_PAGES[site.layout].pathOf(article))}</loc><lastmod>${isoLocal(article.at)}</lastmod></url>`).join('\n')}
</urlset>
`;

/** RSS 2.0 with whole texts, newest first, as blog systems write it. */
export function rssFeed(articles: Article[], { site, origin }: Surroundings): string {
  const name = escape(site.actor.name[site.language]);
  const { pathOf, feedPath } = LAYOUT_PAGES[site.layout];
  const items = articles.map((article) => {
    const html = wholeText(article, { site, origin }).replaceAll(']]>', ']]&gt;');
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
