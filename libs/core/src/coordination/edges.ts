import type { Events } from './events/events.js';
import { mix } from './events/names.js';
import type { Pairs } from './pairs.js';

/** Undirected edges between accounts a < b (numbers), in order of first pair. Pairs of edge e are order[starts[e] .. starts[e+1]). */
export interface Edges {
  count: number;
  a: Int32Array;
  b: Int32Array;
  pairRows: Int32Array;
  /** Distinct objects. */
  objects: Int32Array;
  meanDelta: Float64Array;
  olderContents: Int32Array;
  newerContents: Int32Array;
  starts: Int32Array;
  order: Int32Array;
}

/** Groups pairs by unordered pair of accounts: a hash table, then a counting sort; distinct counts by stamps instead of sets. */
export function edgesOf(events: Events, pairs: Pairs): Edges {
  const { account, content, object, time } = events;
  const edgeOf = new Int32Array(pairs.count);
  let capacity = 1 << 12;
  let table = new Int32Array(capacity);
  let a = new Int32Array(capacity);
  let b = new Int32Array(capacity);
  let count = 0;
  const place = (x: number, y: number): number => mix(Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca77)) & (capacity - 1);
  for (let at = 0; at < pairs.count; at++) {
    const p = account[pairs.older[at]!]!;
    const q = account[pairs.newer[at]!]!;
    const x = p < q ? p : q;
    const y = p < q ? q : p;
    let slot = place(x, y);
    for (;;) {
      const edge = table[slot]! - 1;
      if (edge < 0) {
        a[count] = x;
        b[count] = y;
        table[slot] = ++count;
        edgeOf[at] = count - 1;
        if (count * 2 > capacity) {
          capacity *= 2;
          table = new Int32Array(capacity);
          [a, b] = [a, b].map((old) => { const larger = new Int32Array(capacity); larger.set(old); return larger; }) as [Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>];
          for (let edge2 = 0; edge2 < count; edge2++) { let free = place(a[edge2]!, b[edge2]!); while (table[free] !== 0) free = (free + 1) & (capacity - 1); table[free] = edge2 + 1; }
        }
        break;
      }
      if (a[edge] === x && b[edge] === y) { edgeOf[at] = edge; break; }
      slot = (slot + 1) & (capacity - 1);
    }
  }
  const starts = new Int32Array(count + 1);
  for (let at = 0; at < pairs.count; at++) starts[edgeOf[at]! + 1]!++;
  for (let at = 1; at <= count; at++) starts[at]! += starts[at - 1]!;
  const order = new Int32Array(pairs.count);
  const next = starts.slice(0, -1);
  for (let at = 0; at < pairs.count; at++) order[next[edgeOf[at]!]!++] = at;

  const edges: Edges = { count, a: a.subarray(0, count), b: b.subarray(0, count), pairRows: new Int32Array(count), objects: new Int32Array(count), meanDelta: new Float64Array(count), olderContents: new Int32Array(count), newerContents: new Int32Array(count), starts, order };
  const olderSeen = new Int32Array(events.things.count);
  const newerSeen = new Int32Array(events.things.count);
  for (let edge = 0; edge < count; edge++) {
    const stamp = edge + 1;
    let delta = 0;
    let olds = 0;
    let news = 0;
    let things = 0;
    let last = -1;
    for (let at = starts[edge]!; at < starts[edge + 1]!; at++) {
      const older = pairs.older[order[at]!]!;
      const newer = pairs.newer[order[at]!]!;
      delta += time[newer]! - time[older]!;
      if (olderSeen[content[older]!] !== stamp) { olderSeen[content[older]!] = stamp; olds++; }
      if (newerSeen[content[newer]!] !== stamp) { newerSeen[content[newer]!] = stamp; news++; }
      // Pairs come object by object, so a new object is one that differs from the last.
      if (object[older] !== last) { last = object[older]!; things++; }
    }
    edges.pairRows[edge] = starts[edge + 1]! - starts[edge]!;
    edges.objects[edge] = things;
    edges.meanDelta[edge] = delta / edges.pairRows[edge]!;
    edges.olderContents[edge] = olds;
    edges.newerContents[edge] = news;
  }
  return edges;
}

/** Type-7 quantile of whole numbers; 0 for none. */
export function quantile(values: Int32Array, p: number): number {
  if (values.length === 0) return 0;
  const sorted = values.slice().sort();
  const h = (sorted.length - 1) * p;
  const i = Math.floor(h);
  return sorted[i]! + (h - i) * ((sorted[i + 1] ?? sorted[i]!) - sorted[i]!);
}
