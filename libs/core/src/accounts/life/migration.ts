import { addDays, daysBetween } from '../../election/calendar.js';
import type { LocalDate, PlatformId } from '../../model.js';
import { rateRatio, type RateRatio } from './rate-ratio.js';

/** What an actor posted on a platform: local days of its posts, one each, and the days between which we know of all of them. */
export interface Presence { actorId: string; platform: PlatformId; posts: readonly LocalDate[]; known: { from: LocalDate; to: LocalDate } }

/** 'left': posted before, nothing since, and that is no chance; 'stayed': no change that is no chance; 'unclear': too few days or posts to tell. */
export const MIGRATION_STATES = ['left', 'less', 'stayed', 'more', 'arrived', 'silent', 'unclear'] as const;
export interface MigrationRow {
  actorId: string;
  platform: PlatformId;
  state: (typeof MIGRATION_STATES)[number];
  before: { posts: number; days: number };
  after: { posts: number; days: number };
  rate: RateRatio | null;
  lastPost: LocalDate | null;
}

const LEAST_DAYS = 7;
/** Whoever kept as much as this of a rate has not left; whoever had less than this before has arrived. */
const GONE = 0.5;

/**
 * Who left a platform and who stayed, around a day: posts in at most `window` days before `pivot` and from it on, over days we know of. The day itself
 * belongs to neither: on it both things happen. Rows in the order given.
 */
export function migrationTable(presences: readonly Presence[], pivot: LocalDate, window = 28): MigrationRow[] {
  return presences.map(({ actorId, platform, posts, known }) => {
    const count = (from: LocalDate, to: LocalDate): number[] => {
      const days = Math.max(0, daysBetween(from, to) + 1);
      const counts = Array.from<number>({ length: days }).fill(0);
      for (const day of posts) { const at = daysBetween(from, day); if (at >= 0 && at < days) counts[at]! += 1; }
      return counts;
    };
    const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);
    const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);
    const before = count(later(addDays(pivot, -window), known.from), earlier(addDays(pivot, -1), known.to));
    const after = count(later(addDays(pivot, 1), known.from), earlier(addDays(pivot, window), known.to));
    const sum = (days: number[]): number => days.reduce((total, n) => total + n, 0);
    const rate = before.length < LEAST_DAYS || after.length < LEAST_DAYS ? null : rateRatio(before, after);
    return { actorId, platform, state: stateOf(rate, sum(before), sum(after)), before: { posts: sum(before), days: before.length }, after: { posts: sum(after), days: after.length }, rate, lastPost: [...posts].sort().at(-1) ?? null };
  });
}

function stateOf(rate: RateRatio | null, before: number, after: number): MigrationRow['state'] {
  if (rate === null) return 'unclear';
  if (before + after === 0) return 'silent';
  if (after === 0) return rate.high < GONE ? 'left' : 'unclear';
  if (before === 0) return rate.low > 1 / GONE ? 'arrived' : 'unclear';
  return rate.high < 1 ? 'less' : rate.low > 1 ? 'more' : 'stayed';
}
