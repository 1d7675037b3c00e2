import type { Names } from './names.js';

const QUOTE = 34;

/** Builds CSV bytes without strings for names: chunks of about a megabyte, to be written one after another. */
export class CsvBytes {
  private buffer = Buffer.allocUnsafe(1 << 20);
  private used = 0;
  private readonly chunks: Uint8Array[] = [];

  private room(size: number): void {
    if (this.used + size <= this.buffer.length) return;
    this.chunks.push(this.buffer.subarray(0, this.used));
    this.buffer = Buffer.allocUnsafe(Math.max(1 << 20, size));
    this.used = 0;
  }
  /** ASCII only. */
  ascii(text: string): this {
    this.room(text.length);
    this.used += this.buffer.write(text, this.used, 'latin1');
    return this;
  }
  whole(value: number): this {
    if (value < 0 || value > 999_999_999 || !Number.isInteger(value)) return this.ascii(String(value));
    this.room(9);
    let digits = 1;
    for (let limit = 10; value >= limit; limit *= 10) digits++;
    for (let at = this.used + digits - 1; at >= this.used; at--) { const rest = Math.floor(value / 10); this.buffer[at] = 48 + value - rest * 10; value = rest; }
    this.used += digits;
    return this;
  }
  byte(value: number): this { this.room(1); this.buffer[this.used++] = value; return this; }
  /** A name as a CSV cell, in quotes where it must be. */
  name(names: Names, id: number): this {
    const from = names.from(id);
    const to = names.to(id);
    if (!names.needsQuotes(id)) {
      this.room(to - from);
      for (let at = from; at < to; at++) this.buffer[this.used++] = names.bytes[at]!;
      return this;
    }
    this.room((to - from) * 2 + 2);
    this.buffer[this.used++] = QUOTE;
    for (let at = from; at < to; at++) { const byte = names.bytes[at]!; if (byte === QUOTE) this.buffer[this.used++] = QUOTE; this.buffer[this.used++] = byte; }
    this.buffer[this.used++] = QUOTE;
    return this;
  }
  take(): Uint8Array[] { this.room(this.buffer.length + 1); return this.chunks; }
}
