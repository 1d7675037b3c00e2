import { Unreadable } from '#core/errors.js';
import { absolute } from '../../markup/address.js';
import { allByClass, byClass, elements, lineText } from '../../markup/find.js';
import { parseMarkup, type Dom, type Element } from '../../markup/parse.js';
import { readCount } from './count.js';
import { readPost, type Post } from './post.js';

/** What a channel page says. `counters` are as printed ("12.3K" photos). */
export interface ChannelPage {
  username: string | null;
  title: string | null;
  description: string | null;
  imageUrl: string | null;
  verified: boolean;
  subscribers: { value: number; bound: '=' | '≈'; low: number; high: number; text: string } | null;
  counters: Record<string, number>;
  posts: Post[];
  /** Posts on the page that could not be read. */
  unread: number;
  older: string | null;
  /** `posts`: a preview with posts or the end of one; `card`: the page without a preview. */
  shows: 'posts' | 'card';
}

/**
 * Reads https://t.me/s/NAME (posts) or https://t.me/NAME (card with the exact counter). The status is always 200, so that a channel that is
 * unknown, private or a group is only seen here: `Unreadable` no-preview.
 */
export function readChannelPage(html: string, base: string): ChannelPage {
  const dom = parseMarkup(html);
  const parts = new Map<string, Element>();
  for (const element of elements(dom)) for (const name of (element.attribs['class'] ?? '').split(/\s+/)) if (!parts.has(name)) parts.set(name, element);
  const line = (name: string): string | null => { const part = parts.get(name); return part === undefined ? null : lineText(part); };
  const messages = allByClass(dom, 'tgme_widget_message').filter((element) => element.attribs['data-post'] !== undefined);
  const info = parts.has('tgme_channel_info') || parts.has('tgme_channel_info_header_username') || parts.has('tgme_header_info');
  const extra = line('tgme_page_extra');
  if (extra !== null && /\b(members?|online)\b/i.test(extra)) throw new Unreadable('no-preview', `${base} is a group (${extra}), not a channel: groups are not monitored`);
  const card = extra !== null && /\bsubscribers?\b/i.test(extra);
  if (!info && messages.length === 0 && !parts.has('tme_no_messages_found') && !card) {
    throw new Unreadable('no-preview', `${base} shows no channel: it does not exist, is private, or has no public preview`);
  }
  if (info && !card && messages.length === 0 && !parts.has('tme_no_messages_found') && parts.has('tgme_channel_history')) {
    throw new Unreadable('no-preview', `${base} shows a name and no posts: a group, or a channel whose posts are not public`);
  }
  const posts = messages.map((element) => readPost(element, base));
  return {
    username: line('tgme_channel_info_header_username')?.replace(/^@/, '') ?? posts.find((post) => post !== null)?.channel ?? null,
    title: line('tgme_channel_info_header_title') ?? meta(dom, 'og:title') ?? line('tgme_page_title'),
    description: parts.has('tgme_channel_info_description') ? line('tgme_channel_info_description') : meta(dom, 'og:description') ?? line('tgme_page_description'),
    imageUrl: absolute(pictureOf(parts.get('tgme_page_photo_image')) ?? meta(dom, 'og:image') ?? undefined, base),
    verified: parts.has('verified-icon'),
    ...countersOf(dom, card ? extra : line('tgme_header_counter')),
    posts: posts.filter((post) => post !== null),
    unread: posts.filter((post) => post === null).length,
    older: olderPage(dom, base),
    shows: messages.length > 0 || parts.has('tme_no_messages_found') || (info && !card) ? 'posts' : 'card',
  };
}

const meta = (dom: Dom, property: string): string | null => [...elements(dom)].find((element) => element.name === 'meta' && element.attribs['property'] === property)?.attribs['content'] ?? null;

function pictureOf(element: Element | undefined): string | null {
  if (element === undefined) return null;
  return element.attribs['src'] ?? [...elements(element)].find((inner) => inner.name === 'img')?.attribs['src'] ?? null;
}

function countersOf(dom: Dom, printed: string | null): Pick<ChannelPage, 'subscribers' | 'counters'> {
  const counters: Record<string, number> = {};
  let subscribers: ChannelPage['subscribers'] = null;
  for (const counter of allByClass(dom, 'tgme_channel_info_counter')) {
    const value = lineText(byClass(counter, 'counter_value') ?? counter);
    const name = lineText(byClass(counter, 'counter_type') ?? counter).toLowerCase().replace(/^[^a-z]*/, '').replace(/([^s])$/, '$1s');
    const count = readCount(value);
    if (count === null || name === '') continue;
    counters[name] ??= count.value;
    if (name === 'subscribers') subscribers ??= { ...count, bound: count.bound as '=' | '≈', text: `${value} subscribers` };
  }
  const stated = printed !== null && /subscriber/i.test(printed) ? readCount(printed) : null;
  // The card's counter is exact; the header of the posts' page repeats the rounded one.
  if (stated !== null && (subscribers === null || stated.bound === '=')) subscribers = { ...stated, bound: stated.bound as '=' | '≈', text: printed! };
  return { subscribers, counters };
}

function olderPage(dom: Dom, base: string): string | null {
  for (const element of elements(dom)) {
    const before = element.attribs['data-before'];
    if (element.name === 'a' && before !== undefined && /^\d+$/.test(before)) return new URL(`?before=${before}`, base).href;
    if (element.name === 'link' && element.attribs['rel'] === 'prev') return absolute(element.attribs['href'], base);
  }
  return null;
}
