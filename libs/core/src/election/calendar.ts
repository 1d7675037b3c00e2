import type { Election, EditionAudience, LocalDate, Phase, PhaseName } from '../model.js';

/** A half-open stretch of time in UTC: `from` belongs to it, `to` does not. */
export interface Window { from: Date; to: Date }

const DAY = 86_400_000;
const clocks = new Map<string, Intl.DateTimeFormat>();
function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** What the wall clock of `timeZone` shows at `at` (milliseconds), written as if it were UTC milliseconds; whole seconds. */
function wallClock(at: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of clockOf(timeZone).formatToParts(at)) part[type] = Number(value);
  return Date.UTC(part['year']!, part['month']! - 1, part['day']!, part['hour']!, part['minute']!, part['second']!);
}

const midnightUtc = (day: LocalDate): number => {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day) throw new RangeError(`"${day}" is not a day of the calendar (YYYY-MM-DD)`);
  return at;
};
/** Whether a text is a day that the calendar has, as YYYY-MM-DD: 2027-02-30 is none. */
export const isDay = (text: string): boolean => { try { midnightUtc(text); return true; } catch { return false; } };
const dayOf = (utc: number): LocalDate => new Date(utc).toISOString().slice(0, 10);

/** The day `days` after (before, if negative) `day`. Throws RangeError where `day` is no day of the calendar. */
export const addDays = (day: LocalDate, days: number): LocalDate => dayOf(midnightUtc(day) + days * DAY);

/** Days from `from` to `to`: 1 from today to tomorrow, negative backwards. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => Math.round((midnightUtc(to) - midnightUtc(from)) / DAY);

/** The calendar day in `timeZone` at a moment. */
export const localDayOf = (at: Date, timeZone: string): LocalDate => dayOf(wallClock(at.getTime(), timeZone));

/** `HH:MM` in `timeZone` at a moment, 24 hours. */
export const localTimeOf = (at: Date, timeZone: string): string => new Date(wallClock(at.getTime(), timeZone)).toISOString().slice(11, 16);

/**
 * The moment at which the wall clock of `timeZone` shows `day` and `time` (`HH:MM`). Where clocks are put back and show it twice,
 * the first; where they are put forward and never show it, the moment of the change (the rule of Temporal's start of day).
 */
export function momentOf(day: LocalDate, time: string, timeZone: string): Date {
  const [hours, minutes] = time.split(':').map(Number);
  const wall = midnightUtc(day) + (hours! * 60 + minutes!) * 60_000;
  // No zone has changed its offset by more than a day, so that the two offsets around the moment are those a day before and after.
  const offsets = [wallClock(wall - DAY, timeZone) - (wall - DAY), wallClock(wall + DAY, timeZone) - (wall + DAY)];
  const fitting = offsets.map((offset) => wall - offset).filter((at) => wallClock(at, timeZone) === wall);
  if (fitting.length > 0) return new Date(Math.min(...fitting));
  let low = wall - Math.max(...offsets);
  let high = wall - Math.min(...offsets);
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (wallClock(middle, timeZone) >= wall) high = middle; else low = middle;
  }
  return new Date(high);
}

/**
 * A local day as a window in UTC: 23, 24 or 25 hours, and empty for a day that the zone skipped. Windows of consecutive days
 * meet without gap or overlap.
 */
export const dayWindow = (day: LocalDate, timeZone: string): Window => ({ from: momentOf(day, '00:00', timeZone), to: momentOf(addDays(day, 1), '00:00', timeZone) });

/** True when the moment lies in the window. */
export const within = (at: Date, { from, to }: Window): boolean => at >= from && at < to;

/** The offset of `timeZone` from UTC at a moment, as people write it: `+7`, `+5:30`, `-3`, `+0`. */
export function offsetOf(at: Date, timeZone: string): string {
  const minutes = Math.round((wallClock(at.getTime(), timeZone) - Math.floor(at.getTime() / 1000) * 1000) / 60_000);
  const rest = Math.abs(minutes) % 60;
  return `${minutes < 0 ? '-' : '+'}${Math.floor(Math.abs(minutes) / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

const covers = (phase: Phase, day: LocalDate): boolean => phase.from <= day && day <= phase.to;
const length = (phase: Phase): number => daysBetween(phase.from, phase.to) + 1;

/**
 * The phase of a day. Where two declared phases overlap the shorter one counts (a day of silence inside the campaign); a day
 * that no phase covers is pre-campaign, polling or after by the polling day alone.
 */
export function phaseOf(election: Pick<Election, 'phases' | 'pollingDay'>, day: LocalDate): PhaseName {
  const [declared] = election.phases.filter((phase) => covers(phase, day)).sort((a, b) => length(a) - length(b));
  if (declared !== undefined) return declared.name;
  return day < election.pollingDay ? 'pre-campaign' : day === election.pollingDay ? 'polling' : 'after';
}

/** Days from `day` to polling day: 0 on polling day, negative after it. */
export const daysLeft = (election: Pick<Election, 'pollingDay'>, day: LocalDate): number => daysBetween(day, election.pollingDay);

/** "Campaign day n of m", or null on a day that lies in no declared campaign phase. */
export function campaignDay(election: Pick<Election, 'phases'>, day: LocalDate): { n: number; of: number } | null {
  const campaign = election.phases.find((phase) => phase.name === 'campaign' && covers(phase, day));
  return campaign === undefined ? null : { n: daysBetween(campaign.from, day) + 1, of: length(campaign) };
}

/** The first silence phase that begins after `day`, or covers it; null where none is declared. */
export const nextSilence = (election: Pick<Election, 'phases'>, day: LocalDate): Phase | null =>
  election.phases.filter((phase) => phase.name === 'silence' && phase.to >= day).sort((a, b) => (a.from < b.from ? -1 : 1))[0] ?? null;

/**
 * When public outlets are locked: from the first moment of silence (or of polling day, where no silence is declared) to the end
 * of polling day, which stands for the close of polls since the watchlist states no hour.
 */
export function publicLock(election: Pick<Election, 'phases' | 'pollingDay' | 'timeZone'>): Window {
  const silent = election.phases.filter((phase) => phase.name === 'silence' && phase.from <= election.pollingDay && daysBetween(phase.to, election.pollingDay) <= 1).map((phase) => phase.from);
  const polling = election.phases.filter((phase) => phase.name === 'polling').map((phase) => phase.to);
  const last = [election.pollingDay, ...polling].sort().at(-1)!;
  const first = [election.pollingDay, ...silent].sort()[0]!;
  return { from: dayWindow(first, election.timeZone).from, to: dayWindow(last, election.timeZone).to };
}

/** Whether an edition may go out to this audience at this moment, its release apart. Staff and partners are never locked out. */
export const mayPublish = (election: Pick<Election, 'phases' | 'pollingDay' | 'timeZone'>, audience: EditionAudience, at: Date): boolean =>
  audience !== 'public' || !within(at, publicLock(election));

/** What a page is for, as far as the pace of visits goes. */
export type PageRole = 'channel' | 'feed' | 'listing' | 'sitemap' | 'counter' | 'article';
export type Tempo = 'slow' | 'campaign' | 'peak';

/** Peak from two days before to two days after polling day, campaign speed in campaign, silence and counting, slow otherwise. */
export function tempoOf(election: Pick<Election, 'phases' | 'pollingDay'>, day: LocalDate): Tempo {
  if (Math.abs(daysLeft(election, day)) <= 2) return 'peak';
  const phase = phaseOf(election, day);
  return phase === 'pre-campaign' || phase === 'after' ? 'slow' : 'campaign';
}

/**
 * Minutes between two visits of a page. Channels and feeds lead: a post that is deleted within the hour is the one that matters,
 * and a conditional request that finds nothing costs both sides next to nothing. Counters are read often enough for an hourly
 * curve in the campaign. Articles are seen again only to find edits and removals. Multiples of five, so that visits share a minute.
 */
const MINUTES: Record<PageRole, Record<Tempo, number>> = {
  channel: { slow: 120, campaign: 20, peak: 5 },
  feed: { slow: 120, campaign: 20, peak: 5 },
  listing: { slow: 240, campaign: 30, peak: 10 },
  counter: { slow: 720, campaign: 60, peak: 15 },
  sitemap: { slow: 1440, campaign: 240, peak: 60 },
  article: { slow: 4320, campaign: 1440, peak: 360 },
};

/** Minutes between two visits of a page of this role on a day of this election. */
export const visitEvery = (election: Pick<Election, 'phases' | 'pollingDay'>, day: LocalDate, role: PageRole): number => MINUTES[role][tempoOf(election, day)];

/** The role of the page that a source's own URL names, by its kind: a kind of unknown name is visited as a listing. */
export const entryRole = (sourceKind: string): PageRole =>
  sourceKind === 'feed' || sourceKind === 'sitemap' ? sourceKind : sourceKind.endsWith('-channel') ? 'channel' : sourceKind.endsWith('-counter') ? 'counter' : 'listing';
