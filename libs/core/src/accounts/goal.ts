import { addDays, daysBetween } from '../election/calendar.js';
import type { LocalDate } from '../model.js';
import { isMeasured, tracksOf, type Count, type DayCount, type Track } from './counts.js';
import { localDays } from './local-day.js';
import { median, quantile, seeded } from './statistics.js';

/** How sure a projection's interval is meant to be; the gate `anomalies` measures it on generated series. */
export const PROJECTION_LEVEL = 0.8;
/** Growth is taken from at most this many days back: long enough for four weeks' rhythm, short enough to be the present pace. */
const WINDOW = 28;
/** With fewer changes than this, resampling them says nothing of their spread. */
const ENOUGH = 8;
const BLOCK = 7;
const FUTURES = 1000;
/** The present pace is taken to be known from this many days' worth of changes: it drifts, and older days tell less of it. */
const KNOWN_FROM = 14;
/** Student's t, 90 % one-sided, for 1 to 7 degrees of freedom. */
const T90 = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415];

export type Outlook = 'reached' | 'projected-hit' | 'too-close' | 'projected-miss' | 'missed' | 'unknown';
export interface GoalOutlook {
  outlook: Outlook;
  /** Whose counts: null where we saw them ourselves, else the reporter, whose own earlier count they are compared with. */
  by: string | null;
  last: { day: LocalDate; value: number } | null;
  /** From the first to the last count used: `share` of the first. */
  growth: { from: LocalDate; value: number; days: number; gained: number; share: number; perDay: number } | null;
  toGo: number | null;
  /** To the deadline, from the last count's day. Null without a deadline. */
  daysLeft: number | null;
  neededPerDay: number | null;
  atDeadline: { value: number; low: number; high: number } | null;
  /** When the goal is reached at this pace; `latest` null: at the slow end of the interval it is not within a year. */
  expected: { day: LocalDate; earliest: LocalDate; latest: LocalDate | null } | null;
  /** 'block-bootstrap': futures drawn from the account's own daily changes; 'few-counts': the mean of fewer than eight changes; 'two-counts': only what rounding leaves open. */
  method: 'block-bootstrap' | 'few-counts' | 'two-counts' | 'none';
}

/**
 * Where an account stands towards a goal on a local day, from counts up to the end of that day. Counts of different origins are never mixed: ours where
 * there are two days of them, else the reporter whose counts reach furthest. The method is in docs/methodology.md, "Goals".
 */
export function goalOutlook(goal: { value: number; by: LocalDate | null }, counts: readonly Count[], day: LocalDate, timeZone: string): GoalOutlook {
  const dayOf = localDays(timeZone);
  const until = counts.filter(({ at }) => dayOf(at) <= day);
  const tracks = tracksOf(until, timeZone).map((track) => ({ by: track.by, counts: track.counts.filter((count) => daysBetween(count.day, day) <= WINDOW) })).filter((track) => track.counts.length > 0);
  const track = tracks.find(({ counts: days }) => days.length > 1) ?? tracks[0];
  const none: GoalOutlook = { outlook: 'unknown', by: null, last: null, growth: null, toGo: null, daysLeft: goal.by === null ? null : daysBetween(day, goal.by), neededPerDay: null, atDeadline: null, expected: null, method: 'none' };
  if (track === undefined) return until.some((count) => !isMeasured(count) && count.low >= goal.value) ? { ...none, outlook: 'reached' } : none;
  return outlookOf(goal, track, none);
}

function outlookOf(goal: { value: number; by: LocalDate | null }, { by, counts }: Track, none: GoalOutlook): GoalOutlook {
  const last = counts.at(-1)!;
  const first = counts[0]!;
  const toGo = Math.max(0, goal.value - last.value);
  const daysLeft = goal.by === null ? null : daysBetween(last.day, goal.by);
  const known = { ...none, by, last: { day: last.day, value: last.value }, toGo, daysLeft, neededPerDay: daysLeft === null || daysLeft <= 0 ? null : Math.ceil(toGo / daysLeft) };
  if (toGo === 0) return { ...known, outlook: 'reached', neededPerDay: daysLeft === null || daysLeft <= 0 ? null : 0, growth: growthOf(first, last) };
  const growth = growthOf(first, last);
  if (daysLeft !== null && daysLeft <= 0) return { ...known, outlook: 'missed', growth };
  if (growth === null) return known;
  const { method, gainAfter } = futureOf(counts, growth.perDay);
  const horizon = daysLeft ?? WINDOW;
  const gain = gainAfter(horizon);
  const atDeadline = daysLeft === null ? null : { value: Math.round(last.value + gain.middle), low: Math.round(last.low + gain.low), high: Math.round(last.high + gain.high) };
  // Speeds over the horizon, so that one set of futures answers both questions alike.
  const when = (perDay: number): LocalDate | null => (perDay <= 0 || toGo / perDay > 366 ? null : localMomentDay(last, toGo / perDay));
  const day = when(gain.middle / horizon);
  const earliest = when(gain.high / horizon);
  return {
    ...known, growth, method, atDeadline,
    outlook: atDeadline === null ? 'unknown' : atDeadline.high < goal.value ? 'projected-miss' : atDeadline.low >= goal.value ? 'projected-hit' : 'too-close',
    expected: day === null || earliest === null ? null : { day, earliest, latest: when(gain.low / horizon) },
  };
}

/** The local day that lies `days` after a count: a count is of the middle of its day unless two share one. */
const localMomentDay = (count: DayCount, days: number): LocalDate => addDays(count.day, Math.floor(days + 0.5 - 1e-9));

function growthOf(first: DayCount, last: DayCount): GoalOutlook['growth'] {
  const days = daysBetween(first.day, last.day);
  if (days <= 0) return null;
  const gained = last.value - first.value;
  return { from: first.day, value: first.value, days, gained, share: first.value > 0 ? gained / first.value : 0, perDay: gained / days };
}

interface Gain { middle: number; low: number; high: number }

/** What may be gained in a number of days, by the most that the counts can bear. */
function futureOf(counts: DayCount[], perDay: number): { method: GoalOutlook['method']; gainAfter: (days: number) => Gain } {
  const changes = changesOf(counts);
  const first = counts[0]!;
  const last = counts.at(-1)!;
  const span = daysBetween(first.day, last.day);
  // What rounding alone leaves open of the pace.
  const slack = (days: number): { low: number; high: number } => ({
    low: Math.min(0, ((last.low - first.high) / span - perDay) * days), high: Math.max(0, ((last.high - first.low) / span - perDay) * days) });
  if (counts.length === 2) return { method: 'two-counts', gainAfter: (days) => ({ middle: perDay * days, low: perDay * days + slack(days).low, high: perDay * days + slack(days).high }) };
  if (counts.length <= ENOUGH) {
    const n = counts.length - 1;
    const rates = counts.slice(1).map((count, index) => (count.value - counts[index]!.value) / daysBetween(counts[index]!.day, count.day));
    const spread = Math.sqrt(rates.reduce((sum, rate) => sum + (rate - perDay) ** 2, 0) / Math.max(1, n - 1));
    return { method: 'few-counts', gainAfter: (days) => {
      const reach = T90[Math.min(n - 1, T90.length) - 1]! * spread * Math.sqrt(days + days ** 2 / n);
      return { middle: perDay * days, low: perDay * days - Math.max(reach, -slack(days).low), high: perDay * days + Math.max(reach, slack(days).high) };
    } };
  }
  return { method: 'block-bootstrap', gainAfter: (days) => {
    const { low, high } = slack(days);
    const gains = bootstrapGains(changes, days);
    const tail = (1 - PROJECTION_LEVEL) / 2;
    return { middle: median(gains), low: Math.min(quantile(gains, tail), median(gains) + low), high: Math.max(quantile(gains, 1 - tail), median(gains) + high) };
  } };
}

/** One change for each day between the first and the last count; what was gained over missing days is shared among them. */
function changesOf(counts: DayCount[]): number[] {
  return counts.slice(1).flatMap((count, index) => {
    const before = counts[index]!;
    const days = daysBetween(before.day, count.day);
    return Array.from({ length: days }, () => (count.value - before.value) / days);
  });
}

/**
 * Futures by a circular block bootstrap (Politis and Romano 1992) of the daily changes: blocks of a week keep the weekly rhythm and the run of a widely
 * shared day. Each future also has a mean of its own, itself resampled, since the account's pace is only known from these days.
 */
function bootstrapGains(changes: number[], days: number): number[] {
  const random = seeded(changes.length * 31 + days);
  const block = Math.min(BLOCK, changes.length);
  const drawn = (length: number): number => {
    let sum = 0;
    for (let done = 0; done < length; done += block) {
      const start = Math.floor(random() * changes.length);
      for (let i = 0; i < Math.min(block, length - done); i += 1) sum += changes[(start + i) % changes.length]!;
    }
    return sum;
  };
  const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  return Array.from({ length: FUTURES }, () => drawn(days) + (drawn(KNOWN_FROM) / KNOWN_FROM - mean) * days);
}
