import { countInKhmer } from '../count-words.js';
import { countsIn } from '../counts.js';
import { type Detector, type Found, observe } from '../detector.js';

/** What a `goal` observation holds: a count somebody would have an account reach. `deadline` is a day, month or year, or null. */
export interface GoalPayload { metric: 'followers' | 'likes' | 'subscribers' | 'views' | 'posts_per_day'; value: number; platform: string; handle: string | null; owner: string | null; deadline: string | null }

/** Wished-for counts: targets, "next stop", "we want". */
export const goal: Detector = {
  id: 'goal',
  version: 4,
  kinds: ['goal'],
  why: { km: (held: GoalPayload) => `មានគេចង់បានចំនួននេះ៖ ${countInKhmer(held)}` },
  detect: (doc) => countsIn(doc).filter((count) => count.wanted).flatMap((count): Found[] => {
    const payload: GoalPayload = { metric: count.metric, value: count.value, platform: count.platform ?? 'other', handle: count.handle, owner: null, deadline: count.date };
    const found = observe(doc, 'goal', count, payload, count.rule, count.rule.startsWith('a number with') ? 'number with its unit' : 'number that leans');
    return found === null ? [] : [found];
  }),
};
