import { daysBetween } from '../election/calendar.js';
import type { Bound, LocalDate, Reading, Verdict } from '../model.js';
import { localDays } from './local-day.js';
import { contradicts, countInterval, type Interval } from './precision.js';

/** A count of an account at a moment, as far as its arithmetic needs it. `by`: who reports it; null where we saw it ourselves. */
export interface Count extends Interval { at: Date; value: number; bound: Bound; by: string | null }

/** A reading as a count: with its own interval where it has one, else with what its bound says. */
export const countOf = ({ at, value, bound, how, by, low, high }: Reading): Count => ({
  at, value, bound, by: how === 'observed' ? null : by ?? 'unknown', ...(low === null || low === undefined || high === null || high === undefined ? countInterval(value, bound) : { low, high }) });

/** A count that stands on a local day. */
export interface DayCount extends Count { day: LocalDate }

/** Usable in a difference: an open bound says nothing of how much was gained. */
export const isMeasured = ({ high, bound }: Count): boolean => Number.isFinite(high) && (bound === '=' || bound === '≈');

/** The last measured count of each local day, in order; days without one are absent, never filled in. */
export function dailyCounts(counts: readonly Count[], timeZone: string): DayCount[] {
  const days = new Map<LocalDate, DayCount>();
  const dayOf = localDays(timeZone);
  for (const count of [...counts].filter(isMeasured).sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const day = dayOf(count.at);
    const there = days.get(day);
    // Of the same moment the finer one: a card's exact number beside the channel's rounded one.
    if (there === undefined || count.high - count.low <= there.high - there.low || count.at.getTime() - there.at.getTime() > 6 * 3_600_000) days.set(day, { ...count, day });
  }
  return [...days.values()];
}

/** Counts of one origin, which alone may be compared with each other: ours, or one reporter's. Two reporters may have counted differently. */
export interface Track { by: string | null; counts: DayCount[] }

/** Every origin's own counts: ours first, then reporters by how many days they reach over, longest first. */
export function tracksOf(counts: readonly Count[], timeZone: string): Track[] {
  const origins = [...new Set(counts.map(({ by }) => by))];
  const reach = ({ counts: days }: Track): number => (days.length < 2 ? 0 : daysBetween(days[0]!.day, days.at(-1)!.day));
  return origins.map((by) => ({ by, counts: dailyCounts(counts.filter((count) => count.by === by), timeZone) })).filter((track) => track.counts.length > 0)
    .sort((a, b) => Number(b.by === null) - Number(a.by === null) || reach(b) - reach(a) || (a.by ?? '').localeCompare(b.by ?? ''));
}

/** A statement of a quantity by somebody; what a claim is of is the caller's. `at`: when it held. */
export interface Claim extends Interval { id: string; by: string; at: Date }
export interface ClaimVerdict { verdict: Extract<Verdict, 'reported' | 'corroborated' | 'disputed'>; conflicts: [string, string][] }

/**
 * What claims about one quantity amount to. Two that stand at most `window` days apart and cannot both be right make it *disputed*, and every such
 * pair is named; two origins whose intervals meet, and no conflict, make it *corroborated*. Nothing is averaged.
 */
export function verdictOfClaims(claims: readonly Claim[], window: number): ClaimVerdict {
  const conflicts: [string, string][] = [];
  let agreed = false;
  claims.forEach((one, index) => {
    for (const other of claims.slice(index + 1)) {
      if (Math.abs(one.at.getTime() - other.at.getTime()) > window * 86_400_000) continue;
      if (contradicts(one, other)) conflicts.push([one.id, other.id]);
      else if (one.by !== other.by) agreed = true;
    }
  });
  return { verdict: conflicts.length > 0 ? 'disputed' : agreed ? 'corroborated' : 'reported', conflicts };
}
