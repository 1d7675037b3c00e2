const ZERO = 48;
const POINT = 46;
const MINUS = 45;
const EXPONENT = 101;

/** Each writes ASCII into the buffer from `at` on, and answers where it ended. The caller has seen to the room: 32 bytes are enough for any number. */

/** A whole number from 0 to 999,999,999. */
export function putWhole(buffer: Uint8Array, at: number, value: number): number {
  if (value < 10) { buffer[at] = ZERO + value; return at + 1; }
  let end = at + 2;
  for (let rest = (value / 100) | 0; rest > 0; rest = (rest / 10) | 0) end++;
  for (let put = end - 1; put >= at; put--) { const rest = (value / 10) | 0; buffer[put] = ZERO + value - rest * 10; value = rest; }
  return end;
}

/** p from ln p in scientific notation with four digits, also where p is below what a double holds; 1 for 1. */
export function putProbability(buffer: Uint8Array, at: number, lnP: number): number {
  if (lnP >= 0) { buffer[at] = ZERO + 1; return at + 1; }
  let exponent = Math.floor(lnP * Math.LOG10E);
  let digits = (Math.exp(lnP - exponent * Math.LN10) * 1000 + 0.5) | 0;
  if (digits === 10_000) { digits = 1000; exponent++; }
  if (exponent === 0) { buffer[at] = ZERO + 1; return at + 1; }
  buffer[at] = ZERO + ((digits / 1000) | 0);
  buffer[at + 1] = POINT;
  buffer[at + 2] = ZERO + ((digits / 100) | 0) % 10;
  buffer[at + 3] = ZERO + ((digits / 10) | 0) % 10;
  buffer[at + 4] = ZERO + digits % 10;
  buffer[at + 5] = EXPONENT;
  buffer[at + 6] = MINUS;
  return putWhole(buffer, at + 7, Math.min(-exponent, 999_999_999));
}

/** With three decimals, for numbers up to a million either way; the others in full. */
export function putThousandths(buffer: Uint8Array, at: number, value: number): number {
  if (!(Math.abs(value) < 999_999)) return putText(buffer, at, String(value));
  const thousandths = Math.round(Math.abs(value) * 1000);
  if (value < 0 && thousandths > 0) buffer[at++] = MINUS;
  at = putWhole(buffer, at, (thousandths / 1000) | 0);
  const rest = thousandths % 1000;
  buffer[at] = POINT;
  buffer[at + 1] = ZERO + ((rest / 100) | 0);
  buffer[at + 2] = ZERO + ((rest / 10) | 0) % 10;
  buffer[at + 3] = ZERO + rest % 10;
  return at + 4;
}

/** ASCII text. */
export function putText(buffer: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) buffer[at + i] = text.charCodeAt(i);
  return at + text.length;
}

/** ASCII text that stands in every line, as bytes. */
export const fixed = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
export function putFixed(buffer: Uint8Array, at: number, text: Uint8Array): number {
  buffer.set(text, at);
  return at + text.length;
}

/** A number at full precision. */
export function putDecimal(buffer: Uint8Array, at: number, value: number): number {
  if (!(value >= 0 && value < 1e15) || Math.floor(value) !== value) return putText(buffer, at, String(value));
  if (value <= 999_999_999) return putWhole(buffer, at, value);
  // Two whole numbers that fit, the second with its leading zeros: seconds since 1970 are of this size.
  const upper = Math.floor(value / 1e6);
  at = putWhole(buffer, at, upper) + 6;
  for (let put = at - 1, lower = value - upper * 1e6; put >= at - 6; put--) { const rest = (lower / 10) | 0; buffer[put] = ZERO + lower - rest * 10; lower = rest; }
  return at;
}

const PLACES = 1 << 14;
const WIDTH = 32;
const asDouble = new Float64Array(1);
const asWords = new Int32Array(asDouble.buffer);

/** Means, ratios and probabilities of small counts come again and again: what `write` made of a number is remembered, the latest for each of some thousand places. */
export class Remembered {
  private readonly values = new Float64Array(PLACES).fill(Number.NaN);
  private readonly lengths = new Uint8Array(PLACES);
  private readonly digits = new Uint8Array(PLACES * WIDTH);

  constructor(private readonly write: (buffer: Uint8Array, at: number, value: number) => number) {}

  put(buffer: Uint8Array, at: number, value: number): number {
    asDouble[0] = value;
    const place = (Math.imul(asWords[0]! ^ Math.imul(asWords[1]!, 0x85ebca6b), 0x9e3779b1) >>> 18) & (PLACES - 1);
    const from = place * WIDTH;
    if (this.values[place] !== value) {
      this.values[place] = value;
      this.lengths[place] = this.write(this.digits, from, value) - from;
    }
    const length = this.lengths[place]!;
    for (let i = 0; i < length; i++) buffer[at + i] = this.digits[from + i]!;
    return at + length;
  }
}
