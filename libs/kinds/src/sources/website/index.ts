import { z } from 'zod';
import type { ImageRef, Link, Published, ReadDocument } from '#core/model.js';
import { absolute, shownHref } from '../../markup/address.js';
import { decodePage } from '../../markup/decode.js';
import { languageOf } from '../../markup/language.js';
import { parseMarkup } from '../../markup/parse.js';
import { applyStyleSheets } from '../../markup/style-sheets.js';
import { backTo as pagingBack, browserSettings, pageSettings } from '../shared-settings.js';
import { sourceKind, type ReadResult } from '../source-kind.js';
import type { Blocks } from '../../markup/blocks.js';
import { authorOf, factsOf, isArticle, statedAddress, titleOf, type PageFacts } from './facts.js';
import { mainText } from './main-text.js';
import { olderPage } from './older-page.js';
import { publishedOf } from './published/index.js';
import { originOf } from './published/origin.js';
import { linksFrom } from './scope.js';

const settings = z.strictObject({
  ...pageSettings,
  ...browserSettings,
  follow: z.boolean().default(true).describe('Whether links on its pages lead to further pages.'),
  feeds: z.boolean().default(true).describe('Whether feeds that its pages name are read as well.'),
  sitemaps: z.boolean().default(true).describe('Whether sitemaps that its robots.txt names are read as well.'),
  back_to: z.iso.date().optional().describe('Pages back through older pages of its lists until this day; without it, as far as links lead within its depth.'),
  pdfs: z.boolean().default(true).describe('Whether PDFs that its pages link to (circulars, decrees) are read as well.'),
});

/** A web site: articles become documents; fronts and sections give links. */
export const website = sourceKind<z.output<typeof settings>>({
  id: 'website',
  version: 3,
  settings: settings as z.ZodType<z.output<typeof settings>>,
  messages: {
    en: { name: 'Web site', description: 'Pages of a web site, found by its links' },
    km: { name: 'គេហទំព័រ', description: 'ទំព័រនៃគេហទំព័រ ដែលរកឃើញតាមតំណរបស់វា' },
  },
  start: ({ url }) => [{ url, why: 'start', priority: 100 }],
  guess: () => 0.3,
  goBack: pagingBack,
  recognises: ({ headers, body }) => {
    const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 8192)).toString('latin1').replaceAll('\0', '').trimStart();
    // What a server calls a picture is not read as a page, whatever is in it.
    if (/^(image|audio|video|font)\//i.test(headers['content-type'] ?? '')) return false;
    if (/^%PDF|^PK|^\x89PNG|^\xFF\xD8|^GIF8|^[{[]/.test(head) || (head.startsWith('<?xml') && !/<html[\s>]/i.test(head))) return false;
    // Feeds and sitemaps that leave their declaration out.
    if (/^<(rss|feed|\w+:rdf|urlset|sitemapindex)[\s>]/i.test(head)) return false;
    return /html/i.test(headers['content-type'] ?? '') || /<(!doctype html|[a-z][a-z0-9]{0,9})[\s/>]/i.test(head);
  },
  read({ finalUrl: fetched, headers, body, fetchedAt }, scope): ReadResult {
    const dom = parseMarkup(decodePage(body, headers['content-type']));
    applyStyleSheets(dom);
    const facts = factsOf(dom);
    // A saved file says nothing of where it was; the page may.
    const finalUrl = fetched.startsWith('file:') ? statedAddress(facts) ?? fetched : fetched;
    const title = titleOf(facts);
    const base = absolute(facts.base ?? undefined, finalUrl) ?? finalUrl;
    const main = mainText(dom, title, base);
    const links = linksFrom(facts, { page: finalUrl, base }, scope);
    if (main === null || isFront(main, facts, finalUrl)) {
      const older = scope.back_to === undefined ? null : olderPage(facts, { page: finalUrl, base }, scope, scope.back_to);
      // Before what else says of the same address.
      return { documents: [], links: older === null ? links : [{ url: older, why: 'older-page', priority: 40 }, ...links.filter(({ url }) => url !== older)], images: [], counters: [] };
    }
    const text = main.blocks.map((block) => block.text).join('\n');
    const images = imagesOf(main, facts, base);
    const document: ReadDocument = {
      url: finalUrl, externalId: null, title, text, language: languageOf(text, facts.language), author: authorOf(facts, dom),
      published: firstPublished(main, publishedOf(dom, facts, finalUrl, fetchedAt), fetchedAt), links: linksOf(main, base), images, views: null, forwardedFrom: null, edited: false,
    };
    return { documents: [document], links, images, counters: [] };
  },
});

/** A republished article's own day, where it names one before the page's. */
function firstPublished(main: Blocks, page: Published | null, fetchedAt: Date): Published | null {
  const origin = originOf(main.blocks.map(({ text }) => text));
  return origin !== null && origin.at.getTime() < (page?.at ?? fetchedAt).getTime() ? origin : page;
}

/** A page of teasers: no article of its own. Where the page calls itself an article, only its text decides. */
function isFront(main: Blocks, facts: PageFacts, url: string): boolean {
  const length = main.blocks.reduce((sum, block) => sum + block.text.length, 0);
  const linked = main.blocks.reduce((sum, block) => sum + block.linkLength, 0);
  if (linked > length * 0.6) return true;
  const saysArticle = facts.jsonLd.some(isArticle) || facts.metas.get('og:type')?.some((type) => /article/i.test(type)) === true;
  return !saysArticle && (new URL(url).pathname === '/' ? linked > length * 0.15 : linked > length * 0.4);
}

function linksOf(main: Blocks, base: string): Link[] {
  const found = new Map<string, Link>();
  for (const { href, text } of main.blocks.flatMap(({ anchors }) => anchors)) {
    const address = shownHref(href, base);
    if (address !== null && !found.has(`${address} ${text}`)) found.set(`${address} ${text}`, { href: address, text });
  }
  return [...found.values()];
}

/** The text's own images, after the one that the page shows for itself. */
function imagesOf(main: Blocks, facts: PageFacts, base: string): ImageRef[] {
  const found = new Map<string, ImageRef>();
  const add = (src: string | undefined, alt: string | null): void => {
    const url = absolute(src, base);
    if (url !== null && !found.has(url)) found.set(url, { url, alt });
  };
  add(facts.metas.get('og:image')?.[0], null);
  for (const { src, alt } of main.images) add(src, alt);
  return [...found.values()];
}
