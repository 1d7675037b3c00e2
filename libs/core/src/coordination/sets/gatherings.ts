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
export function gatheringsOf({ account, time, accounts, objects, starts: rowsOf, taken }: Ordered, window: number, cell: Int32Array): Gatherings {
  const starts: number[] = [0];
  const who = new Int32Array(taken);
  let used = 0;
  const middles: number[] = [];
  const things: number[] = [];
  const seen = new Int32Array(accounts.count);
  let stamp = 0;
  for (let thing = 0; thing < objects.count; thing++) {
    const to = rowsOf[thing + 1]!;
    let at = rowsOf[thing]!;
    while (to - at >= FEWEST) {
      const begins = time[at]!;
      if (time[at + FEWEST - 1]! - begins > window) { at++; continue; }
      const before = used;
      let covered = 0;
      let next = at;
      stamp++;
      for (; next < to && time[next]! - begins <= window; next++) {
        const one = account[next]!;
        if (seen[one] === stamp) continue;
        seen[one] = stamp;
        who[used++] = one;
        if (cell[one]! >= 0) covered++;
      }
      const size = used - before;
      if (size < FEWEST || size > MOST || covered * 2 >= size) used = before;
      else { starts.push(used); middles.push((begins + time[next - 1]!) / 2); things.push(thing); }
      at = next;
    }
  }
  // In order of time: objects are numbered as they appear, which must not matter.
  const order = Uint32Array.from(middles.keys()).sort((a, b) => middles[a]! - middles[b]! || objects.compare(things[a]!, things[b]!));
  const sorted: Gatherings = { count: order.length, starts: new Int32Array(order.length + 1), who: new Int32Array(used), at: new Float64Array(order.length), ofStarts: new Int32Array(accounts.count + 1), of: new Int32Array(used) };
  order.forEach((from, g) => {
    sorted.starts[g + 1] = sorted.starts[g]! + starts[from + 1]! - starts[from]!;
    sorted.at[g] = middles[from]!;
    for (let at = starts[from]!, put = sorted.starts[g]!; at < starts[from + 1]!; at++) sorted.who[put++] = who[at]!;
  });
  const { ofStarts, of } = sorted;
  for (const one of sorted.who) ofStarts[one + 1]!++;
  for (let at = 1; at < ofStarts.length; at++) ofStarts[at]! += ofStarts[at - 1]!;
  const next = ofStarts.slice(0, -1);
  for (let g = 0; g < sorted.count; g++) for (let at = sorted.starts[g]!; at < sorted.starts[g + 1]!; at++) of[next[sorted.who[at]!]!++] = g;
  return sorted;
}
