import type { Names } from './names.js';

/** Rows (object, account, content, time) as columns of numbers. Objects and contents share one numbering, so that equal ids are equal numbers. */
export interface Events {
  rows: number;
  object: Int32Array;
  account: Int32Array;
  content: Int32Array;
  /** Seconds. */
  time: Float64Array;
  /** Accounts are numbered by first appearance: the tie-break of the compat mode relies on it. */
  accounts: Names;
  things: Names;
}

export const REJECTIONS = ['too few fields', 'empty object_id', 'empty account_id', 'empty content_id', 'timestamp is not a number of seconds or an ISO time', 'quotes are never closed', 'text after a closing quote'] as const;
export type Rejection = (typeof REJECTIONS)[number];
/** `line` counts lines of the file from 1 (a quoted newline counts too) and is where the row begins. */
export interface Rejected { line: number; reason: Rejection }
export const COLUMNS = ['object_id', 'account_id', 'content_id', 'timestamp_share'] as const;
