import { IntlMessageFormat } from 'intl-messageformat';
import { RedLine, crossedRedLine } from '#core/digest/red-lines.js';
import type { LocalDate, LocalName } from '#core/model.js';
import type { Picture } from './pictures.js';
import { messagesOf, type MessageFile, type MessageKey } from './messages/index.js';

/** A piece of a line: our own words, or data with its language and an address. Data is never markup and never a template. */
export type Inline = string | { text: string; lang?: string | undefined; href?: string | undefined; strong?: boolean; data?: boolean; picture?: Picture };
export type Line = Inline[];

/** Longest name shown, in graphemes: names come from files that people and pages fill. */
const LONGEST_NAME = 120;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** The first `most` graphemes, and whether something was left off. Never cuts inside one. */
export function cutGraphemes(text: string, most: number): { text: string; cut: boolean } {
  if (text.length <= most) return { text, cut: false };
  let seen = 0;
  for (const { index } of graphemes.segment(text)) { if (seen === most) return { text: text.slice(0, index), cut: true }; seen += 1; }
  return { text, cut: false };
}

/** Data for a line: at most `most` graphemes, with a mark where it was cut. */
export function short(text: string, most: number): string {
  const { text: begin, cut } = cutGraphemes(text, most);
  return cut ? `${begin}…` : begin;
}

/** Made once for a language and a length of names, since parsing messages is most of what a mail costs. */
const made = new Map<string, Words>();
/** One language's way to say things: messages, numbers, days, names, lists. Templates that cross a red line throw when first used. */
export function wordsOf(language: string, longestName = LONGEST_NAME): Words {
  const file = messagesOf(language);
  const key = `${file.language} ${longestName}`;
  const there = made.get(key) ?? makeWords(file, longestName);
  made.set(key, there);
  return there;
}

function makeWords(file: MessageFile, longestName: number) {
  const { locale } = file;
  const formats = new Map<string, IntlMessageFormat>();
  const number = new Intl.NumberFormat(locale);
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 2 });
  const chartDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const signedPercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const estimate = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const digits = new Intl.NumberFormat(locale, { useGrouping: false, minimumIntegerDigits: 2 });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' });
  const say = (key: MessageKey, values: Record<string, Inline | Line | number> = {}): Line => {
    let format = formats.get(key);
    if (format === undefined) {
      const template: string = file.messages[key];
      const word = crossedRedLine(template);
      if (word !== null) throw new RedLine(`The message "${key}" (${file.language})`, word);
      format = new IntlMessageFormat(template, locale, undefined, { ignoreTag: true });
      formats.set(key, format);
    }
    // Lines go in as one opaque value each, so that no data is ever read as a template.
    const result = format.format<{ line: Line }>(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' || typeof value === 'number' ? value : { line: Array.isArray(value) ? value : [value] }])));
    return (Array.isArray(result) ? result : [result]).flatMap((part): Line => (typeof part === 'object' ? part.line : [part]));
  };
  const dayParts = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const shortDay = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', timeZone: 'UTC' });
  const dateOf = (day: LocalDate): Date => new Date(`${day}T00:00:00Z`);
  // The message sets the order and the words between, since the platform's own Khmer pattern leaves them out.
  const day = (key: 'day.full' | 'day.long' | 'day.day') => (date: LocalDate): string => say(key, Object.fromEntries(dayParts.formatToParts(dateOf(date)).map(({ type, value }) => [type, value]))).map(textOf).join('');
  const has = (key: string): key is MessageKey => Object.hasOwn(file.messages, key);
  return {
    language: file.language, dir: file.dir, say, has,
    text: (key: MessageKey, values: Record<string, string | number> = {}): string => say(key, values).map(textOf).join(''),
    number: (value: number): string => number.format(value),
    /** A number that was reckoned and not read: to three digits, since more would say that it is known. */
    estimate: (value: number): string => estimate.format(value),
    /** Short, for the axes of charts. */
    compact: (value: number): string => compact.format(value),
    chartDay: (date: LocalDate): string => chartDay.format(dateOf(date)),
    signed: (value: number): string => signed.format(value),
    signedPercent: (share: number): string => signedPercent.format(share),
    percent: (share: number): string => percent.format(share),
    /** `09:10` in the language's digits. */
    time: (time: string): string => time.split(':').map((part) => digits.format(Number(part))).join(':'),
    offset: (offset: string): string => offset.replace(/\d+/g, (run) => new Intl.NumberFormat(locale, { useGrouping: false }).format(Number(run))),
    /** A length of time in its largest whole unit: minutes, hours or days; in days alone where only days are known. */
    span: (ms: number, daysOnly = false): string => {
      const [count, unit]: readonly [number, string] = daysOnly || ms >= 48 * 3_600_000 ? [Math.round(ms / 86_400_000), 'day'] : ms >= 90 * 60_000 ? [Math.round(ms / 3_600_000), 'hour'] : [Math.round(ms / 60_000), 'minute'] as const;
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.max(1, count));
    },
    fullDay: day('day.full'),
    longDay: day('day.long'),
    day: day('day.day'),
    shortDay: (date: LocalDate): string => shortDay.format(dateOf(date)),
    languageName: (code: string): string | null => { try { return languages.of(code) ?? null; } catch { return null; } },
    name: (name: LocalName): Inline => {
      const own = name[file.language];
      return { text: short(own ?? name.en, longestName), data: true, ...(own === undefined ? { lang: 'en' } : {}) };
    },
    /** One after another, without an "and". */
    series: (lines: Line[]): Line => lines.flatMap((line, at): Line => (at === 0 ? line : [...say('and-then'), ...line])),
    list: (lines: Line[]): Line => list.formatToParts(lines.map((_line, at) => String(at))).flatMap((part): Line => (part.type === 'element' ? lines[Number(part.value)]! : [part.value])),
  };
}
export type Words = ReturnType<typeof makeWords>;
export const textOf = (piece: Inline): string => (typeof piece === 'string' ? piece : piece.text);
