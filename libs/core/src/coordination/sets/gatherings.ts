import type { Ordered } from '../order.js';

/** Fewer accounts than this are a pair, which the pairwise test judges; more are a crowd, in which nobody stands out. */
const FEWEST = 3;
const MOST = 150;

/**
 * Who met where: for each object, runs of three rows or more within one window from their first row on, with their distinct accounts. Gathering g has accounts
 * who[starts[g] .. starts[g+1]) and the middle time at[g]; account a was at gatherings of[ofStarts[a] .. ofStarts[a+1]).
 */
export interface Gatherings { count: number; starts: Int32Array; who: Int32Array; at: Float64Array; ofStarts: Int32Array; of: Int32Array }

/** Gatherings of 3 to 150 accounts, of which less than half are in cells already. */
export function gatheringsOf({ account, time, accounts, objects, starts: rowsOf }: Ordered, window: number, cell: Int32Array): Gatherings {
  const starts: number[] = [0];
  const who: number[] = [];
  const middles: number[] = [];
  const seen = new Int32Array(accounts.count);
  let stamp = 0;
  for (let thing = 0; thing < objects.count; thing++) {
    const to = rowsOf[thing + 1]!;
    let at = rowsOf[thing]!;
    while (to - at >= FEWEST) {
      const begins = time[at]!;
      if (time[at + FEWEST - 1]! - begins > window) { at++; continue; }
      const before = who.length;
      let covered = 0;
      let next = at;
      stamp++;
      for (; next < to && time[next]! - begins <= window; next++) {
        const one = account[next]!;
        if (seen[one] === stamp) continue;
        seen[one] = stamp;
        who.push(one);
        if (cell[one]! >= 0) covered++;
      }
      const size = who.length - before;
      if (size < FEWEST || size > MOST || covered * 2 >= size) who.length = before;
      else { starts.push(who.length); middles.push((begins + time[next - 1]!) / 2); }
      at = next;
    }
  }
  const ofStarts = new Int32Array(accounts.count + 1);
  for (const one of who) ofStarts[one + 1]!++;
  for (let at = 1; at < ofStarts.length; at++) ofStarts[at]! += ofStarts[at - 1]!;
  const of = new Int32Array(who.length);
  const next = ofStarts.slice(0, -1);
  for (let g = 0; g + 1 < starts.length; g++) for (let at = starts[g]!; at < starts[g + 1]!; at++) of[next[who[at]!]!++] = g;
  return { count: middles.length, starts: Int32Array.from(starts), who: Int32Array.from(who), at: Float64Array.from(middles), ofStarts, of };
}
