import { Contents } from './contents.js';
import type { Events } from './events/events.js';
import { sortRun } from './sort-run.js';

/** Pairs of rows (numbers into the events) of one object by different accounts within the window, object by object; `older` before `newer`. */
export interface Pairs {
  count: number;
  older: Int32Array;
  newer: Int32Array;
  /** Rows by object, in order of time within each: object o has sorted[starts[o] .. starts[o+1]). Rows that were left out are not there. */
  sorted: Int32Array;
  starts: Int32Array;
  contents: Contents;
  /** Objects whose pairs were counted but not listed, with that count (`pairsWithin`). */
  aside: Map<number, number>;
}

/** How many pairs are held: 8 bytes each. */
const MOST_PAIRS = 120_000_000;
/** An object with more pairs than this in the window is set aside: everybody shares it at once, so it tells nothing of two of them. */
const MOST_PAIRS_OF_AN_OBJECT = 5_000_000;

export interface PairOptions {
  /** Seconds, inclusive. */
  window: number;
  /** Least rows of an account, over all objects. */
  participation: number;
  /** Whether a row whose content id is its object's id makes no pairs (default). */
  dropItsObject?: boolean;
  /** Whether objects with too many pairs may be counted without listing their pairs; otherwise they are a RangeError. */
  setAside: boolean;
  /** Called now and then with the number of rows done. */
  progress?: ((rows: number, of: number) => void) | undefined;
}

/** How often each account occurs. */
export function rowsOfAccounts(events: Events): Int32Array {
  const rows = new Int32Array(events.accounts.count);
  for (let row = 0; row < events.rows; row++) rows[events.account[row]!]!++;
  return rows;
}

/**
 * Co-sharing, steps 1 to 4 of docs/methodology.md: rows of accounts with at least `participation` rows; each unordered pair of rows of one object
 * at most `window` seconds apart (inclusive); ties of time go by first appearance of the account, then of the row; no pair of one account with itself
 * or of one content with itself. Two passes: the first only counts, so that memory is known before it is taken. Objects with over five million
 * pairs are set aside; if the rest do not fit, those with most pairs are, until it does.
 */
export function pairsWithin(events: Events, { window, participation, dropItsObject = true, setAside, progress }: PairOptions): Pairs {
  const { account, time } = events;
  const { sorted, starts } = byObjectAndTime(events, participation);
  const objects = events.objects.count;

  const within = new Float64Array(objects);
  let total = 0;
  for (let thing = 0; thing < objects; thing++) {
    const from = starts[thing]!;
    const to = starts[thing + 1]!;
    let first = from;
    let pairs = 0;
    for (let at = from + 1; at < to; at++) {
      const oldest = time[sorted[at]!]! - window;
      while (time[sorted[first]!]! < oldest) first++;
      pairs += at - first;
    }
    within[thing] = pairs;
    total += pairs;
  }
  const aside = new Map<number, number>();
  if (setAside) total = setTooCommonAside(within, total, aside);
  if (total > MOST_PAIRS) {
    throw new RangeError(`${total.toLocaleString('en')} pairs of rows within ${window} seconds; ${MOST_PAIRS.toLocaleString('en')} fit in memory, and this mode must list them all: take a shorter window, or leave out the most common objects`);
  }

  const contents = new Contents(events, Math.min(sorted.length, total * 2, 1 << 20), dropItsObject);
  const older = new Int32Array(total);
  const newer = new Int32Array(total);
  let count = 0;
  for (let thing = 0; thing < objects; thing++) {
    if (progress !== undefined && (thing & 0xffff) === 0) progress(starts[thing]!, sorted.length);
    if (within[thing] === 0 || aside.has(thing)) continue;
    const from = starts[thing]!;
    const to = starts[thing + 1]!;
    let first = from;
    for (let at = from + 1; at < to; at++) {
      const row = sorted[at]!;
      const oldest = time[row]! - window;
      while (time[sorted[first]!]! < oldest) first++;
      if (first === at) continue;
      const what = contents.of(row);
      if (what < 0) continue;
      const who = account[row]!;
      for (let i = first; i < at; i++) {
        const other = sorted[i]!;
        if (account[other] === who) continue;
        const its = contents.of(other);
        if (its < 0 || its === what) continue;
        older[count] = other;
        newer[count] = row;
        count++;
      }
    }
  }
  return { count, older, newer, sorted, starts, contents, aside };
}

/** Rows of accounts that take part, by object, then time, account and row: a counting sort, then each object's rows by themselves. */
function byObjectAndTime(events: Events, participation: number): { sorted: Int32Array; starts: Int32Array } {
  const { rows, object, account } = events;
  const rowsOf = participation > 1 ? rowsOfAccounts(events) : null;
  const starts = new Int32Array(events.objects.count + 1);
  for (let row = 0; row < rows; row++) if (rowsOf === null || rowsOf[account[row]!]! >= participation) starts[object[row]! + 1]!++;
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!;
  const sorted = new Int32Array(starts[starts.length - 1]!);
  const next = starts.slice(0, -1);
  for (let row = 0; row < rows; row++) if (rowsOf === null || rowsOf[account[row]!]! >= participation) sorted[next[object[row]!]!++] = row;
  for (let thing = 0; thing < starts.length - 1; thing++) sortRun(sorted, starts[thing]!, starts[thing + 1]!, events.time, account);
  return { sorted, starts };
}

/** Fills `aside`; returns how many pairs are left to list. */
function setTooCommonAside(within: Float64Array, total: number, aside: Map<number, number>): number {
  const put = (thing: number): void => { aside.set(thing, within[thing]!); total -= within[thing]!; };
  for (let thing = 0; thing < within.length; thing++) if (within[thing]! > MOST_PAIRS_OF_AN_OBJECT) put(thing);
  if (total <= MOST_PAIRS) return total;
  const commonest = Array.from(within.keys()).filter((thing) => within[thing]! > 1000 && !aside.has(thing)).sort((a, b) => within[b]! - within[a]! || a - b);
  for (const thing of commonest) { if (total <= MOST_PAIRS) break; put(thing); }
  return total;
}

/**
 * Step 5 of the compat mode: keeps a pair when one of its contents belongs to an account with at least `participation` rows (of those in `pairs.sorted`)
 * whose contents are in pairs. So one end of a pair may stay below. In place.
 */
export function refineParticipation(events: Events, pairs: Pairs, participation: number): void {
  if (participation < 1) return;
  const { account } = events;
  const { contents } = pairs;
  const paired = new Uint8Array(contents.bound);
  for (let at = 0; at < pairs.count; at++) { paired[contents.of(pairs.older[at]!)] = 1; paired[contents.of(pairs.newer[at]!)] = 1; }
  const rows = new Int32Array(events.accounts.count);
  const found = Int32Array.from(pairs.sorted, (row) => contents.find(row));
  pairs.sorted.forEach((row, at) => { if (found[at]! >= 0 && paired[found[at]!] === 1) rows[account[row]!]!++; });
  const kept = new Uint8Array(contents.bound);
  pairs.sorted.forEach((row, at) => { if (found[at]! >= 0 && paired[found[at]!] === 1 && rows[account[row]!]! >= participation) kept[found[at]!] = 1; });
  let count = 0;
  for (let at = 0; at < pairs.count; at++) {
    const a = pairs.older[at]!;
    const b = pairs.newer[at]!;
    if (kept[contents.of(a)] === 0 && kept[contents.of(b)] === 0) continue;
    pairs.older[count] = a;
    pairs.newer[count] = b;
    count++;
  }
  pairs.count = count;
}
