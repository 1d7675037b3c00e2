import type { LocalDate } from '../model.js';

/** A day, month or year as a text names it: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; a range of folded text. */
export interface FoundDate { start: number; end: number; date: string }

const MONTHS: Record<string, number> = {
  january: 1, february: 2, march: 3, april: 4, may: 5, june: 6, july: 7, august: 8, september: 9, october: 10, november: 11, december: 12,
  jan: 1, feb: 2, mar: 3, apr: 4, jun: 6, jul: 7, aug: 8, sep: 9, sept: 9, oct: 10, nov: 11, dec: 12,
  'មករា': 1, 'កុម្ភៈ': 2, 'កុម្ភះ': 2, 'កុម្ភ': 2, 'មីនា': 3, 'មិនា': 3, 'មេសា': 4, 'ឧសភា': 5, 'មិថុនា': 6, 'កក្កដា': 7, 'កក្កតា': 7, 'សីហា': 8, 'កញ្ញា': 9, 'តុលា': 10, 'វិច្ឆិកា': 11, 'វិចិ្ឆកា': 11, 'ធ្នូ': 12,
};
const names = (khmer: boolean) => Object.keys(MONTHS).filter((name) => /^[a-z]/.test(name) !== khmer).sort((a, b) => b.length - a.length).join('|');
const PATTERNS: [RegExp, (m: RegExpMatchArray) => [string | undefined, string, string | undefined]][] = [
  [new RegExp(`(?:ថ្ងៃ)?(?:ទី|ទ)?\\s?(\\d{1,2})?\\s?(?:ខែ)?\\s?(${names(true)})(?:\\s?(?:ឆ្នាំ)?\\s?(\\d{4}))?`, 'g'), (m) => [m[1], m[2]!, m[3]]],
  [new RegExp(`(?<![\\w.])(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(${names(false)})\\.?(?![a-z])(?:,?\\s+(\\d{4}))?`, 'g'), (m) => [m[1], m[2]!, m[3]]],
  [new RegExp(`(?<![a-z])(${names(false)})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|,\\d|\\.\\d)(?:,?\\s+(\\d{4}))?`, 'g'), (m) => [m[2], m[1]!, m[3]]],
  [new RegExp(`(?<![a-z])(${names(false)})\\.?\\s+(\\d{4})(?!\\d)`, 'g'), (m) => [undefined, m[1]!, m[2]]],
];
const pad = (value: number) => String(value).padStart(2, '0');
const valid = (year: number, month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * Dates in folded English and Khmer text, ISO dates, and d/m/y. A date without a year gets the year of `publishedOn` (a local day); without that it is left out.
 * Ambiguous d/m/y is read day first.
 */
export function findDates(text: string, publishedOn: LocalDate | null): FoundDate[] {
  const found: FoundDate[] = [];
  const year0 = publishedOn === null ? null : Number(publishedOn.slice(0, 4));
  const add = (start: number, end: number, date: string) => { if (!found.some((other) => other.start < end && start < other.end)) found.push({ start, end, date }); };
  for (const m of text.matchAll(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g)) if (valid(+m[1]!, +m[2]!, +m[3]!)) add(m.index, m.index + m[0].length, m[0]);
  for (const m of text.matchAll(/(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/g)) {
    const [day, month] = +m[2]! > 12 ? [+m[2]!, +m[1]!] : [+m[1]!, +m[2]!];
    if (valid(+m[3]!, month, day)) add(m.index, m.index + m[0].length, `${m[3]}-${pad(month)}-${pad(day)}`);
  }
  for (const [pattern, parts] of PATTERNS) {
    for (const m of text.matchAll(pattern)) {
      const [day, name, writtenYear] = parts(m);
      const month = MONTHS[name]!;
      const year = writtenYear === undefined ? year0 : Number(writtenYear);
      const end = m.index + m[0].length;
      if (day === undefined) {
        // "may" and "march" alone are words.
        if (year === null || (writtenYear === undefined && /^[a-z]/.test(name))) continue;
        add(m.index, end, `${year}-${pad(month)}`);
      } else if (year !== null && valid(year, month, +day)) add(m.index, end, `${year}-${pad(month)}-${pad(+day)}`);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const WEEKDAYS: Record<string, number> = { sunday: 0, monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6, 'អាទិត្យ': 0, 'ចន្ទ': 1, 'ច័ន្ទ': 1, 'អង្គារ': 2, 'ពុធ': 3, 'ព្រហស្បតិ៍': 4, 'សុក្រ': 5, 'សៅរ៍': 6 };
const WEEKDAY = new RegExp(`(?<![a-z])(?:on|as of|since|ថ្ងៃ)\\s?(${Object.keys(WEEKDAYS).join('|')})`, 'g');

/** "on Saturday", "ថ្ងៃសុក្រ": the last such day before or on the day of publication. */
export function findWeekdays(text: string, publishedOn: LocalDate | null): FoundDate[] {
  if (publishedOn === null) return [];
  const day = new Date(`${publishedOn}T00:00:00Z`);
  return [...text.matchAll(WEEKDAY)].map((m) => {
    const back = (day.getUTCDay() - WEEKDAYS[m[1]!]! + 7) % 7;
    return { start: m.index, end: m.index + m[0].length, date: new Date(day.getTime() - back * 86_400_000).toISOString().slice(0, 10) };
  });
}
