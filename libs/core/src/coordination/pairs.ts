import type { Events } from './events/events.js';
import { enlarge } from './events/names.js';

/** Pairs of rows (numbers into the events) of one object by different accounts within the window, object by object; `older` before `newer`. */
export interface Pairs {
  count: number;
  older: Int32Array;
  newer: Int32Array;
  /** Rows by object, in order of time within each: object o has sorted[starts[o] .. starts[o+1]). Rows that were left out are not there. */
  sorted: Int32Array;
  starts: Int32Array;
}

/** More pairs than this do not fit in memory (an object with a million rows in a second alone has 5 * 10^11). */
const MOST_PAIRS = 150_000_000;

/** How often each account occurs. */
export function rowsOfAccounts(events: Events): Int32Array {
  const rows = new Int32Array(events.accounts.count);
  for (let row = 0; row < events.rows; row++) rows[events.account[row]!]!++;
  return rows;
}

/**
 * DEFINITIONS of co-sharing, steps 1 to 4: rows of accounts with at least `participation` rows; each unordered pair of rows of one object at most
 * `window` seconds apart (inclusive); ties of time go by first appearance of the account, then of the row; no pair of one account with itself,
 * of one content with itself, or where the object is one of the contents. RangeError where there are too many pairs to hold.
 */
export function pairsWithin(events: Events, window: number, participation: number): Pairs {
  const { object, account, content, time } = events;
  const rowsOf = rowsOfAccounts(events);
  const starts = new Int32Array(events.things.count + 1);
  for (let row = 0; row < events.rows; row++) if (rowsOf[account[row]!]! >= participation) starts[object[row]! + 1]!++;
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!;
  const sorted = new Int32Array(starts[starts.length - 1]!);
  const next = starts.slice(0, -1);
  for (let row = 0; row < events.rows; row++) if (rowsOf[account[row]!]! >= participation) sorted[next[object[row]!]!++] = row;
  const before = (a: number, b: number): number => time[a]! - time[b]! || account[a]! - account[b]! || a - b;

  let older = new Int32Array(1 << 16);
  let newer = new Int32Array(1 << 16);
  let count = 0;
  for (let thing = 0; thing < starts.length - 1; thing++) {
    const from = starts[thing]!;
    const to = starts[thing + 1]!;
    if (to - from < 2) continue;
    if (to - from > 24) sorted.subarray(from, to).sort(before);
    else {
      for (let at = from + 1; at < to; at++) {
        const row = sorted[at]!;
        let hole = at;
        while (hole > from && before(row, sorted[hole - 1]!) < 0) { sorted[hole] = sorted[hole - 1]!; hole--; }
        sorted[hole] = row;
      }
    }
    let first = from;
    for (let at = from + 1; at < to; at++) {
      const row = sorted[at]!;
      const oldest = time[row]! - window;
      while (time[sorted[first]!]! < oldest) first++;
      if (count + (at - first) > older.length) {
        if (count + (at - first) > MOST_PAIRS) throw new RangeError(`more than ${MOST_PAIRS.toLocaleString('en')} pairs within ${window} seconds: take a shorter window, or leave out the most common objects`);
        while (count + (at - first) > older.length) { older = enlarge(older); newer = enlarge(newer); }
      }
      const who = account[row]!;
      const what = content[row]!;
      if (what === thing) continue;
      for (let i = first; i < at; i++) {
        const other = sorted[i]!;
        if (account[other] === who || content[other] === what || content[other] === thing) continue;
        older[count] = other;
        newer[count] = row;
        count++;
      }
    }
  }
  return { count, older, newer, sorted, starts };
}

/**
 * Step 5 of the compat mode: keeps a pair when one of its contents belongs to an account with at least `participation` rows (of those in `pairs.sorted`)
 * whose contents are in pairs. So one end of a pair may stay below. In place.
 */
export function refineParticipation(events: Events, pairs: Pairs, participation: number): void {
  if (participation < 1) return;
  const { account, content } = events;
  const paired = new Uint8Array(events.things.count);
  for (let at = 0; at < pairs.count; at++) { paired[content[pairs.older[at]!]!] = 1; paired[content[pairs.newer[at]!]!] = 1; }
  const rows = new Int32Array(events.accounts.count);
  for (const row of pairs.sorted) if (paired[content[row]!] === 1) rows[account[row]!]!++;
  const kept = new Uint8Array(events.things.count);
  for (const row of pairs.sorted) if (paired[content[row]!] === 1 && rows[account[row]!]! >= participation) kept[content[row]!] = 1;
  let count = 0;
  for (let at = 0; at < pairs.count; at++) {
    const a = pairs.older[at]!;
    const b = pairs.newer[at]!;
    if (kept[content[a]!] === 0 && kept[content[b]!] === 0) continue;
    pairs.older[count] = a;
    pairs.newer[count] = b;
    count++;
  }
  pairs.count = count;
}
