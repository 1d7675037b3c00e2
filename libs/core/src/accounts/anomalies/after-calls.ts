import { addDays, daysBetween } from '../../election/calendar.js';
import { localDays } from '../local-day.js';
import { lagTest } from '../lag-test.js';
import { median, quantile } from '../statistics.js';
import type { AccountHistory, Anomaly, Check } from './anomaly.js';
import { isUnexplained } from './explanations.js';
import { dayKey, type Step } from './steps.js';

/** Growth that calls bring comes the same day or within this many. */
const MAX_LAG = 3;
/** The weeks that are looked at, and the fewest days in them. */
const WINDOW = 90;
const LEAST_DAYS = 30;
const LEVEL = 0.05;
/** Growth after calls is at least this many times that of other days: a sure but tiny effect is no finding. */
const TIMES = 1.3;
const LEAST_CALL_DAYS = 4;

/**
 * Growth that goes with the calls' timeline, by the lag test. It shows that growth follows calls, not that they cause it: the account's own posting,
 * which may rise on the same days, is tested the same way, and where that follows as well it is named as an ordinary reason.
 */
export function findGrowthAfterCalls(history: AccountHistory, steps: readonly Step[]): Anomaly[] {
  const last = steps.at(-1);
  if (last === undefined || history.calls.length === 0) return [];
  const first = steps.find((step) => daysBetween(step.to.day, last.to.day) < WINDOW)!;
  const days = daysBetween(first.to.day, last.to.day) + 1;
  if (days < LEAST_DAYS) return [];
  const growth = Array.from<number | null>({ length: days }).fill(null);
  // Only days whose own change was seen: growth over a gap belongs to no day.
  for (const step of steps) if (step.days <= 1.6 && step.to.day >= first.to.day) growth[daysBetween(first.to.day, step.to.day)] = step.change / step.days;
  const dayOf = localDays(history.timeZone);
  const dailyOf = (moments: readonly Date[]): number[] => {
    const counts = Array.from<number>({ length: days }).fill(0);
    for (const at of moments) { const day = daysBetween(first.to.day, dayOf(at)); if (day >= 0 && day < days) counts[day]! += 1; }
    return counts;
  };
  const calls = dailyOf(history.calls);
  const pressed = pressure(calls);
  const callDays = calls.filter((count) => count > 0).length;
  if (callDays < LEAST_CALL_DAYS || growth.filter((value) => value !== null).length < LEAST_DAYS) return [];
  const trendless = withoutTrend(growth);
  const result = lagTest(pressed, trendless, MAX_LAG);
  if (result === null || result.p > LEVEL || result.correlation <= 0) return [];
  const busy = Math.max(...pressed) / 2;
  const follows = (day: number): boolean => day >= result.lag && pressed[day - result.lag]! >= busy;
  const after = growth.filter((value, day): value is number => value !== null && follows(day));
  const others = growth.filter((value, day): value is number => value !== null && !follows(day));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  if (after.length < 3 || mean(after) < TIMES * Math.max(0, mean(others)) || mean(after) <= 0) return [];
  const posting = lagTest(pressure(dailyOf(history.posts.map(({ at }) => at))), trendless, MAX_LAG);
  const ownPosting: Check = { explanation: 'own-posting', result: history.posts.length === 0 || posting === null ? 'not-seen' : posting.p <= LEVEL && posting.correlation >= result.correlation ? 'explains' : 'does-not', figure: posting?.correlation ?? null };
  const checks = [ownPosting];
  const from = addDays(first.to.day, calls.findIndex((count) => count > 0));
  return [{
    // The weeks looked at move on every day: what they say is one finding a month.
    kind: 'growth-after-calls', key: dayKey('growth-after-calls', last.to.day.slice(0, 7)), from, to: last.to.day, between: { from: first.from.at, to: last.to.at }, before: first.from.value, after: last.to.value,
    change: mean(after) * after.length, least: mean(after), usual: mean(others), z: null, test: result, checks, unexplained: isUnexplained(checks), takesBack: null,
  }];
}

/** What is felt of calls on a day: its own and those of the day before, each day's capped, so that one flood does not stand for the whole timeline. */
function pressure(daily: readonly number[]): number[] {
  const cap = Math.max(1, quantile(daily.filter((count) => count > 0), 0.75));
  const capped = daily.map((count) => Math.min(count, cap));
  return capped.map((count, day) => count + (capped[day - 1] ?? 0));
}

/** Growth over the median of the four weeks around each day: an account that grows ever faster does not follow whatever was later, too. */
function withoutTrend(growth: readonly (number | null)[]): (number | null)[] {
  return growth.map((value, day) => {
    if (value === null) return null;
    const around = growth.slice(Math.max(0, day - 14), day + 15).filter((other): other is number => other !== null);
    return value - median(around);
  });
}
