export type Language = 'en' | 'km';
export type LocalName = Record<string, string>;

// Browsers do not all bring Khmer words for dates.
const KHMER = {
  days: ['អាទិត្យ', 'ចន្ទ', 'អង្គារ', 'ពុធ', 'ព្រហស្បតិ៍', 'សុក្រ', 'សៅរ៍'],
  months: ['មករា', 'កុម្ភៈ', 'មីនា', 'មេសា', 'ឧសភា', 'មិថុនា', 'កក្កដា', 'សីហា', 'កញ្ញា', 'តុលា', 'វិច្ឆិកា', 'ធ្នូ'],
  digits: (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0x17E0 + Number(digit))),
};
const DAY_MS = 86_400_000;

/** One language's way to write numbers, days and names, with moments in the election's time zone. */
export function writingOf(language: Language, timeZone: string) {
  const khmer = language === 'km';
  const digits = (text: string): string => (khmer ? KHMER.digits(text) : text);
  const plain = new Intl.NumberFormat(khmer ? 'de' : 'en');
  const plainShare = new Intl.NumberFormat(khmer ? 'de' : 'en', { maximumFractionDigits: 1 });
  const signs = new Intl.NumberFormat(khmer ? 'de' : 'en', { signDisplay: 'exceptZero' });
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  /** Local day and time of a moment. */
  const local = (moment: string | number): { day: string; time: string } => {
    const found = Object.fromEntries(parts.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]));
    return { day: `${found['year']}-${found['month']}-${found['day']}`, time: `${found['hour']}:${found['minute']}` };
  };
  const inEnglish = (day: string, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
  const inKhmer = (day: string, full: boolean): string => {
    const date = new Date(`${day}T00:00:00Z`);
    const [number, month] = [KHMER.digits(String(date.getUTCDate())), KHMER.months[date.getUTCMonth()]!];
    return full ? `ថ្ងៃ${KHMER.days[date.getUTCDay()]} ទី${number} ខែ${month} ឆ្នាំ${KHMER.digits(String(date.getUTCFullYear()))}` : `${number} ${month}`;
  };
  const day = (of: string): string => (khmer ? inKhmer(of, false) : inEnglish(of, { day: 'numeric', month: 'short' }));
  /** The moment of a local day and time, `YYYY-MM-DDTHH:MM`, of the election's zone; right but for the hour that a clock change takes away. */
  const instant = (written: string): number => {
    const utc = Date.parse(`${written.slice(0, 16)}:00Z`);
    const shown = local(utc);
    return utc - (Date.parse(`${shown.day}T${shown.time}:00Z`) - utc);
  };
  return {
    language, timeZone, local, day, instant,
    count: (value: number): string => digits(plain.format(value)),
    signed: (value: number): string => digits(signs.format(value)),
    percent: (share: number): string => (khmer ? `${digits(String(Math.round(share * 100)))} %` : `${Math.round(share * 100)} %`),
    signedPercent: (share: number): string => `${share > 0 ? '+' : share < 0 ? '-' : ''}${digits(plainShare.format(Math.abs(share) * 100))}${khmer ? ' %' : '%'}`,
    /** A small share or chance: two significant figures. */
    figure: (value: number): string => digits(value === 0 ? '0' : value < 0.001 ? value.toExponential(1) : value.toPrecision(2)),
    digits,
    weekday: (of: string): string => (khmer ? `${KHMER.days[new Date(`${of}T00:00:00Z`).getUTCDay()]} ${inKhmer(of, false)}` : inEnglish(of, { weekday: 'short', day: 'numeric', month: 'short' })),
    longDay: (of: string): string => (khmer ? inKhmer(of, true) : inEnglish(of, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })),
    time: (moment: string | number): string => digits(local(moment).time),
    moment: (moment: string | number): string => { const { day: on, time } = local(moment); return `${day(on)} ${digits(time)}`; },
    /** When something was published, as well as that is known: the day alone where its page gives no more. */
    published: (moment: string | number, dated?: 'day' | 'seen'): string => { const { day: on, time } = local(moment); return dated === 'day' ? day(on) : `${day(on)} ${digits(time)}`; },
    name: (name: LocalName): string => name[language] ?? name['en'] ?? Object.values(name)[0] ?? '',
    /** 12 min, 3 h, 2 d. */
    span: (ms: number): string => {
      const minutes = Math.round(ms / 60_000);
      const [value, en, km] = minutes < 90 ? [minutes, 'min', 'នាទី'] : minutes < 2880 ? [Math.round(minutes / 60), 'h', 'ម៉ោង'] : [Math.round(minutes / 1440), 'days', 'ថ្ងៃ'];
      return khmer ? `${KHMER.digits(String(value))} ${km}` : `${value} ${en}`;
    },
  };
}
export type Writing = ReturnType<typeof writingOf>;

/** Days from one local day to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
export const addDays = (day: string, n: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);
