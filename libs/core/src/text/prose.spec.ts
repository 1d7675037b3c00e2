import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDates, findWeekdays } from './dates.js';
import { fold, foldText } from './fold.js';
import { findNumbers, parseDigits } from './numbers.js';
import { sentences } from './sentences.js';

const split = (text: string) => { const folded = fold(text); return sentences(folded).map(({ start, end }) => folded.cased.slice(start, end)); };

describe('sentences', () => {
  it('end at Khmer and Latin stops and at line breaks', () => {
    expect(split('ទឹកឡើង។ ផ្លូវបិទ៕ Rain fell. Roads closed!\nTomorrow? Dry')).toEqual(['ទឹកឡើង។', 'ផ្លូវបិទ៕', 'Rain fell.', 'Roads closed!', 'Tomorrow?', 'Dry']);
  });
  it('do not end within addresses, numbers, initials or abbreviations', () => {
    expect(split('See t.me/orchard.daily at 3.5 p.m. with Dr. Ly. Then rest.')).toEqual(['See t.me/orchard.daily at 3.5 p.m. with Dr. Ly.', 'Then rest.']);
  });
  it('keep a closing quote, and do not end at a stop inside a quote that goes on', () => {
    expect(split('"Come early." he said. "Stay late." Nobody did.')).toEqual(['"Come early." he said.', '"Stay late."', 'Nobody did.']);
  });
  it('cover every letter exactly once', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'B', '.', ' ', '"', '\n', '។', '1', '?') }), (text) => {
      expect(split(text).join('').replace(/\s/g, '')).toBe(foldCased(text).replace(/\s/g, ''));
    }));
  });
});
const foldCased = (text: string) => fold(text).cased;

describe('numbers', () => {
  it.each([['12,345', 12345], ['930.000', 930_000], ['3,2', 3.2], ['1.234,5', 1234.5], ['1,234,567', 1_234_567], ['1.000.000', 1_000_000], ['0.125', 0.125], ['42', 42], ['12 345', 12345]])('reads %s', (text, value) => { expect(parseDigits(text)).toBe(value); });
  it.each([
    ['12.3K followers', 12_300, '='], ['about 1.5 million', 1_500_000, '≈'], ['over 200 thousand', 200_000, '≥'], ['៩៣០.០០០នាក់', 930_000, '='], ['ជាង ៣,២ លាន', 3_200_000, '≥'], ['២៤ ម៉ឺននាក់', 240_000, '='], ['៥សែន', 500_000, '='],
    ['half a million', 500_000, '='], ['one million', 1_000_000, '='], ['មួយលាន', 1_000_000, '='], ['3.125 million', 3_125_000, '='], ['fewer than 900', 900, '≤'],
  ])('finds %s', (text, value, bound) => { expect(findNumbers(foldText(text))).toMatchObject([{ value, bound }]); });
  it('does not read handles, versions of addresses or hashtags as numbers', () => { expect(findNumbers('@team24 t.me/x_99 #100days')).toEqual([]); });
});

describe('dates', () => {
  it.each([
    ['ថ្ងៃទី២៣ ខែកក្កដា ឆ្នាំ២០២៧', '2027-07-23'], ['២៣ កក្កដា', '2027-07-23'], ['ថ្ងៃទី ៥ ខែ មិថុនា', '2027-06-05'], ['July 23', '2027-07-23'], ['23rd of July, 2026', '2026-07-23'], ['Jul 3, 2026', '2026-07-03'], ['2026-02-28', '2026-02-28'], ['28/02/2026', '2026-02-28'], ['May 2026', '2026-05'],
  ])('finds %s', (text, date) => { expect(findDates(foldText(text), '2027-07-01')).toMatchObject([{ date }]); });
  it('finds no date that does not exist, and none without a year to go by', () => {
    expect(findDates('2026-02-30 and 31/02/2026', '2026-01-01')).toEqual([]);
    expect(findDates('july 23', null)).toEqual([]);
  });
  it('takes a weekday for the last one before publication', () => { expect(findWeekdays('as of saturday', '2027-07-05')).toMatchObject([{ date: '2027-07-03' }]); });
});
