import { z } from 'zod';
import { embeddedJson, printedCount, type CounterReader, type SeenCount } from '../counter.js';

/** A channel's id. Its case matters: in small letters it is another channel's, or nobody's. */
export const CHANNEL_ID = /^UC[\w-]{22}$/;

export const youtubeProfile = (handle: string): string => (CHANNEL_ID.test(handle) ? `https://www.youtube.com/channel/${handle}` : `https://www.youtube.com/@${handle}`);

/** The Data API's channels list with statistics. A number comes as a string; a channel may hide it. */
const answer = z.object({ items: z.array(z.object({ statistics: z.object({ subscriberCount: z.string().regex(/^\d{1,12}$/).optional(), hiddenSubscriberCount: z.boolean().optional() }) })).optional() });

/**
 * The page shows subscribers rounded down to three digits, to strangers too, but behind a consent page in some countries; the official interface (Data API v3,
 * YOUTUBE_API_KEY) gives the same three digits in full.
 */
export const youtubeCounter: CounterReader = {
  page: youtubeProfile,
  read({ text }) {
    if (/^\s*\{/.test(text)) return fromApi(text);
    const shown = /"(?:simpleText|content)":"([\d.,]+\s?[KMB]?) subscribers?"/.exec(text)?.[1] ?? /"label":"([\d.,]+(?: thousand| million| billion)?) subscribers?"/.exec(text)?.[1];
    return shown === undefined ? null : printedCount(shown, true);
  },
  api: {
    setting: 'youtubeApiKey', base: 'youtubeApiUrl', header: 'x-goog-api-key',
    request: (handle, base) => `${base.replace(/\/$/, '')}/channels?part=statistics&${CHANNEL_ID.test(handle) ? `id=${handle}` : `forHandle=${encodeURIComponent(`@${handle}`)}`}`,
  },
};

function fromApi(text: string): SeenCount | null {
  const statistics = answer.safeParse(embeddedJson(text)).data?.items?.[0]?.statistics;
  if (statistics?.subscriberCount === undefined || statistics.hiddenSubscriberCount === true) return null;
  const value = Number(statistics.subscriberCount);
  const step = Math.max(1, 10 ** (statistics.subscriberCount.length - 3));
  return { value, bound: step > 1 ? '≈' : '=', low: value, high: step > 1 ? value + step : value, text: statistics.subscriberCount };
}
