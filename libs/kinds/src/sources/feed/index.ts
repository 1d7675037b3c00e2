import { z } from 'zod';
import type { ImageRef, ReadDocument } from '#core/model.js';
import { MOST_ENTRIES, readFeed, type Entry, type Feed, type Written } from '../../feeds/index.js';
import { absolute, shownHref } from '../../markup/address.js';
import { blocksOf, readable, type Blocks } from '../../markup/blocks.js';
import { decodePage } from '../../markup/decode.js';
import { lineText } from '../../markup/find.js';
import { languageOf } from '../../markup/language.js';
import { parseMarkup } from '../../markup/parse.js';
import { inScope } from '../scope.js';
import { pageSettings } from '../shared-settings.js';
import { sourceKind, type FrontierLink, type ReadResult } from '../source-kind.js';

const settings = z.strictObject({
  ...pageSettings,
  /**
   * Which entries' pages are visited: those whose text the feed does not carry in full, all, or none. An entry is read in one way only, so
   * that the feed's and the page's text do not pass for edits of each other.
   */
  pages: z.enum(['missing', 'all', 'none']).default('missing').describe('Which entries\' pages are visited: those whose text the feed does not carry in full, all, or none.'),
});

/** A feed whose entries have at least this many characters, and no shorter summary beside it, is taken to carry the whole text. */
const FULL = 600;

/** RSS, Atom, RDF and JSON Feed: entries with their full text become documents, others links. */
export const feed = sourceKind<z.output<typeof settings>>({
  id: 'feed',
  version: 2,
  settings: settings as z.ZodType<z.output<typeof settings>>,
  messages: {
    en: { name: 'Feed', description: 'RSS, Atom or JSON Feed' },
    km: { name: 'មតិព័ត៌មាន', description: 'RSS, Atom ឬ JSON Feed' },
  },
  start: ({ url }) => [{ url, why: 'start', priority: 100 }],
  guess: ({ pathname }) => (/(^|\/)(rss|feed|atom|feeds)([./]|$)|\.(rss|atom|rdf)$/i.test(pathname) ? 0.8 : 0),
  recognises: ({ body }) => {
    const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 8192)).toString('latin1').replace(/<!--[^]*?-->/g, '');
    return /<(rss|feed|rdf|\w+:rdf|\w+:feed)[\s>]/i.test(head.replaceAll('\0', '')) && !/<html[\s>]/i.test(head) || /^\s*\{[^]{0,2000}jsonfeed\.org/.test(head);
  },
  read({ finalUrl, headers, body }, { pages, ...scope }): ReadResult {
    const parsed = readFeed(decodePage(body, headers['content-type']));
    const base = absolute(parsed.url ?? undefined, finalUrl) ?? finalUrl;
    const result: ReadResult = { documents: [], links: [], images: [], counters: [] };
    const seen = new Set<string>();
    for (const entry of parsed.entries) {
      const url = absolute(entry.url ?? undefined, base);
      const key = url ?? entry.id;
      if (key === null || seen.has(key)) continue;
      seen.add(key);
      const full = fullText(entry);
      // An entry without a page has nothing but what its feed says.
      if (pages === 'none' || url === null || (full !== null && pages === 'missing')) {
        const document = documentOf(entry, full ?? entry.content ?? entry.summary, url ?? `${finalUrl}#${encodeURIComponent(key)}`, parsed);
        if (document.text === '' && document.title === null) continue;
        result.documents.push(document);
        result.images.push(...document.images);
      } else if (inScope(url, base, scope)) {
        const modifiedAt = entry.updated?.at;
        result.links.push({ url, why: 'feed-entry', priority: 70, ...(modifiedAt === undefined ? {} : { modifiedAt }) } satisfies FrontierLink);
      }
    }
    if (parsed.cut) result.gap = { reason: 'cut-short', detail: `${finalUrl} lists more than ${MOST_ENTRIES} entries; the rest was not read` };
    return result;
  },
});

/** What a feed wrote as markup that can be parsed. */
const markupOf = (words: Written): string => (words.markup ? words.value : words.value.replace(/[&<]/g, (char) => (char === '&' ? '&amp;' : '&lt;')).replace(/\n/g, '<br>'));
const lineOf = (words: Written | null): string => (words === null ? '' : lineText(parseMarkup(markupOf(words))));

/** The entry's content where the feed carries the whole text: long, and not itself the summary or cut short. */
function fullText({ content, summary }: Entry): Written | null {
  if (content === null || content.value === summary?.value) return null;
  const whole = lineOf(content);
  return whole.length >= FULL && (summary === null || whole.length > lineOf(summary).length) && !/(\[…\]|\[\.\.\.\]|…|read more)\s*$/i.test(whole.slice(-40)) ? content : null;
}

function documentOf(entry: Entry, words: Written | null, url: string, { language }: Feed): ReadDocument {
  const content: Blocks = words === null ? { blocks: [], images: [] } : blocksOf(readable(parseMarkup(markupOf(words))));
  const text = content.blocks.map((block) => block.text).join('\n');
  const stated = entry.published ?? entry.updated;
  const images = new Map<string, ImageRef>();
  for (const { src, alt } of [...entry.images.map((src) => ({ src, alt: null })), ...content.images]) {
    const address = absolute(src, url);
    if (address !== null && !images.has(address)) images.set(address, { url: address, alt });
  }
  return {
    url, externalId: entry.id, title: lineOf(entry.title) || null, text, language: languageOf(text, language), author: entry.author,
    published: stated === null ? null : { ...stated, how: 'feed' },
    links: content.blocks.flatMap(({ anchors }) => anchors).map(({ href, text: shown }) => ({ href: shownHref(href, url), text: shown })).filter((link): link is { href: string; text: string } => link.href !== null),
    images: [...images.values()], views: entry.views, forwardedFrom: null, edited: false,
  };
}
