import { expect, it } from 'vitest';
import { dayOption } from './day.js';

it('takes a day of the calendar, a leap day among them', () => { expect(['2027-03-13', '2028-02-29'].map((day) => dayOption('--by', day))).toEqual(['2027-03-13', '2028-02-29']); });
it.each(['2027-02-30', '2027-13-01', '2027-2-3', 'tomorrow', '', '2027-03-13T00:00:00Z'])('refuses "%s" and says what to give', (text) => {
  expect(() => dayOption('--by', text)).toThrow(expect.objectContaining({ name: 'BadInput', message: expect.stringContaining('--by is') }));
});
