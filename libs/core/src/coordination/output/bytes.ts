import type { NameList } from '../events/names.js';
import { putDecimal, putFixed, putProbability, putText } from './numbers.js';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;
const SIZE = 1 << 18;
/** More than any number takes. */
const NUMBER = 32;

/** Receives bytes as they fill; they are only valid during the call. */
export type Sink = (chunk: Uint8Array) => void;

/**
 * Writes text tables without making strings for names and numbers, in chunks of a quarter of a megabyte. Call `end` last.
 * Tables of millions of lines ask for `room` once a line and put their bytes into `buffer` themselves.
 */
export class Bytes {
  buffer: Uint8Array = new Uint8Array(SIZE);
  /** Where the next byte goes. */
  used = 0;
  constructor(private readonly sink: Sink) {}

  /** Makes sure that so many bytes fit at `used`. */
  room(size: number): void {
    if (this.used + size <= this.buffer.length) return;
    this.end();
    if (size > this.buffer.length) this.buffer = new Uint8Array(size);
  }
  end(): void {
    if (this.used > 0) this.sink(this.buffer.subarray(0, this.used));
    this.used = 0;
  }

  /** ASCII only. */
  ascii(text: string): this { this.room(text.length); this.used = putText(this.buffer, this.used, text); return this; }
  fixed(text: Uint8Array): this { this.room(text.length); this.used = putFixed(this.buffer, this.used, text); return this; }
  text(text: string): this {
    this.room(text.length * 3);
    this.used += encoder.encodeInto(text, this.buffer.subarray(this.used)).written;
    return this;
  }
  byte(value: number): this { this.room(1); this.buffer[this.used++] = value; return this; }
  comma(): this { return this.byte(COMMA); }
  line(): this { return this.byte(LF); }

  /** A number at full precision. */
  number(value: number): this { this.room(NUMBER); this.used = putDecimal(this.buffer, this.used, value); return this; }
  /** `putProbability`. */
  probability(lnP: number): this { this.room(NUMBER); this.used = putProbability(this.buffer, this.used, lnP); return this; }

  /** A name as a CSV cell, in quotes where it must be. */
  cell(names: NameList, id: number): this { return this.cellOf(names.bytes, names.starts[id]!, names.starts[id + 1]!); }
  cellOf(bytes: Uint8Array, from: number, to: number): this {
    this.room((to - from) * 2 + 2);
    this.used = putCell(this.buffer, this.used, bytes, from, to);
    return this;
  }

  /** A name as text of an XML attribute or element; what XML 1.0 cannot hold becomes U+FFFD. */
  xml(names: NameList, id: number): this {
    const { bytes, starts } = names;
    const from = starts[id]!;
    const to = starts[id + 1]!;
    for (let at = from; at < to && !names.plain; at++) { const byte = bytes[at]!; if (byte < 32 || byte > 126 || byte === QUOTE || byte === 38 || byte === 60 || byte === 62) return this.text(escapeXml(names.text(id))); }
    this.room(to - from);
    this.used = putPlain(this.buffer, this.used, bytes, from, to);
    return this;
  }
}

export function putPlain(buffer: Uint8Array, put: number, bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) buffer[put++] = bytes[at]!;
  return put;
}

/** bytes[from, to) as a CSV cell; takes at most twice its length and two bytes more. */
export function putCell(buffer: Uint8Array, at: number, bytes: Uint8Array, from: number, to: number): number {
  let put = at;
  for (let next = from; next < to; next++) {
    const byte = bytes[next]!;
    if (byte <= COMMA && (byte === QUOTE || byte === COMMA || byte === LF || byte === CR)) return quoted(buffer, at, bytes, from, to);
    buffer[put++] = byte;
  }
  return put;
}

function quoted(buffer: Uint8Array, put: number, bytes: Uint8Array, from: number, to: number): number {
  buffer[put++] = QUOTE;
  for (let at = from; at < to; at++) { const byte = bytes[at]!; if (byte === QUOTE) buffer[put++] = QUOTE; buffer[put++] = byte; }
  buffer[put++] = QUOTE;
  return put;
}

const encoder = new TextEncoder();
const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };
const escapeXml = (text: string): string => text
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
  .replace(/[&<>"\n\r\t]/g, (sign) => ESCAPED[sign]!);
