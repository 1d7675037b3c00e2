import { expect, test } from 'vitest';
import { MONTH_LANGUAGES, monthOf } from './months.js';

test.each(MONTH_LANGUAGES)('every name that %s gives a month is known', (language) => {
  for (const options of [{ month: 'long' }, { month: 'short' }, { month: 'long', day: 'numeric' }] as const) {
    const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, { ...options, timeZone: 'UTC' });
    for (let month = 0; month < 12; month++) {
      const name = format.formatToParts(Date.UTC(2023, month, 15)).find(({ type }) => type === 'month')!.value;
      if (name.length >= 2 && !/\d/.test(name)) expect(monthOf(name), name).not.toBeNull();
    }
  }
});

test('a Khmer month is known in each order in which its marks are typed', () => {
  expect(monthOf('វិច្ឆិកា')).toBe(10);
  expect(monthOf('វិចិ្ឆកា')).toBe(10);
  expect(monthOf('មិ\u200Bថុនា')).toBe(5);
});

test('other words name no month', () => expect(monthOf('harbour')).toBeNull());
