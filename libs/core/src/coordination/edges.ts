import { shareOf } from './beside.js';
import { float64s, int32s, longer } from './columns.js';
import { mix } from './events/names.js';
import type { Ordered } from './order.js';
import type { Pairs } from './pairs.js';
import { chernoff, type Chances } from './significance.js';

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

/** Groups pairs by unordered pair of accounts: a hash table, then a counting sort. What the pairs of each edge say is left to `judgeEdges`. */
export function edgesOf({ account }: Ordered, pairs: Pairs): Edges {
  const { count, a, b, edgeOf } = numberEdges(account, pairs);
  const starts = int32s(count + 1);
  for (let at = 0; at < pairs.count; at++) starts[edgeOf[at]! + 1]!++;
  for (let at = 1; at <= count; at++) starts[at]! += starts[at - 1]!;
  const order = int32s(pairs.count);
  const next = starts.slice(0, -1);
  for (let at = 0; at < pairs.count; at++) order[next[edgeOf[at]!]!++] = at;
  return { count, a, b, objects: int32s(count), meanDelta: float64s(count), olderContents: int32s(count), newerContents: int32s(count), starts, order };
}

export interface EdgesGiven {
  events: Pick<Ordered, 'rows' | 'object' | 'time' | 'content'>;
  pairs: Pick<Pairs, 'older' | 'newer'>;
  edges: Edges;
  /** Sums of deltas are taken in order of size, so that they do not depend on the order of rows: where times are no whole numbers. */
  sorted: boolean;
  /** Null in compat modes. */
  chances: Chances | null;
  /** Filled where there are chances. */
  lnP: Float64Array;
}

/** Fills what is said of each edge: objects, mean delta, contents, ln p. */
export function judgeEdges({ events, pairs, edges, sorted, chances, lnP }: EdgesGiven, part: number, parts: number): void {
  const { object, time, content } = events;
  const { a, b, starts, order, objects, meanDelta, olderContents, newerContents } = edges;
  const { older, newer } = pairs;
  const olderOnes = new Distinct(events.rows);
  const newerOnes = new Distinct(events.rows);
  const [first, last] = shareOf(starts, edges.count, part, parts);
  for (let edge = first; edge < last; edge++) {
    const from = starts[edge]!;
    const to = starts[edge + 1]!;
    const lnC = chances === null ? 0 : chances.base + chances.lnRows[a[edge]!]! + chances.lnRows[b[edge]!]!;
    let evidence = 0;
    let things = 0;
    let delta = 0;
    let before = -1;
    for (let at = from; at < to; at++) {
      const one = older[order[at]!]!;
      delta += time[newer[order[at]!]!]! - time[one]!;
      // Pairs come object by object, so a new object is one that differs from the last.
      const thing = object[one]!;
      if (thing === before) continue;
      before = thing;
      things++;
      if (chances === null) continue;
      const ln = lnC + chances.lnPairs[thing]!;
      if (ln < 0) evidence -= ln;
    }
    objects[edge] = things;
    meanDelta[edge] = (sorted && to - from > 2 ? sortedSum(pairs, order.subarray(from, to), time) : delta) / (to - from);
    olderContents[edge] = to - from === 1 ? 1 : olderOnes.of(order, from, to, older, content);
    newerContents[edge] = to - from === 1 ? 1 : newerOnes.of(order, from, to, newer, content);
    if (chances !== null) lnP[edge] = chernoff(lnC, evidence, chances.sums);
  }
}

function sortedSum({ older, newer }: EdgesGiven['pairs'], order: Int32Array, time: Float64Array): number {
  let sum = 0;
  for (const delta of Float64Array.from(order, (pair) => time[newer[pair]!]! - time[older[pair]!]!).sort()) sum += delta;
  return sum;
}

/** So many contents are compared each with each; more are told apart by stamps. */
const COMPARED = 24;

/** How many different contents the rows of an edge's pairs have. */
class Distinct {
  private readonly few = new Int32Array(COMPARED);
  private seen: Int32Array | null = null;
  private stamp = 0;
  constructor(private readonly contents: number) {}

  of(order: Int32Array, from: number, to: number, row: Int32Array, content: Int32Array): number {
    let count = 0;
    if (to - from > COMPARED) {
      const seen = this.seen ??= new Int32Array(this.contents);
      const stamp = ++this.stamp;
      for (let at = from; at < to; at++) { const said = content[row[order[at]!]!]!; if (seen[said] !== stamp) { seen[said] = stamp; count++; } }
      return count;
    }
    const { few } = this;
    for (let at = from; at < to; at++) {
      const said = content[row[order[at]!]!]!;
      let known = 0;
      while (known < count && few[known] !== said) known++;
      if (known === count) few[count++] = said;
    }
    return count;
  }
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
