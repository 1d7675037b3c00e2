import { clockOf, khmerDigits, localDayOf, longDate, weekday } from '../calendar.js';
import type { Article } from '../model.js';
import type { LayoutPages, Surroundings } from './layout.js';
import { attachments, breakWords, escape, followUs, legacySpelling, linkify, SECTION_NAMES, shownParagraphs, WORDS } from './markup.js';

const old = (text: string): string => legacySpelling(breakWords(text, true));
const query = (rest: string): string => `/index.php?option=com_content&${rest}`;

/** A content system of fifteen years ago: everything behind index.php, the date in words, and Khmer in the spelling of old keyboards, with marks between words. */
export const legacy: LayoutPages = {
  feedPath: null,
  pathOf: (article) => query(`view=article&id=${300 + article.number}`),
  listPath: (section, page) => (section === null && page === 1 ? '/' : query(`view=category&id=${section ?? 'all'}${page > 1 ? `&start=${page}` : ''}`)),
  article(article, related, around) {
    const { language } = article;
    const day = localDayOf(article.at);
    const date = language === 'en' ? `${weekday(day, 'en')}, ${longDate(day, 'en')} ${clockOf(article.at)}` : old(`${weekday(day, 'km')} ${longDate(day, 'km')} ម៉ោង ${khmerDigits(clockOf(article.at))}`);
    return shell(around, old(article.title), `
<div class="item-page"><h2 class="contentheading">${escape(old(article.title))}</h2>
<dl class="article-info"><dd class="create">${date}</dd>${article.author === null ? '' : `<dd class="createdby">${escape(old(article.author))}</dd>`}</dl>
${shownParagraphs(article).map((paragraph) => `<p style="text-align: justify;"><span style="font-size: 12pt;">${linkify(old(paragraph))}</span></p>`).join('\n<p>&#160;</p>\n')}
${attachments(article)}</div>`, related);
  },
  list: ({ articles, page, pages, section }, around) => shell(around, section === null ? around.site.actor.name[around.site.language] : SECTION_NAMES[section][around.site.language], `
<table class="category">${articles.map((article, at) => `<tr class="sectiontableentry${(at % 2) + 1}"><td><a href="${escape(legacy.pathOf(article))}">${escape(old(article.title))}</a></td></tr>`).join('\n')}</table>
<div class="pagination">${page > 1 ? `<a href="${escape(legacy.listPath(section, page - 1))}">${WORDS.newer[around.site.language]}</a> ` : ''}${page < pages ? `<a href="${escape(legacy.listPath(section, page + 1))}">${WORDS.older[around.site.language]}</a>` : ''}</div>`, []),
  plain: (heading, text, around) => shell(around, heading, `<h2 class="contentheading">${escape(heading)}</h2><p>${escape(text)}</p>`, []),
};

function shell(around: Surroundings, heading: string, main: string, related: Article[]): string {
  const { site, sections } = around;
  const { language } = site;
  const name = escape(site.actor.name[language]);
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="content-type" content="text/html; charset=utf-8" />
<title>${escape(heading)}</title>
<style type="text/css">body{font-family:'Khmer OS Battambang','Noto Sans Khmer',Tahoma;margin:0;background:#d8e4d4}#wrap{width:940px;max-width:100%;margin:auto;background:#fff}#left{float:left;width:200px}#body{margin:0 220px 0 210px}#right{float:right;width:210px}#foot{clear:both;background:#1f5a2e;color:#fff;padding:8px}#foot a{color:#fff}#top{background:#1f5a2e;color:#fff;padding:18px;font-size:24px}</style>
</head>
<body>
<div id="wrap"><div id="top">${name}</div>
<div id="left"><div class="moduletable"><h3>${WORDS.home[language]}</h3><ul class="menu"><li><a href="/">${WORDS.home[language]}</a></li>${sections.map((section) => `<li><a href="${escape(legacy.listPath(section, 1))}">${SECTION_NAMES[section][language]}</a></li>`).join('')}<li><a href="/about">${WORDS.about[language]}</a></li><li><a href="/old/index.htm">${WORDS.archive[language]}</a></li></ul></div></div>
<div id="right">${related.length === 0 ? '&#160;' : `<div class="moduletable"><h3>${WORDS.also[language]}</h3><ul class="latestnews">${related.map((article) => `<li><a href="${escape(legacy.pathOf(article))}">${escape(old(article.title))}</a></li>`).join('')}</ul></div>`}</div>
<div id="body">${main}
</div>
<div id="foot">${followUs(site, language)} | © ${name} | <a href="/internal/administrator">${WORDS.staff[language]}</a></div></div>
</body>
</html>
`;
}
