import { clockOf, isoLocal, localDayOf, longDate } from '../calendar.js';
import type { Article } from '../model.js';
import type { LayoutPages, Surroundings } from './layout.js';
import { attachments, breakWords, escape, followUs, linkify, SECTION_NAMES, shownParagraphs, WORDS } from './markup.js';

/** A hosted blog used as a newspaper: the text in one block with line breaks, days as headings, an archive in the margin, an Atom feed. */
export const journal: LayoutPages = {
  feedPath: '/feeds/posts/default',
  pathOf: (article) => `/${localDayOf(article.at).slice(0, 7).replace('-', '/')}/${article.section}-note-no-${article.number}.html`,
  listPath: (section, page) => (section === null ? (page === 1 ? '/' : `/search/older/${page}`) : `/search/label/${section}${page > 1 ? `?page=${page}` : ''}`),
  article: (article, related, around) => shell(around, breakWords(article.title, around.site.wordBreaks), `
<div class="date-outer"><h2 class="date-header"><span>${longDate(localDayOf(article.at), article.language)}</span></h2>
<div class="post hentry"><h3 class="post-title entry-title">${escape(breakWords(article.title, around.site.wordBreaks))}</h3>
<div class="post-body entry-content">${shownParagraphs(article).map((paragraph) => linkify(breakWords(paragraph, around.site.wordBreaks))).join('<br /><br />\n')}<div style="clear: both;"></div>${attachments(article)}</div>
<div class="post-footer">${article.author === null ? '' : `<span class="post-author vcard"><span class="fn">${escape(article.author)}</span></span> `}<span class="post-timestamp"><abbr class="published" title="${isoLocal(article.at)}">${clockOf(article.at)}</abbr></span> <span class="post-labels"><a href="${journal.listPath(article.section, 1)}" rel="tag">${SECTION_NAMES[article.section][article.language]}</a></span></div>
</div></div>`, related),
  list: ({ articles, page, pages, section }, around) => shell(around, section === null ? around.site.actor.name[around.site.language] : SECTION_NAMES[section][around.site.language], `
<div class="blog-posts">${articles.map((article) => `<div class="post-outer"><h3 class="post-title"><a href="${journal.pathOf(article)}">${escape(breakWords(article.title, around.site.wordBreaks))}</a></h3></div>`).join('\n')}</div>
<div class="blog-pager">${page > 1 ? `<a class="blog-pager-newer-link" href="${journal.listPath(section, page - 1)}">${WORDS.newer[around.site.language]}</a> ` : ''}${page < pages ? `<a class="blog-pager-older-link" href="${journal.listPath(section, page + 1)}">${WORDS.older[around.site.language]}</a>` : ''}</div>`, []),
  plain: (heading, text, around) => shell(around, heading, `<div class="post"><h3 class="post-title">${escape(heading)}</h3><div class="post-body">${escape(text)}</div></div>`, []),
};

function shell(around: Surroundings, heading: string, main: string, related: Article[]): string {
  const { site, sections } = around;
  const { language } = site;
  const name = escape(site.actor.name[language]);
  return `<!DOCTYPE html>
<html dir="ltr">
<head>
<meta content="text/html; charset=UTF-8" http-equiv="Content-Type" />
<title>${name}: ${escape(heading)}</title>
<link rel="alternate" type="application/atom+xml" title="${name}" href="/feeds/posts/default" />
<style>body{font:14px/1.6 'Noto Sans Khmer',Verdana,sans-serif;background:#efe9dd;margin:0}.content{width:920px;max-width:100%;margin:auto;background:#fff;display:flex}.main{flex:1;padding:20px}.sidebar{width:220px;padding:20px;background:#f7f3ea}.header{background:#57432b;color:#fff;padding:20px}.header a{color:#fff}.date-header{color:#888;font-size:13px}</style>
</head>
<body>
<div class="header"><h1 class="title"><a href="/">${name}</a></h1></div>
<div class="content"><div class="main">${main}
</div>
<div class="sidebar">${related.length === 0 ? '' : `<div class="widget PopularPosts"><h2>${WORDS.also[language]}</h2><ul>${related.map((article) => `<li><a href="${journal.pathOf(article)}">${escape(breakWords(article.title, site.wordBreaks))}</a></li>`).join('')}</ul></div>`}
<div class="widget Label"><ul>${sections.map((section) => `<li><a href="${journal.listPath(section, 1)}">${SECTION_NAMES[section][language]}</a></li>`).join('')}</ul></div>
<div class="widget Text">${followUs(site, language)}</div></div></div>
<div class="footer">© ${name} · <a href="/about">${WORDS.about[language]}</a> · <a href="/internal/new-post" rel="nofollow">${WORDS.staff[language]}</a></div>
</body>
</html>
`;
}
