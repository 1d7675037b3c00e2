import type { Precision } from '#core/model.js';

/** A moment as a feed or file states it; a bare day is midnight UTC at day precision. */
export interface Stated { at: Date; precision: Precision; text: string }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Minutes east of UTC of the names in RFC 822, section 5.1, and a few that feeds use. */
const ZONES: Record<string, number> = {
  ut: 0, utc: 0, gmt: 0, z: 0, wet: 0, bst: 60, cet: 60, met: 60, cest: 120, eet: 120, msk: 180, ict: 420, jst: 540, kst: 540,
  ast: -240, adt: -180, est: -300, edt: -240, et: -300, cst: -360, cdt: -300, ct: -360, mst: -420, mdt: -360, mt: -420, pst: -480, pdt: -420, pt: -480, akst: -540, hst: -600,
};

/** W3C-DTF and what passes for it: `2003-12-31T10:14:55Z`, `2003-12`, `20031231`, `2003-335`, a space for the T, seconds left out. */
const ISO = /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?|-?(\d{3}))?(?:(?:[Tt]|\s+)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*([Zz]|[+-]\d{1,2}:?\d{0,2}|[A-Za-z]{1,5})?)?$/;
/** RFC 822 and asctime: weekday, then day and month in either order, then year and time in either order. */
const CLOCK = /(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?/;

/**
 * A date as feeds write them: W3C-DTF, RFC 822 (two-digit years by section 5 of RFC 2822, names of zones, month and day exchanged), asctime. Without a zone it is UTC;
 * minutes and seconds beyond 59 run over, as clocks that are wrong write them. Null where this is no date.
 */
export function readDate(written: string): Stated | null {
  const text = written.trim();
  if (text === '' || text.length > 100) return null;
  return iso(text) ?? mail(text);
}

function iso(text: string): Stated | null {
  const found = ISO.exec(text);
  if (found === null) return null;
  const [, year, month, day, dayOfYear, hour, minute, second, zone] = found;
  const offset = zoneOf(zone);
  if (offset === null) return null;
  const date = dayOfYear === undefined ? [Number(year), Number(month ?? 1), Number(day ?? 1)] as const : [Number(year), 1, Number(dayOfYear)] as const;
  if (dayOfYear === undefined && (date[1] < 1 || date[1] > 12 || date[2] < 1 || date[2] > 31)) return null;
  if (hour === undefined) return at(text, date, [0, 0, 0], 0, day !== undefined || dayOfYear !== undefined ? 'day' : month !== undefined ? 'month' : 'year');
  return at(text, date, [Number(hour), Number(minute), Number(second ?? 0)], offset, second === undefined ? 'minute' : 'second');
}

function mail(text: string): Stated | null {
  const clock = CLOCK.exec(text);
  const rest = (clock === null ? text : `${text.slice(0, clock.index)} ${text.slice(clock.index + clock[0].length)}`).replace(/,/g, ' ');
  let day: number | null = null;
  let month: number | null = null;
  let year: number | null = null;
  let offset: number | null = null;
  for (const word of rest.split(/[\s()]+/)) {
    const named = MONTHS.indexOf(word.slice(0, 3).toLowerCase());
    const dashed = /^(\d{1,2})-([A-Za-z]{3,9})-(\d{2,4})$/.exec(word);
    const slashed = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(word);
    if (dashed !== null) { day = Number(dashed[1]); month = MONTHS.indexOf(dashed[2]!.slice(0, 3).toLowerCase()) + 1; year = longYear(dashed[3]!); }
    else if (slashed !== null) [year, month, day] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])];
    else if (/^[+-]\d/.test(word)) { offset = zoneOf(word); if (offset === null) return null; }
    else if (/^\d{1,2}(st|nd|rd|th)?$/i.test(word) && day === null) day = Number.parseInt(word, 10);
    else if (/^\d{2,4}$/.test(word) && year === null) year = longYear(word);
    else if (named !== -1 && month === null && /^[a-z.]+$/i.test(word)) month = named + 1;
    else if (offset === null && word.toLowerCase() in ZONES) offset = ZONES[word.toLowerCase()]!;
  }
  if (day === null || !month || year === null || day < 1 || day > 31 || month > 12) return null;
  if (clock === null) return at(text, [year, month, day], [0, 0, 0], 0, 'day');
  return at(text, [year, month, day], [Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0)], offset ?? 0, clock[3] === undefined ? 'minute' : 'second');
}

const longYear = (written: string): number => (written.length > 2 ? Number(written) + (written.length === 3 ? 1900 : 0) : Number(written) + (Number(written) < 50 ? 2000 : 1900));

/** Minutes east of UTC; 0 where there is none, null where it is no zone. */
function zoneOf(written: string | undefined): number | null {
  if (written === undefined) return 0;
  const numbers = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(written);
  if (numbers !== null) return (numbers[1] === '-' ? -1 : 1) * (Number(numbers[2]) * 60 + Number(numbers[3] ?? 0));
  return ZONES[written.toLowerCase()] ?? null;
}

function at(text: string, [year, month, day]: readonly [number, number, number], [hour, minute, second]: [number, number, number], offset: number, precision: Stated['precision']): Stated | null {
  if (hour > 24 || year < 1) return null;
  // Not Date.UTC, which takes years below 100 for those of the last century.
  const own = new Date(0);
  own.setUTCFullYear(year, month - 1, day);
  own.setUTCHours(hour, minute - offset, second, 0);
  return Number.isNaN(own.getTime()) ? null : { at: own, precision, text };
}
