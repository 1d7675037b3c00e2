import type { Link } from '#core/model.js';
import { isReadableSource, pictureAddress, PICTURE_ATTRIBUTES } from './picture.js';
import { tagScanner } from './scan-tags.js';

export interface ScannedLink extends Link { nofollow: boolean }

/** What a page shows, without building its tree: for crawling many pages quickly. `links` have hrefs as written. */
export interface ScannedPage { title: string | null; text: string; links: ScannedLink[]; images: { src: string; alt: string | null }[]; base: string | null; canonical: string | null; nofollow: boolean }

/** Elements whose content is not shown. */
const UNSEEN = new Set(['script', 'style', 'noscript', 'template', 'svg', 'head', 'iframe', 'object', 'select', 'textarea', 'datalist', 'math', 'canvas']);
/** Elements that begin and end a line. */
const LINES = new Set(['p', 'div', 'br', 'li', 'ul', 'ol', 'tr', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'article', 'section', 'header', 'footer', 'main', 'aside', 'nav', 'blockquote', 'pre', 'figure', 'figcaption', 'dl', 'dt', 'dd', 'hr', 'form', 'fieldset', 'address', 'details', 'summary', 'body', 'caption', 'td', 'th']);
/** Attributes that are read, by element: the others are passed over without a string being made. */
const READ: Record<string, readonly string[]> = { a: ['href', 'rel'], area: ['href', 'rel'], base: ['href'], img: [...PICTURE_ATTRIBUTES, 'alt'], source: ['srcset', 'type'], picture: [], link: ['href', 'rel'], meta: ['name', 'content'] };
/** `title` holds no markup and is taken apart from the rest. */
const scan = tagScanner((name) => ({ name, reads: READ[name], unseen: UNSEEN.has(name), line: LINES.has(name), told: name in READ || name === 'title' }));
const MOST_LINKS = 5000;
const MOST_LINK_TEXT = 500;
const MOST_SOURCES = 20;

/**
 * Title, visible text (one line a block, white space collapsed), links and images of a page. One pass over the tokens and no stack, so that depth, unclosed
 * elements and floods of attributes cost linear time; at most 5,000 links are kept. Never throws.
 */
export function scanPage(html: string): ScannedPage {
  const page: ScannedPage = { title: null, text: '', links: [], images: [], base: null, canonical: null, nofollow: false };
  const pieces: string[] = [];
  let lineEmpty = true;
  let spaceDue = false;
  let unseen: string | null = null; // the outermost element whose content is not shown
  let unseenDepth = 0;
  let inTitle = false;
  let titleText = '';
  /** Of the `<picture>` that is open: the sets of its sources. */
  let sources: string[] | null = null;
  let link: { href: string; from: number; nofollow: boolean } | null = null;

  const add = (text: string) => {
    if (inTitle) { if (titleText.length < 2000) titleText += text; return; }
    if (unseen !== null || text === '') return;
    const trimmed = collapse(text);
    if (trimmed === '' || trimmed === ' ') { spaceDue = true; return; }
    const startsWithSpace = trimmed.charCodeAt(0) === 32;
    if (!lineEmpty && (spaceDue || startsWithSpace)) pieces.push(' ');
    const endsWithSpace = trimmed.charCodeAt(trimmed.length - 1) === 32;
    pieces.push(startsWithSpace || endsWithSpace ? trimmed.trim() : trimmed);
    spaceDue = endsWithSpace;
    lineEmpty = false;
  };
  const newLine = () => { if (!lineEmpty) { pieces.push('\n'); lineEmpty = true; } spaceDue = false; };
  const endLink = () => {
    if (link === null) return;
    const { href, from, nofollow } = link;
    link = null;
    if (page.links.length < MOST_LINKS) {
      const text = pieces.length === from ? '' : pieces.length === from + 1 ? pieces[from] as string : pieces.slice(from, from + 100).join('');
      // Nearly all are one line with single spaces already; to ask is cheaper than to replace.
      page.links.push({ href, text: (/[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text).trim().slice(0, MOST_LINK_TEXT), nofollow });
    }
  };

  scan(html, {
    open(kind, attributes, closed) {
      if (unseen === 'head' && kind.line) unseen = null; // the head was never closed
      if (unseen === null || unseen === 'head') { if (kind.told) element(kind.name, attributes); }
      else if (kind.name === unseen && !closed) unseenDepth++;
      if (unseen !== null) return;
      if (kind.line) newLine();
      else if (kind.unseen && !closed) { unseen = kind.name; unseenDepth = 1; }
    },
    close({ name, line }) {
      if (inTitle && name === 'title') { inTitle = false; page.title = clean(titleText); return; }
      if (unseen !== null) { if (name === unseen && --unseenDepth === 0) unseen = null; return; }
      if (name === 'a') endLink();
      else if (name === 'picture') sources = null;
      else if (line) newLine();
    },
    text: add,
  });

  function element(tag: string, attributes: Readonly<Record<string, string>>): void {
    const { href, rel, alt, name, content } = attributes;
    switch (tag) {
      case 'title': if (page.title === null) inTitle = true; break;
      case 'a': case 'area':
        endLink();
        if (href !== undefined && href.trim() !== '') link = { href: href.trim(), from: pieces.length, nofollow: rel !== undefined && /\bnofollow\b/i.test(rel) };
        if (tag === 'area') endLink();
        break;
      case 'base': page.base ??= href ?? null; break;
      case 'picture': sources = []; break;
      case 'source': if (sources !== null && sources.length < MOST_SOURCES && attributes['srcset'] !== undefined && isReadableSource(attributes['type'])) sources.push(attributes['srcset']); break;
      case 'img': {
        const src = page.images.length < MOST_LINKS ? pictureAddress((attribute) => attributes[attribute], sources ?? []) : null;
        if (src !== null) page.images.push({ src, alt: alt ?? null });
        // A picture has one image: another tag may not have its sources looked through again.
        sources &&= [];
        break;
      }
      case 'link': if (/\bcanonical\b/i.test(rel ?? '')) page.canonical ??= href ?? null; break;
      case 'meta': if (/^robots$/i.test(name ?? '') && /\b(nofollow|none)\b/i.test(content ?? '')) page.nofollow = true; break;
    }
  }
  if (inTitle) page.title = clean(titleText);
  endLink();
  page.text = whole(pieces.join('').trimEnd());
  return page;
}

const collapse = (text: string) => (/[\t\n\f\r\u00a0]| {2}/.test(text) ? text.replace(/[ \t\n\f\r\u00a0]+/g, ' ') : text);
/** Databases take neither NUL nor half a surrogate pair. */
const whole = (text: string) => (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed();
const clean = (text: string) => whole(text.replace(/\s+/g, ' ').trim()) || null;
