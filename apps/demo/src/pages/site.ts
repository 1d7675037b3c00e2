import { SECTIONS, type Article, type Site } from '../model.js';
import type { Codes } from './codes.js';
import { atomFeed, rssFeed, sitemap } from './feed.js';
import { LAYOUT_PAGES } from './index.js';
import type { Surroundings } from './layout.js';
import { circularPath, posterPath, WORDS } from './markup.js';
import { circularPdf } from './pdf.js';
import { poster } from './picture.js';

/** What a server answers with. `modified`: the newest thing on the page, null where nothing on it has a date. */
export interface Answer { status: number; type: string; body: string | Buffer; modified: Date | null; headers?: Record<string, string> }

const PER_LIST = 20;
const PER_FEED = 60;
/** Where robots.txt lets nobody go; every page has a link into it. */
export const FORBIDDEN = '/internal/';
/** Linked from every page of the old office sites and long gone. */
export const DEAD_LINKS: readonly string[] = ['/old/index.htm'];

const html = (body: string, modified: Date | null, status = 200): Answer => ({ status, type: 'text/html; charset=utf-8', body, modified });

/** Every page of a site at a moment: only what is published by then. `path` includes the query. */
export function sitePage(site: Site, origin: string, path: string, now: Date, codes: Codes): Answer {
  const published = site.articles.filter((article) => article.at <= now).toReversed();
  const around: Surroundings = { site, origin, sections: SECTIONS.filter((section) => published.some((article) => article.section === section)) };
  const layout = LAYOUT_PAGES[site.layout];
  const missing = () => html(layout.plain('404', site.language === 'en' ? 'There is no such page.' : 'រកមិនឃើញទំព័រនេះទេ។', around), null, 404);

  if (path === '/robots.txt') return { status: 200, type: 'text/plain; charset=utf-8', body: `User-agent: *\nDisallow: ${FORBIDDEN}\n`, modified: null };
  if (path.startsWith(FORBIDDEN)) return html(layout.plain(WORDS.staff[site.language], site.language === 'en' ? 'For staff only.' : 'សម្រាប់បុគ្គលិកប៉ុណ្ណោះ។', around), null);
  if (path === '/about' || path === '/about/' || path === '/about.php') return html(layout.plain(WORDS.about[site.language], site.actor.name[site.language], around), null);
  if (path === layout.feedPath) {
    const newest = published.slice(0, PER_FEED);
    const atom = site.layout === 'journal';
    return { status: 200, type: `application/${atom ? 'atom' : 'rss'}+xml; charset=utf-8`, body: (atom ? atomFeed : rssFeed)(newest, around), modified: newest[0]?.at ?? null };
  }
  if (path === layout.sitemapPath) return { status: 200, type: 'application/xml; charset=utf-8', body: sitemap(published, around), modified: published[0]?.at ?? null };
  const attached = attachedFile(published, path, around, codes);
  if (attached !== null) return attached;
  const article = published.find((candidate) => layout.pathOf(candidate) === path);
  if (article !== undefined) return html(layout.article(article, relatedTo(article, site), around), article.at);
  for (const section of [null, ...around.sections]) {
    const listed = section === null ? published : published.filter((candidate) => candidate.section === section);
    const pages = Math.max(1, Math.ceil(listed.length / PER_LIST));
    for (let page = 1; page <= pages; page += 1) {
      if (layout.listPath(section, page) !== path) continue;
      const articles = listed.slice((page - 1) * PER_LIST, page * PER_LIST);
      return html(layout.list({ articles, page, pages, section }, around), published[0]?.at ?? null);
    }
  }
  return missing();
}

/** Three articles from before: a page does not change when later ones appear. */
const relatedTo = (article: Article, site: Site): Article[] => site.articles.slice(Math.max(0, article.number - 4), article.number - 1).toReversed();

/** A poster or a circular's sheet; null where the path is none of them. */
function attachedFile(published: Article[], path: string, { site }: Surroundings, codes: Codes): Answer | null {
  const article = published.find((candidate) => (candidate.code !== undefined && posterPath(candidate) === path) || (candidate.paper !== undefined && circularPath(candidate) === path));
  if (article === undefined) return null;
  if (path.endsWith('.png')) return { status: 200, type: 'image/png', body: poster(codes.get(article.code!)!, site.id), modified: article.at };
  return { status: 200, type: 'application/pdf', body: circularPdf(article, site.actor.name.en), modified: article.at };
}
