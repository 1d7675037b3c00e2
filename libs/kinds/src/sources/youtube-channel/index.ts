import { z } from 'zod';
import { BadInput } from '#core/errors.js';
import type { ReadDocument } from '#core/model.js';
import { readFeed, type Entry, type Feed } from '../../feeds/index.js';
import { absolute } from '../../markup/address.js';
import { decodePage } from '../../markup/decode.js';
import { allByName } from '../../markup/find.js';
import { languageOf } from '../../markup/language.js';
import { parseMarkup } from '../../markup/parse.js';
import { imageSettings } from '../shared-settings.js';
import { sourceKind, type ReadResult } from '../source-kind.js';

const settings = z.strictObject({
  ...imageSettings,
  channel_id: z.string().regex(/^UC[\w-]{22}$/, 'a channel id: UC and 22 more letters').optional().describe('`UC…`, where the address has only a handle; without it the channel\'s page is asked for it.'),
});

/** Where the channel's newest videos are listed, by its id. */
const feedOf = (id: string, base: string): string => new URL(`/feeds/videos.xml?channel_id=${id}`, base).href;
const idIn = (address: string): string | undefined => /^\/channel\/(UC[\w-]{22})(?=\/|$)/.exec(new URL(address).pathname)?.[1];
const isChannel = ({ pathname }: URL): boolean => /^\/(@[^/]+|channel\/UC[\w-]{22}|c\/[^/]+|user\/[^/]+)(\/|$)/.test(pathname);

/** A YouTube channel by its public feed: the fifteen newest videos with title, description and views. No account, no interface that needs a key. */
export const youtubeChannel = sourceKind<z.output<typeof settings>>({
  id: 'youtube-channel',
  version: 1,
  settings: settings as z.ZodType<z.output<typeof settings>>,
  messages: {
    en: { name: 'YouTube channel', description: 'The newest videos of a YouTube channel, by its feed' },
    km: { name: 'ឆានែលយូធូប', description: 'វីដេអូថ្មីៗនៃឆានែលយូធូប តាមមតិព័ត៌មានរបស់វា' },
  },
  start({ url, settings: { channel_id: given } }) {
    const id = given ?? idIn(url);
    if (id !== undefined) return [{ url: feedOf(id, url), why: 'start', priority: 100 }];
    if (!isChannel(new URL(url))) throw new BadInput(`${url} names no channel: give https://www.youtube.com/@NAME or https://www.youtube.com/channel/UC…`);
    return [{ url, why: 'start', priority: 100 }];
  },
  guess: (url) => (/^(www\.|m\.)?youtube\.com$/.test(url.hostname) && isChannel(url) ? 1 : 0),
  recognises: ({ body }) => /xmlns:yt=["']http:\/\/www\.youtube\.com\/xml\/schemas\/2015["']|<meta property="og:site_name" content="YouTube"/.test(Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 262_144)).toString('latin1')),
  read({ finalUrl, headers, body }): ReadResult {
    const text = decodePage(body, headers['content-type']);
    const nothing: ReadResult = { documents: [], links: [], images: [], counters: [] };
    if (/^\s*<(\?xml|feed)/.test(text)) {
      const feed = readFeed(text);
      const documents = feed.entries.map((entry) => documentOf(entry, feed, finalUrl)).filter((document) => document !== null);
      return { ...nothing, documents, images: documents.flatMap(({ images }) => images) };
    }
    // The channel's page: all that is wanted of it is where its feed is.
    const dom = parseMarkup(text);
    const links = allByName(dom, 'link').map(({ attribs }) => ({ rel: attribs['rel'], url: absolute(attribs['href'], finalUrl) }));
    const feed = links.find(({ rel, url }) => rel === 'alternate' && url !== null && /\/feeds\/videos\.xml\?/.test(url))?.url ?? feedByName(links, finalUrl);
    if (feed !== null) return { ...nothing, links: [{ url: feed, why: 'feed', priority: 95 }] };
    if (new URL(finalUrl).hostname.startsWith('consent.')) return { ...nothing, gap: { reason: 'login-wall', detail: `${finalUrl} asks readers of this country for their consent first: set channel_id in the source's settings, whose feed is open` } };
    return { ...nothing, gap: { reason: 'no-preview', detail: `${finalUrl} does not say where its feed is: set channel_id in the source's settings` } };
  },
});

/** The page's own address by its id, where it does not name its feed. */
function feedByName(links: readonly { rel: string | undefined; url: string | null }[], base: string): string | null {
  const canonical = links.find(({ rel }) => rel === 'canonical')?.url;
  const id = canonical ? idIn(canonical) : undefined;
  return id === undefined ? null : feedOf(id, base);
}

function documentOf(entry: Entry, { language }: Feed, base: string): ReadDocument | null {
  const url = absolute(entry.url ?? undefined, base);
  if (url === null) return null;
  const text = (entry.content ?? entry.summary)?.value ?? '';
  const stated = entry.published ?? entry.updated;
  return {
    url, externalId: entry.id?.replace(/^yt:video:/, '') ?? null, title: entry.title?.value ?? null, text, language: languageOf(`${entry.title?.value ?? ''}\n${text}`, language), author: entry.author,
    published: stated === null ? null : { ...stated, how: 'feed' },
    links: [...new Set(text.match(/https?:\/\/[^\s<>"'()[\]{}]{1,2000}/g))].filter((href) => URL.canParse(href)).slice(0, 200).map((href) => ({ href, text: '' })),
    images: entry.images.map((src) => absolute(src, base)).filter((src) => src !== null).map((src) => ({ url: src, alt: null })), views: entry.views, forwardedFrom: null, edited: false,
  };
}
