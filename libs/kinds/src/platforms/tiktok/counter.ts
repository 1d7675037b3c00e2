import { z } from 'zod';
import { embeddedJson, type CounterReader } from '../counter.js';

/** What the page hands to its own script: the count is exact there. `statsV2` has it as text, for counts beyond 32 bits. */
const SCOPE = '__DEFAULT_SCOPE__';
const data = z.object({ [SCOPE]: z.object({ 'webapp.user-detail': z.object({ userInfo: z.object({
  user: z.object({ uniqueId: z.string() }), stats: z.object({ followerCount: z.int().min(0) }).optional(), statsV2: z.object({ followerCount: z.string().regex(/^\d{1,12}$/) }).optional() }) }) }) });

export const tiktokCounter: CounterReader = {
  page: (handle) => `https://www.tiktok.com/@${handle}`,
  read({ text }) {
    const info = data.safeParse(embeddedJson(text, '__UNIVERSAL_DATA_FOR_REHYDRATION__')).data?.[SCOPE]['webapp.user-detail'].userInfo;
    const value = info?.statsV2 === undefined ? info?.stats?.followerCount : Number(info.statsV2.followerCount);
    return value === undefined ? null : { value, bound: '=', low: value, high: value, text: String(value) };
  },
};
