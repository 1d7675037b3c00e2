import type { MetricPayload } from '#core/model.js';
import { countInKhmer } from '../count-words.js';
import { countsIn } from '../counts.js';
import { type Detector, type Found, observe } from '../detector.js';

/** Counts that a text reports for an account or post: followers, subscribers, likes, views, posts a day. */
export const followerCount: Detector = {
  id: 'follower-count',
  version: 3,
  kinds: ['metric'],
  why: { km: (held: MetricPayload) => `អត្ថបទបញ្ជាក់ចំនួន៖ ${countInKhmer(held)}` },
  detect: (doc) => countsIn(doc).filter((count) => !count.wanted).flatMap((count): Found[] => {
    const payload: MetricPayload = { metric: count.metric, value: count.value, bound: count.bound, platform: count.platform ?? 'other', handle: count.handle, owner: null, asOf: count.date };
    const found = observe(doc, 'metric', count, payload, count.rule, count.rule.startsWith('a number with') ? 'number with its unit' : 'number that leans');
    return found === null ? [] : [found];
  }),
};
