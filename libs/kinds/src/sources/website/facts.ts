import { DomUtils } from 'htmlparser2';
import { elements, lineText } from '../../markup/find.js';
import type { Dom, Element } from '../../markup/parse.js';

/** What a page says about itself outside its text, gathered in one walk. */
export interface PageFacts {
  /** `name`, `property`, `itemprop` or `http-equiv` in lower case → contents in order. */
  metas: Map<string, string[]>;
  /** Objects of all JSON-LD blocks, `@graph` and nested lists laid flat. */
  jsonLd: Record<string, unknown>[];
  /** Contents of other scripts, for keys that some sites keep only there. */
  scripts: string[];
  headings: Element[];
  times: Element[];
  anchors: Element[];
  alternates: Element[];
  canonical: string | null;
  /** Where WordPress offers its posts as JSON (`<link rel="https://api.w.org/">`). */
  wordpress: string | null;
  /** `<base href>`: what references are relative to. */
  base: string | null;
  title: string | null;
  language: string | null;
}

export function factsOf(dom: Dom): PageFacts {
  const facts: PageFacts = { metas: new Map(), jsonLd: [], scripts: [], headings: [], times: [], anchors: [], alternates: [], canonical: null, wordpress: null, base: null, title: null, language: null };
  for (const element of elements(dom)) {
    const { name, attribs } = element;
    if (name === 'meta') {
      const key = attribs['property'] ?? attribs['name'] ?? attribs['itemprop'] ?? attribs['http-equiv'];
      const content = attribs['content']?.trim();
      if (key !== undefined && content) facts.metas.set(key.toLowerCase(), [...(facts.metas.get(key.toLowerCase()) ?? []), content]);
    } else if (name === 'script') {
      const text = DomUtils.textContent(element);
      if (/ld\+json/i.test(attribs['type'] ?? '')) facts.jsonLd.push(...objectsOf(text));
      else if (text !== '') facts.scripts.push(text);
    } else if (name === 'h1') facts.headings.push(element);
    else if (name === 'time') facts.times.push(element);
    else if (name === 'a') facts.anchors.push(element);
    else if (name === 'link' && attribs['rel'] === 'alternate') facts.alternates.push(element);
    else if (name === 'link' && attribs['rel'] === 'canonical') facts.canonical ??= attribs['href'] ?? null;
    else if (name === 'link' && attribs['rel'] === 'https://api.w.org/') facts.wordpress ??= attribs['href'] ?? null;
    else if (name === 'base') facts.base ??= attribs['href'] ?? null;
    else if (name === 'title' && facts.title === null) facts.title = lineText(element).slice(0, LONGEST) || null;
    else if (name === 'html') facts.language = attribs['lang'] ?? attribs['xml:lang'] ?? null;
  }
  return facts;
}

/** All objects in a JSON-LD block down to six levels; a block that is no JSON has none. */
function objectsOf(text: string): Record<string, unknown>[] {
  let parsed: unknown;
  try { parsed = JSON.parse(text.replace(/^\s*(<!--|\/\*\s*<!\[CDATA\[\s*\*\/)|(-->|\/\*\s*\]\]>\s*\*\/)\s*$/g, '')); } catch { return []; }
  const found: Record<string, unknown>[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > 6 || found.length > 500) return;
    if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
    else if (typeof value === 'object' && value !== null) {
      found.push(value as Record<string, unknown>);
      for (const inner of Object.values(value)) if (typeof inner === 'object') visit(inner, depth + 1);
    }
  };
  visit(parsed, 0);
  return found;
}

const ARTICLE = /^(news|blog|opinion|reportage|analysis|review|tech|scholarly|advertiser)?.*(article|posting|report)$/i;
/** Whether a JSON-LD object describes an article. */
export const isArticle = (object: Record<string, unknown>): boolean => [object['@type']].flat().some((type) => typeof type === 'string' && ARTICLE.test(type));

/** Titles and names are shorter; patterns on more would take time that grows with the square. */
const LONGEST = 2000;
const clean = (text: unknown): string | null => (typeof text === 'string' ? text.slice(0, LONGEST).replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim() || null : null);

/** The headline: JSON-LD, Open Graph, a single `<h1>`, then `<title>` without the site's name. */
export function titleOf(facts: PageFacts): string | null {
  const headline = facts.jsonLd.filter(isArticle).map((object) => clean(object['headline'])).find((text) => text !== null);
  const graph = clean(facts.metas.get('og:title')?.[0]) ?? clean(facts.metas.get('twitter:title')?.[0]);
  const heading = facts.headings.length === 1 ? lineText(facts.headings[0]!) || null : null;
  const site = clean(facts.metas.get('og:site_name')?.[0]);
  return headline ?? (graph === null ? null : withoutSite(graph, site)) ?? heading ?? (facts.title === null ? null : withoutSite(facts.title, site));
}

/** "Headline | Site": the longer part, or what is left when the named site is taken off. */
function withoutSite(title: string, site: string | null): string {
  const parts = title.split(/\s+[|–—·»]\s+|\s+-\s+/);
  if (parts.length < 2) return title;
  if (site !== null && parts.at(-1)!.toLowerCase() === site.toLowerCase()) return title.slice(0, title.lastIndexOf(parts.at(-1)!)).replace(/\s+[|–—·»-]\s+$/, '');
  const separated = /^(.*\S)\s+[|»]\s+\S.*$/.exec(title)?.[1];
  return separated !== undefined && separated.length * 2 > title.length ? separated : title;
}

/** The author as named by JSON-LD, metas or a byline; addresses of profiles are not names. */
export function authorOf(facts: PageFacts, dom: Dom): string | null {
  const named = (value: unknown): string | null => {
    if (Array.isArray(value)) return value.map(named).filter((name) => name !== null).join(', ') || null;
    return typeof value === 'object' && value !== null ? clean((value as Record<string, unknown>)['name']) : clean(value);
  };
  const candidates = [
    ...facts.jsonLd.filter(isArticle).map((object) => named(object['author'])),
    ...['author', 'article:author', 'dc.creator', 'parsely-author', 'byl', 'sailthru.author'].map((key) => clean(facts.metas.get(key)?.[0])),
    ...[...elements(dom)].filter(({ attribs }) => attribs['rel'] === 'author' || attribs['itemprop'] === 'author' || /(^|\s)(byline|author-name|post-author)(\s|$)/.test(attribs['class'] ?? '')).slice(0, 3).map((element) => lineText(element)),
  ];
  for (const candidate of candidates) {
    const name = candidate?.replace(/^(by|written by|ដោយ)[\s:៖]+/i, '').trim();
    if (name && name.length <= 120 && !/^https?:/.test(name)) return name;
  }
  return null;
}

/** The address that the page gives itself, where it gives a whole one. */
export const statedAddress = (facts: PageFacts): string | null => [facts.canonical, facts.metas.get('og:url')?.[0]].find((url) => url && /^https?:\/\//.test(url) && URL.canParse(url)) ?? null;
