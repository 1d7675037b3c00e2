import { visitEvery, tempoOf, type PageRole } from '../election/calendar.js';
import type { Election, LocalDate } from '../model.js';
import { backOffMs } from './retry-after.js';

/** A page's own rate of change: its interval is the calendar's times this. Between QUICKEST and SLOWEST. */
export const QUICKEST = 0.5;
export const SLOWEST = 4;
/** Steps after a visit that found a change, and after one that did not. They balance where ln(UP) · unchanged = −ln(DOWN) · changed: at 28 % of visits with a change. */
const DOWN = 0.7;
const UP = 1.15;

/** The factor after one more visit. A page that always changes goes to QUICKEST, one that never does to SLOWEST. */
export const paceFactor = (before: number, changed: boolean): number => Math.min(SLOWEST, Math.max(QUICKEST, before * (changed ? DOWN : UP)));

/** The shortest and longest time between two visits that a source's settings ask for; milliseconds. */
export interface Bounds { leastMs: number | null; mostMs: number | null }

/**
 * Milliseconds to the next visit of a page that answered: the election calendar's interval for its role, times its own factor; around polling day never slower
 * than the calendar; then within the source's bounds, which are what an analyst decided and so have the last word.
 */
export function nextVisitMs(election: Pick<Election, 'phases' | 'pollingDay'>, day: LocalDate, role: PageRole, factor: number, { leastMs, mostMs }: Bounds): number {
  const base = visitEvery(election, day, role) * 60_000;
  const own = base * (tempoOf(election, day) === 'peak' ? Math.min(1, factor) : factor);
  return Math.max(leastMs ?? 0, Math.min(mostMs ?? Number.POSITIVE_INFINITY, own));
}

/** A page that is gone is looked for again this soon: two checks before we say that it vanished. */
export const SECOND_LOOK_MS = 30 * 60_000;
/** Milliseconds to the next visit of a page whose host fails: later and later, but not later than it would be asked anyway. `failures` before this one. */
export const afterFailureMs = (usualMs: number, failures: number, random: number): number => Math.min(usualMs, backOffMs(failures + 1, random));

/** Between two visits of a page under a clock that runs fast; longer after the first, so that the first crawl comes to rest. */
const LEAST_LIVE_MS = 90_000;
const FIRST_LIVE_MS = 240_000;
/** The database's milliseconds for an interval of a clock that runs `rate` times as fast, as in demonstrations. `first`: nothing was read there before. */
export const underFastClock = (usualMs: number, rate: number, first: boolean): number => (rate === 1 ? usualMs : Math.max(usualMs / rate, first ? FIRST_LIVE_MS : LEAST_LIVE_MS));
