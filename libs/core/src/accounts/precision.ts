import type { Bound } from '../model.js';

/** Where the true number lies: `low` belongs to it, `high` does not unless both are equal. `high` may be Infinity. */
export interface Interval { low: number; high: number }

/**
 * What a counter printed to a step of `step` says ("12.3K": step 100). `down`: the platform is known to cut off; otherwise it may cut
 * off or round to the nearest, and the interval holds both.
 */
export const printedInterval = (value: number, step: number, down = false): Interval =>
  (step <= 1 ? { low: value, high: value } : { low: Math.max(0, down ? value : value - step / 2), high: value + step });

/**
 * How far "about n" reaches where nothing says how it was rounded: half a unit of its last digit that is not zero, but no more than half a unit
 * of its second digit. 975,000: ± 500. 860,000: ± 5,000. "About a million": ± 50,000.
 */
function aboutStep(value: number): number {
  let unit = 1;
  while (value >= unit * 10 && value % (unit * 10) === 0) unit *= 10;
  return Math.max(1, Math.min(unit, 10 ** (Math.floor(Math.log10(Math.max(1, value))) - 1)));
}

/** The interval of a count with its bound, where the reading itself has none: = is itself, ≈ reaches as `aboutStep` says, ≥ and ≤ are open. */
export function countInterval(value: number, bound: Bound): Interval {
  if (bound === '≥') return { low: value, high: Number.POSITIVE_INFINITY };
  if (bound === '≤') return { low: 0, high: value };
  if (bound === '=') return { low: value, high: value };
  const half = aboutStep(value) / 2;
  return { low: Math.max(0, value - half), high: value + half };
}

/**
 * True where two counts of one thing cannot both be right. "Over 80,000" is said of 85,000, not of 850,000: a lower bound speaks of numbers up to
 * twice itself.
 */
export function contradicts(a: Interval, b: Interval): boolean {
  const reach = ({ low, high }: Interval): Interval => ({ low, high: high === Number.POSITIVE_INFINITY ? 2 * low : high });
  const [first, second] = [reach(a), reach(b)];
  const before = (x: Interval, y: Interval): boolean => (x.low === x.high && y.low === y.high ? x.high < y.low : x.low === x.high ? x.high < y.low : x.high <= y.low);
  return before(first, second) || before(second, first);
}
