import { clockOf, isoLocal, localDayOf, longDate } from '../calendar.js';
import type { LayoutPages, Surroundings } from './layout.js';
import { attachments, breakWords, escape, followUs, jsonScript, linkify, SECTION_NAMES, shownParagraphs, WORDS } from './markup.js';

/** A newsroom's present-day site: JSON-LD, semantic elements, blocks between paragraphs that are no part of the article. */
export const modern: LayoutPages = {
  feedPath: '/rss.xml',
  sitemapPath: '/sitemap.xml',
  pathOf: (article) => `/${article.language}/${article.section}/story-${article.number}`,
  listPath: (section, page) => `/${section === null ? '' : `topic/${section}`}${page > 1 ? `?page=${page}` : ''}`,
  article(article, related, around) {
    const { site, origin } = around;
    const words = (text: string) => breakWords(text, site.wordBreaks);
    const data = {
      '@context': 'https://schema.org', '@type': 'NewsArticle', headline: words(article.title), datePublished: isoLocal(article.at), dateModified: isoLocal(article.at), inLanguage: article.language,
      mainEntityOfPage: `${origin}${modern.pathOf(article)}`, publisher: { '@type': 'Organization', name: site.actor.name[site.language] },
      ...(article.author === null ? {} : { author: { '@type': 'Person', name: article.author } }),
    };
    const paragraphs = shownParagraphs(article).map((paragraph) => `<p class="story__text">${linkify(words(paragraph))}</p>`);
    const [first] = related;
    if (first !== undefined && paragraphs.length > 3) paragraphs.splice(2, 0, `<aside class="story__related"><a href="${modern.pathOf(first)}">${escape(words(first.title))}</a></aside>`);
    return shell(around, article.language, escape(words(article.title)), `
<meta property="og:type" content="article" />
<meta name="description" content="${escape(article.paragraphs[0]!.slice(0, 140))}" />
<link rel="canonical" href="${origin}${modern.pathOf(article)}" />
<script type="application/ld+json">${jsonScript(data)}</script>`, `
<article class="story">
<p class="story__kicker"><a href="${modern.listPath(article.section, 1)}">${SECTION_NAMES[article.section][article.language]}</a></p>
<h1 class="story__title">${escape(words(article.title))}</h1>
<p class="story__meta">${article.author === null ? '' : `<span class="story__author">${escape(article.author)}</span> · `}<time datetime="${isoLocal(article.at)}">${longDate(localDayOf(article.at), article.language)}, ${clockOf(article.at)}</time></p>
<div class="story__body">
${paragraphs.join('\n')}${attachments(article)}
</div>
</article>
<section class="more"><h2>${WORDS.also[site.language]}</h2><ul>${related.map((other) => `<li><a href="${modern.pathOf(other)}">${escape(words(other.title))}</a></li>`).join('')}</ul></section>`);
  },
  list({ articles, page, pages, section }, around) {
    const { language } = around.site;
    const name = section === null ? around.site.actor.name[language] : SECTION_NAMES[section][language];
    return shell(around, language, escape(name), '', `
<h1>${escape(name)}</h1>
<ol class="teasers">${articles.map((article) => `<li class="teaser"><a href="${modern.pathOf(article)}"><h2>${escape(breakWords(article.title, around.site.wordBreaks))}</h2></a><p>${SECTION_NAMES[article.section][language]} · <time datetime="${isoLocal(article.at)}">${longDate(localDayOf(article.at), language)}</time></p></li>`).join('\n')}</ol>
<nav class="pages">${page > 1 ? `<a rel="prev" href="${modern.listPath(section, page - 1)}">${WORDS.newer[language]}</a> ` : ''}${page < pages ? `<a rel="next" href="${modern.listPath(section, page + 1)}">${WORDS.older[language]}</a>` : ''}</nav>`);
  },
  plain: (heading, text, around) => shell(around, around.site.language, escape(heading), '', `<article><h1>${escape(heading)}</h1><p>${escape(text)}</p></article>`),
};

function shell(around: Surroundings, language: 'en' | 'km', heading: string, head: string, main: string): string {
  const { site, sections } = around;
  const name = escape(site.actor.name[site.language]);
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${heading} | ${name}</title>
<link rel="alternate" type="application/rss+xml" title="${name}" href="/rss.xml" />${head}
<style>:root{--ink:#16202a;--line:#d5dce3}body{font:17px/1.75 'Noto Serif Khmer','Khmer OS',Georgia,serif;color:var(--ink);margin:0}header,main,footer{max-width:760px;margin:0 auto;padding:1rem}header{border-bottom:1px solid var(--line)}nav a{margin-right:.9rem}.story__related{border-left:3px solid #0a7;padding-left:1rem;font-size:.9em}.story__meta,.teaser p,footer{color:#5b6875;font-size:.85em}.cookie{background:#f3f6f8;padding:.5rem 1rem}</style>
</head>
<body>
<div class="cookie" role="dialog">${language === 'en' ? 'This site counts visits without cookies.' : 'គេហទំព័រនេះរាប់ចំនួនអ្នកចូលមើលដោយមិនប្រើខូគី។'}</div>
<header><a class="brand" href="/"><strong>${name}</strong></a><nav>${sections.map((section) => `<a href="${modern.listPath(section, 1)}">${SECTION_NAMES[section][site.language]}</a>`).join('')}<a href="/about">${WORDS.about[site.language]}</a></nav></header>
<main>${main}
</main>
<footer><p>${followUs(site, site.language)}</p><p>© ${name} · <a href="/internal/desk">${WORDS.staff[site.language]}</a></p></footer>
</body>
</html>
`;
}
