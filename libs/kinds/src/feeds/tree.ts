import { decodeHTML } from 'entities';
import { DomHandler, type Handler } from 'htmlparser2';
import { Unreadable } from '#core/errors.js';
import { isElement, textOf } from '../markup/find.js';
import { guardedParser, type Dom, type Element, type Node } from '../markup/parse.js';

/** Vocabularies that feeds are written in. 'core' is RSS without a namespace; null is one that says nothing to us. */
export type Vocabulary = 'core' | 'atom' | 'rdf' | 'dc' | 'dcterms' | 'content' | 'media' | 'xhtml' | 'itunes';

const BY_ADDRESS: [RegExp, Vocabulary][] = [
  [/^http:\/\/(www\.w3\.org\/2005\/atom|purl\.org\/atom\/ns#.*)$/i, 'atom'],
  [/^http:\/\/(purl\.org\/rss\/1\.0\/|my\.netscape\.com\/(rdf\/simple\/0\.9|publish\/formats\/rss-0\.91\.dtd)\/?|channel\.netscape\.com\/rdf\/simple\/0\.9\/|backend\.userland\.com\/rss2?\d*|blogs\.law\.harvard\.edu\/tech\/rss|purl\.org\/rss\/2\.0\/?|purl\.org\/net\/rss1\.1#)$/i, 'core'],
  [/^http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#$/i, 'rdf'],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.[01]\/$/i, 'dc'],
  [/^http:\/\/purl\.org\/dc\/terms\/$/i, 'dcterms'],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/content\/$/i, 'content'],
  [/^http:\/\/search\.yahoo\.com\/mrss\/?$/i, 'media'],
  [/^http:\/\/www\.w3\.org\/1999\/xhtml$/i, 'xhtml'],
  [/^http:\/\/www\.itunes\.com\/dtds\/podcast-1\.0\.dtd$/i, 'itunes'],
];
/** What a prefix means where the feed forgot to declare it. */
const BY_CUSTOM: Record<string, Vocabulary> = { atom: 'atom', rdf: 'rdf', rss: 'core', dc: 'dc', dcterms: 'dcterms', content: 'content', media: 'media', xhtml: 'xhtml', itunes: 'itunes' };

/** Entries that are read of one feed. Feeds list the newest first; an archive of years is a matter of a sitemap. */
export const MOST_ENTRIES = 1000;

/** Ends parsing: enough entries were seen. */
class Enough extends Error {}

class EntryCounter extends DomHandler {
  private entries = 0;
  override onopentag(name: string, attributes: Record<string, string>): void {
    if (/^([\w.-]+:)?(item|entry)$/i.test(name) && ++this.entries > MOST_ENTRIES) throw new Enough();
    super.onopentag(name, attributes);
  }
}

/**
 * The tree of a feed, as strict as XML where that costs nothing and lenient where feeds are broken: entities of HTML are read though no DTD declares them,
 * declarations of the feed's own are dropped, unclosed elements end with their parents. What comes after MOST_ENTRIES is not parsed (`cut`). Throws
 * `Unreadable` beyond the limits of markup.
 */
export function parseFeedTree(text: string): { root: Dom; cut: boolean } {
  const handler = new EntryCounter();
  try {
    guardedParser(handler as Partial<Handler>, { xml: true }).end(withHtmlEntities(withoutDeclarations(text)));
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    return { root: handler.root, cut: true };
  }
  return { root: handler.root, cut: false };
}

/** Feeds need no entities of their own, and a few lines of them can expand to gigabytes. */
function withoutDeclarations(text: string): string {
  const declared = /<!DOCTYPE[^>[]*\[/i.exec(text);
  if (declared === null) return text;
  const end = text.indexOf(']', declared.index);
  const close = end === -1 ? -1 : text.indexOf('>', end);
  if (close === -1) throw new Unreadable('parser-failed', 'the document type declaration of this feed does not end');
  return text.slice(0, declared.index) + text.slice(close + 1);
}

const XML_NAMES = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/** Names of HTML's entities as numbers, outside CDATA sections, where they are markup of their own. Linear. */
function withHtmlEntities(text: string): string {
  let done = '';
  for (let from = 0; ;) {
    const open = text.indexOf('<![CDATA[', from);
    done += numbered(open === -1 ? text.slice(from) : text.slice(from, open));
    if (open === -1) return done;
    const close = text.indexOf(']]>', open);
    if (close === -1) return done + text.slice(open);
    done += text.slice(open, close + 3);
    from = close + 3;
  }
}

const numbered = (text: string): string => text.replace(/&([A-Za-z][A-Za-z0-9]{1,31});/g, (whole, name: string) => {
  if (XML_NAMES.has(name)) return whole;
  const decoded = decodeHTML(whole);
  return decoded === whole ? whole : decoded.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
});

const prefixOf = (name: string): string => (name.includes(':') ? name.slice(0, name.indexOf(':')) : '');
/** Name without its prefix, in lower case. */
export const localName = (element: Element): string => element.name.slice(element.name.indexOf(':') + 1).toLowerCase();

/** The vocabulary of an element by the declaration in force where it stands; null for one that says nothing to us. */
export function vocabularyOf(element: Element): Vocabulary | null {
  const prefix = prefixOf(element.name);
  const attribute = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  for (let at: Node | Dom | null = element; at !== null && isElement(at); at = at.parent) {
    const address = at.attribs[attribute]?.trim();
    if (address === undefined) continue;
    if (address === '') return prefix === '' ? 'core' : null;
    return BY_ADDRESS.find(([pattern]) => pattern.test(address))?.[1] ?? null;
  }
  return prefix === '' ? 'core' : BY_CUSTOM[prefix.toLowerCase()] ?? null;
}

/** An attribute by its local name, whatever its prefix. */
export function attribute(element: Element, name: string): string | null {
  const own = element.attribs[name];
  if (own !== undefined) return own;
  for (const [key, value] of Object.entries(element.attribs)) if (key.slice(key.indexOf(':') + 1).toLowerCase() === name && !key.startsWith('xmlns')) return value;
  return null;
}

/** Elements directly inside. */
export const childrenOf = (parent: Dom | Element): Element[] => parent.children.filter(isElement);

/** All text inside, CDATA sections included. Iterative: depth costs no stack. */
export function innerText(root: Element): string {
  let text = '';
  const stack: Node[] = [...root.children].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const own = textOf(node);
    if (own !== null) text += own;
    else if ('children' in node) for (let at = node.children.length - 1; at >= 0; at--) stack.push(node.children[at]!);
  }
  return text;
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (char) => (char === '&' ? '&amp;' : char === '<' ? '&lt;' : '&gt;'));

/** What stands inside an element as markup of HTML: prefixes dropped, text escaped. Depth is bounded by the limits of markup. */
export function innerMarkup(root: Node): string {
  if (!('children' in root)) return '';
  return root.children.map((node) => {
    const own = textOf(node);
    if (own !== null) return escaped(own);
    if (!('children' in node)) return '';
    if (!isElement(node)) return innerMarkup(node);
    const attributes = Object.entries(node.attribs).filter(([name]) => !name.startsWith('xmlns')).map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`).join('');
    return `<${localName(node)}${attributes}>${innerMarkup(node)}</${localName(node)}>`;
  }).join('');
}

/** A reference resolved against the `xml:base` in force where it stands; as written where there is none. */
export function resolved(reference: string, element: Element): string {
  const written = reference.trim();
  if (/^[a-z][a-z0-9+.-]*:/i.test(written)) return written;
  const bases: string[] = [];
  for (let at: Node | Dom | null = element; at !== null && isElement(at); at = at.parent) {
    const base = at.attribs['xml:base']?.trim();
    if (base) bases.push(base);
  }
  if (bases.length === 0) return written;
  try {
    const base = bases.reduceRight<URL | undefined>((outer, inner) => new URL(inner, outer), undefined);
    return new URL(written, base).href;
  } catch { return written; }
}
