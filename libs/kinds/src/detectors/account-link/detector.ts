import type { PlatformId } from '#core/model.js';
import { observe, type Detector, type Found } from '../detector.js';

export interface AccountLinkPayload { platform: PlatformId; handle: string | null; url: string | null }

/** Accounts that a text names by address or @handle, whether or not anybody is asked to follow them: who speaks of which account. */
export const accountLink: Detector = {
  id: 'account-link',
  version: 1,
  kinds: ['account-link'],
  why: { km: ({ url }: AccountLinkPayload) => (url === null ? 'ឈ្មោះគណនីដែលផ្តើមដោយ @ ក្នុងអត្ថបទ' : 'អាសយដ្ឋានគណនីក្នុងអត្ថបទ') },
  detect: (doc) => doc.mentions.filter(({ kind, ref }) => kind !== 'name' && (ref.handle !== null || ref.url !== null)).flatMap((mention): Found[] => {
    const payload: AccountLinkPayload = { platform: mention.ref.platform, handle: mention.ref.handle, url: mention.ref.url };
    const found = observe(doc, 'account-link', mention, payload, mention.kind === 'url' ? 'an account\'s address in the text' : 'an @handle in the text', 0.9);
    return found === null ? [] : [found];
  }),
};
