import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chainBreak, chainHash, FIRST, type AuditEntry } from './audit-chain.js';
import { base32, fromBase32, totpCode, totpStep } from './totp.js';

it('codes are those of RFC 6238', () => {
  const secret = Buffer.from('12345678901234567890');
  // Appendix B, the last six of its eight digits.
  for (const [seconds, code] of [[59, '287082'], [1111111109, '081804'], [1111111111, '050471'], [1234567890, '005924'], [2000000000, '279037']] as const) expect(totpCode(secret, Math.floor(seconds / 30))).toBe(code);
});

it('a code is taken near its time, never one that is not later than the last, and never anything else', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), fc.integer({ min: 300, max: 4e9 }), fc.integer({ min: -3, max: 3 }), (secret, seconds, off) => {
    const step = Math.floor(seconds / 30) + off;
    if (step < 0) return;
    const code = totpCode(secret, step);
    const found = totpStep(secret, code, new Date(seconds * 1000), 0);
    if (Math.abs(off) <= 1 && step > 0) expect(found).not.toBeNull();
    if (found !== null) expect(totpStep(secret, code, new Date(seconds * 1000), found)).toSatisfy((again) => again === null || (again as number) > found);
  }));
  for (const code of ['', '12345', '1234567', 'abcdef', '      ']) expect(totpStep(Buffer.alloc(20), code, new Date(1e9), -1)).toBeNull();
});

it('base 32 comes back as it was', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => { expect(fromBase32(base32(bytes))).toEqual(bytes); }));
  expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  expect(() => fromBase32('1')).toThrow(TypeError);
});

const text = fc.option(fc.string({ maxLength: 8 }), { nil: null });
const entry: fc.Arbitrary<AuditEntry> = fc.record({ at: fc.constant('2031-03-01T00:00:00.000Z'), who: fc.string(), did: fc.string(), electionId: text, about: text, outcome: fc.string(), before: text, after: text });
const chained = (entries: AuditEntry[]) => {
  let previous = FIRST;
  return entries.map((one) => { const hash = chainHash(previous, one); const link = { ...one, previous, hash }; previous = hash; return link; });
};

it('a chain is whole until an entry is changed, left out, put in or moved', () => {
  fc.assert(fc.property(fc.array(entry, { minLength: 2, maxLength: 8 }), fc.nat(), fc.constantFrom('change', 'drop', 'double', 'swap'), (entries, pick, deed) => {
    const whole = chained(entries);
    expect(chainBreak(whole, FIRST)).toBeNull();
    const at = pick % (whole.length - 1);
    const broken = [...whole];
    if (deed === 'change') broken[at] = { ...whole[at]!, who: `${whole[at]!.who}x` };
    if (deed === 'drop') broken.splice(at, 1);
    if (deed === 'double') broken.splice(at, 0, whole[at]!);
    if (deed === 'swap') [broken[at], broken[at + 1]] = [whole[at + 1]!, whole[at]!];
    expect(chainBreak(broken, FIRST)).not.toBeNull();
  }));
});
