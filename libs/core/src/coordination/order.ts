import { numberContents } from './contents.js';
import type { Events, Shares } from './events/events.js';
import { rowsOfAccounts } from './accounts.js';
import { sortRun, type AccountOrder } from './sort-run.js';

/**
 * Shares in the order in which everything afterwards looks at them, so that what is read together lies together in memory: rows of accounts that take part
 * by object, then time, account (`ties`) and place in the input; object o has rows [starts[o], starts[o+1]). Behind them, from `taken` on, the rows of the others.
 */
export interface Ordered extends Shares {
  starts: Int32Array;
  taken: number;
  /** `numberContents`. */
  content: Int32Array;
  /** Each row's number in `source`. */
  origin: Int32Array;
  source: Pick<Events, 'bytes' | 'contentFrom' | 'contentLength'>;
}

/** A counting sort by object, then each object's rows by themselves. Accounts take part from `participation` rows on. */
export function orderByObject(events: Events, participation: number, dropItsObject: boolean, ties: AccountOrder): Ordered {
  const { rows, accounts, objects } = events;
  const rowsOf = rowsOfAccounts(events);
  const starts = new Int32Array(objects.count + 1);
  for (let row = 0; row < rows; row++) if (rowsOf[events.account[row]!]! >= participation) starts[events.object[row]! + 1]!++;
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!;
  const taken = starts[starts.length - 1]!;
  const account = new Int32Array(rows);
  const time = new Float64Array(rows);
  const origin = new Int32Array(rows);
  const object = new Int32Array(rows);
  const next = starts.slice(0, -1);
  for (let row = 0, left = taken; row < rows; row++) {
    const thing = events.object[row]!;
    const place = rowsOf[events.account[row]!]! >= participation ? next[thing]!++ : left++;
    object[place] = thing;
    account[place] = events.account[row]!;
    time[place] = events.time[row]!;
    origin[place] = row;
  }
  for (let thing = 0; thing < objects.count; thing++) sortRun(starts[thing]!, starts[thing + 1]!, time, account, origin, ties);
  const numbers = numberContents(events, dropItsObject);
  const content = new Int32Array(rows);
  for (let place = 0; place < rows; place++) content[place] = numbers[origin[place]!]!;
  const { bytes, contentFrom, contentLength } = events;
  return { rows, object, account, time, accounts, objects, starts, taken, content, origin, source: { bytes, contentFrom, contentLength } };
}
