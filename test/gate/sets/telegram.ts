import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readCapture } from '#kinds/sources/index.js';
import { readChannelPage } from '#kinds/sources/telegram-channel/page.js';
import type { Post } from '#kinds/sources/telegram-channel/post.js';
import type { Figure, GateSet } from '../set.js';

type Fields = Record<string, unknown>;
interface Case { name: string; file: string; expected: Fields | unknown[] }

/**
 * Captures of channel pages, every field that the case states. White space in texts is one space: the truth writes a single line break where the page
 * has two, and one where it has a space before a link.
 */
const set: GateSet = {
  name: 'telegram',
  needs: ['crawl/telegram/cases.json', 'crawl/telegram/html'],
  async judge(data): Promise<Figure[]> {
    const folder = join(data, 'crawl/telegram');
    const cases = JSON.parse(await readFile(join(folder, 'cases.json'), 'utf8')) as Case[];
    const wrong: string[] = [];
    let documents = 0;
    let core = 0;
    for (const { name, file, expected } of cases) {
      const body = await readFile(join(folder, file));
      const page = readChannelPage(body.toString('utf8'), 'https://t.me/s/channel');
      const read = readCapture('telegram-channel', { url: 'https://t.me/s/channel', finalUrl: 'https://t.me/s/channel', headers: {}, body, fetchedAt: new Date() });
      if (Array.isArray(expected)) {
        if (page.posts.length !== expected.length) wrong.push(`${name}: posts`);
        continue;
      }
      const isPost = expected['_type'] === 'ChannelMessage';
      const found: Fields = isPost ? postFields(page.posts[0]) : { username: page.username, title: page.title, image_url: page.imageUrl, description: page.description, ...page.counters };
      for (const [field, value] of Object.entries(expected)) {
        if (field !== '_type' && !isDeepStrictEqual(plain(found[field]), plain(value))) wrong.push(`${name}: ${field}`);
      }
      if (!isPost) continue;
      documents++;
      const [document] = read.documents;
      const { id, created_at: at, text, views } = expected;
      if (document?.externalId === String(id) && stamp(document.published?.at) === at && plain(document.text || null) === plain(text) && document.views === views) core++;
    }
    return [
      { name: 'captures right on every field', value: cases.length - new Set(wrong.map((line) => line.split(':')[0])).size, floor: cases.length, of: `of ${cases.length}${wrong.length > 0 ? ` (wrong: ${wrong.join(', ')})` : ''}` },
      { name: 'documents right on id, time, text and views', value: core, floor: documents, of: `of ${documents}` },
    ];
  },
};
export default set;

const plain = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : value ?? null);
const stamp = (at: Date | undefined): string | null => (at === undefined ? null : `DT ${[at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].join('-')}`);

function postFields(post: Post | undefined): Fields {
  if (post === undefined) return {};
  const { preview } = post;
  return {
    id: post.id, created_at: stamp(post.createdAt), type: post.type, channel: post.channel, author: post.author, edited: post.edited, text: post.text, views: post.views,
    urls: [...post.media.map(({ kind, url }) => [kind, url]), ...post.links.map(({ href }) => ['link', href])],
    preview_url: preview?.url, preview_image_url: preview?.imageUrl, preview_site_name: preview?.siteName, preview_title: preview?.title, preview_description: preview?.description,
  };
}
