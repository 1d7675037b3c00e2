import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, daysBetween, writingOf } from './format.js';

it('a local time that somebody writes is that time when it is shown again, in any zone without a clock change', () => {
  const zones = fc.constantFrom('Asia/Phnom_Penh', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'America/Bogota', 'UTC');
  fc.assert(fc.property(zones, fc.integer({ min: 0, max: 365 * 24 * 60 - 1 }), (zone, minutes) => {
    const written = new Date(Date.parse('2031-01-01T00:00:00Z') + minutes * 60_000).toISOString().slice(0, 16);
    const { day, time } = writingOf('en', zone).local(writingOf('en', zone).instant(written));
    return `${day}T${time}` === written;
  }));
});

it('Khmer is written in its own digits and words, with dots between thousands', () => {
  const write = writingOf('km', 'Asia/Phnom_Penh');
  expect(write.count(1_234_567)).toBe('១.២៣៤.៥៦៧');
  expect(write.day('2031-03-09')).toBe('៩ មីនា');
  expect(write.longDay('2031-03-09')).toBe('ថ្ងៃអាទិត្យ ទី៩ ខែមីនា ឆ្នាំ២០៣១');
  expect(write.name({ en: 'Ministry', km: 'ក្រសួង' })).toBe('ក្រសួង');
  expect(write.name({ en: 'Ministry' })).toBe('Ministry');
});

it('days are counted without zones', () => {
  fc.assert(fc.property(fc.integer({ min: -4000, max: 4000 }), (n) => daysBetween('2031-03-09', addDays('2031-03-09', n)) === n));
});
