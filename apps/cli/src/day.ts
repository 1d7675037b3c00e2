import { isDay } from '#core/election/calendar.js';
import { BadInput } from '#core/errors.js';
import type { LocalDate } from '#core/model.js';

/** The day that an option gives. BadInput, exit 2, for what is no day of the calendar. */
export function dayOption(option: string, text: string): LocalDate {
  if (!isDay(text)) throw new BadInput(`${option} is "${text}": give a day of the calendar as YYYY-MM-DD, such as 2027-03-13`, 2);
  return text;
}
