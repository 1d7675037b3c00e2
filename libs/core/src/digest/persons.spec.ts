import { describe, expect, it } from 'vitest';
import { isPrivate, personsIn } from './persons.js';

const nobody = () => false;

describe('whom a quote names', () => {
  it.each(['officials took the phone of teacher Lina Orrel at the gate', 'they wrote down the name of Mr Pell', 'a girl, 14, had to show her phone', 'a 15-year-old was kept in the classroom', 'a pupil who refused was noted', 'គេកត់ឈ្មោះអ្នកគ្រូ សុខ ចាន់ ទុក', 'សិស្សអាយុ ១៤ ឆ្នាំត្រូវបង្ហាញទូរស័ព្ទ'])('keeps back "%s"', (quote) => { expect(isPrivate(quote, nobody)).toBe(true); });
  it.each(['Fifteen employees of the Ministry of Orchards visited classrooms with printed codes', 'inspectors counted how many of 320 students had followed', 'they went from door to door in Upper Marsh District on Friday', 'គេរាប់ចំនួននិស្សិតដែលបានតាមដាន'])('shows "%s"', (quote) => { expect(isPrivate(quote, nobody)).toBe(false); });
  it('shows a quote whose every name is watched', () => {
    const quote = 'staff of Governor Osric Venn checked phones at the gate';
    expect(personsIn(quote)).toEqual(['Governor Osric Venn']);
    expect(isPrivate(quote, (name) => name.includes('Osric Venn'))).toBe(false);
    expect(isPrivate(`${quote}, beside Lina Orrel`, (name) => name.includes('Osric Venn'))).toBe(true);
  });
});
