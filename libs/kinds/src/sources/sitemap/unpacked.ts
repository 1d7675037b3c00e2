import { constants, gunzipSync } from 'node:zlib';
import { Unreadable } from '#core/errors.js';

export const isGzip = (body: Uint8Array): boolean => body[0] === 0x1f && body[1] === 0x8b;

/** What of a beginning is taken, where its length is judged by how far the part before it unpacked: parts differ. */
const SURE = 0.97;
const ENOUGH = 0.9;
const TRIES = 4;

/** The bytes, unpacked where they are gzip; of more than `most`, or of a file that breaks off, the beginning: at least nine tenths of `most`, but for lists that unpack very unevenly. Unreadable where it is no gzip. */
export function unpacked(body: Uint8Array, most: number): { bytes: Uint8Array; cut: boolean } {
  if (!isGzip(body)) return { bytes: body.subarray(0, most), cut: body.byteLength > most };
  // zlib gives all or nothing at once: too long a part is halved, then lengthened by what that came to.
  let fits = unpack(body, most);
  if (fits !== null) return { bytes: fits, cut: false };
  let taken = body.byteLength;
  while (fits === null && taken > 1) { taken >>= 1; fits = unpack(body.subarray(0, taken), most); }
  if (fits === null) throw new Unreadable('parser-failed', `this sitemap cannot be unpacked: its first bytes come to more than ${most}`);
  for (let tries = 0, tooMuch = taken * 2; tries < TRIES && fits.byteLength < ENOUGH * most; tries++) {
    const longer = Math.min(Math.floor(taken * SURE * most / Math.max(1, fits.byteLength)), (taken + tooMuch) >> 1);
    if (longer <= taken) break;
    const more = unpack(body.subarray(0, longer), most);
    if (more === null) tooMuch = longer; else { fits = more; taken = longer; }
  }
  return { bytes: fits, cut: true };
}

/** Null where it comes to more than `most`. */
function unpack(packed: Uint8Array, most: number): Uint8Array | null {
  try { return gunzipSync(packed, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }); } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw new Unreadable('parser-failed', `this sitemap cannot be unpacked: ${(error as Error).message}`);
  }
}
