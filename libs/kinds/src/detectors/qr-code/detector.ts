import { isMedia, type AccountRef, type CallPayload } from '#core/model.js';
import { accountFromUrl, accountKey } from '../../platforms/index.js';
import type { Detector, Found, PageCall } from '../detector.js';

/** A code that leads to no account: what it says, and the address that it opens, if any. */
export interface CodePayload { text: string; url: string | null }

/** Where the codes of a poster lead: see README.md beside this file. */
export const qrCode: Detector = {
  id: 'qr-code',
  version: 2,
  kinds: ['call', 'code'],
  why: { km: (held: CallPayload | CodePayload) => ('target' in held ? held.voice === 'own' ? 'កូដ QR លើផ្ទាំងរូបភាពនាំទៅគណនី' : 'កូដ QR ក្នុងរូបដែលសារព័ត៌មានផ្សាយ នាំទៅគណនី' : 'កូដ QR លើផ្ទាំងរូបភាព ដែលមិននាំទៅគណនី') },
  detect({ text, codes, actor, pageCalls }) {
    const found: Found[] = [];
    let from = 0;
    for (const code of codes ?? []) {
      const start = text.indexOf(code, from);
      if (start === -1) continue;
      from = start + code.length;
      const span = { start, end: from };
      const url = addressIn(code);
      const account = url === null ? null : accountFromUrl(url);
      if (account === null) {
        const payload: CodePayload = { text: code, url };
        found.push({ kind: 'code', span, quote: code, payload, why: url === null ? 'a QR code on a poster, which opens no address' : 'a QR code on a poster, whose address is no account', confidence: 1 });
        continue;
      }
      // Media print pictures of what others do: a photograph of a code is news of a call.
      const voice = !isMedia(actor?.kind ?? '') || asksFor(account, pageCalls ?? []) ? 'own' : 'reported';
      const payload: CallPayload = { voice, caller: null, audience: 'general', target: { ...account, owner: null }, action: 'scan_qr', strength: 'invitation' };
      found.push({ kind: 'call', span, quote: code, payload, why: voice === 'own' ? 'a QR code on a poster leads to an account' : 'a QR code in a picture that media print, whose page does not ask for it, leads to an account', confidence: 0.95 });
    }
    return found;
  },
};

/** Whether a page's own words ask for the account, or to scan a code that they do not name. */
const asksFor = (account: AccountRef, calls: readonly PageCall[]): boolean => calls.some(({ target, action }) => (target === null ? action === 'scan_qr' : target === accountKey(account)));

/** The address that a telephone opens when it reads the code: a bare one, `URL:…`, or a bookmark (`MEBKM:`, with its escapes). */
function addressIn(code: string): string | null {
  const bookmark = /^MEBKM:(?:[^;]*;)?URL:((?:\\.|[^\\;])+)/i.exec(code)?.[1]?.replace(/\\(.)/g, '$1');
  const address = (bookmark ?? code.replace(/^URL(?:TO)?:/i, '')).trim();
  return /^(https?|tg):\/\/\S+$/i.test(address) || /^(?:[\w-]+\.)+[a-z]{2,}\/\S*$/i.test(address) ? address : null;
}
