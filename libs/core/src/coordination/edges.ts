import { enlarge } from './events/names.js';
import type { Ordered } from './order.js';
import type { Pairs } from './pairs.js';

/** Undirected edges between accounts a < b (numbers), by a, then in order of first pair. Pairs of edge e are order[starts[e] .. starts[e+1]), object by object. */
export interface Edges {
  count: number;
  a: Int32Array;
  b: Int32Array;
  /** Distinct objects. */
  objects: Int32Array;
  /** Seconds. */
  meanDelta: Float64Array;
  /** Distinct contents that were the older of a pair, and the newer. */
  olderContents: Int32Array;
  newerContents: Int32Array;
  starts: Int32Array;
  order: Int32Array;
}

export const pairRowsOf = (edges: Edges, edge: number): number => edges.starts[edge + 1]! - edges.starts[edge]!;

/** Groups pairs by unordered pair of accounts; distinct counts by stamps instead of sets. */
export function edgesOf(events: Ordered, pairs: Pairs): Edges {
  const { account, object, time, content } = events;
  const { count, a, b, starts, order } = groupPairs(account, events.accounts.count, pairs);
  const objects = new Int32Array(count);
  const meanDelta = new Float64Array(count);
  const olderContents = new Int32Array(count);
  const newerContents = new Int32Array(count);
  const olderSeen = new Int32Array(events.rows);
  const newerSeen = new Int32Array(events.rows);
  for (let edge = 0; edge < count; edge++) {
    const from = starts[edge]!;
    const to = starts[edge + 1]!;
    if (to - from === 1) {
      const only = order[from]!;
      meanDelta[edge] = time[pairs.newer[only]!]! - time[pairs.older[only]!]!;
      objects[edge] = olderContents[edge] = newerContents[edge] = 1;
      continue;
    }
    const stamp = edge + 1;
    let delta = 0;
    let olds = 0;
    let news = 0;
    let things = 0;
    let last = -1;
    for (let at = from; at < to; at++) {
      const older = pairs.older[order[at]!]!;
      const newer = pairs.newer[order[at]!]!;
      const said = content[older]!;
      const repeated = content[newer]!;
      delta += time[newer]! - time[older]!;
      if (olderSeen[said] !== stamp) { olderSeen[said] = stamp; olds++; }
      if (newerSeen[repeated] !== stamp) { newerSeen[repeated] = stamp; news++; }
      // Pairs come object by object, so a new object is one that differs from the last.
      if (object[older] !== last) { last = object[older]!; things++; }
    }
    objects[edge] = things;
    meanDelta[edge] = delta / (to - from);
    olderContents[edge] = olds;
    newerContents[edge] = news;
  }
  return { count, a, b, objects, meanDelta, olderContents, newerContents, starts, order };
}

/**
 * Pairs by their smaller account, then by the other: two counting sorts. Within the pairs of one account, the edge of each other account stands in a table
 * of accounts, which stays in the cache where a table of all edges would not.
 */
function groupPairs(account: Int32Array, accounts: number, pairs: Pairs): Pick<Edges, 'count' | 'a' | 'b' | 'starts' | 'order'> {
  const { count: total, older, newer } = pairs;
  const ofAccount = new Int32Array(accounts + 1);
  for (let at = 0; at < total; at++) ofAccount[Math.min(account[older[at]!]!, account[newer[at]!]!) + 1]!++;
  for (let one = 1; one <= accounts; one++) ofAccount[one]! += ofAccount[one - 1]!;
  const byAccount = new Int32Array(total);
  const next = ofAccount.slice(0, -1);
  for (let at = 0; at < total; at++) byAccount[next[Math.min(account[older[at]!]!, account[newer[at]!]!)]!++] = at;

  const edgeWith = new Int32Array(accounts).fill(-1);
  const order = new Int32Array(total);
  let a = new Int32Array(1024);
  let b = new Int32Array(1024);
  // How many pairs each edge has; then where the next of them goes; in the end, where they end.
  let ends = new Int32Array(1024);
  let edgeOf = new Int32Array(1024);
  let count = 0;
  for (let one = 0; one < accounts; one++) {
    const from = ofAccount[one]!;
    const to = ofAccount[one + 1]!;
    const first = count;
    if (edgeOf.length < to - from) edgeOf = new Int32Array(2 * (to - from));
    for (let at = from; at < to; at++) {
      const pair = byAccount[at]!;
      const other = Math.max(account[older[pair]!]!, account[newer[pair]!]!);
      let edge = edgeWith[other]!;
      // Edges of earlier accounts have lower numbers: what they left in the table does not count.
      if (edge < first) {
        edge = count++;
        if (edge === a.length) { a = enlarge(a); b = enlarge(b); ends = enlarge(ends); }
        edgeWith[other] = edge;
        a[edge] = one;
        b[edge] = other;
      }
      ends[edge]!++;
      edgeOf[at - from] = edge;
    }
    for (let edge = first, put = from; edge < count; edge++) { const pairsOf = ends[edge]!; ends[edge] = put; put += pairsOf; }
    for (let at = from; at < to; at++) order[ends[edgeOf[at - from]!]!++] = byAccount[at]!;
  }
  const starts = new Int32Array(count + 1);
  starts.set(ends.subarray(0, count), 1);
  return { count, a: a.subarray(0, count), b: b.subarray(0, count), starts, order };
}

/** Type-7 quantile of whole numbers; 0 for none. */
export function quantile(values: Int32Array, p: number): number {
  if (values.length === 0) return 0;
  const sorted = values.slice().sort();
  const h = (sorted.length - 1) * p;
  const i = Math.floor(h);
  return sorted[i]! + (h - i) * ((sorted[i + 1] ?? sorted[i]!) - sorted[i]!);
}
