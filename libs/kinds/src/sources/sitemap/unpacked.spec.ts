import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { unpacked } from './unpacked.js';

const list = (entries: number): Buffer => Buffer.from(Array.from({ length: entries }, (_, at) => `<url><loc>https://courier.example/2031/${at * 7919 % 10_007}/report-${at}.html</loc></url>\n`).join(''));

it('gives a packed list whole where it is not too long, also where it breaks off', () => {
  const whole = list(1000);
  const packed = gzipSync(whole);
  expect(unpacked(packed, whole.length)).toEqual({ bytes: whole, cut: false });
  const { bytes, cut } = unpacked(packed.subarray(0, packed.length >> 1), whole.length);
  expect([cut, bytes.length > whole.length / 4, whole.subarray(0, bytes.length).equals(bytes)]).toEqual([false, true, true]);
});
it('gives nine tenths and more of what may be read of a list that unpacks to more', () => {
  const whole = list(20_000);
  for (const most of [100_000, 300_000, whole.length - 1]) {
    const { bytes, cut } = unpacked(gzipSync(whole), most);
    expect(cut).toBe(true);
    expect(bytes.length).toBeGreaterThan(0.9 * most);
    expect(bytes.length).toBeLessThanOrEqual(most);
    expect(whole.subarray(0, bytes.length).equals(bytes)).toBe(true);
  }
});
it('gives a beginning that fits of whatever unpacks, however unevenly', () => {
  const part = fc.record({ size: fc.integer({ min: 0, max: 60_000 }), dense: fc.boolean() }).map(({ size, dense }) => (dense ? randomBytes(size) : Buffer.alloc(size)));
  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.integer({ min: 2000, max: 100_000 }), (parts, most) => {
    const whole = Buffer.concat(parts);
    const { bytes, cut } = unpacked(gzipSync(whole), most);
    expect(bytes.length).toBeLessThanOrEqual(most);
    expect(whole.subarray(0, bytes.length).equals(bytes)).toBe(true);
    expect(cut).toBe(whole.length > most);
  }), { numRuns: 50 });
});
it('says of what is no gzip that it cannot be unpacked', () => {
  expect(() => unpacked(Buffer.from([0x1f, 0x8b, 1, 2, 3]), 1000)).toThrow(/cannot be unpacked/);
});
