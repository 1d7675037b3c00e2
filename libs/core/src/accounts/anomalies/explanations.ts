import type { Count } from '../counts.js';
import { median } from '../statistics.js';
import type { AccountHistory, Check, Post } from './anomaly.js';
import { excessOf, paceOf, stepsBefore, stepsOf, type Step } from './steps.js';

const DAY = 86_400_000;
/** Views or calls of this many times the usual explain growth. */
const MANY_TIMES = 2;

const inWindow = (at: Date, from: number, to: number): boolean => at.getTime() > from && at.getTime() <= to;

/**
 * Whether posts of the days around a change were viewed more than usual: the most viewed post of the window against the most viewed of windows as long in the
 * four weeks before. A post that brings people is often a day or two older than they are, so that the window begins two days earlier.
 */
export function viewsCheck(posts: readonly Post[], between: { from: Date; to: Date }): Check {
  const to = between.to.getTime();
  const length = to - between.from.getTime() + 2 * DAY;
  const best = (end: number): number | null => {
    const views = posts.filter((post) => post.views !== null && inWindow(post.at, end - length, end)).map((post) => post.views!);
    return views.length === 0 ? null : Math.max(...views);
  };
  const now = best(to);
  const usual: number[] = [];
  for (let end = to - length; end > to - length - 28 * DAY; end -= Math.max(DAY, length / 2)) { const before = best(end); if (before !== null) usual.push(before); }
  if (now === null || usual.length < 4) return { explanation: 'widely-viewed-posts', result: 'not-seen', figure: null };
  const figure = now / Math.max(1, median(usual));
  return { explanation: 'widely-viewed-posts', result: figure >= MANY_TIMES ? 'explains' : 'does-not', figure };
}

/** Whether many more calls than usual asked for this account in the two days before or during the change. Without any call at all ever, nothing is known of calls. */
export function callsCheck(calls: readonly Date[], between: { from: Date; to: Date }): Check {
  const to = between.to.getTime();
  const from = between.from.getTime() - 2 * DAY;
  const count = (end: number): number => calls.filter((at) => inWindow(at, end - (to - from), end)).length;
  if (calls.length === 0) return { explanation: 'calls-to-follow', result: 'not-seen', figure: null };
  const earlier = Array.from({ length: 7 }, (_, back) => count(to - (back + 1) * (to - from)));
  const usual = earlier.reduce((sum, n) => sum + n, 0) / earlier.length;
  const now = count(to);
  return { explanation: 'calls-to-follow', result: now >= 3 && now >= 3 * Math.max(1, usual) ? 'goes-with' : 'does-not', figure: now / Math.max(1, usual) };
}

/** Whether accounts of the same platform moved alike at the same time, which is the platform's doing: at least two, and half of those that were counted then. */
export function peersCheck(peers: readonly (readonly Count[])[], step: Pick<Step, 'from' | 'to'>, sign: number, timeZone: string): Check {
  let seen = 0;
  let alike = 0;
  for (const peer of peers) {
    const steps = stepsOf(peer, timeZone);
    const during = steps.filter((other) => other.to.at > step.from.at && other.from.at < step.to.at);
    const pace = during.length === 0 ? null : paceOf(stepsBefore(steps, during[0]!.from.at, new Set()));
    if (pace === null) continue;
    seen += 1;
    if (during.some((other) => excessOf(other, pace).z * sign >= 4)) alike += 1;
  }
  if (seen === 0) return { explanation: 'same-on-other-accounts', result: 'not-seen', figure: null };
  return { explanation: 'same-on-other-accounts', result: alike >= 2 && alike * 2 >= seen ? 'explains' : 'does-not', figure: alike / seen };
}

/** Rounding and missing days are already in the test itself, which takes the least change and the whole gap; they are listed so that a reader sees it. */
export const arithmeticChecks = (step: { low: number; high: number; days: number }): Check[] => [
  { explanation: 'rounding', result: 'does-not', figure: step.high - step.low },
  { explanation: 'missing-days', result: 'does-not', figure: step.days },
];

export const isUnexplained = (checks: readonly Check[]): boolean => !checks.some(({ result }) => result === 'explains');

/** The checks that every rise goes through. */
export const riseChecks = (history: AccountHistory, step: Pick<Step, 'from' | 'to' | 'low' | 'high' | 'days'>): Check[] => {
  const between = { from: step.from.at, to: step.to.at };
  return [viewsCheck(history.posts, between), callsCheck(history.calls, between), peersCheck(history.peers, step, 1, history.timeZone), ...arithmeticChecks(step)];
};
