import type { Rejection } from './events.js';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;

/** Walks over the rows of a CSV file; `from` and `to` are the bounds of each field of the row, without quotes. Undoes doubled quotes in place. */
export class Fields {
  count = 0;
  from = new Int32Array(64);
  to = new Int32Array(64);
  /** Where the row begins, from 1. */
  line = 0;
  fault: Rejection | null = null;
  /** Where the next row begins. */
  position = 0;
  private nextLine = 1;

  constructor(readonly bytes: Uint8Array) { if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.position = 3; }

  get blank(): boolean { return this.count === 1 && this.from[0] === this.to[0]; }
  text(at: number): string { return new TextDecoder().decode(this.bytes.subarray(this.from[at], this.to[at])); }

  /** Passes over lines that somebody else has read; the next row begins at `position`. */
  skipTo(position: number, lines: number): void { this.position = position; this.nextLine += lines; }
  /** How many lines were read or passed over. */
  get lines(): number { return this.nextLine - 1; }

  next(): boolean {
    const { bytes } = this;
    const size = bytes.length;
    let at = this.position;
    if (at >= size) return false;
    this.line = this.nextLine++;
    this.fault = null;
    let count = 0;
    for (;;) {
      if (count === this.from.length) { this.from = doubled(this.from); this.to = doubled(this.to); }
      let start = at;
      let end: number;
      if (at < size && bytes[at] === QUOTE) {
        start = ++at;
        let write = at;
        for (;;) {
          if (at >= size) { this.fault = 'quotes are never closed'; break; }
          const byte = bytes[at]!;
          if (byte === QUOTE) {
            if (bytes[at + 1] !== QUOTE) break;
            at++;
          } else if (byte === LF) this.nextLine++;
          if (write !== at) bytes[write] = byte;
          write++;
          at++;
        }
        end = write;
        at++;
        if (at < size && bytes[at] === CR && bytes[at + 1] === LF) at++;
        if (at < size && bytes[at] !== COMMA && bytes[at] !== LF) { this.fault ??= 'text after a closing quote'; while (at < size && bytes[at] !== COMMA && bytes[at] !== LF) at++; }
      } else {
        while (at < size) { const byte = bytes[at]!; if (byte === COMMA || byte === LF) break; at++; }
        end = at > start && bytes[at - 1] === CR && (at >= size || bytes[at] === LF) ? at - 1 : at;
      }
      this.from[count] = start;
      this.to[count] = end;
      count++;
      if (at >= size || bytes[at] === LF) break;
      at++;
    }
    this.position = at + 1;
    this.count = count;
    return true;
  }
}

const doubled = (array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => { const larger = new Int32Array(array.length * 2); larger.set(array); return larger; };
