import { z } from 'zod';
import { Unreadable } from '#core/errors.js';
import { accountFromUrl, counterOf } from '../../platforms/index.js';
import { decodePage } from '../../markup/decode.js';
import { browserSettings } from '../shared-settings.js';
import { sourceKind, type ReadResult } from '../source-kind.js';

/** Both are read from the address where they are not given. */
const settings = z.strictObject({ ...browserSettings, platform: z.string().min(1).optional().describe('The account\'s platform, where its address does not say it.'), handle: z.string().min(1).optional().describe('Its handle, likewise.') });
type Settings = z.output<typeof settings>;

const accountOf = (url: string, { platform, handle }: Settings): { platform: string; handle: string } | null => {
  const ref = platform === undefined || handle === undefined ? accountFromUrl(url) : { platform, handle };
  return ref === null || ref.handle === null ? null : { platform: ref.platform, handle: ref.handle };
};

/**
 * The public page (or the official interface) of one account, for its counter alone: each platform's folder says how it is read. What shows no count to a
 * stranger is a gap, never a guess. Telegram's pages are read by its own kind of source.
 */
export const accountCounter = sourceKind<Settings>({
  id: 'account-counter',
  version: 1,
  settings: settings as z.ZodType<Settings>,
  messages: {
    en: { name: 'Account counter', description: 'The followers that an account\'s public page shows' },
    km: { name: 'ចំនួនអ្នកតាមដាន', description: 'ចំនួនអ្នកតាមដាន ដែលទំព័រសាធារណៈរបស់គណនីបង្ហាញ' },
  },
  start: ({ url, settings: given }) => (counterOf(accountOf(url, given)?.platform ?? '')?.page === null ? [] : [{ url, why: 'counter', priority: 90 }]),
  guess: () => 0,
  alone: true,
  // A profile page met on a website's links is an ordinary page.
  recognises: () => false,
  read({ url, finalUrl, headers, body }, given): ReadResult {
    const account = accountOf(url, given);
    if (account === null) throw new Unreadable('parser-failed', `${url} is no account's page: give the settings platform and handle`);
    const count = counterOf(account.platform)?.read({ url, finalUrl, text: decodePage(body, headers['content-type']) }) ?? null;
    const result: ReadResult = { documents: [], links: [], images: [], counters: count === null ? [] : [{ account, metric: 'followers', ...count }] };
    if (count === null) result.gap = { reason: 'login-wall', detail: `${finalUrl} shows no number of followers without a login` };
    return result;
  },
});
