import type { Events } from './events/events.js';
import { enlarge, mix } from './events/names.js';
import type { Pairs } from './pairs.js';

/** Undirected edges between accounts a < b (numbers), in order of first pair. Pairs of edge e are order[starts[e] .. starts[e+1]), object by object. */
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

/** Groups pairs by unordered pair of accounts: a hash table, then a counting sort; distinct counts by stamps instead of sets. */
export function edgesOf(events: Events, pairs: Pairs): Edges {
  const { account, object, time } = events;
  const { contents } = pairs;
  const { count, a, b, edgeOf } = numberEdges(account, pairs);
  const starts = new Int32Array(count + 1);
  for (let at = 0; at < pairs.count; at++) starts[edgeOf[at]! + 1]!++;
  for (let at = 1; at <= count; at++) starts[at]! += starts[at - 1]!;
  const order = new Int32Array(pairs.count);
  const next = starts.slice(0, -1);
  for (let at = 0; at < pairs.count; at++) order[next[edgeOf[at]!]!++] = at;

  const objects = new Int32Array(count);
  const meanDelta = new Float64Array(count);
  const olderContents = new Int32Array(count);
  const newerContents = new Int32Array(count);
  const olderSeen = new Int32Array(contents.bound);
  const newerSeen = new Int32Array(contents.bound);
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
      const said = contents.of(older);
      const repeated = contents.of(newer);
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

/** The edge of each pair, edges numbered in order of first pair. */
function numberEdges(account: Int32Array, pairs: Pairs): { count: number; a: Int32Array; b: Int32Array; edgeOf: Int32Array } {
  const edgeOf = new Int32Array(pairs.count);
  let capacity = 2 ** Math.ceil(Math.log2(Math.max(1024, pairs.count)));
  let table = new Int32Array(capacity);
  let a = new Int32Array(capacity / 2);
  let b = new Int32Array(capacity / 2);
  let count = 0;
  for (let at = 0; at < pairs.count; at++) {
    const p = account[pairs.older[at]!]!;
    const q = account[pairs.newer[at]!]!;
    const x = p < q ? p : q;
    const y = p < q ? q : p;
    let slot = placeOf(x, y) & (capacity - 1);
    let edge = table[slot]! - 1;
    while (edge >= 0 && (a[edge] !== x || b[edge] !== y)) { slot = (slot + 1) & (capacity - 1); edge = table[slot]! - 1; }
    if (edge < 0) {
      edge = count++;
      a[edge] = x;
      b[edge] = y;
      table[slot] = count;
      if (count === a.length) {
        capacity *= 2;
        table = new Int32Array(capacity);
        a = enlarge(a);
        b = enlarge(b);
        for (let one = 0; one < count; one++) { let free = placeOf(a[one]!, b[one]!) & (capacity - 1); while (table[free] !== 0) free = (free + 1) & (capacity - 1); table[free] = one + 1; }
      }
    }
    edgeOf[at] = edge;
  }
  return { count, a: a.subarray(0, count), b: b.subarray(0, count), edgeOf };
}

const placeOf = (x: number, y: number): number => mix(Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca77));

/** Type-7 quantile of whole numbers; 0 for none. */
export function quantile(values: Int32Array, p: number): number {
  if (values.length === 0) return 0;
  const sorted = values.slice().sort();
  const h = (sorted.length - 1) * p;
  const i = Math.floor(h);
  return sorted[i]! + (h - i) * ((sorted[i + 1] ?? sorted[i]!) - sorted[i]!);
}
