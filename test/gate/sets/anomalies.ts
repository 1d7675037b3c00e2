import { findAnomalies, type Anomaly } from '#core/accounts/anomalies/find.js';
import { goalOutlook } from '#core/accounts/goal.js';
import { seeded, shareInterval } from '#core/accounts/statistics.js';
import { addDays } from '#core/election/calendar.js';
import { generateAccount, type Generated, type Plant } from '../../material/account-series.js';
import type { Figure, GateSet } from '../set.js';

const QUIET = 400;
const PLANTED = 200;
const FIRST = '2031-01-01';
const day = (n: number): string => addDays(FIRST, n);
const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
const interval = (hits: number, of: number): string => { const { low, high } = shareInterval(hits, of); return `${hits} of ${of}, 95 % ${percent(low)} to ${percent(high)}`; };

/**
 * Anomalies of accounts on generated series: planted ones (bots bought and removed, a step by night, growth without views, growth after calls) and quiet ones
 * (weekly rhythm, noise, widely seen days, rounding, missing days). Also how often a projection's interval held what came. Needs no data set.
 */
const set: GateSet = {
  name: 'anomalies',
  needs: [],
  judge: async () => [...quiet(), ...planted(), ...projections()],
};
export default set;

/** Every unexplained finding on an account to which nothing was done is a false alarm. */
function quiet(): Figure[] {
  const found = Array.from({ length: QUIET }, (_, seed) => findAnomalies(generateAccount(seed + 1).history).filter(({ unexplained }) => unexplained));
  const months = QUIET * 3;
  const all = found.flat();
  const kinds = Object.entries(Object.groupBy(all, ({ kind }) => kind)).map(([kind, list]) => `${kind} ${list!.length}`).join(', ');
  const worst = Math.max(...found.map((list) => list.length)) / 3;
  return [
    { name: 'false alarms per account and month', value: all.length / months, floor: 1, atMost: true, of: `over ${months} account-months${kinds === '' ? '' : ` (${kinds})`}` },
    { name: 'false alarms per account and month, the worst account', value: worst, floor: 1, atMost: true },
  ];
}

function planted(): Figure[] {
  const rate = (name: string, floor: number, plant: (random: () => number) => Plant, finds: (found: Anomaly[], plant: never, made: Generated) => boolean): Figure => {
    let hits = 0;
    for (let seed = 0; seed < PLANTED; seed += 1) {
      const random = seeded(seed + 5000);
      const what = plant(random);
      const made = generateAccount(seed + 10_000, [what]);
      if (finds(findAnomalies(made.history), what as never, made)) hits += 1;
    }
    return { name, value: hits / PLANTED, floor, of: interval(hits, PLANTED) };
  };
  const bought = (random: () => number): Plant => {
    const from = 35 + Math.floor(random() * 20);
    return { kind: 'bought', day: from, share: 0.08 + 0.22 * random(), overDays: 1 + Math.floor(random() * 3), removedOn: from + 6 + Math.floor(random() * 20), removedShare: 0.6 + 0.4 * random() };
  };
  type Bought = Extract<Plant, { kind: 'bought' }>;
  const near = ({ from, to }: Anomaly, first: number, last: number): boolean => from <= day(last) && to >= day(first);
  const jumped = (found: Anomaly[], plant: Bought): Anomaly | undefined => found.find((one) => (one.kind === 'jump' || one.kind === 'night-step') && one.unexplained && near(one, plant.day, plant.day + plant.overDays + 7));
  const purged = (found: Anomaly[], plant: Bought): Anomaly | undefined => found.find((one) => one.kind === 'purge' && one.unexplained && near(one, plant.removedOn!, plant.removedOn! + 9));
  return [
    rate('bought followers found (8 to 30 % of all, in 1 to 3 days)', 0.8, bought, (found, plant: Bought) => jumped(found, plant) !== undefined),
    rate('removed followers found (60 to 100 % of those)', 0.85, bought, (found, plant: Bought) => purged(found, plant) !== undefined),
    rate('told as one: a purge that takes a jump back', 0.7, bought, (found, plant: Bought) => { const purge = purged(found, plant); const jump = jumped(found, plant); return purge !== undefined && jump !== undefined && purge.takesBack !== null; }),
    rate('step by night found (3 to 8 % of all; half of the accounts are read hourly)', 0.35, (random) => ({ kind: 'at-night', day: 30 + Math.floor(random() * 40), share: 0.03 + 0.05 * random() }),
      (found, plant: Extract<Plant, { kind: 'at-night' }>) => found.some((one) => one.kind === 'night-step' && one.from === day(plant.day))),
    rate('growth without views found (5 to 9 times as fast for 12 days)', 0.5, (random) => ({ kind: 'without-views', day: 40 + Math.floor(random() * 25), days: 12, times: 5 + 4 * random() }),
      (found, plant: Extract<Plant, { kind: 'without-views' }>) => found.some((one) => (one.kind === 'growth-without-views' || one.kind === 'jump') && one.unexplained && near(one, plant.day, plant.day + plant.days + 6))),
    rate('growth after calls found (2 to 4 times as fast for two days after each of ten waves)', 0.6, (random) => ({ kind: 'after-calls', waves: Array.from({ length: 10 }, (_, n) => 4 + n * 8 + Math.floor(random() * 5)), times: 2 + 2 * random(), lag: Math.floor(random() * 3) }),
      (found) => found.some((one) => one.kind === 'growth-after-calls')),
  ];
}

/** How often the 80 % interval of a projection holds what the account then had. */
function projections(): Figure[] {
  return [7, 14].map((ahead): Figure => {
    let inside = 0;
    let all = 0;
    for (let seed = 1; seed <= 300; seed += 1) {
      const { history, truth } = generateAccount(seed + 20_000);
      const today = 50 + (seed % 20);
      const outlook = goalOutlook({ value: Number.MAX_SAFE_INTEGER, by: day(today + ahead) }, history.counts, day(today), history.timeZone);
      if (outlook.atDeadline === null || outlook.method !== 'block-bootstrap') continue;
      all += 1;
      const came = truth[today + ahead]!;
      if (came >= outlook.atDeadline.low && came <= outlook.atDeadline.high) inside += 1;
    }
    return { name: `80 % interval of a projection ${ahead} days ahead holds what came`, value: inside / all, floor: 0.7, of: interval(inside, all) };
  });
}
