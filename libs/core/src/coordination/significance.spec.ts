import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rejectUpTo } from './significance.js';

it('rejects what Benjamini and Hochberg reject, whose rule is over sorted values', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.double({ min: -20, max: 0, noNaN: true }), fc.constantFrom(-3, -6)), { maxLength: 60 }), fc.nat(100), fc.double({ min: 0.01, max: 0.5, noNaN: true }), (values, more, q) => {
    const tests = values.length + more + 1;
    const sorted = values.toSorted((a, b) => a - b);
    const last = sorted.findLastIndex((value, at) => value <= Math.log(q) + Math.log(at + 1) - Math.log(tests));
    expect(rejectUpTo(Float64Array.from(values), tests, q)).toBe(last < 0 ? Number.NEGATIVE_INFINITY : sorted[last]);
  }));
});
it('needs no longer where every value is just above its bound', () => {
  const tests = 400_000;
  const values = Float64Array.from({ length: 200_000 }, (_none, at) => Math.log(0.1) + Math.log(at + 1) - Math.log(tests) + 1e-9);
  expect(rejectUpTo(values, tests, 0.1)).toBe(Number.NEGATIVE_INFINITY);
  values[3] = Math.log(0.1) + Math.log(4) - Math.log(tests);
  expect(rejectUpTo(values, tests, 0.1)).toBe(values[3]);
});
