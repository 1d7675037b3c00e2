import { addDays, daysBetween } from '../../election/calendar.js';
import type { LocalDate, PlatformId } from '../../model.js';

/** A promise as a text tells it. `leaves`: to be gone from the platform; null where the text does not say. */
export interface Promised { id: string; actorId: string; platform: PlatformId; day: LocalDate; leaves: boolean | null }
export interface Act { id: string; actorId: string; platform: PlatformId; day: LocalDate; at: Date }

/**
 * 'against': there is an act that the promise rules out, given as evidence; 'in-keeping': none in at least a week of days that we know; 'not-seen': we read
 * nothing of that actor on that platform; 'unclear': the promise's direction is not known, or the days are too few.
 */
export interface Kept { promise: string; state: 'against' | 'in-keeping' | 'not-seen' | 'unclear'; firstAgainst: Act | null; after: number; knownDays: number }

const LEAST_DAYS = 7;

/**
 * Promises about a platform against what their makers did there. A promise to leave is acted against by a post on any later day: the same day's may be the
 * announcement. A promise to stay or come is in keeping as soon as there is a post. What we do not read is not seen, and is never taken for silence.
 */
export function commitmentsAgainstActs(promises: readonly Promised[], acts: readonly Act[], known: (actorId: string, platform: PlatformId) => { from: LocalDate; to: LocalDate } | null): Kept[] {
  return promises.map((promise) => {
    const days = known(promise.actorId, promise.platform);
    const later = acts.filter((act) => act.actorId === promise.actorId && act.platform === promise.platform && act.day > promise.day).sort((a, b) => a.at.getTime() - b.at.getTime());
    const knownDays = days === null ? 0 : Math.max(0, daysBetween(days.from > promise.day ? days.from : addDays(promise.day, 1), days.to) + 1);
    const result = (state: Kept['state'], firstAgainst: Act | null = null): Kept => ({ promise: promise.id, state, firstAgainst, after: later.length, knownDays });
    if (days === null) return result('not-seen');
    if (promise.leaves === null) return result('unclear', later[0] ?? null);
    if (promise.leaves) return later[0] ? result('against', later[0]) : result(knownDays >= LEAST_DAYS ? 'in-keeping' : 'unclear');
    return result(later.length > 0 ? 'in-keeping' : 'unclear');
  });
}
