import { Unreadable } from '#core/errors.js';
import { isElement } from '../markup/find.js';
import type { Dom, Element } from '../markup/parse.js';
import { readDate } from './stated-date.js';
import type { Entry, Feed, Stated, Written } from './model.js';
import { attribute, childrenOf, innerText, localName, parseFeedTree, resolved, vocabularyOf, type Vocabulary } from './tree.js';
import { written } from './written.js';

/** RSS 0.9 to 2.0, RDF and Atom 0.3 and 1.0, also an Atom document that is one entry. Throws `Unreadable` for anything else. */
export function readXmlFeed(text: string): Feed {
  const { root: document, cut } = parseFeedTree(text);
  const root = childrenOf(document).find((element) => ['rss', 'feed', 'rdf', 'entry', 'channel'].includes(localName(element)));
  if (root === undefined) throw new Unreadable('parser-failed', 'this is no feed that can be read: it has neither <rss>, <feed> nor <rdf:RDF>');
  const entries = entriesBelow(root);
  const channel = childrenOf(root).find((element) => localName(element) === 'channel' && vocabularyOf(element) !== null) ?? root;
  const head = localName(root) === 'entry' ? [] : childrenOf(channel).filter((element) => !isEntry(element));
  return {
    title: titleOf(head), url: linkOf(head), language: language(head, channel) ?? root.attribs['xml:lang'] ?? null,
    entries: entries.map(entryOf), cut,
  };
}

const isEntry = (element: Element): boolean => ['item', 'entry'].includes(localName(element)) && ['core', 'atom'].includes(vocabularyOf(element) ?? '');

/** Items and entries in document order, wherever a feed puts them (RDF beside the channel, RSS in it); those inside another entry are not the feed's. */
function entriesBelow(root: Element): Element[] {
  if (isEntry(root)) return [root];
  const found: Element[] = [];
  const stack: (Dom | Element)[] = [root];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (isElement(at) && at !== root && isEntry(at)) { found.push(at); continue; }
    for (const child of childrenOf(at).reverse()) stack.push(child);
  }
  return found;
}

const is = (names: string[], of: Vocabulary[]) => (element: Element): boolean => names.includes(localName(element)) && of.includes(vocabularyOf(element) as Vocabulary);
/** The first of the elements of a name: a title or identity is stated once, and what follows belongs to something else. */
const first = (elements: Element[], names: string[], ...of: Vocabulary[]): Element | undefined => elements.find(is(names, of));
/** The last of the elements of a name: later dates and texts correct earlier ones. */
const last = (elements: Element[], names: string[], ...of: Vocabulary[]): Element | undefined => elements.findLast(is(names, of));

const textIn = (element: Element | undefined): string | null => (element === undefined ? null : innerText(element).trim() || null);

/** An element's words: Atom says whether they are markup, RSS leaves it to be guessed. */
function words(element: Element | undefined, type: 'text' | 'html' | 'xhtml'): Written | null {
  return element === undefined ? null : written(element, { type, guess: vocabularyOf(element) !== 'atom' });
}

function titleOf(elements: Element[]): Written | null {
  return words(first(elements, ['title'], 'core', 'atom'), 'text') ?? words(first(elements, ['title'], 'dc'), 'text') ?? words(first(elements, ['title'], 'media'), 'text');
}

const HTML_PAGE = /^(text\/html|application\/xhtml\+xml)$/i;

/** The page: Atom's alternate link to HTML, RSS's link; the last of several. */
function linkOf(elements: Element[]): string | null {
  let page: string | null = null;
  let other: string | null = null;
  for (const element of elements) {
    const vocabulary = vocabularyOf(element);
    if (localName(element) !== 'link' || (vocabulary !== 'core' && vocabulary !== 'atom')) continue;
    const href = attribute(element, 'href');
    const inside = innerText(element).trim();
    if (href === null && inside !== '') page = resolved(inside, element);
    else if (href !== null && (element.attribs['rel'] ?? 'alternate').trim().toLowerCase() === 'alternate') {
      if (HTML_PAGE.test((element.attribs['type'] ?? 'text/html').trim())) page = resolved(href, element);
      else other = resolved(href, element);
    }
  }
  return page ?? other;
}

function language(head: Element[], channel: Element): string | null {
  return textIn(last(head, ['language'], 'core', 'dc')) ?? channel.attribs['xml:lang'] ?? null;
}

function dateOf(elements: Element[], ...names: [string[], ...Vocabulary[]][]): Stated | null {
  for (const [local, ...of] of names) {
    const stated = textIn(last(elements, local, ...of));
    const date = stated === null ? null : readDate(stated);
    if (date !== null) return date;
  }
  return null;
}

function entryOf(entry: Element): Entry {
  const parts = childrenOf(entry);
  const groups = parts.filter((element) => vocabularyOf(element) === 'media' && localName(element) === 'group').flatMap(childrenOf);
  const all = [...groups, ...parts];
  const identity = first(parts, ['guid', 'id'], 'core', 'atom');
  const id = textIn(identity) ?? (entry.attribs['rdf:about']?.trim() || null);
  const isPage = identity !== undefined && (identity.attribs['isPermaLink'] ?? identity.attribs['ispermalink'] ?? 'true').trim().toLowerCase() !== 'false';
  const published = dateOf(parts, [['pubdate', 'published', 'issued'], 'core', 'atom'], [['issued', 'available'], 'dcterms']);
  return {
    id,
    title: titleOf(all),
    url: linkOf(parts) ?? (isPage && textIn(identity) !== null ? resolved(textIn(identity)!, identity) : null),
    author: authorOf(parts),
    published,
    updated: dateOf(parts, [['updated', 'modified'], 'core', 'atom'], [['modified'], 'dcterms'], [['date'], 'dc']) ?? published,
    content: words(last(parts, ['encoded'], 'content'), 'html') ?? words(last(parts, ['body'], 'xhtml', 'core'), 'xhtml') ?? words(last(parts, ['fullitem'], 'core'), 'html') ?? words(last(parts, ['content'], 'atom', 'core'), 'text'),
    summary: words(last(parts, ['description'], 'core'), 'html') ?? words(last(parts, ['summary'], 'atom', 'core'), 'text') ?? words(last(parts, ['description', 'abstract'], 'dc', 'dcterms'), 'text') ?? words(last(parts, ['summary'], 'itunes'), 'text') ?? words(last(all, ['description'], 'media'), 'text'),
    images: imagesOf(all),
    views: viewsOf(all),
  };
}

function authorOf(parts: Element[]): string | null {
  const names = parts.filter((element) => localName(element) === 'author' && vocabularyOf(element) === 'atom')
    .map((author) => textIn(childrenOf(author).find((child) => localName(child) === 'name')) ?? (childrenOf(author).length === 0 ? textIn(author) : null)).filter((name) => name !== null);
  if (names.length > 0) return names.join(', ');
  const stated = textIn(last(parts, ['creator'], 'dc')) ?? textIn(last(parts, ['author'], 'core', 'itunes'));
  // RSS writes "address (name)".
  return stated === null ? null : /\(([^()]+)\)\s*$/.exec(stated.slice(0, 500))?.[1]?.trim() ?? stated;
}

function imagesOf(parts: Element[]): string[] {
  const found: string[] = [];
  for (const element of parts) {
    const name = localName(element);
    const vocabulary = vocabularyOf(element);
    const type = element.attribs['type'] ?? element.attribs['medium'] ?? '';
    if (vocabulary === 'media' && (name === 'thumbnail' || (name === 'content' && /^image/i.test(type)))) found.push(attribute(element, 'url') ?? '');
    else if (vocabulary === 'itunes' && name === 'image') found.push(attribute(element, 'href') ?? '');
    else if (name === 'enclosure' && /^image\//i.test(type)) found.push(attribute(element, 'url') ?? '');
    else if (name === 'link' && vocabulary === 'atom' && element.attribs['rel'] === 'enclosure' && /^image\//i.test(type)) found.push(attribute(element, 'href') ?? '');
  }
  return [...new Set(found.filter((url) => url !== ''))];
}

/** `media:community/media:statistics/@views` of Media RSS 1.5. */
function viewsOf(parts: Element[]): number | null {
  const statistics = parts.filter((element) => localName(element) === 'community' && vocabularyOf(element) === 'media').flatMap(childrenOf).find((element) => localName(element) === 'statistics');
  const views = Number(statistics?.attribs['views'] ?? Number.NaN);
  return Number.isSafeInteger(views) && views >= 0 ? views : null;
}
