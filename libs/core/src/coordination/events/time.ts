const decoder = new TextDecoder();
/** From here a number is taken for milliseconds (as seconds it would be the year 5138), a thousand times on for microseconds, again for nanoseconds. */
const MILLISECONDS_FROM = 1e11;

/** Seconds from a number in seconds, milliseconds, microseconds or nanoseconds, told apart by its size. */
export function secondsOf(value: number): number {
  const size = Math.abs(value);
  if (size < MILLISECONDS_FROM) return value;
  return size < 1e14 ? value / 1e3 : size < 1e17 ? value / 1e6 : value / 1e9;
}

/** Seconds since 1970 from digits, a decimal number or an ISO time (UTC where it has no offset); NaN for anything else. */
export function readTime(bytes: Uint8Array, from: number, to: number): number {
  if (to > from && to - from <= 15) {
    let seconds = 0;
    let at = from;
    for (; at < to; at++) { const digit = bytes[at]! - 48; if (digit < 0 || digit > 9) break; seconds = seconds * 10 + digit; }
    if (at === to) return secondsOf(seconds);
  }
  return timeOfText(decoder.decode(bytes.subarray(from, to)));
}

/** The same for text. */
export function timeOfText(given: string): number {
  const text = given.trim();
  if (/^[+-]?\d+(\.\d*)?(e[+-]?\d+)?$/i.test(text)) { const value = Number(text); return Number.isFinite(value) ? secondsOf(value) : Number.NaN; }
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i.exec(text);
  if (iso === null) return Number.NaN;
  const [, day, time = '00:00', offset = 'Z'] = iso;
  const zone = /^(z|utc)$/i.test(offset) ? 'Z' : `${offset.slice(0, 3)}:${offset.replace(':', '').slice(3) || '00'}`;
  return Date.parse(`${day}T${time.replace(',', '.')}${zone}`) / 1000;
}
