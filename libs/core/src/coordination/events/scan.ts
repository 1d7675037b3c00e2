import { BadInput } from '../../errors.js';
import { COLUMNS, type Events, type Rejected, type Rejection } from './events.js';
import { hashBytes, Names } from './names.js';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;

/**
 * CSV (RFC 4180: quoted fields, doubled quotes, quoted newlines, CRLF or LF, optional byte order mark) with a header that names the columns, to
 * events; other columns are passed over. Rows that cannot be used are returned with line and reason, never dropped in silence.
 * Owns `bytes`: doubled quotes are undone in place. A missing column is BadInput that says which columns there are.
 */
export function scanEvents(bytes: Uint8Array, name = 'the input'): { events: Events; rejected: Rejected[] } {
  const table = new Fields(bytes);
  if (bytes.length === 0 || !table.next()) throw new BadInput(`${name} is empty: expected a header with the columns ${COLUMNS.join(', ')}`);
  const header = Array.from({ length: table.count }, (_none, at) => table.text(at).trim());
  const at = COLUMNS.map((column) => header.indexOf(column));
  const missing = COLUMNS.filter((_column, i) => at[i]! < 0);
  if (missing.length > 0) throw new BadInput(`${name} has no column ${missing.map((column) => `"${column}"`).join(', ')}; found: ${header.map((column) => `"${column}"`).join(', ')}`);
  const [objectAt, accountAt, contentAt, timeAt] = at as [number, number, number, number];
  const fields = Math.max(...at) + 1;

  const expected = Math.ceil(bytes.length / 24) + 1;
  let object = new Int32Array(expected);
  let account = new Int32Array(expected);
  let content = new Int32Array(expected);
  let time = new Float64Array(expected);
  const accounts = new Names(bytes, Math.ceil(expected / 16));
  const things = new Names(bytes, Math.ceil(expected / 2));
  const rejected: Rejected[] = [];
  let rows = 0;
  while (table.next()) {
    const reason: Rejection | null = table.fault ?? (table.count < fields ? (table.blank ? null : 'too few fields') : empty(table, objectAt, accountAt, contentAt));
    if (reason !== null) { rejected.push({ line: table.line, reason }); continue; }
    if (table.count < fields) continue;
    const seconds = readTime(bytes, table.from[timeAt]!, table.to[timeAt]!);
    if (Number.isNaN(seconds)) { rejected.push({ line: table.line, reason: 'timestamp is not a number of seconds or an ISO time' }); continue; }
    if (rows === object.length) [object, account, content, time] = [grown(object, Int32Array), grown(account, Int32Array), grown(content, Int32Array), grown(time, Float64Array)];
    object[rows] = intern(things, table, objectAt);
    account[rows] = intern(accounts, table, accountAt);
    content[rows] = intern(things, table, contentAt);
    time[rows] = seconds;
    rows++;
  }
  return { events: { rows, object, account, content, time, accounts, things }, rejected };
}

const intern = (names: Names, table: Fields, at: number): number => names.of(table.from[at]!, table.to[at]!, hashBytes(table.bytes, table.from[at]!, table.to[at]!));

function empty(table: Fields, objectAt: number, accountAt: number, contentAt: number): Rejection | null {
  if (table.from[objectAt] === table.to[objectAt]) return 'empty object_id';
  if (table.from[accountAt] === table.to[accountAt]) return 'empty account_id';
  return table.from[contentAt] === table.to[contentAt] ? 'empty content_id' : null;
}

function grown<T extends Int32Array | Float64Array>(array: T, Kind: new (size: number) => T): T {
  const larger = new Kind(array.length * 2);
  larger.set(array);
  return larger;
}

/** Seconds since 1970 from digits, a decimal number or an ISO time; NaN for anything else. */
export function readTime(bytes: Uint8Array, from: number, to: number): number {
  if (to > from && to - from <= 15) {
    let seconds = 0;
    let at = from;
    for (; at < to; at++) { const digit = bytes[at]! - 48; if (digit < 0 || digit > 9) break; seconds = seconds * 10 + digit; }
    if (at === to) return seconds;
  }
  const text = new TextDecoder().decode(bytes.subarray(from, to)).trim();
  if (/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) { const seconds = Number(text); return Number.isFinite(seconds) ? seconds : Number.NaN; }
  return /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(text) ? Date.parse(/[Z+]|\d-\d\d:?\d\d$/.test(text) || text.length === 10 ? text : `${text.replace(' ', 'T')}Z`) / 1000 : Number.NaN;
}

/** Walks over the rows of a CSV file; `from` and `to` are the bounds of each field of the row, without quotes. */
class Fields {
  count = 0;
  from = new Int32Array(64);
  to = new Int32Array(64);
  /** Where the row begins. */
  line = 0;
  fault: Rejection | null = null;
  private position = 0;
  private nextLine = 1;

  constructor(readonly bytes: Uint8Array) { if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.position = 3; }

  get blank(): boolean { return this.count === 1 && this.from[0] === this.to[0]; }
  text(at: number): string { return new TextDecoder().decode(this.bytes.subarray(this.from[at], this.to[at])); }

  next(): boolean {
    const { bytes } = this;
    const size = bytes.length;
    let at = this.position;
    if (at >= size) return false;
    this.line = this.nextLine++;
    this.fault = null;
    let count = 0;
    for (;;) {
      if (count === this.from.length) { this.from = grown(this.from, Int32Array); this.to = grown(this.to, Int32Array); }
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
