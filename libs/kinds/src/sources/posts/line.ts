import { z } from 'zod';
import type { ReadDocument } from '#core/model.js';
import { languageOf } from '../../markup/language.js';
import type { Counter } from '../source-kind.js';

/** The content type under which accepted posts are kept: JSONL, one post a line. */
export const POSTS_TYPE = 'application/x-claque-posts';

const precision = z.enum(['second', 'minute', 'hour', 'day', 'month', 'year']);
const code = z.string().max(40);
const handCapture = z.strictObject({ by: code, at: z.iso.datetime({ offset: true }), how: z.string().max(2000), sha256: z.string().regex(/^[0-9a-f]{64}$/), confirmedBy: code.nullable() });

/** A post as it was accepted at import: the form in which it is kept and read again. */
export const postLine = z.strictObject({
  url: z.string().max(4096),
  id: z.string().max(500).nullable(),
  title: z.string().max(5000).nullable(),
  text: z.string().max(1_000_000),
  author: z.string().max(500).nullable(),
  published: z.strictObject({ at: z.iso.datetime(), precision, text: z.string().max(200) }).nullable(),
  language: z.string().max(20).nullable(),
  links: z.array(z.strictObject({ href: z.string().max(4096), text: z.string().max(2000) })).max(1000),
  views: z.number().int().nonnegative().nullable(),
  forwardedFrom: z.string().max(1000).nullable(),
  edited: z.boolean(),
  byHand: handCapture.nullable(),
  counters: z.array(z.strictObject({ platform: z.string(), handle: z.string(), value: z.number().int().nonnegative(), bound: z.enum(['=', '≈', '≥', '≤']), text: z.string().max(200) })).max(5000),
});
export type PostLine = z.output<typeof postLine>;

/** A line with nothing but what is given. */
export const newPost = (given: Pick<PostLine, 'url'> & Partial<PostLine>): PostLine => ({
  id: null, title: null, text: '', author: null, published: null, language: null, links: [], views: null, forwardedFrom: null, edited: false, byHand: null, counters: [], ...given });

/** Documents and counters of lines. Throws with the number of the line that is none. */
export function readLines(text: string): { documents: ReadDocument[]; counters: Counter[] } {
  const documents: ReadDocument[] = [];
  const counters: Counter[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const post = postLine.parse(JSON.parse(line), { error: () => `line ${at + 1} is no post` });
    const { url, id, title, text: words, author, published, language, links, views, forwardedFrom, edited, byHand } = post;
    documents.push({
      url, externalId: id, title, text: words, language: languageOf(words, language), author, published: published === null ? null : { ...published, at: new Date(published.at), how: byHand === null ? 'import' : 'by hand' },
      links, images: [], views, forwardedFrom, edited, ...(byHand === null ? {} : { byHand }),
    });
    counters.push(...post.counters.map(({ platform, handle, value, bound, text: written }) => ({ account: { platform, handle }, metric: 'followers' as const, value, bound, text: written })));
  }
  return { documents, counters };
}
