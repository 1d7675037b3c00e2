import { readTime } from './time.js';

const QUOTE = 34;
const COLON = 58;
const COMMA = 44;
const OPEN = 123;
const CLOSE = 125;
const BACKSLASH = 92;
const ZERO = 48;
const LITERALS = ['true', 'false', 'null'].map((text) => Uint8Array.from(text, (sign) => sign.charCodeAt(0)));
/** A whole number of so many digits is written as it is read. */
const MOST_DIGITS = 15;

/**
 * Reads a line of JSON without making values of it, where it is an object of text, numbers and literals and what is wanted of it is plain: ASCII text without
 * escapes, or whole numbers. Any other line is left to `JSON.parse`, the broken ones, too: what this accepts is JSON.
 */
export class FlatLine {
  /** Where object, account and content stand in the bytes. */
  readonly from = new Int32Array(3);
  readonly to = new Int32Array(3);
  seconds = Number.NaN;
  private readonly keys: (Uint8Array | null)[];
  private at = 0;
  private start = 0;
  private end = 0;
  private plain = false;
  private number = false;

  /** Keys of object, account, content (null: there is none) and time. */
  constructor(private readonly bytes: Uint8Array, keys: readonly (string | null)[]) {
    this.keys = keys.map((key) => (key === null ? null : new TextEncoder().encode(key)));
  }

  /** Whether the line in [from, to) was read. */
  read(from: number, to: number): boolean {
    const { bytes } = this;
    this.at = from;
    this.from.fill(-1);
    this.seconds = Number.NaN;
    if (this.next(to) !== OPEN) return false;
    for (;;) {
      if (this.next(to) !== QUOTE || !this.text(to)) return false;
      const field = this.fieldOf(this.start, this.end);
      if (this.next(to) !== COLON) return false;
      const first = this.next(to);
      if (first === QUOTE) {
        if (!this.text(to)) return false;
      } else if (!this.word(first, to)) return false;
      if (field >= 0 && !this.take(field)) return false;
      const after = this.next(to);
      if (after === CLOSE) break;
      if (after !== COMMA) return false;
    }
    while (this.at < to && isSpace(bytes[this.at]!)) this.at++;
    return this.at === to && this.from[0]! >= 0 && this.from[1]! >= 0 && (this.keys[2] === null || this.from[2]! >= 0) && Number.isFinite(this.seconds);
  }

  /** The next sign that is no space, which is passed; -1 at the end. */
  private next(to: number): number {
    while (this.at < to) { const byte = this.bytes[this.at++]!; if (!isSpace(byte)) return byte; }
    return -1;
  }

  /** Text behind its opening quote: `start` and `end`; whether it is ASCII is `plain`. False where it has escapes or no end. */
  private text(to: number): boolean {
    const { bytes } = this;
    let beyond = 0;
    this.start = this.at;
    this.number = false;
    for (let at = this.at; at < to; at++) {
      const byte = bytes[at]!;
      if (byte === QUOTE) {
        this.end = at;
        this.at = at + 1;
        this.plain = beyond < 0x80;
        return true;
      }
      if (byte === BACKSLASH || byte < 32) return false;
      beyond |= byte;
    }
    return false;
  }

  /** A literal or a number without exponent, whose first sign was passed. */
  private word(first: number, to: number): boolean {
    const { bytes } = this;
    const from = this.at - 1;
    this.start = from;
    this.plain = false;
    this.number = false;
    for (const literal of LITERALS) if (first === literal[0]) {
      for (let i = 0; i < literal.length; i++) if (from + i >= to || bytes[from + i] !== literal[i]) return false;
      this.end = this.at = from + literal.length;
      return true;
    }
    let at = first === 45 ? from + 1 : from;
    const digits = at;
    while (at < to && isDigit(bytes[at]!)) at++;
    if (at === digits || (bytes[digits] === ZERO && at > digits + 1)) return false;
    const whole = at;
    if (at < to && bytes[at] === 46) {
      at++;
      while (at < to && isDigit(bytes[at]!)) at++;
      if (at === whole + 1) return false;
    }
    if (at < to && (bytes[at]! | 32) === 101) return false;
    this.end = this.at = at;
    this.number = true;
    this.plain = digits === from && whole === at && at - from <= MOST_DIGITS;
    return true;
  }

  /** The value that was read as a field of the row; of a key that comes twice the later counts. */
  private take(field: number): boolean {
    if (field === 3) {
      if (!this.plain && !this.number) return false;
      this.seconds = readTime(this.bytes, this.start, this.end);
      return true;
    }
    if (!this.plain || this.end === this.start) return false;
    this.from[field] = this.start;
    this.to[field] = this.end;
    return true;
  }

  private fieldOf(from: number, to: number): number {
    const { bytes, keys } = this;
    for (let field = 0; field < keys.length; field++) {
      const key = keys[field];
      if (key == null || key.length !== to - from) continue;
      let at = 0;
      while (at < key.length && bytes[from + at] === key[at]) at++;
      if (at === key.length) return field;
    }
    return -1;
  }
}

const isSpace = (byte: number): boolean => byte === 32 || byte === 9 || byte === 13;
const isDigit = (byte: number): boolean => byte >= ZERO && byte < ZERO + 10;
