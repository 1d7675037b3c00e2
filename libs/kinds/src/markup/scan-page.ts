import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import type { Link } from '#core/model.js';

export interface ScannedLink extends Link { nofollow: boolean }

/** What a page shows, without building its tree: for crawling many pages quickly. `links` have hrefs as written. */
export interface ScannedPage { title: string | null; text: string; links: ScannedLink[]; images: { src: string; alt: string | null }[]; base: string | null; canonical: string | null; nofollow: boolean }

/** Elements whose content is not shown. */
const UNSEEN = new Set(['script', 'style', 'noscript', 'template', 'svg', 'head', 'iframe', 'object', 'select', 'textarea', 'datalist', 'math', 'canvas']);
/** Elements that begin and end a line. */
const LINES = new Set(['p', 'div', 'br', 'li', 'ul', 'ol', 'tr', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'article', 'section', 'header', 'footer', 'main', 'aside', 'nav', 'blockquote', 'pre', 'figure', 'figcaption', 'dl', 'dt', 'dd', 'hr', 'form', 'fieldset', 'address', 'details', 'summary', 'body', 'caption', 'td', 'th']);
const VOID = new Set(['br', 'hr', 'img', 'meta', 'link', 'input', 'base', 'source', 'wbr', 'area', 'col', 'embed', 'track']);
/** Attributes that are read, by element: the others are passed over without a string being made. */
const READ: Record<string, readonly string[]> = { a: ['href', 'rel'], area: ['href', 'rel'], base: ['href'], img: ['src', 'alt'], link: ['href', 'rel'], meta: ['name', 'content'] };
const NOTHING: readonly string[] = [];
const MOST_LINKS = 5000;
const MOST_LINK_TEXT = 500;

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
  let link: { href: string; from: number; nofollow: boolean } | null = null;
  let tag = '';
  let reads = NOTHING;
  let attribute: string | null = null;
  let value = '';
  let attributes: Record<string, string> = {};

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
    if (page.links.length < MOST_LINKS) page.links.push({ href, text: pieces.slice(from, from + 100).join('').replace(/\s+/g, ' ').trim().slice(0, MOST_LINK_TEXT), nofollow });
  };

  const opened = () => {
    if (unseen === null || unseen === 'head') {
      if (unseen === 'head' && LINES.has(tag)) { unseen = null; unseenDepth = 0; } // the head was never closed
      element();
    } else if (tag === unseen) unseenDepth++;
    if (unseen === null) {
      if (UNSEEN.has(tag)) { unseen = tag; unseenDepth = 1; } else if (LINES.has(tag)) newLine();
    }
  };
  const element = () => {
    const { href, rel, src, alt, name, content } = attributes;
    switch (tag) {
      case 'title': if (page.title === null) inTitle = true; break;
      case 'a': case 'area':
        endLink();
        if (href !== undefined && href.trim() !== '') link = { href: href.trim(), from: pieces.length, nofollow: rel !== undefined && /\bnofollow\b/i.test(rel) };
        if (tag === 'area') endLink();
        break;
      case 'base': page.base ??= href ?? null; break;
      case 'img': if (src !== undefined && page.images.length < MOST_LINKS) page.images.push({ src: src.trim(), alt: alt ?? null }); break;
      case 'link': if (/\bcanonical\b/i.test(rel ?? '')) page.canonical ??= href ?? null; break;
      case 'meta': if (/^robots$/i.test(name ?? '') && /\b(nofollow|none)\b/i.test(content ?? '')) page.nofollow = true; break;
    }
  };

  const callbacks: TokenizerCallbacks = {
    onopentagname(start, end) { tag = lower(html.slice(start, end)); reads = READ[tag] ?? NOTHING; if (reads !== NOTHING) attributes = {}; },
    onattribname(start, end) {
      attribute = null;
      if (reads === NOTHING) return;
      const name = lower(html.slice(start, Math.min(end, start + 20)));
      if (reads.includes(name) && !(name in attributes)) { attribute = name; value = ''; }
    },
    onattribdata(start, end) { if (attribute !== null) value += html.slice(start, Math.min(end, start + 8192)); },
    onattribentity(codepoint) { if (attribute !== null) value += String.fromCodePoint(codepoint); },
    onattribend() { if (attribute !== null) { attributes[attribute] = value; attribute = null; } },
    onopentagend() { opened(); },
    onselfclosingtag() { opened(); if (unseen === tag && !VOID.has(tag)) { unseenDepth--; if (unseenDepth === 0) unseen = null; } },
    onclosetag(start, end) {
      const name = lower(html.slice(start, end));
      if (name === 'title' && inTitle) { inTitle = false; page.title = clean(titleText); return; }
      if (unseen !== null) { if (name === unseen && --unseenDepth === 0) unseen = null; return; }
      if (name === 'a') endLink();
      else if (LINES.has(name)) newLine();
    },
    ontext(start, end) { add(html.slice(start, end)); },
    ontextentity(codepoint) { add(String.fromCodePoint(codepoint)); },
    oncdata() {}, oncomment() {}, ondeclaration() {}, onprocessinginstruction() {}, onend() {},
  };
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
  if (inTitle) page.title = clean(titleText);
  endLink();
  page.text = whole(pieces.join('').trimEnd());
  return page;
}

const lower = (name: string) => (/[A-Z]/.test(name) ? name.toLowerCase() : name);
const collapse = (text: string) => (/[\t\n\f\r\u00a0]| {2}/.test(text) ? text.replace(/[ \t\n\f\r\u00a0]+/g, ' ') : text);
/** Databases take neither NUL nor half a surrogate pair. */
const whole = (text: string) => (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed();
const clean = (text: string) => whole(text.replace(/\s+/g, ' ').trim()) || null;
