import { shareOf } from './beside.js';
import { float64s, int32s } from './columns.js';
import type { Events, Shares } from './events/events.js';
import { NameList } from './events/names.js';
import { sortRun, type Order } from './sort-run.js';

/**
 * Shares in the order in which everything afterwards looks at them, so that what is read together lies together in memory: rows of accounts that take part
 * by object, then time, account and content; object o has rows [starts[o], starts[o+1]). Behind them, from `taken` on, the rows of the others.
 */
export interface Ordered extends Shares {
  starts: Int32Array;
  taken: number;
  /** How often each account occurs. */
  rowsOf: Int32Array;
  /** `numberContents`. */
  content: Int32Array;
  /** Each row's number in `source`. */
  origin: Int32Array;
  source: Pick<Events, 'bytes' | 'contentFrom' | 'contentLength'>;
}

/** How often each account occurs. */
export function rowsOfAccounts({ rows, account, accounts }: Pick<Shares, 'rows' | 'account' | 'accounts'>): Int32Array {
  const count = int32s(accounts.count);
  for (let row = 0; row < rows; row++) count[account[row]!]!++;
  return count;
}

/** A counting sort by object; what is left to do is `sortRuns` and `content`. Accounts take part from `participation` rows on. */
export function gatherByObject(events: Events, rowsOf: Int32Array, participation: number): Ordered {
  const { rows, accounts, objects } = events;
  const starts = int32s(objects.count + 1);
  for (let row = 0; row < rows; row++) if (rowsOf[events.account[row]!]! >= participation) starts[events.object[row]! + 1]!++;
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!;
  const taken = starts[starts.length - 1]!;
  const account = int32s(rows);
  const time = float64s(rows);
  const origin = int32s(rows);
  const object = int32s(rows);
  const next = starts.slice(0, -1);
  for (let row = 0, left = taken; row < rows; row++) {
    const thing = events.object[row]!;
    const place = rowsOf[events.account[row]!]! >= participation ? next[thing]!++ : left++;
    object[place] = thing;
    account[place] = events.account[row]!;
    time[place] = events.time[row]!;
    origin[place] = row;
  }
  const { bytes, contentFrom, contentLength } = events;
  return { rows, object, account, time, accounts, objects, starts, taken, rowsOf, content: int32s(rows), origin, source: { bytes, contentFrom, contentLength } };
}

export interface Runs extends Pick<Ordered, 'starts' | 'time' | 'account' | 'origin' | 'source' | 'accounts'> {
  /** Shares of one moment go by the names of their accounts, then their contents; otherwise by the numbers of accounts, then rows: by appearance, as the field's tools have it. */
  byName: boolean;
}

/** Puts each object's rows in order of time. */
export function sortRuns({ starts, time, account, origin, source, accounts: posted, byName }: Runs, part: number, parts: number): void {
  const accounts = NameList.posted(posted);
  const ofAccounts: Order = byName ? (a, b) => accounts.compare(a, b) : (a, b) => a - b;
  const ofRows: Order = byName ? (a, b) => byContent(source, a, b) || a - b : (a, b) => a - b;
  const [from, to] = shareOf(starts, starts.length - 1, part, parts);
  for (let thing = from; thing < to; thing++) if (starts[thing + 1]! - starts[thing]! > 1) sortRun(starts[thing]!, starts[thing + 1]!, time, account, origin, ofAccounts, ofRows);
}

/** Content ids of two rows, in byte order. */
function byContent({ bytes, contentFrom, contentLength }: Ordered['source'], a: number, b: number): number {
  const length = Math.min(contentLength[a]!, contentLength[b]!);
  for (let at = 0, x = contentFrom[a]!, y = contentFrom[b]!; at < length; at++) { const difference = bytes[x + at]! - bytes[y + at]!; if (difference !== 0) return difference; }
  return contentLength[a]! - contentLength[b]!;
}

/** Fills `content` from the numbers of `numberContents`. */
export function takeContents({ content, origin, numbers }: Pick<Ordered, 'content' | 'origin'> & { numbers: Int32Array }, part: number, parts: number): void {
  for (let place = Math.floor(origin.length * part / parts), to = Math.floor(origin.length * (part + 1) / parts); place < to; place++) content[place] = numbers[origin[place]!]!;
}
