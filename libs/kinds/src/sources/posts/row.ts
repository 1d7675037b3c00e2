import { readCount } from './count.js';
import { readDate } from '../../feeds/stated-date.js';
import { newPost, type PostLine } from './line.js';

/**
 * What a file of posts calls its columns, by what they mean: our own names, 4CAT's, CrowdTangle's and Meta Content Library's, and what people write.
 * Compared in lower case, with all but letters and digits as one underscore. The first that has a value counts.
 */
const COLUMNS = {
  url: ['url', 'post_url', 'link', 'permalink', 'message_url', 'tweet_url', 'video_url', 'item_url'],
  id: ['id', 'post_id', 'message_id', 'tweet_id', 'item_id', 'status_id'],
  text: ['text', 'body', 'message', 'content', 'caption', 'description', 'tweet', 'full_text'],
  title: ['title', 'subject', 'headline'],
  author: ['author', 'author_fullname', 'user_name', 'username', 'page_name', 'account', 'creator', 'channel', 'chat'],
  published: ['published_at', 'timestamp', 'unix_timestamp', 'date', 'created_at', 'post_created', 'datetime', 'time', 'creation_time', 'date_utc', 'timestamp_unix'],
  language: ['language', 'lang'],
  views: ['views', 'view_count', 'post_views', 'total_views', 'statistics_views'],
  forwardedFrom: ['forwarded_from', 'author_forwarded_from_username', 'author_forwarded_from_name', 'forward_from', 'forwarded_from_name'],
  edited: ['edited', 'is_edited', 'timestamp_edited', 'unix_timestamp_edited'],
} as const;

/** Columns of lists of people who follow or belong: such files are no posts, and nothing of them is kept. */
const PEOPLE = /^(follower|member|subscriber|participant)s?(_(id|name|username|user|handle|phone|list))?$|^(phone|phone_number|email)$/;

export const columnName = (written: string): string => written.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '');

/** Why a file with these columns is not one of posts; null where it may be. */
export function headerFault(columns: string[]): string | null {
  const names = columns.map(columnName);
  const people = names.find((name) => PEOPLE.test(name));
  if (people !== undefined) return `it has a column "${people}": lists of people who follow or belong are not taken`;
  const has = (meaning: keyof typeof COLUMNS): boolean => COLUMNS[meaning].some((name) => names.includes(name));
  if (!has('text') && !has('title')) return `it has no column of texts (${COLUMNS.text.join(', ')})`;
  if (!has('url') && !has('id')) return `it has no column that tells posts apart (${COLUMNS.url[0]} or ${COLUMNS.id[0]})`;
  return null;
}

export interface RowRules {
  /** Where posts without an address of their own are said to stand: the source's. */
  base: string;
  /** What an author is called in what is kept. */
  nameOf: (author: string) => string | null;
}

/** A row as a post, or why it is none. Values are strings (CSV) or whatever JSON holds. */
export function postOfRow(row: Record<string, unknown>, { base, nameOf }: RowRules): { post: PostLine } | { fault: string } {
  const values = new Map<string, string>();
  for (const [key, value] of Object.entries(row)) {
    const text = typeof value === 'string' ? value.trim() : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
    if (text !== '') values.set(columnName(key), clean(text));
  }
  const of = (meaning: keyof typeof COLUMNS): string | null => COLUMNS[meaning].map((name) => values.get(name)).find((value) => value !== undefined) ?? null;
  const id = of('id');
  const address = of('url');
  const url = address !== null && /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address).href : id === null ? null : `${base}#post-${encodeURIComponent(id)}`;
  if (url === null) return { fault: address === null ? 'it has neither an address nor an id' : `"${address.slice(0, 80)}" is no address, and it has no id` };
  const text = of('text');
  const title = of('title');
  if (text === null && title === null) return { fault: 'it has no text' };
  if ((text?.length ?? 0) > 1_000_000) return { fault: `its text has ${text!.length} characters; at most a million are taken` };
  const stated = of('published');
  const published = stated === null ? null : momentOf(stated);
  if (stated !== null && published === null) return { fault: `"${stated.slice(0, 60)}" is no date that can be read; write 2023-07-09T08:30:00+07:00` };
  const counted = of('views');
  const views = counted === null ? null : readCount(counted);
  if (counted !== null && views === null) return { fault: `"${counted.slice(0, 40)}" is no number of views` };
  const author = of('author');
  const edited = of('edited');
  return { post: newPost({
    url, id: id?.slice(0, 500) ?? null, title: title?.slice(0, 5000) ?? null, text: text ?? '', author: author === null ? null : nameOf(author)?.slice(0, 500) ?? null, published, language: of('language')?.slice(0, 20) ?? null,
    links: linksIn(text ?? ''), views, forwardedFrom: of('forwardedFrom')?.slice(0, 1000) ?? null, edited: edited !== null && !/^(0|false|no)$/i.test(edited),
  }) };
}

/** NUL and halves of surrogate pairs are in no text that a database keeps. */
export const clean = (text: string): string => text.replaceAll('\u0000', '\uFFFD').toWellFormed();

/** A date, or seconds or milliseconds since 1970. */
export function momentOf(written: string): PostLine['published'] {
  const number = /^\d{9,10}(\.\d+)?$/.test(written) ? Number(written) * 1000 : /^\d{12,13}$/.test(written) ? Number(written) : null;
  const stated = number === null ? readDate(written) : { at: new Date(Math.floor(number)), precision: 'second' as const, text: written };
  return stated === null || stated.at.getTime() < 0 ? null : { at: stated.at.toISOString(), precision: stated.precision, text: stated.text };
}

/** Addresses in a text, each once. */
export const linksIn = (text: string): PostLine['links'] => [...new Set(text.slice(0, 200_000).match(/https?:\/\/[^\s<>"'()[\]{}]{1,2000}/g))].filter((href) => URL.canParse(href)).slice(0, 200).map((href) => ({ href, text: '' }));
