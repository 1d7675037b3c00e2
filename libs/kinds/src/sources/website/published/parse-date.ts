import type { Precision } from '#core/model.js';
import { monthOf } from './months.js';

/**
 * A moment with the precision at which it was written. At day precision and coarser, `at` is UTC midnight of the page's own day; with `local`, which a
 * time without a zone has, it is the page's own wall clock as if that were UTC's.
 */
export interface Dated { at: Date; precision: Precision; text: string; local?: true }

const ISO = /(?<![\d/-])((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?:(?:T|\s+|\s*@\s*)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d(?!\d))?)?(?!\d)/i;
const YEAR_FIRST = /(?<![\d.,/-])((?:19|20)\d\d)\s?[./年년]\s?(\d{1,2})\s?[./月월]\s?(\d{1,2})(?!\d)/;
const COMPACT = /(?<![\d.])((?:19|20)\d\d)(0\d|1[0-2])([0-2]\d|3[01])(?:T?\d{4,6}Z?)?(?!\d)/;
const NUMBERS = /(?<![\d.,/-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d|\d\d)(?![\d/-]|[.,]\d)/;
const WORD = String.raw`([\p{L}\p{M}\u200B-\u200D]{2,24}\.?)`;
const DAY_MONTH = new RegExp(String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.|-an)?\s*(?:of\s+|de\s+|do\s+|ខែ\s*|เดือน\s*|[-/,]\s*|\s+)?${WORD}\s*(?:of\s+|de[l]?\s+|,\s*|ឆ្នាំ\s*|[-/]\s*|\s+)?((?:19|20)\d\d)(?!\d)`, 'giu');
const MONTH_DAY = new RegExp(String.raw`${WORD}\s*[-/]?\s*(\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|\s+|\s*[-/]\s*)((?:19|20)\d\d)(?!\d)`, 'giu');
const YEAR_MONTH_DAY = new RegExp(String.raw`(?<!\d)((?:19|20)\d\d)[.,]?\s+${WORD}\s+(\d{1,2})(?!\d)`, 'giu');
const MONTH_YEAR = new RegExp(String.raw`${WORD}\s*,?\s+((?:19|20)\d\d)(?!\d)`, 'giu');
const TIME = String.raw`([01]?\d|2[0-3])[:h]([0-5]\d)(?::([0-5]\d))?(?!\d)\s*([ap]\.?m\.?(?![a-z])|(?:នាទី)?\s?(?:ព្រឹក|ថ្ងៃត្រង់|រសៀល|ល្ងាច|យប់))?`;
const CLOCK = new RegExp(String.raw`(?<!\d)${TIME}\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?`, 'i');
/** A clock that belongs to a date stands right beside it: only such words and signs are between. */
const BESIDE = String.raw`[\s,|·•@–—()/-]*(?:(?:at|on|ម៉ោង|វេលា(?:ម៉ោង)?|នៅ(?:ម៉ោង)?|à|às|alle|um|kl\.?|klo|lúc|в|jam|pukul|เวลา|a las|ថ្ងៃទី|ថ្ងៃ|${'(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\\.?'})[\s,|·•@–—()/-]*){0,2}`;
const CLOCK_AFTER = new RegExp(String.raw`^${BESIDE}(?<!\d)${TIME}`, 'iu');
const CLOCK_BEFORE = new RegExp(String.raw`(?:^|[|·•(]|(?:at|posted|published|updated)\b:?)\s*${TIME}${BESIDE}$`, 'iu');

/**
 * The first date in a text. `monthFirst`: 3/4/2023 is the 4th of March. Impossible days give null; nothing is guessed from a year alone.
 * Handles ISO, numbers, and month names of some thirty languages, Khmer and its digits among them.
 */
export function parseDate(written: string, { monthFirst = false }: { monthFirst?: boolean } = {}): Dated | null {
  const text = digitsOf(written).slice(0, 2000);
  const iso = ISO.exec(text);
  if (iso !== null) {
    const found = moment(iso[1]!, Number(iso[2]) - 1, iso[3]!, iso[4], iso[5], iso[6], iso[7], iso[0]);
    if (found !== null) return found;
  }
  const year = YEAR_FIRST.exec(text);
  if (year !== null) { const found = withClock(text, moment(year[1]!, Number(year[2]) - 1, year[3]!), year); if (found !== null) return found; }
  for (const [pattern, order] of [[DAY_MONTH, [3, 2, 1]], [MONTH_DAY, [3, 1, 2]], [YEAR_MONTH_DAY, [1, 2, 3]]] as const) {
    for (const match of text.matchAll(pattern)) {
      const month = monthIn(match[order[1]]!);
      const found = month === null ? null : moment(match[order[0]]!, month, match[order[2]]!);
      if (found !== null) return withClock(text, { ...found, text: match[0] }, match);
    }
  }
  const numbers = NUMBERS.exec(text);
  if (numbers !== null) {
    const [, a, separator, b, y] = numbers;
    // "2.7.13" is a version before it is a day.
    if (y!.length === 2 && (a!.length < 2 || b!.length < 2)) return null;
    const fullYear = y!.length === 4 ? y! : `20${y}`;
    const swap = Number(b) > 12 || (monthFirst && separator !== '.' && Number(a) <= 12);
    const found = moment(fullYear, Number(swap ? a : b) - 1, swap ? b! : a!);
    if (found !== null) return withClock(text, { ...found, text: numbers[0] }, numbers);
  }
  const compact = COMPACT.exec(text);
  if (compact !== null) return moment(compact[1]!, Number(compact[2]) - 1, compact[3]!);
  return null;
}

/** "March 2023", "ខែកក្កដា ឆ្នាំ២០២៣": a date at month precision. */
export function parseMonth(written: string): Dated | null {
  for (const match of digitsOf(written).slice(0, 2000).matchAll(MONTH_YEAR)) {
    const month = monthIn(match[1]!);
    if (month !== null) return { at: new Date(Date.UTC(Number(match[2]), month, 1)), precision: 'month', text: match[0] };
  }
  return null;
}

/** Decimal digits of every script to 0–9, length kept. */
function digitsOf(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!;
    // Blocks of decimal digits begin at a multiple of ten code points that Unicode fixes: count back to the zero.
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return digit.length === 1 ? String(code - zero) : digit;
  });
}

/** Scripts without spaces glue words around the month: ខែកក្កដាឆ្នាំ. */
function monthIn(word: string): number | null {
  const direct = monthOf(word);
  if (direct !== null) return direct;
  const bare = /^(?:ថ្ងៃទី)?(?:ខែ|เดือน)?(.+?)(?:ឆ្នាំ)?$/u.exec(word)?.[1];
  return bare === undefined || bare === word ? null : monthOf(bare);
}

function moment(year: string, month: number, day: string, hour?: string, minute?: string, second?: string, zone?: string, text?: string): Dated | null {
  const y = Number(year);
  const d = Number(day);
  if (month < 0 || month > 11 || d < 1 || d > 31) return null;
  const at = new Date(Date.UTC(y, month, d));
  if (at.getUTCDate() !== d) return null;
  const date = at.toISOString().slice(0, 10);
  if (hour === undefined || minute === undefined || Number(hour) > 23) return { at, precision: 'day', text: text ?? date };
  // A time without a zone is the page's own clock: which zone's is for others to say.
  if (zone === undefined) return { at: new Date(at.getTime() + (Number(hour) * 60 + Number(minute)) * 60_000), precision: 'minute', text: text ?? date, local: true };
  const offset = /^(z|utc|gmt)$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d\d):?(\d\d)?$/, (_all, hours: string, minutes?: string) => `${hours}:${minutes ?? '00'}`);
  const iso = `${date}T${hour.padStart(2, '0')}:${minute}:${second ?? '00'}${offset}`;
  const instant = new Date(iso);
  return Number.isNaN(instant.getTime()) ? { at, precision: 'day', text: text ?? date } : { at: instant, precision: second === undefined ? 'minute' : 'second', text: iso };
}

/** RFC 2822 and its like: a clock with a zone makes a date a moment; one right beside it, without a zone, makes it one of the page's own clock. */
function withClock(text: string, day: Dated | null, { 0: written, index }: RegExpExecArray | RegExpMatchArray): Dated | null {
  if (day === null) return null;
  const date = day.at.toISOString();
  const at = (clock: RegExpExecArray, zone?: string) => moment(date.slice(0, 4), day.at.getUTCMonth(), date.slice(8, 10), String(hourOf(clock)), clock[2], clock[3], zone, zone === undefined ? day.text : undefined);
  const zoned = CLOCK.exec(text);
  if (zoned?.[5] !== undefined) return at(zoned, zoned[5]) ?? day;
  const beside = CLOCK_AFTER.exec(text.slice(index! + written.length)) ?? CLOCK_BEFORE.exec(text.slice(Math.max(0, index! - 40), index));
  return beside === null ? day : at(beside) ?? day;
}

/** The hour of a clock on twelve hours or on twenty-four; Khmer names the part of the day. */
function hourOf(clock: RegExpExecArray): number {
  const half = clock[4]?.toLowerCase() ?? '';
  const hour = Number(clock[1]);
  if (half === '' || hour > 12) return hour;
  return (hour % 12) + (/^p|រសៀល|ល្ងាច|យប់|ត្រង់/.test(half) ? 12 : 0);
}
