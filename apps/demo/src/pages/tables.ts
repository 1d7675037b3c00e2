import { clockOf, khmerDigits, localDayOf, longDate } from '../calendar.js';
import type { Article } from '../model.js';
import type { LayoutPages, Surroundings } from './layout.js';
import { attachments, breakWords, escape, followUs, linkify, SECTION_NAMES, shownParagraphs, WORDS } from './markup.js';

/** An old office site: tables in tables, font tags, dates only as words, addresses with numbers, no metadata at all. */
export const tables: LayoutPages = {
  feedPath: null,
  pathOf: (article) => `/news.php?id=${1000 + article.number}`,
  listPath: (section, page) => (section === null ? (page === 1 ? '/' : `/index.php?page=${page}`) : `/list.php?cat=${section}${page > 1 ? `&page=${page}` : ''}`),
  article(article, related, around) {
    const time = article.language === 'km' ? `ម៉ោង ${khmerDigits(clockOf(article.at))}` : clockOf(article.at);
    const body = shownParagraphs(article).map((paragraph) => `<font size="3">${linkify(breakWords(paragraph, around.site.wordBreaks))}</font><br /><br />`).join('\n');
    return shell(around, breakWords(article.title, around.site.wordBreaks), `
<table width="100%" cellpadding="4"><tr><td class="newstitle"><font color="#003366" size="4"><b>${escape(breakWords(article.title, around.site.wordBreaks))}</b></font></td></tr>
<tr><td><font size="1" color="gray">${longDate(localDayOf(article.at), article.language)} ${time}${article.author === null ? '' : ` | ${escape(article.author)}`}</font></td></tr>
<tr><td class="newsbody" valign="top">
${body}${attachments(article)}
</td></tr></table>`, related);
  },
  list({ articles, page, pages, section }, around) {
    const { language } = around.site;
    const rows = articles.map((article) => `<tr><td width="20%"><font size="1">${longDate(localDayOf(article.at), language)}</font></td><td><a href="${tables.pathOf(article)}">${escape(breakWords(article.title, around.site.wordBreaks))}</a></td></tr>`).join('\n');
    const link = (to: number, words: string) => `<a href="${escape(tables.listPath(section, to))}">${words}</a>`;
    return shell(around, section === null ? around.site.actor.name[language] : SECTION_NAMES[section][language], `
<table width="100%" border="0" cellpadding="3">
${rows}
</table>
<center>${page > 1 ? link(page - 1, WORDS.newer[language]) : ''} [${page}/${pages}] ${page < pages ? link(page + 1, WORDS.older[language]) : ''}</center>`, []);
  },
  plain: (heading, text, around) => shell(around, heading, `<table><tr><td><b>${escape(heading)}</b><br />${escape(text)}</td></tr></table>`, []),
};

function shell(around: Surroundings, heading: string, main: string, related: Article[]): string {
  const { site, sections } = around;
  const { language } = site;
  const name = escape(site.actor.name[language]);
  const side = related.map((article) => `<tr><td>&#187; <a href="${tables.pathOf(article)}"><font size="2">${escape(breakWords(article.title, site.wordBreaks))}</font></a></td></tr>`).join('');
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>${name} - ${escape(heading)}</title>
<style type="text/css">body,td{font-family:'Khmer OS','Noto Sans Khmer',Arial;font-size:14px}</style>
</head>
<body bgcolor="#eeeeee" topmargin="0">
<center>
<table width="900" border="0" cellspacing="0" cellpadding="0" bgcolor="#ffffff">
<tr><td colspan="3" bgcolor="#003366" height="70"><font color="#ffffff" size="5"><b>&#160;${name}</b></font></td></tr>
<tr><td width="160" valign="top" bgcolor="#dde6ee"><table width="100%"><tr><td><a href="/">${WORDS.home[language]}</a></td></tr>${sections.map((section) => `<tr><td><a href="${tables.listPath(section, 1)}">${SECTION_NAMES[section][language]}</a></td></tr>`).join('')}<tr><td><a href="/about.php">${WORDS.about[language]}</a></td></tr><tr><td><a href="/old/index.htm">${WORDS.archive[language]}</a></td></tr></table></td>
<td valign="top">${main}</td>
<td width="180" valign="top"><table width="100%" cellpadding="2">${related.length === 0 ? '<tr><td>&#160;</td></tr>' : `<tr><td bgcolor="#cccccc"><b>${WORDS.also[language]}</b></td></tr>${side}`}</table></td></tr>
<tr><td colspan="3" align="center" bgcolor="#dddddd"><font size="1">${followUs(site, language)} | © ${name} | <a href="/internal/login.php">${WORDS.staff[language]}</a></font></td></tr>
</table>
</center>
</body>
</html>
`;
}
