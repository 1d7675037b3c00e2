import type { Element } from '../markup/parse.js';
import type { Written } from './model.js';
import { childrenOf, innerMarkup, innerText } from './tree.js';

const HTML = /^(html|text\/html|xhtml|application\/xhtml\+xml|.*\/(.*\+)?xml)$/i;
/** Text of a kind that says "text" is markup all the same where it shows a closed element or an entity: RSS never says which. */
const LOOKS_LIKE_MARKUP = /<\/[a-z][a-z0-9]*\s*>|<(br|img|p|hr)\b[^<>]*>|&(#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z0-9]{1,31});/i;

/**
 * What an element of a feed says. `type` as written, or what its vocabulary makes of an element without one; `guess`: RSS, where text may be markup.
 * Elements inside are markup whatever the type says; `mode="base64"` (Atom 0.3), and a type that is neither text nor XML, is decoded first.
 */
export function written(element: Element, { type, guess }: { type: string; guess: boolean }): Written | null {
  const mode = element.attribs['mode']?.toLowerCase();
  const kind = (element.attribs['type'] ?? type).trim().toLowerCase();
  const inside = childrenOf(element);
  if (inside.length > 0) {
    // The <div> that Atom asks for around XHTML is none of the content.
    const only = inside.length === 1 && /(^|:)div$/i.test(inside[0]!.name) && element.children.length <= 3 ? inside[0]! : element;
    return markup(innerMarkup(only));
  }
  let text = innerText(element).trim();
  if (text === '') return null;
  if (mode === 'base64' || (kind.includes('/') && !kind.startsWith('text/') && !/[+/]xml$/.test(kind))) {
    text = Buffer.from(text, 'base64').toString('utf8').trim();
    // A picture or a sound: nothing to read.
    if (text.includes('\uFFFD') || text.includes('\0')) return null;
  }
  const isXml = kind === 'xhtml' || /[+/]xml$/.test(kind);
  // Text in XHTML is text: what was escaped there is meant to be seen.
  if (isXml && mode !== 'escaped' && mode !== 'base64') return { value: text, markup: false };
  if (HTML.test(kind) || (guess && LOOKS_LIKE_MARKUP.test(text))) return markup(text);
  return text === '' ? null : { value: text, markup: false };
}

const UNSEEN = ['script', 'style', 'applet'];

/** Markup without what is never shown, and with each `&` that begins no entity escaped. */
export function markup(text: string): Written | null {
  let value = text;
  for (const name of UNSEEN) value = without(value, name);
  value = value.replace(/&(?!#\d{1,7};|#x[\da-f]{1,6};|[a-z][a-z0-9]{1,31};)/gi, '&amp;').trim();
  return value === '' ? null : { value, markup: true };
}

/** Text without the elements of a name; one that is not closed goes on to the end. Linear. */
function without(text: string, name: string): string {
  const opening = new RegExp(`<${name}(?=[\\s/>])`, 'gi');
  const closing = new RegExp(`</${name}\\s*>`, 'gi');
  let kept = '';
  let from = 0;
  for (;;) {
    opening.lastIndex = from;
    const open = opening.exec(text);
    if (open === null) return kept + text.slice(from);
    kept += text.slice(from, open.index);
    closing.lastIndex = open.index;
    const close = closing.exec(text);
    if (close === null) return kept;
    from = close.index + close[0].length;
  }
}
