import { describe, expect, it } from 'vitest';
import { seeded as random } from '../../accounts/statistics.js';
import type { AccountKey } from '../../model.js';
import { chanceOf, startsOf } from './chance.js';
import { callCounts, runsOf } from './find.js';
import type { CampaignInputCall } from './input.js';
import { byTime } from './run.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.UTC(2031, 2, 3);

interface Observed { calls: CampaignInputCall[]; from: Date; to: Date }
interface Scene { seed: number; days: number; actors: number; targets: number; calls: number; /** Times as many calls on one day in ten as on others. */ news?: number; office?: boolean; dated?: 'day' | 'seen' }
/** Calls that nobody ordered: each at a moment of the office week that its actor chose alone, on days of news more than on others. */
function organic({ seed, days, actors, targets, calls, news = 1, office = true, dated }: Scene): Observed {
  const next = random(seed);
  const busy = Array.from({ length: days }, (_none, day) => (office && (day % 7) > 4 ? 0.1 : 1) * (next() < 0.1 ? news : 1));
  const top = Math.max(...busy);
  const moment = (): Date => {
    for (;;) {
      const day = Math.floor(next() * days);
      if (next() * top < busy[day]!) return new Date(start + day * DAY + (dated === 'day' ? 0 : (office ? 8 + 9 * next() : 24 * next()) * HOUR));
    }
  };
  const rates = Array.from({ length: actors }, () => 0.2 + next() ** 2);
  const sum = rates.reduce((total, rate) => total + rate, 0);
  const who = (): number => { let left = next() * sum; return Math.max(0, rates.findIndex((rate) => (left -= rate) < 0)); };
  const made = Array.from({ length: calls }, (_none, at): CampaignInputCall => ({
    observationId: String(at), documentId: String(at), actorId: `a${who()}`, at: moment(), target: account(Math.floor(next() ** 2 * targets)), voice: 'own', strength: 'instruction', ...(dated && { dated }) }));
  return { calls: made, from: new Date(start), to: new Date(start + days * DAY) };
}
const account = (number: number): AccountKey => `telegram:t${number}`;
/** The least probability among the runs of calls for an account. */
function least({ calls, from, to }: Observed, target: AccountKey): number {
  const [mine, others] = [calls.filter((call) => call.target === target).sort(byTime), calls.filter((call) => call.target !== target)];
  const rhythm = callCounts([...mine, ...others]).without(callCounts(mine), { from, to });
  const runs = runsOf(mine, 3 * DAY).map(startsOf);
  return Math.min(1, ...runs.map((run) => chanceOf(run, runs.flat(), rhythm) ?? 1));
}

describe('calls that nobody ordered', () => {
  const scenes: [string, Omit<Scene, 'seed'>][] = [
    ['few calls by few actors, round the clock', { days: 28, actors: 4, targets: 4, calls: 14, office: false }],
    ['few calls by few actors, in office hours', { days: 28, actors: 4, targets: 4, calls: 14 }],
    ['many actors in office hours', { days: 42, actors: 20, targets: 5, calls: 80 }],
    ['days of news on which everybody calls five times as much', { days: 42, actors: 20, targets: 5, calls: 120, news: 5 }],
    ['days of news, few actors', { days: 28, actors: 5, targets: 4, calls: 30, news: 4 }],
    ['dates without an hour', { days: 28, actors: 6, targets: 4, calls: 24, dated: 'day' }],
  ];
  it.each(scenes)('%s: no more than one account in twenty below .05', (_name, scene) => {
    let below = 0;
    let accounts = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const input = organic({ ...scene, seed });
      for (let target = 0; target < scene.targets; target++) { accounts++; if (least(input, account(target)) < 0.05) below++; }
    }
    expect(below / accounts).toBeLessThan(0.05);
  });
});

describe('calls that somebody ordered, among others', () => {
  /** Share found below .05 of forty orders to `k` actors, given within `hours`, for an account of rank `target` among six (the last is named by nobody else). */
  const found = (k: number, hours: number, target: number): number => Array.from({ length: 40 }, (_none, seed) => {
    const next = random(seed + 1000);
    const input = organic({ seed, days: 42, actors: 20, targets: 5, calls: 80 });
    const from = start + (7 * Math.floor(next() * 5) + 1) * DAY + 8 * HOUR;
    return least({ ...input, calls: [...input.calls, ...Array.from({ length: k }, (_one, at) => aCall(`m${at}`, from + next() * hours * HOUR, { target: account(target) }))] }, account(target));
  }).filter((p) => p < 0.05).length / 40;
  it('are found from two actors on where nobody else names the account', () => {
    for (const [actors, hours] of [[2, 3], [3, 24], [4, 48], [6, 72]] as const) expect(found(actors, hours, 5)).toBeGreaterThanOrEqual(0.95);
  });
  it('need more actors where others name the account as well', () => { expect(found(8, 48, 4)).toBeGreaterThanOrEqual(0.9); });
});

const aCall = (actorId: string, at: number, more: Partial<CampaignInputCall> = {}): CampaignInputCall => ({ observationId: `${actorId} ${at}`, documentId: `${actorId} ${at}`, actorId, at: new Date(at), target: account(0), voice: 'own', strength: 'instruction', ...more });

describe('two calls', () => {
  const month = { from: new Date(start), to: new Date(start + 28 * DAY) };
  const two = (hours: number, more: Partial<CampaignInputCall> = {}, others: CampaignInputCall[] = []) => least({ ...month, calls: [aCall('posts', start + 7 * DAY, more), aCall('works', start + 7 * DAY + hours * HOUR, more), ...others] }, account(0));
  it('are within a window that begins with either, in the hours that offices keep', () => { expect(two(4)).toBeCloseTo(2 * (4 * 3 * 7 / 5) / (28 * 24), 3); });
  it('are the less likely the nearer they are', () => { expect([1, 4, 20, 50, 70].map((hours) => two(hours)).every((p, at, all) => at === 0 || p > all[at - 1]!)).toBe(true); });
  it('on a day without an hour may be a day apart', () => { expect(two(0, { dated: 'day' })).toBeCloseTo(two(24), 3); });
  it('of which only our visit is known say nothing', () => {
    const calls = ['posts', 'works'].map((actor) => aCall(actor, start, { dated: 'seen' }));
    expect(chanceOf(startsOf(calls), startsOf(calls), callCounts(calls).without(callCounts(calls), month))).toBe(null);
  });
  it('on a day when everybody calls for something are likelier', () => {
    const news = Array.from({ length: 30 }, (_none, at) => aCall(`a${at}`, start + 7 * DAY + (at % 4) * HOUR, { target: account(1) }));
    expect(two(4, {}, news)).toBeGreaterThan(3 * two(4));
  });
  it('by an office that calls for something every day then are likelier', () => {
    const busy = Array.from({ length: 12 }, (_none, at) => aCall('works', start + 7 * DAY + at * HOUR, { target: account(1) }));
    expect(two(4, {}, busy)).toBeGreaterThan(1.5 * two(4));
  });
});

describe('young drives', () => {
  // docs/methodology.md, Young drives: the same numbers.
  it.each([
    [2, 1, 8, 36], [2, 3, 22, 106], [2, 24, 57, 281], [3, 3, 9, 19], [3, 24, 22, 49], [3, 48, 44, 97], [4, 24, 13, 22], [5, 24, 9, 14], [5, 48, 18, 27], [6, 72, 21, 29],
  ])('%i actors within %i h are unlikely at .05 from %i days watched on, at .01 from %i', (actors, hours, days, longer) => {
    const after = (watched: number): number => {
      const starts = Array.from({ length: actors }, (_none, at) => { const moment = start + Math.floor(watched / 2) * DAY + 9 * HOUR + at * hours * HOUR / (actors - 1); return { actor: `a${at}`, at: moment, until: moment }; });
      return chanceOf(starts, starts, callCounts([]).without(callCounts([]), { from: new Date(start), to: new Date(start + watched * DAY) }))!;
    };
    expect(after(days)).toBeLessThanOrEqual(0.05);
    expect(after(days - 1)).toBeGreaterThan(0.05);
    expect(after(longer)).toBeLessThanOrEqual(0.01);
    expect(after(longer - 1)).toBeGreaterThan(0.01);
  });
});
