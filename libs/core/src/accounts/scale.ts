import type { Interval } from './precision.js';

/** A ratio with the interval that the counts' own precision gives it. */
export interface Ratio extends Interval { value: number }

const ratio = (part: { value: number } & Interval, whole: { value: number } & Interval): Ratio | null =>
  (whole.value <= 0 || whole.low <= 0 ? null : { value: part.value / whole.value, low: part.low / whole.high, high: part.high / whole.low });

/** How much of an account's following its successor has reached: 975,000 against 14,000,000 is 7.0 %. Null without a count to compare with. */
export const replacementRatio = (successor: { value: number } & Interval, predecessor: { value: number } & Interval): Ratio | null => ratio(successor, predecessor);

export interface Plausibility { share: Ratio; says: 'more-than-everybody' | 'not-by-residents-alone' | 'possible' }

/**
 * An account's followers against the people of the country. Above 100 % not everybody can be a resident; above `online` (the share of people who use the
 * internet; 1 where nobody knows it) not only residents. It says what cannot be, never what is: people abroad follow too.
 */
export function plausibility(followers: { value: number } & Interval, population: number, online = 1): Plausibility | null {
  const share = ratio(followers, { value: population, low: population, high: population });
  return share === null ? null : { share, says: share.low > 1 ? 'more-than-everybody' : share.low > online ? 'not-by-residents-alone' : 'possible' };
}
