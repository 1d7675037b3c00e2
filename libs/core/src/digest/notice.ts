import { z } from 'zod';
import { AUDIENCES, type Election, type LocalDate } from '../model.js';
import { localTimeOf } from '../election/calendar.js';
import { RedLine, crossedRedLine } from './red-lines.js';

/**
 * A short mail that is no edition of findings: the note is late, one was withdrawn or corrected, staff should look, nothing is fetched any more, or mails were given up. It names nobody: what it is about stands
 * behind the sign-in, or in the note that its readers already hold.
 */
const count = z.int().min(0);
export const noticeSchema = z.strictObject({
  version: z.literal(1),
  notice: z.enum(['delayed', 'withdrawn', 'correction', 'alert', 'disk-full', 'given-up']),
  key: z.strictObject({ election: z.string(), day: z.iso.date(), audience: z.enum(AUDIENCES), sequence: z.int().positive() }),
  timeZone: z.string(),
  at: z.iso.datetime(),
  /** The number and date of the daily note that it is about. */
  number: z.int().positive().nullable(),
  date: z.iso.date(),
  /** A correction as an editor worded it, by language. */
  text: z.object({ en: z.string() }).catchall(z.string()).nullable(),
  /** What staff should look at. */
  counts: z.strictObject({ drives: count, unusual: count, threats: count }).nullable(),
  /** How many readers did not get what was sent to them. In no other notice, so that the release before can read those. */
  readers: count.optional(),
});
export type Notice = z.output<typeof noticeSchema>;

/** Staff read at this local time: without a released note by then they are told that it is late. */
export const READ_AT = '07:00';
/** After this a note that never came is no news. */
const TOO_LATE = '12:00';
/** Whether it is the time to say that the day's note is late. */
export const isLate = (election: Pick<Election, 'timeZone'>, now: Date): boolean => { const time = localTimeOf(now, election.timeZone); return time >= READ_AT && time < TOO_LATE; };

/** One alert in half an hour and twelve in a day: what comes meanwhile is in the next. */
export const ALERT_EVERY_MS = 30 * 60_000;
export const MOST_ALERTS_A_DAY = 12;
/** What is older than this when it is first seen is for the note, not for an alert: a back-fill would else wake people. */
export const ALERT_WITHIN_MS = 24 * 3_600_000;

/** A disk that is full by turns is told of once in so long. */
export const DISK_TOLD_EVERY_MS = 6 * 3_600_000;

/** Refuses words of a correction that a note may not say. Throws RedLine. */
export function checkedCorrection(text: { en: string; [language: string]: string }): { en: string; [language: string]: string } {
  for (const words of Object.values(text)) { const word = crossedRedLine(words); if (word !== null) throw new RedLine('The correction', word); }
  return text;
}

/** The key of a notice as editions have it. */
export const noticeOf = (notice: Notice['notice'], key: { election: string; date: LocalDate; audience: Notice['key']['audience']; sequence: number }, rest: Pick<Notice, 'timeZone' | 'at'> & Partial<Pick<Notice, 'number' | 'text' | 'counts' | 'readers'>>): Notice =>
  noticeSchema.parse({ version: 1, notice, key: { election: key.election, day: key.date, audience: key.audience, sequence: key.sequence }, date: key.date, number: null, text: null, counts: null, ...rest });
