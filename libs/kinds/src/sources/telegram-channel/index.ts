import { z } from 'zod';
import { Unreadable } from '#core/errors.js';
import type { ReadDocument } from '#core/model.js';
import { decodePage } from '../../markup/decode.js';
import { sameHost } from '../scope.js';
import { backTo as pagingBack, imageSettings } from '../shared-settings.js';
import { sourceKind, type FrontierLink, type ReadResult } from '../source-kind.js';
import { languageOf } from '../../markup/language.js';
import { channelOf, pagesOf } from './address.js';
import { readChannelPage } from './page.js';
import type { Post } from './post.js';

const settings = z.strictObject({
  ...imageSettings,
  back_to: z.iso.date().optional().describe('Pages back through older posts until this day; without it, as far as `overlap_days` before the visit.'),
  overlap_days: z.number().min(0).max(90).default(2).describe('Days before a visit that are read again: edits are seen, and nothing of a busy channel falls between two visits.'),
});

/** A public Telegram channel by its web preview. Posts become documents; the subscriber counter becomes a reading. */
export const telegramChannel = sourceKind<z.output<typeof settings>>({
  id: 'telegram-channel',
  version: 2,
  settings: settings as z.ZodType<z.output<typeof settings>>,
  messages: {
    en: { name: 'Telegram channel', description: 'A public Telegram channel, by its web preview' },
    km: { name: 'ឆានែលតេឡេក្រាម', description: 'ឆានែលតេឡេក្រាមសាធារណៈ តាមទំព័រមើលជាមុន' },
  },
  start({ url }) {
    const { posts, counter } = pagesOf(url);
    return [{ url: posts, why: 'start', priority: 100 }, { url: counter, why: 'counter', priority: 90 }];
  },
  guess: (url) => (/^(www\.)?(t|telegram)\.(me|dog)$/.test(url.hostname) && channelOf(url) !== null ? 1 : 0),
  goBack: pagingBack,
  owns: (address, source) => sameHost(address, source) && channelOf(new URL(address))?.toLowerCase() === channelOf(new URL(source))?.toLowerCase(),
  recognises: ({ body }) => Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 262_144)).includes('class="tgme_'),
  read({ url, finalUrl, headers, body, fetchedAt }, { back_to: backTo, overlap_days: overlapDays }): ReadResult {
    const page = readChannelPage(decodePage(body, headers['content-type']), finalUrl);
    const handle = (page.username ?? channelOf(new URL(finalUrl)) ?? '').toLowerCase();
    const asked = new URL(url).pathname.startsWith('/s/');
    const result: ReadResult = {
      documents: page.posts.map(documentOf),
      links: [],
      images: page.posts.flatMap(imagesOf),
      counters: page.subscribers === null || handle === '' ? [] : [{ account: { platform: 'telegram', handle }, metric: 'followers', ...page.subscribers }],
    };
    if (asked && page.shows === 'card') result.gap = { reason: 'no-preview', detail: `${url} leads to a page without posts: the channel has no public preview` };
    else if (page.unread > 0 && page.posts.length === 0) throw new Unreadable('parser-failed', `${finalUrl}: none of ${page.unread} posts could be read; the page may have changed its form`);
    else if (page.unread > 0) result.gap = { reason: 'parser-failed', detail: `${page.unread} of ${page.unread + page.posts.length} posts on ${finalUrl} could not be read` };
    const oldest = Math.min(...page.posts.map((post) => post.createdAt.getTime()));
    const until = Math.min(fetchedAt.getTime() - overlapDays * 86_400_000, backTo === undefined ? Number.POSITIVE_INFINITY : Date.parse(backTo));
    if (page.older !== null && oldest > until) result.links.push({ url: page.older, why: 'older-page', priority: 40 } satisfies FrontierLink);
    return result;
  },
});

const imagesOf = (post: Post) => post.media.filter(({ kind }) => kind === 'photo').map(({ url }) => ({ url, alt: null }));

function documentOf(post: Post): ReadDocument {
  return {
    url: post.url,
    externalId: String(post.id),
    title: post.poll?.question ?? null,
    text: post.text ?? '',
    language: languageOf(post.text ?? post.poll?.question ?? '', null),
    author: post.author,
    published: { at: post.createdAt, precision: 'second', how: 'channel', text: post.createdText },
    links: post.preview === null || post.links.some(({ href }) => href === post.preview!.url) ? post.links : [...post.links, { href: post.preview.url, text: post.preview.title ?? '' }],
    images: imagesOf(post),
    views: post.views,
    forwardedFrom: post.forwardedFrom === null ? null : post.forwardedFrom.url ?? post.forwardedFrom.name,
    edited: post.edited,
    ...(post.type === 'service' ? { service: true } : {}),
  };
}
