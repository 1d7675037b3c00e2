import { correlation, ranks } from './statistics.js';

/** `correlation` is the highest over the lags tried, at `lag`; `p` is for that highest one, so that trying many lags costs what it should. */
export interface LagResult { p: number; lag: number; correlation: number; shifts: number }

/**
 * Whether `response` follows `cause` by 0 to `maxLag` steps. The statistic is the highest correlation, over the lags, of the
 * cause with the ranks of the response, which a single wild day cannot carry. Its chance is taken by circular
 * shifts: the whole timeline of the cause is turned against the response, which keeps the rhythm and the runs of both and breaks only what joins them. Shifts
 * within the lags of where it stands still hold the same joint and are left out. `response` may have holes (null), which stay where they are.
 * p = (1 + shifts that do as well) / (1 + shifts): it cannot be less than one in their number. Null where there are fewer than nine shifts, or nothing varies.
 */
export function lagTest(cause: readonly number[], response: readonly (number | null)[], maxLag: number): LagResult | null {
  const n = Math.min(cause.length, response.length);
  const shifts: number[] = [];
  for (let shift = maxLag + 1; shift < n - maxLag; shift += 1) shifts.push(shift);
  if (shifts.length < 9) return null;
  const days = Array.from({ length: n }, (_, day) => day).filter((day) => response[day] !== null && response[day] !== undefined);
  const answer = ranks(days.map((day) => response[day]!));
  if (new Set(cause.slice(0, n)).size < 2 || new Set(answer).size < 2) return null;
  const best = (shift: number): { lag: number; value: number } => {
    let found = { lag: 0, value: Number.NEGATIVE_INFINITY };
    for (let lag = 0; lag <= maxLag; lag += 1) {
      const value = correlation(days.map((day) => cause[(((day - lag - shift) % n) + n) % n]!), answer);
      if (value > found.value) found = { lag, value };
    }
    return found;
  };
  const here = best(0);
  const asGood = shifts.filter((shift) => best(shift).value >= here.value - 1e-12).length;
  return { p: (1 + asGood) / (1 + shifts.length), lag: here.lag, correlation: here.value, shifts: shifts.length };
}
