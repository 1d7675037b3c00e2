import type { Names } from '../events/names.js';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const EXPONENT = 101;

/** Receives bytes as they fill; they are only valid during the call. */
export type Sink = (chunk: Uint8Array) => void;

/** Writes text tables without making strings for names and numbers, in chunks of a quarter of a megabyte. Call `end` last. */
export class Bytes {
  private buffer = Buffer.allocUnsafe(1 << 18);
  private used = 0;
  constructor(private readonly sink: Sink) {}

  private room(size: number): void {
    if (this.used + size <= this.buffer.length) return;
    this.end();
    if (size > this.buffer.length) this.buffer = Buffer.allocUnsafe(size);
  }
  end(): void {
    if (this.used > 0) this.sink(this.buffer.subarray(0, this.used));
    this.used = 0;
  }

  /** ASCII only. */
  ascii(text: string): this {
    this.room(text.length);
    if (text.length > 24) this.used += this.buffer.write(text, this.used, 'latin1');
    else for (let at = 0; at < text.length; at++) this.buffer[this.used++] = text.charCodeAt(at);
    return this;
  }
  text(text: string): this {
    this.room(text.length * 3);
    this.used += this.buffer.write(text, this.used);
    return this;
  }
  byte(value: number): this { this.room(1); this.buffer[this.used++] = value; return this; }
  comma(): this { return this.byte(COMMA); }
  line(): this { return this.byte(LF); }

  /** A number at full precision, the quick way for whole ones. */
  number(value: number): this {
    if (value < 0 || value > 999_999_999 || Math.floor(value) !== value) return this.ascii(String(value));
    this.room(9);
    let digits = 1;
    for (let limit = 10; value >= limit; limit *= 10) digits++;
    for (let at = this.used + digits - 1; at >= this.used; at--) { const rest = (value / 10) | 0; this.buffer[at] = ZERO + value - rest * 10; value = rest; }
    this.used += digits;
    return this;
  }

  /** p from ln p in scientific notation with four digits, also where p is below what a double holds; 1 for 1. */
  probability(lnP: number): this {
    if (lnP >= 0) return this.byte(ZERO + 1);
    const log10 = lnP / Math.LN10;
    let exponent = Math.floor(log10);
    let digits = Math.round(10 ** (log10 - exponent) * 1000);
    if (digits === 10_000) { digits = 1000; exponent++; }
    if (exponent === 0) return this.byte(ZERO + 1);
    this.room(8);
    const { buffer } = this;
    buffer[this.used] = ZERO + ((digits / 1000) | 0);
    buffer[this.used + 1] = POINT;
    buffer[this.used + 2] = ZERO + ((digits / 100) | 0) % 10;
    buffer[this.used + 3] = ZERO + ((digits / 10) | 0) % 10;
    buffer[this.used + 4] = ZERO + digits % 10;
    buffer[this.used + 5] = EXPONENT;
    buffer[this.used + 6] = MINUS;
    this.used += 7;
    return this.number(-exponent);
  }

  /** A name as a CSV cell, in quotes where it must be. */
  cell(names: Names, id: number): this { return this.cellOf(names.bytes, names.from(id), names.to(id)); }
  cellOf(bytes: Uint8Array, from: number, to: number): this {
    this.room((to - from) * 2 + 2);
    const { buffer } = this;
    let put = this.used;
    for (let at = from; at < to; at++) {
      const byte = bytes[at]!;
      if (byte === QUOTE || byte === COMMA || byte === LF || byte === CR) return this.quoted(bytes, from, to);
      buffer[put++] = byte;
    }
    this.used = put;
    return this;
  }
  private quoted(bytes: Uint8Array, from: number, to: number): this {
    this.buffer[this.used++] = QUOTE;
    for (let at = from; at < to; at++) { const byte = bytes[at]!; if (byte === QUOTE) this.buffer[this.used++] = QUOTE; this.buffer[this.used++] = byte; }
    this.buffer[this.used++] = QUOTE;
    return this;
  }

  /** A name as text of an XML attribute or element; what XML 1.0 cannot hold becomes U+FFFD. */
  xml(names: Names, id: number): this {
    const { bytes } = names;
    const to = names.to(id);
    const from = names.from(id);
    for (let at = from; at < to; at++) { const byte = bytes[at]!; if (byte < 32 || byte > 126 || byte === QUOTE || byte === 38 || byte === 60 || byte === 62) return this.text(escapeXml(names.text(id))); }
    this.room(to - from);
    for (let at = from; at < to; at++) this.buffer[this.used++] = bytes[at]!;
    return this;
  }
}

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };
const escapeXml = (text: string): string => text
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
  .replace(/[&<>"\n\r\t]/g, (sign) => ESCAPED[sign]!);
