import { localDayOf } from '../election/calendar.js';
import type { LocalDate } from '../model.js';

const QUARTER = 900_000;
const known = new Map<string, Map<number, LocalDate>>();

/** As `localDayOf`, for many moments: asked once a quarter of an hour, since every zone in use begins its days and changes its clocks on one. */
export function localDays(timeZone: string): (at: Date) => LocalDate {
  let days = known.get(timeZone);
  if (days === undefined || days.size > 500_000) { days = new Map(); known.set(timeZone, days); }
  const cache = days;
  return (at) => {
    const quarter = Math.floor(at.getTime() / QUARTER);
    let day = cache.get(quarter);
    if (day === undefined) { day = localDayOf(at, timeZone); cache.set(quarter, day); }
    return day;
  };
}
