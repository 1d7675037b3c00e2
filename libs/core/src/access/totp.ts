import { createHmac, timingSafeEqual } from 'node:crypto';

/** Codes of an authenticator: RFC 6238 with SHA-1, six digits, thirty seconds, as every authenticator knows them. */
const STEP_S = 30;
/** Steps by which a phone's clock may be off, either way. */
const DRIFT = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of a moment's step (RFC 4226 truncation). */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = digest[19]! & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The step whose code this is, near the moment and later than `after` (the step of the last code that was taken); null where it is none. */
export function totpStep(secret: Uint8Array, code: string, at: Date, after: number): number | null {
  const now = Math.floor(at.getTime() / 1000 / STEP_S);
  const given = Buffer.from(code.padEnd(6).slice(0, 6));
  let found: number | null = null;
  for (let step = now - DRIFT; step <= now + DRIFT; step++) {
    if (timingSafeEqual(Buffer.from(totpCode(secret, step)), given) && code.length === 6 && step > after) found = step;
  }
  return found;
}

/** Base 32 (RFC 4648), as authenticators take secrets. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) { bits -= 5; text += ALPHABET[(held >> bits) & 31]; }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text;
}

/** Back again. Throws TypeError for what is no base 32. */
export function fromBase32(text: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) throw new TypeError('not base 32');
    held = ((held & 0xff) << 5) | value;
    bits += 5;
    if (bits >= 8) { bits -= 8; bytes.push((held >> bits) & 0xff); }
  }
  return Uint8Array.from(bytes);
}

/** What an authenticator scans or opens. */
export const totpUri = (secret: string, person: string): string => `otpauth://totp/${encodeURIComponent(`Claque:${person}`)}?secret=${secret}&issuer=Claque`;
