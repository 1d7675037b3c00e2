import { absolute, absoluteUrl } from '../../markup/address.js';
import { isElement, lineText } from '../../markup/find.js';
import type { Element } from '../../markup/parse.js';
import { inScope, sameHost, type PathScope } from '../scope.js';
import type { FrontierLink } from '../source-kind.js';
import type { PageFacts } from './facts.js';

export interface Scope extends PathScope { follow: boolean; feeds: boolean; pdfs: boolean }

/** Pages that are forms, lists of lists or copies. */
const NO_ARTICLE = /(^|\/)(wp-admin|wp-login(\.php)?|wp-json|log-?in|sign-?in|sign-?up|register|logout|cart|checkout|search|feed|rss|print|share|tags?|author|user|account|comment-page-\d+)(\/|$)/i;

/** Whether an address looks like an article's: a date, a long number or a slug of several words in its path. */
export function looksLikeArticle(url: URL): boolean {
  const path = safeDecode(url.pathname);
  if (path === '/' || NO_ARTICLE.test(path)) return false;
  if (/\/(19|20)\d\d[/-]\d{1,2}([/-]|$)/.test(path)) return true;
  const last = path.split('/').filter((part) => part !== '').at(-1) ?? '';
  return (last.match(/[-_]/g)?.length ?? 0) >= 3 || /\d{5,}/.test(last) || /^\d{3,}(\.\w+)?$/.test(last) || /[\u1780-\u17FF]{12,}/.test(last) || /(^|[?&])(id|p|article|news|nid)=\d+/i.test(url.search);
}

const isPdfAddress = ({ pathname }: URL): boolean => /\.pdf$/i.test(pathname);

function safeDecode(path: string): string {
  try { return decodeURIComponent(path); } catch { return path; }
}

const FURNITURE = new Set(['nav', 'header', 'footer']);
function inFurniture(anchor: Element): boolean {
  for (let up = anchor.parent; up !== null; up = up.parent) if (isElement(up) && FURNITURE.has(up.name)) return true;
  return false;
}

/** Where to go from a page: its articles first, then its sections and feeds; each URL once. A text of a headline's length also marks an article. */
export function linksFrom(facts: PageFacts, { page, base }: { page: string; base: string }, scope: Scope): FrontierLink[] {
  const found = new Map<string, FrontierLink>();
  const add = (link: FrontierLink): void => {
    const known = found.get(link.url);
    if (known === undefined || known.priority < link.priority) found.set(link.url, link);
  };
  if (scope.feeds) {
    for (const { attribs } of facts.alternates) {
      const url = /rss|atom|feed\+json/i.test(attribs['type'] ?? '') ? absolute(attribs['href'], base) : null;
      if (url !== null && sameHost(url, page) && !/comments?\/feed/i.test(url)) add({ url, why: 'feed', priority: 80 });
    }
    // WordPress says where its list of posts stands, unless its owner has turned that off.
    const api = facts.wordpress === null ? null : absolute(facts.wordpress, base);
    if (api !== null && sameHost(api, page)) {
      const list = new URL(api);
      if (list.searchParams.has('rest_route')) list.searchParams.set('rest_route', '/wp/v2/posts');
      else list.pathname = `${list.pathname.replace(/\/$/, '')}/wp/v2/posts`;
      list.searchParams.set('per_page', '20');
      add({ url: list.href, why: 'feed', priority: 80 });
    }
  }
  if (!scope.follow) return [...found.values()];
  const here = new URL(page);
  // A site's pages repeat their references: menus, teasers with a picture and a headline.
  const resolved = new Map<string, { url: string; parsed: URL } | null>();
  const inSource = (href: string): { url: string; parsed: URL } | null => {
    const parsed = absoluteUrl(href, base);
    if (parsed === null || !inScope(parsed, here, scope) || NO_ARTICLE.test(parsed.pathname) || (!scope.pdfs && isPdfAddress(parsed))) return null;
    return parsed.href === page ? null : { url: parsed.href, parsed };
  };
  for (const anchor of facts.anchors) {
    const { href, rel } = anchor.attribs;
    if (href === undefined || (rel !== undefined && /\bnofollow\b/.test(rel))) continue;
    let link = resolved.get(href);
    if (link === undefined) resolved.set(href, link = inSource(href));
    if (link === null || found.get(link.url)?.why === 'article-link') continue;
    const article = isPdfAddress(link.parsed) || looksLikeArticle(link.parsed) || (lineText(anchor).length >= 25 && !inFurniture(anchor));
    add(article ? { url: link.url, why: 'article-link', priority: 60 } : { url: link.url, why: 'section-link', priority: 30 });
  }
  return [...found.values()].sort((a, b) => b.priority - a.priority);
}
