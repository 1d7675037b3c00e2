import { int32s } from './columns.js';
import type { Ordered } from './order.js';

/** Pairs of rows of one object by different accounts within the window, object by object; `older` before `newer`. */
export interface Pairs {
  count: number;
  older: Int32Array;
  newer: Int32Array;
  /** How many pairs each object has in the window, those set aside included. */
  ofObjects: Int32Array;
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
  /** Whether objects with too many pairs may be counted without listing their pairs; otherwise they are a RangeError. */
  setAside: boolean;
  /** Called now and then with the number of rows done. */
  progress?: ((rows: number, of: number) => void) | undefined;
}

/**
 * Co-sharing, steps 1 to 4 of docs/methodology.md: rows of accounts that take part; each unordered pair of rows of one object
 * at most `window` seconds apart (inclusive); ties of time as the rows are ordered; no pair of one account with itself
 * or of one content with itself. Two passes: the first only counts, so that memory is known before it is taken. Objects with over five million
 * pairs are set aside; if the rest do not fit, those with most pairs are, until it does.
 */
export function pairsWithin(events: Ordered, { window, setAside, progress }: PairOptions): Pairs {
  const { account, time, content, starts, taken } = events;
  const objects = events.objects.count;

  const within = new Float64Array(objects);
  let total = 0;
  for (let thing = 0; thing < objects; thing++) {
    const from = starts[thing]!;
    const to = starts[thing + 1]!;
    let first = from;
    let pairs = 0;
    for (let at = from + 1; at < to; at++) {
      const oldest = time[at]! - window;
      while (time[first]! < oldest) first++;
      pairs += at - first;
    }
    within[thing] = pairs;
    total += pairs;
  }
  const aside = new Map<number, number>();
  if (setAside) total = setTooCommonAside(events, within, total, aside);
  if (total > MOST_PAIRS) {
    throw new RangeError(`${total.toLocaleString('en')} pairs of rows within ${window} seconds; ${MOST_PAIRS.toLocaleString('en')} fit in memory, and this mode must list them all: take a shorter window, or leave out the most common objects`);
  }

  const older = int32s(total);
  const newer = int32s(total);
  const ofObjects = int32s(objects);
  for (const [thing, pairs] of aside) ofObjects[thing] = Math.min(pairs, 0x7fffffff);
  let count = 0;
  for (let thing = 0; thing < objects; thing++) {
    if (progress !== undefined && (thing & 0xffff) === 0) progress(starts[thing]!, taken);
    if (within[thing] === 0 || aside.has(thing)) continue;
    const from = starts[thing]!;
    const to = starts[thing + 1]!;
    const before = count;
    let first = from;
    for (let at = from + 1; at < to; at++) {
      const oldest = time[at]! - window;
      while (time[first]! < oldest) first++;
      if (first === at) continue;
      const what = content[at]!;
      if (what < 0) continue;
      const who = account[at]!;
      for (let other = first; other < at; other++) {
        if (account[other] === who) continue;
        const its = content[other]!;
        if (its < 0 || its === what) continue;
        older[count] = other;
        newer[count] = at;
        count++;
      }
    }
    ofObjects[thing] = count - before;
  }
  return { count, older, newer, ofObjects, aside };
}

/** Fills `aside`; returns how many pairs are left to list. */
function setTooCommonAside({ objects }: Ordered, within: Float64Array, total: number, aside: Map<number, number>): number {
  const put = (thing: number): void => { aside.set(thing, within[thing]!); total -= within[thing]!; };
  for (let thing = 0; thing < within.length; thing++) if (within[thing]! > MOST_PAIRS_OF_AN_OBJECT) put(thing);
  if (total <= MOST_PAIRS) return total;
  const commonest = Array.from(within.keys()).filter((thing) => within[thing]! > 1000 && !aside.has(thing)).sort((a, b) => within[b]! - within[a]! || objects.compare(a, b));
  for (const thing of commonest) { if (total <= MOST_PAIRS) break; put(thing); }
  return total;
}

/**
 * Step 5 of the compat mode: keeps a pair when one of its contents belongs to an account with at least `participation` rows (of those that take part)
 * whose contents are in pairs. So one end of a pair may stay below. In place.
 */
export function refineParticipation(events: Ordered, pairs: Pairs, participation: number): void {
  if (participation < 1) return;
  const { account, content, taken } = events;
  const paired = new Uint8Array(events.rows);
  for (let at = 0; at < pairs.count; at++) { paired[content[pairs.older[at]!]!] = 1; paired[content[pairs.newer[at]!]!] = 1; }
  const numberOf = (row: number): number => (content[row]! < 0 ? ~content[row]! : content[row]!);
  const rows = new Int32Array(events.accounts.count);
  for (let row = 0; row < taken; row++) if (paired[numberOf(row)] === 1) rows[account[row]!]!++;
  const kept = new Uint8Array(events.rows);
  for (let row = 0; row < taken; row++) if (paired[numberOf(row)] === 1 && rows[account[row]!]! >= participation) kept[numberOf(row)] = 1;
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
