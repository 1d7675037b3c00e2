import { clockOf, localDayOf } from '../calendar.js';
import type { Article } from '../model.js';
import type { LayoutPages, Surroundings } from './layout.js';
import { attachments, breakWords, escape, followUs, linkify, SECTION_NAMES, shownParagraphs, WORDS } from './markup.js';

const numbered = (at: Date): string => `${localDayOf(at).split('-').toReversed().join('/')} - ${clockOf(at)}`;

/** An administration's portal: numbered nodes, fields in boxes, the day as 08/03/2027, a sitemap and no feed. */
export const portal: LayoutPages = {
  feedPath: null,
  sitemapPath: '/sitemap.xml',
  pathOf: (article) => `/node/${10_200 + article.number}`,
  listPath: (section, page) => `/${section === null ? (page === 1 ? '' : 'news') : `topics/${section}`}${page > 1 ? `?page=${page - 1}` : ''}`,
  article: (article, related, around) => shell(around, breakWords(article.title, around.site.wordBreaks), `
<div class="region region-content"><h1 class="page-header"><span class="field field--name-title">${escape(breakWords(article.title, around.site.wordBreaks))}</span></h1>
<article class="node node--type-news node--view-mode-full"><div class="node__meta"><span class="submitted">${numbered(article.at)}</span></div>
<div class="node__content"><div class="field field--name-body field--type-text-with-summary">${shownParagraphs(article).map((paragraph) => `<p>${linkify(breakWords(paragraph, around.site.wordBreaks))}</p>`).join('\n')}</div>
<div class="field field--name-field-attachments">${attachments(article)}</div>
${article.author === null ? '' : `<div class="field field--name-uid">${escape(article.author)}</div>`}</div></article></div>`, related),
  list: ({ articles, page, pages, section }, around) => shell(around, section === null ? around.site.actor.name[around.site.language] : SECTION_NAMES[section][around.site.language], `
<div class="view-content">${articles.map((article) => `<div class="views-row"><span class="views-field-created">${numbered(article.at)}</span> <span class="views-field-title"><a href="${portal.pathOf(article)}">${escape(breakWords(article.title, around.site.wordBreaks))}</a></span></div>`).join('\n')}</div>
<ul class="pager">${page > 1 ? `<li class="pager__item"><a href="${portal.listPath(section, page - 1)}">${WORDS.newer[around.site.language]}</a></li>` : ''}${page < pages ? `<li class="pager__item"><a href="${portal.listPath(section, page + 1)}">${WORDS.older[around.site.language]}</a></li>` : ''}</ul>`, []),
  plain: (heading, text, around) => shell(around, heading, `<h1 class="page-header">${escape(heading)}</h1><p>${escape(text)}</p>`, []),
};

function shell(around: Surroundings, heading: string, main: string, related: Article[]): string {
  const { site, sections } = around;
  const { language } = site;
  const name = escape(site.actor.name[language]);
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${escape(heading)} | ${name}</title>
<style>body{font:16px/1.65 'Noto Sans Khmer','Battambang',sans-serif;margin:0;color:#222}.navbar{background:#0b3d66;color:#fff;padding:14px}.navbar a{color:#fff;margin-right:12px}.row{max-width:1040px;margin:auto;display:flex;gap:24px;padding:16px}.col-main{flex:3}.col-side{flex:1;font-size:14px}.footer{background:#eef2f6;padding:14px}.submitted{color:#667}</style>
</head>
<body class="path-node">
<header class="navbar" role="banner"><a class="name" href="/">${name}</a>${sections.map((section) => `<a href="${portal.listPath(section, 1)}">${SECTION_NAMES[section][language]}</a>`).join('')}<a href="/about">${WORDS.about[language]}</a></header>
<div class="row"><section class="col-main">${main}
</section><aside class="col-side" role="complementary">${related.length === 0 ? '' : `<h2 class="block-title">${WORDS.also[language]}</h2><ul>${related.map((article) => `<li><a href="${portal.pathOf(article)}">${escape(breakWords(article.title, site.wordBreaks))}</a></li>`).join('')}</ul>`}</aside></div>
<footer class="footer" role="contentinfo"><p>${followUs(site, language)}</p><p>© ${name} <a href="/internal/user">${WORDS.staff[language]}</a></p></footer>
</body>
</html>
`;
}
