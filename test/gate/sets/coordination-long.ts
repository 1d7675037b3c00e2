import { coordinate } from '#core/coordination/coordinate.js';
import { readCsv } from '#core/coordination/events/csv.js';
import { sharesCsv } from '../../material/co-sharing.js';
import { newsrooms, type Newsrooms } from '../../material/newsrooms.js';
import type { Figure, GateSet } from '../set.js';

const HOUR = 3600;
const SEEDS = [1, 2, 3, 4, 5];
/** The largest newsroom takes seconds a run at two days. */
const seedsFor = (accounts: number) => (accounts > 1000 ? SEEDS.slice(0, 2) : SEEDS);

/** Windows of hours to days over organic newsrooms of our own: nothing found where nobody is behind it, and the ministries' letters found where somebody is. */
const set: GateSet = {
  name: 'coordination-long',
  needs: [],
  async judge() {
    const figures: Figure[] = [];
    for (const accounts of [60, 300, 1500]) {
      let falseRuns = 0;
      let runs = 0;
      for (const hours of [1, 6, 24, 48]) for (const seed of seedsFor(accounts)) { runs++; if (judged({ seed, accounts, weeks: 8, letters: 0 }, hours * HOUR).found > 0) falseRuns++; }
      figures.push({ name: `share of runs with anybody flagged in organic traffic, ${accounts} accounts`, value: falseRuns / runs, floor: 0.1, atMost: true, of: `${runs} runs: windows of 1, 6, 24 and 48 h` });
      const letters = seedsFor(accounts).map((seed) => judged({ seed, accounts, weeks: 8, letters: 6 }, 48 * HOUR));
      const mean = (of: (one: (typeof letters)[number]) => number) => letters.reduce((sum, one) => sum + of(one), 0) / letters.length;
      figures.push({ name: `false among the accounts found with letters, ${accounts} accounts, 48 h`, value: mean(({ found, right }) => (found - right) / Math.max(1, found)), floor: 0.1, atMost: true });
      figures.push({ name: `ministries found by their letters, ${accounts} accounts, 48 h`, value: mean(({ right, planted }) => right / planted), floor: accounts === 60 ? 0.6 : 0.8, of: letters.map(({ right, planted }) => `${right} of ${planted}`).join(', ') });
    }
    return figures;
  },
};

function judged(options: Newsrooms, window: number): { found: number; right: number; planted: number } {
  const shares = newsrooms(options);
  const { events } = readCsv(sharesCsv(shares, 1));
  const { cell } = coordinate(events, { window, participation: 2 });
  let found = 0;
  let right = 0;
  for (let account = 0; account < cell.length; account++) if (cell[account]! >= 0) { found++; if (shares.cellOf.has(Number(events.accounts.text(account).slice(1)))) right++; }
  return { found, right, planted: shares.cellOf.size };
}
export default set;
