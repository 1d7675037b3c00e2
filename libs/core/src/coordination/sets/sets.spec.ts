import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharesCsv } from '../../../../../test/material/co-sharing.js';
import { newsrooms } from '../../../../../test/material/newsrooms.js';
import { coordinate, HOW } from '../coordinate.js';
import { readCsv } from '../events/csv.js';
import { lnTail } from './sets.js';

const TWO_DAYS = 172_800;
function found(letters: number) {
  const shares = newsrooms({ seed: 1, accounts: 60, weeks: 8, letters });
  const { events, cell, how, setLnP } = coordinate(readCsv(sharesCsv(shares, 1)).events, { window: TWO_DAYS, participation: 2 });
  const inCells = [...cell.keys()].filter((account) => cell[account]! >= 0);
  return { names: inCells.map((account) => events.accounts.text(account)).sort(), how: new Set(inCells.map((account) => HOW[how[account]!])), lnP: [...setLnP.values()], ministries: [...shares.cellOf.keys()].map((account) => `a${account}`).sort() };
}

describe('sets of accounts over long windows', () => {
  it('ministries that share the same six letters are found where no pair stands out, and nobody else', () => {
    const { names, how, lnP, ministries } = found(6);
    expect(names).toEqual(ministries);
    expect([...how]).toEqual(['set']);
    expect(lnP[0]).toBeLessThan(-10);
  });
  it('office hours, week-ends, beats and days of news flag nobody', () => { expect(found(0).names).toEqual([]); });
  it('the bound is above the binomial tail, whatever the numbers', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.nat(), (n, p, pick) => {
      const m = 1 + pick % n;
      let tail = 0;
      let term = (1 - p) ** n;
      for (let k = 0; k <= n; k++) { if (k >= m) tail += term; term *= (n - k) / (k + 1) * p / (1 - p); }
      expect(Math.exp(lnTail(n, m, p))).toBeGreaterThanOrEqual(tail * (1 - 1e-9));
    }));
  });
});
