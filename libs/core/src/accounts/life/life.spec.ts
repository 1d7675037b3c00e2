import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../election/calendar.js';
import { seeded } from '../statistics.js';
import { commitmentsAgainstActs, type Act, type Promised } from './commitments.js';
import { migrationTable, type Presence } from './migration.js';
import { rateRatio } from './rate-ratio.js';
import { afterCheck, isConfirmed, type SeenCheck, type Standing } from './seen.js';
import { returnsFromSilence } from './silence.js';

const day = (n: number): string => addDays('2031-03-01', n);
const perDay = (from: number, to: number, n: number): string[] => Array.from({ length: to - from }, (_, at) => day(from + at)).flatMap((date) => Array.from({ length: n }, () => date));
const known = { from: day(-30), to: day(28) };

test('who left a platform, who stayed, who came, and of whom too little is known', () => {
  const presence = (actorId: string, posts: string[], more: Partial<Presence> = {}): Presence => ({ actorId, platform: 'facebook', posts, known, ...more });
  const rows = migrationTable([
    presence('left', perDay(-28, 0, 3)), presence('stayed', perDay(-28, 28, 2)), presence('arrived', perDay(3, 28, 3)), presence('halved', [...perDay(-28, 0, 8), ...perDay(1, 28, 4)]),
    presence('silent', []), presence('one post', [day(-3)]), presence('read since yesterday', perDay(27, 28, 9), { known: { from: day(27), to: day(28) } }),
  ], day(0));
  expect(rows.map(({ actorId, state }) => `${actorId}: ${state}`)).toEqual(['left: left', 'stayed: stayed', 'arrived: arrived', 'halved: less', 'silent: silent', 'one post: unclear', 'read since yesterday: unclear']);
  expect(rows[3]).toMatchObject({ before: { posts: 224, days: 28 }, after: { posts: 108, days: 28 }, rate: { ratio: expect.any(Number) } });
  expect(rows[3]!.rate!.low).toBeGreaterThan(0.35);
  expect(rows[3]!.rate!.high).toBeLessThan(0.65);
});

test('the exact interval of two rates is the published one: 41 of 28,010 and 15 of 19,017 person-years', () => {
  // Breslow and Day's example, as counts on days of which only the sums matter here.
  const spread = (events: number, days: number): number[] => Array.from({ length: days }, (_, at) => (at < events ? 1 : 0));
  const { ratio, low, high, dispersion } = rateRatio(spread(15, 19_017), spread(41, 28_010))!;
  expect(dispersion).toBe(1);
  expect(ratio).toBeCloseTo(1.86, 2);
  expect(low).toBeCloseTo(1.01, 2);
  expect(high).toBeCloseTo(3.61, 2);
});

test('bursts widen the interval, and exchanging before and after turns it over', () => {
  const bursts = Array.from({ length: 28 }, (_, at) => (at % 7 === 0 ? 21 : 0));
  const steady = Array.from({ length: 28 }, () => 3);
  expect(rateRatio(bursts, bursts)!.high).toBeGreaterThan(rateRatio(steady, steady)!.high * 1.5);
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 28 }), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 28 }), (a, b) => {
    const one = rateRatio(a, b)!;
    const other = rateRatio(b, a)!;
    if (one.low > 0) expect(other.high).toBeCloseTo(1 / one.low, 5);
    if (one.ratio !== null) { expect(one.low).toBeLessThanOrEqual(one.ratio); expect(one.high).toBeGreaterThanOrEqual(one.ratio); }
  }));
});

test('of two equal rates of posts that come in bursts, hardly one pair in twenty is called different', () => {
  const random = seeded(3);
  const daily = (): number[] => Array.from({ length: 28 }, () => (random() < 0.3 ? Math.floor(random() * 9) : 0));
  const wrong = Array.from({ length: 400 }, () => rateRatio(daily(), daily())!).filter(({ low, high }) => low > 1 || high < 1).length;
  expect(wrong / 400).toBeLessThan(0.06);
});

test('a tycoon who promised to leave and posted again acted against it; whom we do not read is not seen', () => {
  const promise = (id: string, actorId: string, leaves: boolean | null, on = day(0)): Promised => ({ id, actorId, platform: 'facebook', day: on, leaves });
  const act = (actorId: string, on: string): Act => ({ id: `${actorId} ${on}`, actorId, platform: 'facebook', day: on, at: new Date(`${on}T07:20:00Z`) });
  const acts = [act('tycoon', day(0)), act('tycoon', day(10)), act('tycoon', day(3)), act('stays', day(2)), act('asked', day(4))];
  const result = commitmentsAgainstActs([promise('p1', 'tycoon', true), promise('p2', 'gone', true), promise('p3', 'stays', false), promise('p4', 'unread', true), promise('p5', 'asked', null), promise('p6', 'gone', true, day(25))], acts,
    (actorId) => (actorId === 'unread' ? null : known));
  expect(result.map(({ promise: id, state }) => `${id} ${state}`)).toEqual(['p1 against', 'p2 in-keeping', 'p3 in-keeping', 'p4 not-seen', 'p5 unclear', 'p6 unclear']);
  expect(result[0]).toMatchObject({ firstAgainst: { id: `tycoon ${day(3)}` }, after: 2, knownDays: 28 });
});

test('an account is said to be not found after two checks, not after one, and a failing network says nothing', () => {
  const check = (hour: number, outcome: SeenCheck['outcome'], more: Partial<SeenCheck> = {}): SeenCheck => ({ at: new Date(Date.UTC(2031, 2, 1, hour)), outcome, noPreview: false, leadsTo: null, ...more });
  const fold = (checks: SeenCheck[]): Standing | null => checks.reduce<Standing | null>(afterCheck, null);
  const first = fold([check(1, 'ok'), check(2, 'unchanged'), check(3, 'not-found')])!;
  expect(first).toMatchObject({ state: 'not-found', checks: 1 });
  expect(isConfirmed(first)).toBe(false);
  const second = fold([check(3, 'not-found'), check(4, 'timed-out'), check(5, 'gone'), check(5, 'gone')])!;
  expect(second).toMatchObject({ state: 'not-found', checks: 2, since: new Date('2031-03-01T03:00:00Z') });
  expect(isConfirmed(second)).toBe(true);
  expect(fold([check(1, 'login-wall')])!.state).toBe('walled');
  expect(fold([check(1, 'blocked')])!.state).toBe('restricted');
  expect(fold([check(1, 'ok', { leadsTo: 'new_name' })])!.state).toBe('renamed');
  expect(fold([check(1, 'unchanged', { noPreview: true })])!.state).toBe('not-found');
  expect(fold([check(1, 'refused-by-robots'), check(2, 'dns-failed')])).toBeNull();
});

test('an account that was silent for more than a year and returns is seen, and the numbers of its posts prove it', () => {
  const post = (at: string, number: number | null): { at: Date; number: number | null } => ({ at: new Date(at), number });
  expect(returnsFromSilence([post('2031-03-02T00:00:00Z', 46), post('2030-01-01T00:00:00Z', 45), post('2031-03-03T00:00:00Z', 47)])).toEqual([{ lastBefore: new Date('2030-01-01T00:00:00Z'), at: new Date('2031-03-02T00:00:00Z'), days: 425, proven: true }]);
  expect(returnsFromSilence([post('2030-01-01T00:00:00Z', 45), post('2031-03-02T00:00:00Z', 900)])).toMatchObject([{ proven: false }]);
  expect(returnsFromSilence([post('2031-01-01T00:00:00Z', null), post('2031-03-02T00:00:00Z', null)])).toEqual([]);
});
