import type { LocalDate } from '#core/model.js';

/** The country's clock: seven hours ahead of UTC all year, so that local days need no time zone tables. */
export const TIME_ZONE = 'Asia/Bangkok';
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

export type DemoLanguage = 'en' | 'km';

/** The local day `days` later (or earlier). */
export const addDays = (day: LocalDate, days: number): LocalDate => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
/** The moment at which clocks in the country show `time` (HH:MM or HH:MM:SS) on `day`. */
export const localTime = (day: LocalDate, time: string): Date => new Date(Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`) - OFFSET_MS);
export const localDayOf = (at: Date): LocalDate => new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);
/** HH:MM as clocks in the country show it. */
export const clockOf = (at: Date): string => new Date(at.getTime() + OFFSET_MS).toISOString().slice(11, 16);
/** ISO 8601 with the country's offset, as its web sites write it. */
export const isoLocal = (at: Date): string => `${new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+07:00`;

const MONTHS = {
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  km: ['មករា', 'កុម្ភៈ', 'មីនា', 'មេសា', 'ឧសភា', 'មិថុនា', 'កក្កដា', 'សីហា', 'កញ្ញា', 'តុលា', 'វិច្ឆិកា', 'ធ្នូ'],
};
const WEEKDAYS = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  km: ['អាទិត្យ', 'ចន្ទ', 'អង្គារ', 'ពុធ', 'ព្រហស្បតិ៍', 'សុក្រ', 'សៅរ៍'],
};

export const khmerDigits = (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(0x17e0 + Number(digit)));
/** 12,500 in English; ១២.៥០០ in Khmer. */
export function number(value: number, language: DemoLanguage): string {
  const grouped = String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : '.');
  return language === 'en' ? grouped : khmerDigits(grouped);
}
/** `8 March 2027`; `ថ្ងៃទី៨ ខែមីនា ឆ្នាំ២០២៧`. */
export function longDate(day: LocalDate, language: DemoLanguage): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return language === 'en' ? `${date} ${MONTHS.en[month - 1]} ${year}` : khmerDigits(`ថ្ងៃទី${date} ខែ${MONTHS.km[month - 1]} ឆ្នាំ${year}`);
}
/** `Monday`; `ថ្ងៃចន្ទ`. */
export function weekday(day: LocalDate, language: DemoLanguage): string {
  const at = new Date(`${day}T00:00:00Z`).getUTCDay();
  return language === 'en' ? WEEKDAYS.en[at]! : `ថ្ងៃ${WEEKDAYS.km[at]}`;
}
