import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../election/calendar.js';
import type { Bound } from '../model.js';
import { tracksOf, verdictOfClaims, type Claim, type Count } from './counts.js';
import { goalOutlook } from './goal.js';
import { contradicts, countInterval, printedInterval } from './precision.js';
import { plausibility, replacementRatio } from './scale.js';

const ZONE = 'Asia/Phnom_Penh';
const at = (day: string): Date => new Date(`${day}T05:00:00Z`);
const count = (day: string, value: number, bound: Bound = '=', by: string | null = null): Count => ({ at: at(day), value, bound, by, ...countInterval(value, bound) });
const series = (from: string, values: (number | null)[]): Count[] => values.flatMap((value, index) => (value === null ? [] : [count(addDays(from, index), value)]));

/** Cambodia, July 2023: what three agencies and papers reported of one channel, and the goal of 1,000,000 before polling day. */
const REPORTED: Count[] = [
  count('2023-06-29', 850_000, '≈', 'voa'), count('2023-06-29', 860_000, '≈', 'afp'), count('2023-06-29', 80_000, '≥', 'eac'),
  count('2023-07-06', 1_000_000, '≈', 'time'), count('2023-07-18', 1_000_000, '≤', 'rfa'), count('2023-07-21', 975_000, '≈', 'voa'),
];
const GOAL = { value: 1_000_000, by: '2023-07-23' };

test('two days before the Cambodian vote of 2023 the goal is a projected miss, expected two days after it', () => {
  const outlook = goalOutlook(GOAL, REPORTED, '2023-07-21', ZONE);
  expect(outlook).toMatchObject({
    outlook: 'projected-miss', by: 'voa', last: { day: '2023-07-21', value: 975_000 }, toGo: 25_000, daysLeft: 2, neededPerDay: 12_500, method: 'two-counts',
    growth: { from: '2023-06-29', value: 850_000, days: 22, gained: 125_000 }, expected: { day: '2023-07-25' },
  });
  expect(outlook.growth!.share).toBeCloseTo(0.147, 3);
  expect(outlook.growth!.perDay).toBeCloseTo(5682, 0);
  expect(outlook.atDeadline!.high).toBeLessThan(1_000_000);
});

test('the new channel had reached 7.0 % of the page it replaced, and the page had 82 % of the country', () => {
  const [channel, page] = [{ value: 975_000, ...countInterval(975_000, '≈') }, { value: 14_000_000, ...countInterval(14_000_000, '≈') }];
  expect(replacementRatio(channel, page)!.value).toBeCloseTo(0.07, 3);
  expect(plausibility(page, 17_000_000)).toMatchObject({ says: 'possible' });
  expect(plausibility(page, 17_000_000)!.share.value).toBeCloseTo(0.82, 2);
  expect(plausibility(page, 17_000_000, 0.75)!.says).toBe('not-by-residents-alone');
  expect(plausibility(page, 9_000_000)!.says).toBe('more-than-everybody');
});

test('reports that cannot all be right are disputed, pair by pair, and a misprint does not hide among lower bounds', () => {
  const claims: Claim[] = REPORTED.filter((one) => one.at <= at('2023-06-29')).map((one) => ({ id: one.by!, by: one.by!, at: one.at, low: one.low, high: one.high }));
  expect(verdictOfClaims(claims, 3)).toEqual({ verdict: 'disputed', conflicts: [['voa', 'afp'], ['voa', 'eac'], ['afp', 'eac']] });
});

test('three papers that disagree on the share of followers at home make the claim disputed', () => {
  const claim = (id: string, day: string, low: number, high: number): Claim => ({ id, by: id, at: at(day), low, high });
  expect(verdictOfClaims([claim('march', '2016-03-13', 0.5635, 0.5645), claim('july', '2016-07-01', 0, 0.5), claim('next year', '2017-06-01', 0.4985, 0.4995)], 183)).toEqual({ verdict: 'disputed', conflicts: [['march', 'july']] });
  expect(verdictOfClaims([claim('a', '2016-03-13', 0.56, 0.57), claim('b', '2016-03-14', 0.565, 0.575)], 183).verdict).toBe('corroborated');
  expect(verdictOfClaims([claim('a', '2016-03-13', 0.56, 0.57)], 183).verdict).toBe('reported');
});

test('counts of two origins are never set against each other', () => {
  const mixed = [...series('2031-02-01', [1000, null, null]), count('2031-02-10', 9000, '≈', 'radio')];
  expect(goalOutlook({ value: 10_000, by: '2031-03-01' }, mixed, '2031-02-10', ZONE)).toMatchObject({ growth: null, outlook: 'unknown' });
  expect(tracksOf(mixed, ZONE).map(({ by }) => by)).toEqual([null, 'radio']);
});

test('our own counts come before what others report, once there are two days of them', () => {
  const both = [...REPORTED, ...series('2023-07-20', [970_000, 979_000])];
  expect(goalOutlook(GOAL, both, '2023-07-21', ZONE)).toMatchObject({ by: null, last: { value: 979_000 }, growth: { gained: 9000, days: 1 } });
});

test.each([
  ['reached', 1000, '2031-03-01', [900, 950, 1000]], ['missed', 1000, '2031-02-03', [900, 950, 960]],
  ['projected-hit', 1000, '2031-03-01', [900, 930, 960]], ['projected-miss', 5000, '2031-02-10', [900, 930, 960]],
] as const)('a goal is %s', (outlook, value, by, values) => expect(goalOutlook({ value, by }, series('2031-02-01', [...values]), '2031-02-03', ZONE).outlook).toBe(outlook));

test('a goal without a deadline has a day on which it is expected, and no verdict', () => {
  expect(goalOutlook({ value: 1000, by: null }, series('2031-02-01', [900, 910, 920]), '2031-02-03', ZONE)).toMatchObject({ outlook: 'unknown', daysLeft: null, expected: { day: '2031-02-11' } });
});

test('an account that does not grow is expected never', () => {
  expect(goalOutlook({ value: 1000, by: '2031-03-01' }, series('2031-02-01', [900, 890, 880]), '2031-02-03', ZONE)).toMatchObject({ expected: null, outlook: 'projected-miss' });
});

test('counts of later days and of open bounds change nothing', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (gains, ahead) => {
    let level = 10_000;
    const counts = series('2031-01-01', gains.map((gain) => (level += gain)));
    const today = addDays('2031-01-01', gains.length - 1);
    const goal = { value: 30_000, by: addDays(today, ahead) };
    const now = goalOutlook(goal, counts, today, ZONE);
    expect(goalOutlook(goal, [count(addDays(today, 1), 1), count(today, 5, '≥', 'radio'), ...[...counts].reverse()], today, ZONE)).toEqual(now);
    expect(now.atDeadline!.low).toBeLessThanOrEqual(now.atDeadline!.value);
    expect(now.atDeadline!.high).toBeGreaterThanOrEqual(now.atDeadline!.value);
  }));
});

test('a missing day stays missing: the pace over a gap is what was gained over the gap', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 20 }), (pace, gap) => {
    const counts = [count('2031-01-01', 5000), count(addDays('2031-01-01', gap), 5000 + pace * gap)];
    expect(goalOutlook({ value: 1e9, by: addDays('2031-01-01', gap + 10) }, counts, addDays('2031-01-01', gap), ZONE).growth!.perDay).toBeCloseTo(pace, 6);
  }));
});

test.each([[975_000, 974_500, 975_500], [860_000, 855_000, 865_000], [1_000_000, 950_000, 1_050_000], [1234, 1233.5, 1234.5], [7, 6.5, 7.5]])('about %d lies between %d and %d', (value, low, high) => expect(countInterval(value, '≈')).toEqual({ low, high }));

test('a counter of three digits that cuts off holds everything up to its next step', () => {
  expect(printedInterval(12_300, 100)).toEqual({ low: 12_250, high: 12_400 });
  expect(printedInterval(12_300, 100, true)).toEqual({ low: 12_300, high: 12_400 });
  expect(contradicts(printedInterval(12_300, 100, true), printedInterval(12_400, 100, true))).toBe(true);
});

test('whether two counts contradict each other does not depend on their order, and none contradicts itself', () => {
  const any = fc.record({ value: fc.integer({ min: 1, max: 1e9 }), bound: fc.constantFrom<Bound>('=', '≈', '≥', '≤') }).map(({ value, bound }) => countInterval(value, bound));
  fc.assert(fc.property(any, any, (a, b) => { expect(contradicts(a, b)).toBe(contradicts(b, a)); expect(contradicts(a, a)).toBe(false); }));
});
