import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortRun } from './sort-run.js';

/** The same by the sort of the language. */
function expected(time: number[], account: number[], from: number, to: number): [number, number, number][] {
  const rows = time.map((when, row): [number, number, number] => [when, account[row]!, row]);
  return [...rows.slice(0, from), ...rows.slice(from, to).sort(([t, a, r], [u, b, s]) => t - u || b - a || r - s), ...rows.slice(to)];
}

function sorted(time: number[], account: number[], from: number, to: number): [number, number, number][] {
  const columns = [Float64Array.from(time), Int32Array.from(account), Int32Array.from(time.keys())] as const;
  // Accounts in the reverse of their numbers: the order is the caller's.
  sortRun(from, to, ...columns, (a, b) => b - a);
  return time.map((_when, at) => [columns[0][at]!, columns[1][at]!, columns[2][at]!]);
}

it.each([
  ['whole seconds', fc.integer({ min: -50, max: 500 })], ['few moments', fc.constantFrom(0, 1, 2)], ['one moment', fc.constant(7)], ['fractions', fc.double({ min: -5, max: 5, noNaN: true }).map((time) => time + 0)],
  ['moments so far apart that no key holds them', fc.constantFrom(-(2 ** 52), 0, 1, 2 ** 52)], ['the far future', fc.integer({ min: 0, max: 200 }).map((time) => 253_402_300_799 + time)],
])('rows of %s are sorted by time, account and place, and no others are touched', (_what, time) => {
  fc.assert(fc.property(fc.array(fc.tuple(time, fc.nat(9)), { minLength: 2, maxLength: 400, size: 'max' }), fc.nat(3), fc.nat(3), (rows, before, after) => {
    const [times, accounts] = [rows.map(([when]) => when), rows.map(([, who]) => who)];
    const [from, to] = [Math.min(before, rows.length), Math.max(Math.min(before, rows.length), rows.length - after)];
    expect(sorted(times, accounts, from, to)).toEqual(expected(times, accounts, from, to));
  }), { numRuns: 40 });
});
it('many rows of one moment take no longer than a sort', () => {
  const rows = 200_000;
  const result = sorted(Array.from({ length: rows }, () => 5), Array.from({ length: rows }, (_none, at) => (at * 7919) % rows), 0, rows);
  expect([result[0]![1], result.at(-1)![1]]).toEqual([rows - 1, 0]);
});
