import { parseFeed } from '@rowanmanning/feed-parser';
import { z } from 'zod';
import { Unreadable } from '#core/errors.js';
import { guardXml } from '../../markup/parse.js';

/** An entry as its feed gives it: references not yet resolved, `content` and `summary` as markup. */
export interface Entry {
  id: string | null;
  title: string | null;
  url: string | null;
  author: string | null;
  published: Date | null;
  updated: Date | null;
  content: string | null;
  summary: string | null;
  images: string[];
}
export interface Feed { title: string | null; url: string | null; language: string | null; entries: Entry[] }

/** Reads RSS, Atom, RDF or JSON Feed. Throws `Unreadable` for anything else, and for markup beyond the limits of `guardXml`. */
export function readFeed(text: string): Feed {
  return /^\s*\{/.test(text) ? readJsonFeed(text) : readXmlFeed(text);
}

function readXmlFeed(text: string): Feed {
  const plain = withoutEntities(text);
  guardXml(plain);
  let feed: ReturnType<typeof parseFeed>;
  try {
    feed = parseFeed(plain);
  } catch (error) {
    throw new Unreadable('parser-failed', `this is no feed that can be read: ${(error as Error).message}`);
  }
  return {
    title: feed.title, url: feed.url, language: feed.language,
    entries: feed.items.map((item) => ({
      id: item.id, title: item.title, url: item.url ?? (item.id !== null && /^https?:\/\//i.test(item.id) ? item.id : null), published: valid(item.published), updated: valid(item.updated),
      author: item.authors.map(({ name }) => name).filter((name) => name !== null).join(', ') || null,
      content: item.content, summary: item.description,
      images: [item.image?.url, ...item.mediaImages.map(({ url }) => url)].filter((url): url is string => typeof url === 'string'),
    })),
  };
}

/** Feeds need no entities of their own; a few lines of them can expand to gigabytes, and the library's limit on that is off. */
function withoutEntities(text: string): string {
  const declared = /<!DOCTYPE[^>[]*\[/i.exec(text);
  if (declared === null) return text;
  const end = text.indexOf(']', declared.index);
  const close = end === -1 ? -1 : text.indexOf('>', end);
  if (close === -1) throw new Unreadable('parser-failed', 'the document type declaration of this feed does not end');
  const rest = text.slice(0, declared.index) + text.slice(close + 1);
  if (/<!ENTITY/i.test(rest.slice(0, declared.index + 4096))) throw new Unreadable('parser-failed', 'this feed declares entities in a way that hides them');
  return rest;
}

const valid = (date: Date | null): Date | null => (date === null || Number.isNaN(date.getTime()) ? null : date);

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

/** https://www.jsonfeed.org/version/1.1/ */
function readJsonFeed(text: string): Feed {
  let value: unknown;
  try { value = JSON.parse(text); } catch { throw new Unreadable('parser-failed', 'this begins like a JSON Feed and is not JSON'); }
  const parsed = jsonFeed.safeParse(value);
  if (!parsed.success) throw new Unreadable('parser-failed', `this is JSON and no JSON Feed: ${parsed.error.issues[0]!.path.join('.')} ${parsed.error.issues[0]!.message}`);
  const escape = (plain: string): string => plain.replace(/[&<]/g, (char) => (char === '&' ? '&amp;' : '&lt;')).replace(/\n/g, '<br>');
  const date = (written: string | null): Date | null => (written === null ? null : valid(new Date(written)));
  const feed = parsed.data;
  return {
    title: feed.title, url: feed.home_page_url, language: feed.language,
    entries: feed.items.map((item) => ({
      id: item.id === null || item.id === undefined ? null : String(item.id), title: item.title, url: item.url,
      author: [...(item.authors ?? []), ...(item.author ? [item.author] : [])].map(({ name }) => name).filter((name) => name !== null).join(', ') || null,
      published: date(item.date_published), updated: date(item.date_modified),
      content: item.content_html ?? (item.content_text === null ? null : escape(item.content_text)), summary: item.summary === null ? null : escape(item.summary),
      images: item.image === null ? [] : [item.image],
    })),
  };
}
