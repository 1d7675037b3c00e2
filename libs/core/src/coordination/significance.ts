import { float64s } from './columns.js';
import type { Edges } from './edges.js';
import { rowsOfAccounts } from './accounts.js';
import type { Shares } from './events/events.js';
import type { Pairs } from './pairs.js';

const STEPS = 19;

/**
 * ln p for each edge: how unlikely it is that two accounts with as many rows as these share what they share within the window, if accounts fell on
 * the pairs of each object in proportion to their rows (object-aware Chernoff bound, docs/methodology.md). An object with many pairs in the
 * window says little. T = sum over shared objects of -ln min(1, c q_o), c = 2 d_i d_j / D^2;
 * ln p = min over theta in .05, .10, ..., .95 of -theta T + c^(1-theta) S(theta), S(theta) = sum_o q_o^(1-theta); never above 0.
 */
export function logProbabilities(events: Shares, pairs: Pairs, edges: Edges): Float64Array {
  const { object } = events;
  const q = pairsOfObjects(events, pairs);
  const lnQ = new Float64Array(q.length);
  for (let thing = 0; thing < q.length; thing++) if (q[thing]! > 1) lnQ[thing] = Math.log(q[thing]!);
  const sums = powerSums(q);
  const rowsOf = rowsOfAccounts(events);
  const lnRows = new Float64Array(rowsOf.length);
  for (let account = 0; account < rowsOf.length; account++) if (rowsOf[account]! > 1) lnRows[account] = Math.log(rowsOf[account]!);
  const base = Math.LN2 - 2 * Math.log(Math.max(1, events.rows));
  const out = float64s(edges.count);
  for (let edge = 0; edge < edges.count; edge++) {
    const lnC = base + lnRows[edges.a[edge]!]! + lnRows[edges.b[edge]!]!;
    let evidence = 0;
    let last = -1;
    for (let at = edges.starts[edge]!, to = edges.starts[edge + 1]!; at < to; at++) {
      const thing = object[pairs.older[edges.order[at]!]!]!;
      if (thing === last) continue;
      last = thing;
      const ln = lnC + lnQ[thing]!;
      if (ln < 0) evidence -= ln;
    }
    out[edge] = chernoff(lnC, evidence, sums);
  }
  return out;
}

/** min over theta of -theta T + c^(1-theta) S(theta); never above 0. */
function chernoff(lnC: number, evidence: number, sums: Float64Array): number {
  const root = Math.exp(lnC / (STEPS + 1));
  let power = 1;
  let least = 0;
  // theta from .95 down: c^(1-theta) by repeated multiplication.
  for (let step = STEPS; step >= 1; step--) {
    power *= root;
    const bound = power * sums[step]! - step * evidence / (STEPS + 1);
    if (bound < least) least = bound;
  }
  return least;
}

/** q_o: how many pairs each object has in the window, those set aside included. */
export function pairsOfObjects({ object, objects }: Shares, pairs: Pairs): Int32Array {
  const q = new Int32Array(objects.count);
  for (let at = 0; at < pairs.count; at++) q[object[pairs.older[at]!]!]!++;
  for (const [thing, count] of pairs.aside) q[thing] = Math.min(count, 0x7fffffff);
  return q;
}

/** S(theta) at each step. Many objects have the same few counts: the sum runs over distinct counts. */
function powerSums(q: Int32Array): Float64Array {
  const counts = new Map<number, number>();
  let ones = 0;
  for (let thing = 0; thing < q.length; thing++) {
    const n = q[thing]!;
    if (n === 1) ones++; else if (n > 1) counts.set(n, (counts.get(n) ?? 0) + 1);
  }
  const sums = new Float64Array(STEPS + 1).fill(ones);
  for (const [n, objects] of counts) {
    const root = n ** (1 / (STEPS + 1));
    let power = 1;
    for (let step = STEPS; step >= 1; step--) { power *= root; sums[step]! += objects * power; }
  }
  return sums;
}

/**
 * Benjamini-Hochberg over `tests` hypotheses, of which only those in `lnP` were looked at (the rest have p = 1): the largest ln p that is
 * rejected at rate q, or -Infinity for none. Only values that could pass are sorted.
 */
export function rejectUpTo(lnP: Float64Array, tests: number, q: number): number {
  const ceiling = Math.log(q) + Math.log(lnP.length) - Math.log(tests);
  const candidates = lnP.filter((value) => value <= ceiling).sort();
  for (let k = candidates.length; k >= 1; k--) if (candidates[k - 1]! <= Math.log(q) + Math.log(k) - Math.log(tests)) return candidates[k - 1]!;
  return Number.NEGATIVE_INFINITY;
}
