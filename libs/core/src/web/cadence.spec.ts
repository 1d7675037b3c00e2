import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Phase } from '../model.js';
import { nextVisitMs, paceFactor, QUICKEST, SLOWEST } from './cadence.js';

const election = { pollingDay: '2031-03-14', phases: [{ name: 'campaign', from: '2031-02-20', to: '2031-03-11' }] as Phase[] };
const free = { leastMs: null, mostMs: null };

describe('a page\'s own rate', () => {
  it('stays within its bounds, whatever the history', () => {
    fc.assert(fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (history) => {
      const factor = history.reduce(paceFactor, 1);
      expect(factor).toBeGreaterThanOrEqual(QUICKEST);
      expect(factor).toBeLessThanOrEqual(SLOWEST);
    }));
  });
  it('settles where somewhat over a quarter of the visits find a change', () => {
    // A page that changes by a Poisson process: the longer the interval, the likelier a change.
    let factor = 1;
    let seed = 7;
    let changes = 0;
    for (let visit = 0; visit < 4000; visit++) {
      seed = (seed * 48_271) % 2_147_483_647;
      const changed = seed / 2_147_483_647 < 1 - Math.exp(-0.3 * factor);
      if (visit >= 1000 && changed) changes++;
      factor = paceFactor(factor, changed);
    }
    expect(changes / 3000).toBeGreaterThan(0.22);
    expect(changes / 3000).toBeLessThan(0.34);
  });
});
it('never asks later around polling day than the calendar, and obeys the source\'s bounds above all', () => {
  expect(nextVisitMs(election, '2031-03-14', 'feed', SLOWEST, free)).toBe(nextVisitMs(election, '2031-03-14', 'feed', 1, free));
  expect(nextVisitMs(election, '2031-03-01', 'feed', SLOWEST, free)).toBe(4 * nextVisitMs(election, '2031-03-01', 'feed', 1, free));
  fc.assert(fc.property(fc.constantFrom('2030-12-01', '2031-03-01', '2031-03-14'), fc.double({ min: QUICKEST, max: SLOWEST, noNaN: true }), fc.integer({ min: 1, max: 1e7 }), (day, factor, leastMs) => {
    const at = nextVisitMs(election, day, 'listing', factor, { leastMs, mostMs: leastMs * 2 });
    expect(at).toBeGreaterThanOrEqual(leastMs);
    expect(at).toBeLessThanOrEqual(leastMs * 2);
  }));
});
