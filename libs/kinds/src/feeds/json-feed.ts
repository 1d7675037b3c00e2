import { z } from 'zod';
import { Unreadable } from '#core/errors.js';
import { readDate } from './stated-date.js';
import type { Feed, Stated, Written } from './model.js';
import { MOST_ENTRIES } from './tree.js';
import { markup } from './written.js';

const optionalText = z.string().nullish().catch(null).transform((text) => text ?? null);
const jsonFeed = z.object({
  version: z.string().includes('jsonfeed.org'),
  title: optionalText, home_page_url: optionalText, language: optionalText,
  items: z.array(z.object({
    id: z.union([z.string(), z.number()]).nullish().catch(null), url: optionalText, title: optionalText, content_html: optionalText, content_text: optionalText, summary: optionalText,
    image: optionalText, date_published: optionalText, date_modified: optionalText,
    authors: z.array(z.object({ name: optionalText })).nullish().catch(null), author: z.object({ name: optionalText }).nullish().catch(null),
  })),
});

/** https://www.jsonfeed.org/version/1.1/ Throws `Unreadable` for anything else. */
export function readJsonFeed(text: string): Feed {
  let value: unknown;
  try { value = JSON.parse(text); } catch { throw new Unreadable('parser-failed', 'this begins like a JSON Feed and is not JSON'); }
  const parsed = jsonFeed.safeParse(value);
  if (!parsed.success) throw new Unreadable('parser-failed', `this is JSON and no JSON Feed: ${parsed.error.issues[0]!.path.join('.')} ${parsed.error.issues[0]!.message}`);
  const plain = (words: string | null): Written | null => (words === null || words.trim() === '' ? null : { value: words, markup: false });
  const date = (stated: string | null): Stated | null => (stated === null ? null : readDate(stated));
  const feed = parsed.data;
  return {
    title: plain(feed.title), url: feed.home_page_url, language: feed.language,
    cut: feed.items.length > MOST_ENTRIES,
    entries: feed.items.slice(0, MOST_ENTRIES).map((item) => ({
      id: item.id === null || item.id === undefined ? null : String(item.id), title: plain(item.title), url: item.url,
      author: [...(item.authors ?? []), ...(item.author ? [item.author] : [])].map(({ name }) => name).filter((name) => name !== null).join(', ') || null,
      published: date(item.date_published), updated: date(item.date_modified) ?? date(item.date_published),
      content: item.content_html === null ? plain(item.content_text) : markup(item.content_html), summary: plain(item.summary),
      images: item.image === null ? [] : [item.image], views: null,
    })),
  };
}
