import type { Detector } from '../detector.js';

/** An event of an account, in the form of those that texts state. `service`: the platform itself says so. `date` is a day. */
export interface ServiceMessagePayload { kind: 'created' | 'renamed' | 'photo-changed' | 'pinned'; platform: string; handle: string; owner: null; date: string | null; service: true }

/** What a platform writes into a channel, in its own fixed words; the same words in a post of the channel are no such line. */
const LINES: [ServiceMessagePayload['kind'], RegExp][] = [
  ['created', /^channel (?:was )?created\b/i],
  ['renamed', /^channel (?:name was changed|(?:was )?renamed|title was changed)\b/i],
  ['photo-changed', /^channel photo (?:was )?(?:updated|changed|removed|deleted)\b/i],
  ['pinned', /\bpinned (?:[«"“]|a |an |this )/i],
];

/** Lines that the platform itself put into an account's posts: see README.md beside this file. */
export const serviceMessage: Detector = {
  id: 'service-message',
  version: 1,
  kinds: ['account-event'],
  why: { km: ({ platform }: ServiceMessagePayload) => `បន្ទាត់ដែល ${platform} សរសេរដោយខ្លួនឯងក្នុងចំណោមការបង្ហោះរបស់គណនី` },
  detect({ text, service, publishedAt }) {
    if (!service) return [];
    const kind = LINES.find(([, words]) => words.test(text))?.[0];
    if (kind === undefined) return [];
    const payload: ServiceMessagePayload = { kind, ...service, owner: null, date: publishedAt?.slice(0, 10) ?? null, service: true };
    return [{ kind: 'account-event', span: { start: 0, end: text.length }, quote: text, payload, why: `a line of ${service.platform}'s own among the posts of the account`, confidence: 1 }];
  },
};
