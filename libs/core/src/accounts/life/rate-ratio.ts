import { shareInterval } from '../statistics.js';

/** Events a day before and after; `ratio` is after ÷ before with its 95 % interval. `dispersion`: variance over mean of the daily counts, at least 1. */
export interface RateRatio { before: number; after: number; ratio: number | null; low: number; high: number; dispersion: number }

/**
 * How the rate of events changed, by the exact conditional test of two Poisson rates: given all events, those after are a binomial share of them
 * (Przyborowski and Wilenski 1940; Clopper and Pearson's limits). Posts come in bursts, so that as many events tell less than the test believes: both
 * numbers are divided by the dispersion of the daily counts first. `ratio` is null without events before; `high` is Infinity then.
 */
export function rateRatio(before: readonly number[], after: readonly number[]): RateRatio | null {
  if (before.length === 0 || after.length === 0) return null;
  const sum = (days: readonly number[]): number => days.reduce((total, n) => total + n, 0);
  const [n1, n2] = [sum(before), sum(after)];
  const rates = { before: n1 / before.length, after: n2 / after.length };
  if (n1 + n2 === 0) return { ...rates, ratio: null, low: 0, high: Number.POSITIVE_INFINITY, dispersion: 1 };
  const squares = (days: readonly number[], mean: number): number => (mean === 0 ? 0 : days.reduce((total, n) => total + (n - mean) ** 2, 0) / mean);
  const freedom = before.length + after.length - 2;
  const dispersion = Math.max(1, freedom <= 0 ? 1 : (squares(before, rates.before) + squares(after, rates.after)) / freedom);
  const { low, high } = shareInterval(n2 / dispersion, (n1 + n2) / dispersion);
  const odds = (share: number): number => (share >= 1 ? Number.POSITIVE_INFINITY : (share / (1 - share)) * (before.length / after.length));
  return { ...rates, ratio: n1 === 0 ? null : rates.after / rates.before, low: odds(low), high: odds(high), dispersion };
}
