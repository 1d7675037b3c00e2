import { float64s, int32s, longer } from './columns.js';
import { mix } from './events/names.js';
import type { Ordered } from './order.js';
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
export function edgesOf(events: Ordered, pairs: Pairs): Edges {
  const { account, object, time, content } = events;
  const { count, a, b, edgeOf } = numberEdges(account, pairs);
  const starts = new Int32Array(count + 1);
  for (let at = 0; at < pairs.count; at++) starts[edgeOf[at]! + 1]!++;
  for (let at = 1; at <= count; at++) starts[at]! += starts[at - 1]!;
  const order = new Int32Array(pairs.count);
  const next = starts.slice(0, -1);
  for (let at = 0; at < pairs.count; at++) order[next[edgeOf[at]!]!++] = at;

  const objects = int32s(count);
  const meanDelta = float64s(count);
  const olderContents = int32s(count);
  const newerContents = int32s(count);
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

/** How full the table may be. The upper bits of a place tell most strangers apart, so that a full table costs little. */
const FULL = 0.75;
/** Pairs whose places are touched together, so that the waits for memory overlap. */
const BLOCK = 256;

/**
 * The edge of each pair, edges numbered in order of first pair: an open-addressed table of edge + 1, in whose upper bits stands a part of the hash, so
 * that most edges need not be looked at to see that they are others.
 */
function numberEdges(account: Int32Array, pairs: Pairs): { count: number; a: Int32Array; b: Int32Array; edgeOf: Int32Array } {
  const edgeOf = new Int32Array(pairs.count);
  let bits = Math.max(10, Math.ceil(Math.log2(pairs.count + 1)));
  let table = new Int32Array(2 ** bits);
  let a = int32s(FULL * 2 ** bits);
  let b = int32s(FULL * 2 ** bits);
  let count = 0;
  const hashes = new Int32Array(BLOCK + 1);
  for (let from = 0; from < pairs.count; from += BLOCK) {
    const to = Math.min(pairs.count, from + BLOCK);
    let touched = 0;
    for (let at = from; at < to; at++) {
      const p = account[pairs.older[at]!]!;
      const q = account[pairs.newer[at]!]!;
      const hash = hashOf(p < q ? p : q, p < q ? q : p);
      hashes[at - from] = hash;
      touched ^= table[hash & (table.length - 1)]!;
    }
    hashes[BLOCK] = touched; // So that no compiler leaves the looks out.
    for (let at = from; at < to; at++) {
      const p = account[pairs.older[at]!]!;
      const q = account[pairs.newer[at]!]!;
      const x = p < q ? p : q;
      const y = p < q ? q : p;
      const hash = hashes[at - from]!;
      const mask = table.length - 1;
      let slot = hash & mask;
      let edge = -1;
      for (let held = table[slot]!; held !== 0; slot = (slot + 1) & mask, held = table[slot]!) {
        if (((held ^ hash) & ~mask) !== 0) continue;
        const known = (held & mask) - 1;
        if (a[known] !== x || b[known] !== y) continue;
        edge = known;
        break;
      }
      if (edge < 0) {
        edge = count++;
        a[edge] = x;
        b[edge] = y;
        table[slot] = (hash & ~mask) | count;
        if (count === a.length) {
          a = longer(a, count * 2);
          b = longer(b, count * 2);
          table = tableOf(a, b, count, ++bits);
        }
      }
      edgeOf[at] = edge;
    }
  }
  return { count, a: a.subarray(0, count), b: b.subarray(0, count), edgeOf };
}

function tableOf(a: Int32Array, b: Int32Array, count: number, bits: number): Int32Array<ArrayBuffer> {
  const table = new Int32Array(2 ** bits);
  const mask = table.length - 1;
  for (let edge = 0; edge < count; edge++) {
    const hash = hashOf(a[edge]!, b[edge]!);
    let free = hash & mask;
    while (table[free] !== 0) free = (free + 1) & mask;
    table[free] = (hash & ~mask) | (edge + 1);
  }
  return table;
}

/** The lower bits say where, the upper ones what: both must depend on both accounts. */
const hashOf = (x: number, y: number): number => { const hash = mix(Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca77)); return Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35); };

/** Type-7 quantile of whole numbers; 0 for none. */
export function quantile(values: Int32Array, p: number): number {
  if (values.length === 0) return 0;
  const sorted = values.slice().sort();
  const h = (sorted.length - 1) * p;
  const i = Math.floor(h);
  return sorted[i]! + (h - i) * ((sorted[i + 1] ?? sorted[i]!) - sorted[i]!);
}
