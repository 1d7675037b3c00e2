import { elements, isElement, lineText, shortText, textOf } from '../../../markup/find.js';
import type { Dom, Element } from '../../../markup/parse.js';
import { isArticle, type PageFacts } from '../facts.js';

/** A text that may hold the publication date, and what sort of evidence it is. `rank`: the lower the stronger. */
export interface Evidence { text: string; how: string; rank: number }

export const RANK = { url: 0, jsonLd: 1, meta: 2, itemprop: 3, inline: 4, time: 5, dateClass: 6, trigger: 7, shortLine: 8, modified: 9, late: 10, most: 11 } as const;

const PUBLISHED_METAS = ['article:published_time', 'og:article:published_time', 'article:published', 'bt:pubdate', 'datepublished', 'date_published', 'dc.date.issued', 'dcterms.issued', 'dc.date.published', 'dcterms.created',
  'dc.date.created', 'datecreated', 'parsely-pub-date', 'sailthru.date', 'pubdate', 'publishdate', 'publish-date', 'publish_date', 'publication_date', 'publication-date', 'publicationdate', 'published_time', 'og:published_time',
  'rnews:datepublished', 'article.published', 'article_date_original', 'originalpublicationdate', 'cxenseparse:recs:publishtime', 'rbpubdate', 'vr:published_time', 'published-date', 'created', 'analyticsattributes.articledate',
  'article:post_date', 'citation_publication_date', 'citation_date', 'displaydate', 'timestamp', 'shareaholic:article_published_time', 'gentime', 'dc:created', 'dcterms.date', 'dc.date', 'dc:date', 'date', 'og:pubdate', 'og:publish_date', 'doc_date', 'cre_date'];
const MODIFIED_METAS = ['article:modified_time', 'og:updated_time', 'datemodified', 'dc.date.modified', 'dcterms.modified', 'lastmod', 'last-modified', 'modified', 'article:modified', 'revised', 'og:article:modified_time', 'modified_time', 'revision_date', 'lastmodified', 'date_modified'];
const LATE = /(^|[-_\s])(comments?|respond|disqus|sidebar|related|recommend(ed|ations)?|widget|footer|navi?(gation)?|archive|calendar|teaser|popular|trending|latest|recent)([-_\s\d]|$)/i;
const DATE_CLASS = /(^|[-_\s])(date|datum|fecha|data|published?|pub-?date|posted(-?on)?|post-?date|entry-?date|time(stamp)?|submitted|byline|dateline|meta-?date|article-?date|datetime|created|publish-?date|postmeta|post-?meta|entry-?meta|post-?info|meta|info|postinfo|author|pubtime|kicker)([-_\s]|$)|date|(^|[-_])time$/i;
/** Names of places where a page shows the time of the visit. */
const CLOCK = /(^|[-_\s])(clock|today|todays?-?date|current-?(date|time)|date-?today|now|live-?(date|time)|weather)([-_\s]|$)/i;
const TRIGGER = /(?:^|[\s(>])(?:published|posted|first published|publication date|release date|date|dated|updated on|submitted(?: by)?|created|written|on|veröffentlicht|erstellt|geschrieben|datum|stand|vom|publié|mis en ligne|paru|le|fecha|publicado|el|pubblicato|data|il|opublikowano|dodano|gepubliceerd|geplaatst|yayın|julkaistu|опубликовано|дата|ចុះផ្សាយ|ផ្សាយ|ថ្ងៃទី)(?:\s+(?:on|am|at|the|le|the|date))?\s*[:,;]?\s*(.{4,60})/giu;

const PUBLISHED_KEYS = ['datePublished', 'dateCreated', 'uploadDate'];
const IN_SCRIPT = /["']?(?:datePublished|publishedDate|publishDate|published_at|publish_date|published_time|publicationDate|date_published|pubDate|firstPublished|first_published_at|publishedAt|articlePublishDate|datePublication)["']?\s*[:=]\s*["']([^"'\n]{6,40})["']/g;
type Add = (rank: number, how: string, text: unknown) => void;
const gathering = (): { found: Evidence[]; add: Add } => {
  const found: Evidence[] = [];
  return { found, add: (rank, how, text) => { if (typeof text === 'string' && text.trim().length >= 4) found.push({ text: text.trim().slice(0, 300), how, rank }); } };
};

/** The strongest evidence, which needs no walk over the page: its address and what it states of itself, in order of rank. */
export function statedEvidence(facts: Pick<PageFacts, 'jsonLd' | 'metas'>, url: string): Evidence[] {
  const { found, add } = gathering();
  const path = pathOf(url);
  const inUrl = /[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=\D|$)/.exec(path) ?? /\/((?:19|20)\d\d)\/(\d{1,2})\/(\d{1,2})(?=\/|$)/.exec(path);
  if (inUrl !== null) add(RANK.url, 'url', `${inUrl[1]}-${inUrl[2]!.padStart(2, '0')}-${inUrl[3]!.padStart(2, '0')}`);
  for (const object of described(facts)) for (const key of PUBLISHED_KEYS) add(RANK.jsonLd, 'json-ld', object[key]);
  for (const key of PUBLISHED_METAS) for (const content of facts.metas.get(key) ?? []) add(RANK.meta, 'meta', content);
  return found;
}

/** What else may tell when a page was published, in no order; `rank` orders it. */
export function furtherEvidence(dom: Dom, facts: PageFacts, url: string): Evidence[] {
  const { found, add } = gathering();
  const dayFirst = /[/_-](0[1-9]|[12]\d|3[01])[-_](0[1-9]|1[0-2])[-_]((?:19|20)\d\d)(?=\D|$)/.exec(pathOf(url));
  if (dayFirst !== null) add(RANK.modified, 'url', `${dayFirst[3]}-${dayFirst[2]}-${dayFirst[1]}`);
  for (const key of MODIFIED_METAS) for (const content of facts.metas.get(key) ?? []) add(RANK.modified, 'modified', content);
  for (const object of described(facts)) add(RANK.modified, 'modified', object['dateModified']);
  for (const script of facts.scripts) {
    if (script.length <= 1_000_000 && /publi|pubDate/i.test(script)) for (const match of script.matchAll(IN_SCRIPT)) add(RANK.inline, 'script', match[1]);
  }
  onThePage(dom, add);
  return found;
}

/** What JSON-LD describes: articles before all else. */
const described = (facts: Pick<PageFacts, 'jsonLd'>): Record<string, unknown>[] => [...facts.jsonLd.filter(isArticle), ...facts.jsonLd.filter((object) => !isArticle(object))];

function pathOf(url: string): string {
  try { const parsed = new URL(url); return decodeURIComponent(parsed.pathname) + parsed.search; } catch { return url; }
}

/** Whether an element stands in what surrounds an article: comments, sidebars, footers, lists of other articles. */
function standsLate(element: Element): boolean {
  for (let up: Element['parent'] = element; up !== null; up = up.parent) {
    if (!isElement(up) || up.name === 'body' || up.name === 'html') continue;
    if (up.name === 'footer' || up.name === 'aside' || up.name === 'nav' || LATE.test(`${up.attribs['class'] ?? ''} ${up.attribs['id'] ?? ''}`)) return true;
  }
  return false;
}

function onThePage(dom: Dom, add: Add): void {
  let lines = 0;
  let clock: Element | null = null;
  for (const element of elements(dom)) {
    const { name, attribs } = element;
    if (name === 'script' || name === 'style') continue;
    if (clock !== null && isWithin(element, clock)) continue;
    if (CLOCK.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`) && shortText(element, 120) !== null) { clock = element; continue; }
    const marked = `${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`;
    const late = (): number => (standsLate(element) ? RANK.late - RANK.time : 0);
    if (/datePublished|dateCreated|pubdate/i.test(`${attribs['itemprop'] ?? ''} ${attribs['property'] ?? ''}`) && name !== 'meta') {
      add(RANK.itemprop + late(), 'itemprop', attribs['content'] ?? attribs['datetime'] ?? lineText(element));
    } else if (/dateModified/i.test(attribs['itemprop'] ?? '')) add(RANK.modified, 'modified', attribs['content'] ?? attribs['datetime'] ?? lineText(element));
    else if (name === 'time') {
      const updated = /updated|modified/i.test(marked) && !/published/i.test(marked);
      add(updated ? RANK.modified : RANK.time + late(), 'time-element', attribs['datetime'] ?? lineText(element));
      if (attribs['datetime'] !== undefined && !updated) add(RANK.dateClass + late(), 'time-element', lineText(element));
    } else if (name === 'abbr' || (name === 'span' && attribs['data-utime'] !== undefined)) {
      add(RANK.dateClass + late(), 'text', attribs['title'] ?? lineText(element));
    } else if (marked.length > 1 && name !== 'body' && name !== 'html' && DATE_CLASS.test(marked)) {
      const text = ownText(element);
      if (text !== '' && /\p{Nd}/u.test(text)) add(RANK.dateClass + late(), 'text', text);
    }
    if (lines < 4000 && hasOwnText(element)) {
      lines++;
      const text = ownText(element);
      if (text.length === 0 || !/\p{Nd}{2}/u.test(text)) continue;
      for (const match of text.slice(0, 1000).matchAll(TRIGGER)) if (/\p{Nd}/u.test(match[1]!)) add(RANK.trigger + late(), 'text', match[1]);
      if (text.length <= 60) add(RANK.shortLine + late(), 'text', text);
      else if (text.length <= 400) add(RANK.most, 'text', text);
    }
  }
}

function isWithin(element: Element, outer: Element): boolean {
  for (let up: Element['parent'] = element.parent; up !== null; up = up.parent) if (up === outer) return true;
  return false;
}

const hasOwnText = (element: Element): boolean => element.children.some((child) => (textOf(child) ?? '').trim() !== '');
/** The text of an element, unless it is a container of much else. */
const ownText = (element: Element): string => shortText(element, 600) ?? '';

