import type { LocalDate } from '../../model.js';
import { dailyCounts, type Count, type DayCount } from '../counts.js';
import { median, robustSpread } from '../statistics.js';

const DAY = 86_400_000;

/** What lies between one day's count and the next that there is: `days` apart, more than one where days are missing. */
export interface Step {
  from: DayCount;
  to: DayCount;
  days: number;
  change: number;
  /** The least and the most that the step can have been, for what rounding leaves open of both counts. */
  low: number;
  high: number;
}

/** Steps between the last counts of days, in order. */
export function stepsOf(counts: readonly Count[], timeZone: string): Step[] {
  const days = dailyCounts(counts, timeZone);
  return days.slice(1).map((to, index) => stepBetween(days[index]!, to));
}

export const stepBetween = <T extends Count>(from: T, to: T): { from: T; to: T; days: number; change: number; low: number; high: number } => ({
  from, to, days: (to.at.getTime() - from.at.getTime()) / DAY, change: to.value - from.value, low: to.low - from.high, high: to.high - from.low });

/** The usual pace a day and its spread, from steps that nobody has flagged; null with too few of them to know. */
export interface Pace { perDay: number; spread: number; steps: number }

/** How many days of steps make a usual pace. */
export const PACE_DAYS = 28;
const LEAST_STEPS = 7;

/**
 * The pace of steps: the median of their daily rates, and their robust spread. Never taken to be steadier than counting people who come at random
 * (the root of the pace), nor than a tenth of the pace, nor than what the counter's steps let show.
 */
export function paceOf(steps: readonly { change: number; days: number; low: number; high: number }[]): Pace | null {
  if (steps.length < LEAST_STEPS) return null;
  const rates = steps.map(({ change, days }) => change / days);
  const perDay = median(rates);
  const blur = median(steps.map(({ low, high, days }) => (high - low) / 4 / days));
  return { perDay, spread: Math.max(robustSpread(rates, perDay), Math.sqrt(Math.abs(perDay)), 0.1 * Math.abs(perDay), blur, 1), steps: steps.length };
}

/** How far a step lies outside the usual, at the least that its precision allows: 0 when the usual lies within it. `z` in spreads of so many days. */
export function excessOf(step: { days: number; low: number; high: number }, pace: Pace): { least: number; usual: number; excess: number; z: number } {
  const usual = pace.perDay * step.days;
  const least = usual < step.low ? step.low : usual > step.high ? step.high : usual;
  // The pace itself is only known from so many steps, and over a gap the error grows with its length.
  const scale = pace.spread * Math.sqrt(step.days + step.days ** 2 / pace.steps);
  return { least, usual, excess: least - usual, z: (least - usual) / scale };
}

/** Steps of the weeks before a moment, those flagged left out. */
export const stepsBefore = (steps: readonly Step[], moment: Date, flagged: ReadonlySet<Step>, days = PACE_DAYS): Step[] =>
  steps.filter((step) => step.to.at <= moment && moment.getTime() - step.to.at.getTime() <= days * DAY && !flagged.has(step));

export const dayKey = (kind: string, day: LocalDate): string => `${kind}:${day}`;
