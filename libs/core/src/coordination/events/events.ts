import type { NameList } from './names.js';

/** Who shared what, and when, as columns of numbers. */
export interface Shares {
  rows: number;
  object: Int32Array;
  account: Int32Array;
  /** Seconds. */
  time: Float64Array;
  /** Accounts are numbered by first appearance: the tie-break of the compat mode relies on it. */
  accounts: NameList;
  objects: NameList;
}

/** Rows (object, account, content, time) as they were read; content ids stay bytes of the input. */
export interface Events extends Shares {
  /** Where a row's content id stands in `bytes`, how many bytes it has, and its `hashBytes`. Length -1: the row is its own content. */
  contentFrom: Int32Array;
  contentLength: Int32Array;
  contentHash: Int32Array;
  bytes: Uint8Array;
}

export const FIELDS = ['object_id', 'account_id', 'content_id', 'timestamp_share'] as const;
export type Field = (typeof FIELDS)[number];
export const REJECTIONS = [
  'too few fields', 'empty object_id', 'empty account_id', 'empty content_id', 'timestamp is neither a number nor an ISO time', 'quotes are never closed',
  'text after a closing quote', 'not JSON', 'not an object', 'a field is neither text nor a number',
] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** Lines, from 1, and places of their reasons in REJECTIONS. */
export interface RejectedRows { count: number; lines: Float64Array; reasons: Uint8Array }

/** Rows that could not be used. `line` counts from 1 (a quoted newline counts too) and is where the row begins; for Parquet it is the number of the row. */
export class Rejected {
  count = 0;
  private lines = new Float64Array(16);
  private reasons = new Uint8Array(16);
  add(line: number, reason: Rejection): void {
    if (this.count === this.lines.length) {
      const lines = new Float64Array(this.count * 2);
      const reasons = new Uint8Array(this.count * 2);
      lines.set(this.lines);
      reasons.set(this.reasons);
      this.lines = lines;
      this.reasons = reasons;
    }
    this.lines[this.count] = line;
    this.reasons[this.count++] = REJECTIONS.indexOf(reason);
  }
  /** Those of a part of the input behind which `lines` lines stand before it. */
  append({ count, lines: theirs, reasons }: RejectedRows, lines: number): void { for (let at = 0; at < count; at++) this.add(theirs[at]! + lines, REJECTIONS[reasons[at]!]!); }
  /** As they can be posted to another thread. */
  get list(): RejectedRows { return { count: this.count, lines: this.lines, reasons: this.reasons }; }
  *[Symbol.iterator](): IterableIterator<{ line: number; reason: Rejection }> {
    for (let at = 0; at < this.count; at++) yield { line: this.lines[at]!, reason: REJECTIONS[this.reasons[at]!]! };
  }
}

/** Which column or key of the input holds which field. `content_id: null`: the input has none, and each row is its own content. */
export type Columns = Record<Exclude<Field, 'content_id'>, string> & { content_id: string | null };
export const DEFAULT_COLUMNS: Columns = { object_id: 'object_id', account_id: 'account_id', content_id: 'content_id', timestamp_share: 'timestamp_share' };
export interface Reading { events: Events; rejected: Rejected }
