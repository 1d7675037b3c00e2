import { z } from 'zod';
import { Unreadable } from '#core/errors.js';
import type { ImageRef } from '#core/model.js';
import { absolute, shownHref } from '../../markup/address.js';
import { blocksOf, readable } from '../../markup/blocks.js';
import { lineText } from '../../markup/find.js';
import { languageOf } from '../../markup/language.js';
import { parseMarkup } from '../../markup/parse.js';
import { inScope } from '../scope.js';
import { backTo as pagingBack, pageSettings } from '../shared-settings.js';
import { sourceKind, type FrontierLink, type ReadResult } from '../source-kind.js';
import { readDate } from '../../feeds/stated-date.js';

const settings = z.strictObject({
  ...pageSettings,
  /** `none`: posts are read from the list itself. `all`: the list only says which pages there are; so it is for a web site that offers such a list. */
  pages: z.enum(['all', 'none']).default('none').describe('`none`: posts are read from the list itself. `all`: the list only says which pages there are.'),
  back_to: z.iso.date().optional().describe('Pages back through older posts until this day; without it, the newest page of the list only.'),
});

const rendered = z.object({ rendered: z.string() });
const post = z.object({
  id: z.number(), link: z.string(), date_gmt: z.string().nullish(), date: z.string().nullish(), modified_gmt: z.string().nullish(), title: rendered.nullish().catch(null), content: rendered.extend({ protected: z.boolean().nullish() }).nullish().catch(null),
});
const refusal = z.object({ code: z.string(), message: z.string() });
const MOST_POSTS = 1000;

/** Posts in one answer: a list of a hundred with their texts is some megabytes. */
const PER_PAGE = 20;

/** The list of posts that a WordPress site offers as JSON: https://developer.wordpress.org/rest-api/reference/posts/ */
export const wordpress = sourceKind<z.output<typeof settings>>({
  id: 'wordpress',
  version: 1,
  settings: settings as z.ZodType<z.output<typeof settings>>,
  messages: {
    en: { name: 'WordPress posts', description: 'The list of posts that a WordPress site offers as JSON' },
    km: { name: 'ប្រកាស WordPress', description: 'បញ្ជីប្រកាសដែលគេហទំព័រ WordPress ផ្តល់ជា JSON' },
  },
  start: ({ url }) => [{ url: /\/wp-json\/|[?&]rest_route=/.test(url) ? url : new URL(`wp-json/wp/v2/posts?per_page=${PER_PAGE}`, url.endsWith('/') ? url : `${url}/`).href, why: 'start', priority: 100 }],
  guess: ({ pathname }) => (/\/wp-json\//.test(pathname) ? 0.9 : 0),
  goBack: pagingBack,
  recognises: ({ body }) => /^(\xEF\xBB\xBF)?\s*\[\s*\]\s*$/.test(head(body, 64)) || (/^(\xEF\xBB\xBF)?\s*\[\s*\{\s*"id"\s*:\s*\d+\s*,/.test(head(body, 4096)) && /"(link|guid)"\s*:/.test(head(body, 4096))),
  read({ url, finalUrl, body, fetchedAt }, { pages, back_to: backTo, ...scope }): ReadResult {
    const { list, unread } = postsIn(body, finalUrl);
    const result: ReadResult = { documents: [], links: [], images: [], counters: [] };
    let oldest = fetchedAt.getTime();
    for (const post of list) {
      const link = absolute(post.link, finalUrl);
      const published = readDate(post.date_gmt ?? post.date ?? '');
      if (published !== null) oldest = Math.min(oldest, published.at.getTime());
      if (link === null || !inScope(link, finalUrl, scope) || post.content?.protected === true) continue;
      if (pages === 'all') {
        const modifiedAt = readDate(post.modified_gmt ?? '')?.at;
        result.links.push({ url: link, why: 'feed-entry', priority: 70, ...(modifiedAt === undefined ? {} : { modifiedAt }) } satisfies FrontierLink);
        continue;
      }
      const { blocks, images: shown } = blocksOf(readable(parseMarkup(post.content?.rendered ?? '')));
      const text = blocks.map((block) => block.text).join('\n');
      const images = new Map<string, ImageRef>();
      for (const { src, alt } of shown) { const address = absolute(src, link); if (address !== null) images.set(address, { url: address, alt }); }
      result.documents.push({
        url: link, externalId: String(post.id), title: lineText(parseMarkup(post.title?.rendered ?? '')) || null, text, language: languageOf(text, null), author: null,
        published: published === null ? null : { ...published, how: 'feed' },
        links: blocks.flatMap(({ anchors }) => anchors).map(({ href, text: words }) => ({ href: shownHref(href, link), text: words })).filter((found): found is { href: string; text: string } => found.href !== null),
        images: [...images.values()], views: null, forwardedFrom: null, edited: false,
      });
      result.images.push(...images.values());
    }
    if (unread > 0) result.gap = { reason: 'parser-failed', detail: `${unread} of ${unread + list.length} posts on ${finalUrl} could not be read` };
    if (backTo !== undefined && list.length + unread >= PER_PAGE && oldest > Date.parse(backTo)) {
      const next = new URL(url);
      next.searchParams.set('page', String(Number(next.searchParams.get('page') ?? 1) + 1));
      result.links.push({ url: next.href, why: 'older-page', priority: 40 });
    }
    return result;
  },
});

/** The posts of an answer; `unread` counts those that are none by the documented form. Throws Unreadable where there is no list, with what the site says in its place. */
function postsIn(body: Uint8Array, address: string): { list: z.output<typeof post>[]; unread: number } {
  const fault = (why: string) => new Unreadable('parser-failed', `${address} is no list of WordPress posts: ${why}`);
  let value: unknown;
  try { value = JSON.parse(afterWarnings(new TextDecoder().decode(body))); } catch { throw fault('it is not JSON'); }
  const refused = refusal.safeParse(value);
  if (refused.success) throw fault(`the site answers ${refused.data.code}: ${refused.data.message.slice(0, 200)}`);
  if (!Array.isArray(value)) throw fault('it is not a list');
  const list = value.slice(0, MOST_POSTS).map((item) => post.safeParse(item));
  const read = list.flatMap(({ data }) => (data === undefined ? [] : [data]));
  if (read.length === 0 && list[0] !== undefined) throw fault(list[0].error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)[0] ?? 'no post in it has the documented form');
  return { list: read, unread: list.length - read.length };
}

/** Sites that show their errors print them, as markup, before what was asked for. */
const afterWarnings = (text: string): string => (/^\s*</.test(text) ? text.slice(Math.max(0, text.search(/(?<=>\s*)\[\s*\{\s*"id"\s*:/))) : text);

const head = (body: Uint8Array, bytes: number): string => Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, bytes)).toString('latin1');
