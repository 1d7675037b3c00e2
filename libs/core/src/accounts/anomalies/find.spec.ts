import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../election/calendar.js';
import type { Count } from '../counts.js';
import { lagTest } from '../lag-test.js';
import { printedInterval } from '../precision.js';
import { seeded } from '../statistics.js';
import { findAnomalies, type AccountHistory } from './find.js';

const ZONE = 'Asia/Phnom_Penh';
const DAY = 86_400_000;
const START = Date.parse('2031-01-01T14:00:00Z');
const dayOf = (n: number): string => addDays('2031-01-01', n);
const levels = (gains: readonly number[], start = 50_000): number[] => { let level = start; return gains.map((gain) => (level += gain)); };
/** A slightly uneven pace of about a hundred a day. */
const quiet = (days: number): number[] => Array.from({ length: days }, (_, n) => 100 + ((n * 37) % 41) - 20);
const countsOf = (values: readonly number[], step = 1): Count[] => values.map((value, n) => {
  const shown = Math.floor(value / step) * step;
  return { at: new Date(START + n * DAY), value: shown, bound: step > 1 ? '≈' : '=', by: null, ...printedInterval(shown, step, true) };
});
const history = (counts: Count[], more: Partial<AccountHistory> = {}): AccountHistory => ({ timeZone: ZONE, counts, posts: [], calls: [], peers: [], ...more });
const posts = (days: number, views: (day: number) => number): AccountHistory['posts'] => Array.from({ length: days }, (_, n) => ({ at: new Date(START + n * DAY - 3_600_000), views: views(n) }));
const withGain = (gains: number[], day: number, gain: number): number[] => gains.map((usual, n) => (n === day ? gain : usual));

test('followers bought on one day and removed on another are a jump, and a purge that takes it back', () => {
  const found = findAnomalies(history(countsOf(levels(withGain(withGain(quiet(40), 20, 6000), 30, -5500)))));
  expect(found).toMatchObject([
    { kind: 'jump', key: `jump:${dayOf(20)}`, from: dayOf(20), to: dayOf(20), change: 6000, unexplained: true, takesBack: null },
    { kind: 'purge', from: dayOf(30), change: -5500, unexplained: true, takesBack: `jump:${dayOf(20)}` },
  ]);
  expect(found[0]!.z).toBeGreaterThan(8);
  expect(found[0]!.checks.map(({ explanation, result }) => `${explanation} ${result}`)).toEqual(['widely-viewed-posts not-seen', 'calls-to-follow not-seen', 'same-on-other-accounts not-seen', 'rounding does-not', 'missing-days does-not']);
});

test('a rise on a day when a post was seen three times as widely is told with its reason, and is no alarm', () => {
  const counts = countsOf(levels(withGain(quiet(40), 30, 4000)));
  expect(findAnomalies(history(counts, { posts: posts(40, (n) => (n === 30 ? 3000 : 1000)) }))).toMatchObject([{ kind: 'jump', unexplained: false, checks: [{ explanation: 'widely-viewed-posts', result: 'explains', figure: 3 }, {}, {}, {}, {}] }]);
  expect(findAnomalies(history(counts, { posts: posts(40, () => 1000) }))).toMatchObject([{ unexplained: true, checks: [{ result: 'does-not', figure: 1 }, {}, {}, {}, {}] }]);
});

test('a purge that other accounts of the platform see on the same day is the platform\'s', () => {
  const gains = withGain(quiet(40), 30, -3000);
  const counts = countsOf(levels(gains));
  const peers = [countsOf(levels(gains, 90_000)), countsOf(levels(withGain(quiet(40), 30, -9000), 200_000)), countsOf(levels(quiet(40), 70_000))];
  expect(findAnomalies(history(counts, { peers }))).toMatchObject([{ kind: 'purge', unexplained: false, checks: [{ explanation: 'same-on-other-accounts', result: 'explains' }, {}, {}] }]);
  expect(findAnomalies(history(counts, { peers: peers.slice(1) }))).toMatchObject([{ unexplained: true, checks: [{ result: 'does-not', figure: 0.5 }, {}, {}] }]);
});

test('a step that the counter\'s rounding alone can make is nothing', () => {
  expect(findAnomalies(history(countsOf(levels(quiet(60)), 1000)))).toEqual([]);
});

test('what was gained over missing days is measured over all of them', () => {
  const counts = countsOf(levels(quiet(60))).filter((_, n) => n < 25 || n > 44);
  expect(findAnomalies(history(counts))).toEqual([]);
});

test('a thousand people between two and three at night are a step by night, told once', () => {
  const random = seeded(4);
  let level = 40_000;
  const counts: Count[] = [];
  for (let hour = 0; hour < 24 * 30; hour += 1) {
    const local = hour % 24;
    level += (local < 5 ? 1 : 5) + Math.floor(3 * random()) + (hour === 24 * 24 + 2 ? 1500 : 0);
    // Local midnight of 1 January is 17:00 in UTC the day before.
    counts.push({ at: new Date(Date.parse('2030-12-31T17:00:00Z') + (hour + 1) * 3_600_000 - 1), value: level, bound: '=', by: null, low: level, high: level });
  }
  expect(findAnomalies(history(counts))).toMatchObject([{ kind: 'night-step', from: '2031-01-25', unexplained: true, before: expect.any(Number), change: expect.any(Number) }]);
});

test('weeks of fast growth over posts that are seen no more than before are one finding', () => {
  const gains = quiet(60).map((gain, n) => (n >= 40 && n < 52 ? gain + 400 : gain));
  const found = findAnomalies(history(countsOf(levels(gains, 20_000)), { posts: posts(60, () => 1000) }));
  expect(found).toMatchObject([{ kind: 'growth-without-views', unexplained: true }]);
  expect(findAnomalies(history(countsOf(levels(gains, 20_000)), { posts: posts(60, (n) => (n >= 38 && n < 53 ? 2500 : 1000)) }))).toEqual([]);
});

test('growth on the days after each wave of calls is found, with its lag and its chance', () => {
  const waves = [6, 13, 22, 28, 37, 43, 52, 58];
  const gains = quiet(65).map((gain, n) => (waves.includes(n - 1) ? gain * 3 : gain));
  const calls = waves.flatMap((day) => Array.from({ length: 5 }, (_, n) => new Date(START + day * DAY - n * 600_000)));
  const [found] = findAnomalies(history(countsOf(levels(gains)), { calls })).filter(({ kind }) => kind === 'growth-after-calls');
  expect(found).toMatchObject({ test: { lag: expect.any(Number) }, checks: [{ explanation: 'own-posting', result: 'not-seen' }] });
  expect(found!.test!.p).toBeLessThan(0.05);
  expect(found!.test!.p).toBeGreaterThanOrEqual(1 / (1 + found!.test!.shifts));
});

test('the lag test errs as often as it says, whatever the runs in both series', () => {
  const random = seeded(11);
  let hits = 0;
  for (let trial = 0; trial < 300; trial += 1) {
    let run = 0;
    const runs = (): number[] => Array.from({ length: 60 }, () => (run = 0.6 * run + random() - 0.5));
    if ((lagTest(runs(), runs(), 3)?.p ?? 1) <= 0.05) hits += 1;
  }
  expect(hits / 300).toBeLessThan(0.09);
});

test('a steady account has no findings at any size or pace', () => {
  fc.assert(fc.property(fc.integer({ min: 1000, max: 1e7 }), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 10, max: 60 }), (start, pace, days) => {
    expect(findAnomalies(history(countsOf(levels(Array.from({ length: days }, () => pace), start))))).toEqual([]);
  }));
});

test('the order in which counts come makes no difference, nor do counts of days after a finding', () => {
  const gains = withGain(quiet(50), 25, 5000);
  const counts = countsOf(levels(gains));
  const whole = findAnomalies(history(counts));
  expect(findAnomalies(history([...counts].reverse()))).toEqual(whole);
  fc.assert(fc.property(fc.integer({ min: 28, max: 50 }), (until) => { expect(findAnomalies(history(counts.slice(0, until)))).toEqual(whole); }));
});

test('too few counts give no finding', () => {
  expect(findAnomalies(history([]))).toEqual([]);
  expect(findAnomalies(history(countsOf(levels(withGain(quiet(7), 5, 90_000)))))).toEqual([]);
});
