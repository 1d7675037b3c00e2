import { isoLocal, localDayOf, longDate } from '../calendar.js';
import type { Article } from '../model.js';
import type { LayoutPages, Surroundings } from './layout.js';
import { attachments, breakWords, escape, followUs, linkify, SECTION_NAMES, shownParagraphs, WORDS } from './markup.js';

/** A blog system's pages: dated addresses, a feed, entry classes, a sidebar of recent posts. */
export const wordpress: LayoutPages = {
  feedPath: '/feed/',
  pathOf: (article) => `/${localDayOf(article.at).replaceAll('-', '/')}/${article.section}-${article.number}/`,
  listPath: (section, page) => `${section === null ? '' : `/category/${section}`}${page > 1 ? `/page/${page}` : ''}/`,
  article(article, related, around) {
    const { site, origin } = around;
    const url = `${origin}${wordpress.pathOf(article)}`;
    return shell(around, article.language, escape(title(article, around)), `
<link rel="canonical" href="${url}" />
<meta property="og:type" content="article" />
<meta property="og:title" content="${escape(title(article, around))}" />
<meta property="og:url" content="${url}" />
<meta property="og:site_name" content="${escape(site.actor.name[site.language])}" />
<meta property="article:published_time" content="${isoLocal(article.at)}" />
<meta property="article:section" content="${SECTION_NAMES[article.section].en}" />`, `
<article id="post-${article.number}" class="post-${article.number} post type-post status-publish hentry category-${article.section}">
<header class="entry-header"><h1 class="entry-title">${escape(title(article, around))}</h1>
<div class="entry-meta"><span class="posted-on"><a href="${url}" rel="bookmark"><time class="entry-date published" datetime="${isoLocal(article.at)}">${longDate(localDayOf(article.at), article.language)}</time></a></span>${article.author === null ? '' : ` <span class="byline author vcard">${escape(article.author)}</span>`}</div></header>
<div class="entry-content">
${shownParagraphs(article).map((paragraph) => `<p>${linkify(breakWords(paragraph, site.wordBreaks))}</p>`).join('\n')}${attachments(article)}
</div>
<footer class="entry-footer"><span class="cat-links"><a href="${wordpress.listPath(article.section, 1)}" rel="category tag">${SECTION_NAMES[article.section][article.language]}</a></span></footer>
</article>`, related);
  },
  list({ articles, page, pages, section }, around) {
    const { language } = around.site;
    const name = section === null ? around.site.actor.name[language] : SECTION_NAMES[section][language];
    return shell(around, language, escape(name), '', `
<h1 class="page-title">${escape(name)}</h1>
${articles.map((article) => `<article class="post hentry"><h2 class="entry-title"><a href="${wordpress.pathOf(article)}" rel="bookmark">${escape(title(article, around))}</a></h2><div class="entry-summary"><p>${escape(article.paragraphs[0]!.slice(0, 90))}… <a class="more-link" href="${wordpress.pathOf(article)}">${WORDS.more[language]}</a></p></div></article>`).join('\n')}
<nav class="navigation pagination">${page > 1 ? `<a class="prev page-numbers" href="${wordpress.listPath(section, page - 1)}">${WORDS.newer[language]}</a> ` : ''}<span class="page-numbers current">${page}</span>${page < pages ? ` <a class="next page-numbers" href="${wordpress.listPath(section, page + 1)}">${WORDS.older[language]}</a>` : ''}</nav>`, []);
  },
  plain: (heading, text, around) => shell(around, around.site.language, escape(heading), '', `<article class="page hentry"><h1 class="entry-title">${escape(heading)}</h1><div class="entry-content"><p>${escape(text)}</p></div></article>`, []),
};

const title = (article: Article, { site }: Surroundings) => breakWords(article.title, site.wordBreaks);

function shell(around: Surroundings, language: 'en' | 'km', heading: string, head: string, main: string, related: Article[]): string {
  const { site, sections } = around;
  const name = escape(site.actor.name[site.language]);
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${heading} – ${name}</title>
<link rel="alternate" type="application/rss+xml" title="${name} &#187; Feed" href="/feed/" />${head}
<style>body{font-family:'Noto Sans Khmer','Khmer OS',sans-serif;margin:0;color:#222;line-height:1.7}.site{max-width:960px;margin:auto;display:grid;grid-template-columns:1fr 240px;gap:2em;padding:0 1em}.site-header,.site-footer{grid-column:1/3}.site-header{border-bottom:4px solid #a33;padding:1em 0}.menu{list-style:none;padding:0}.menu-item{display:inline-block}.site-title{font-size:1.6em;margin:0}.main-navigation a{margin-right:1em}.site-footer{border-top:1px solid #ccc;font-size:.85em;padding:1em 0}</style>
</head>
<body class="single single-post">
<div id="page" class="site">
<header id="masthead" class="site-header"><p class="site-title"><a href="/" rel="home">${name}</a></p>
<nav class="main-navigation"><ul class="menu">${sections.map((section) => `<li class="menu-item"><a href="${wordpress.listPath(section, 1)}">${SECTION_NAMES[section][site.language]}</a></li>`).join('')}<li class="menu-item"><a href="/about/">${WORDS.about[site.language]}</a></li></ul></nav></header>
<main id="primary" class="site-main">${main}
</main>
<aside id="secondary" class="widget-area">${related.length === 0 ? '' : `<section class="widget widget_recent_entries"><h2 class="widget-title">${WORDS.also[site.language]}</h2><ul>${related.map((article) => `<li><a href="${wordpress.pathOf(article)}">${escape(title(article, around))}</a></li>`).join('')}</ul></section>`}</aside>
<footer id="colophon" class="site-footer"><p>© ${name}. ${WORDS.rights[site.language]}.</p><p class="social">${followUs(site, site.language)}</p><p><a href="/internal/" rel="nofollow">${WORDS.staff[site.language]}</a></p></footer>
</div>
</body>
</html>
`;
}
