import { float64s } from './columns.js';
import type { Ordered } from './order.js';
import type { Pairs } from './pairs.js';

const STEPS = 19;
/** Passes over all edges before what is left is sorted. */
const MOST_PASSES = 30;
/** Logarithms are multiples of 2^-32: then sums of them are exact, and so the same in whatever order edges and their objects come. */
const EXACT = 2 ** 32;

/** What ln p of an edge depends on besides its own objects. */
export interface Chances {
  /** ln 2/D^2. */
  base: number;
  /** ln of each account's rows, and of each object's pairs. */
  lnRows: Float64Array;
  lnPairs: Float64Array;
  /** S(theta) at each step. */
  sums: Float64Array;
}

/**
 * How unlikely it is that two accounts with as many rows as these share what they share within the window, if accounts fell on the pairs of each object in
 * proportion to their rows (object-aware Chernoff bound, docs/methodology.md). An object with many pairs in the window says little.
 * T = sum over shared objects of -ln min(1, c q_o), c = 2 d_i d_j / D^2;
 * ln p = min over theta in .05, .10, ..., .95 of -theta T + c^(1-theta) S(theta), S(theta) = sum_o q_o^(1-theta); never above 0 (`chernoff`).
 */
export function chancesOf({ rows, rowsOf }: Ordered, { ofObjects }: Pairs): Chances {
  return { base: exact(Math.LN2 - 2 * Math.log(Math.max(1, rows))), lnRows: logarithms(rowsOf), lnPairs: logarithms(ofObjects), sums: powerSums(ofObjects) };
}

const exact = (value: number): number => Math.round(value * EXACT) / EXACT;

/** ln of each count; of small ones, as most are, from a table. */
function logarithms(counts: Int32Array): Float64Array {
  const known = Float64Array.from({ length: 1024 }, (_none, count) => (count > 1 ? exact(Math.log(count)) : 0));
  const out = float64s(counts.length);
  for (let at = 0; at < counts.length; at++) { const count = counts[at]!; if (count > 1) out[at] = count < known.length ? known[count]! : exact(Math.log(count)); }
  return out;
}

/** min over theta, T being the evidence, of -theta T + c^(1-theta) S(theta); never above 0. */
export function chernoff(lnC: number, evidence: number, sums: Float64Array): number {
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

/** S(theta) at each step. Many objects have the same few counts: the sum runs over distinct counts. */
function powerSums(q: Int32Array): Float64Array {
  const counts = new Map<number, number>();
  let ones = 0;
  for (let thing = 0; thing < q.length; thing++) {
    const n = q[thing]!;
    if (n === 1) ones++; else if (n > 1) counts.set(n, (counts.get(n) ?? 0) + 1);
  }
  const sums = new Float64Array(STEPS + 1).fill(ones);
  // In an order of its own, so that the last bits of a sum do not depend on that of the rows.
  for (const [n, objects] of [...counts].sort(([a], [b]) => a - b)) {
    const root = n ** (1 / (STEPS + 1));
    let power = 1;
    for (let step = STEPS; step >= 1; step--) { power *= root; sums[step]! += objects * power; }
  }
  return sums;
}

/**
 * Benjamini-Hochberg over `tests` hypotheses, of which only those in `lnP` were looked at (the rest have p = 1): the largest ln p that is
 * rejected at rate q, or -Infinity for none.
 */
export function rejectUpTo(lnP: Float64Array, tests: number, q: number): number {
  // From above: at most as many are rejected as there are below the bound for as many. A few passes find them; what is left after many is sorted.
  let rejected = lnP.length;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const bound = Math.log(q) + Math.log(rejected) - Math.log(tests);
    let below = 0;
    let largest = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < lnP.length; at++) { const value = lnP[at]!; if (value <= bound) { below++; if (value > largest) largest = value; } }
    if (below === rejected || below === 0) return largest;
    rejected = below;
  }
  const left = lnP.filter((value) => value <= Math.log(q) + Math.log(rejected) - Math.log(tests)).sort();
  for (let k = left.length; k >= 1; k--) if (left[k - 1]! <= Math.log(q) + Math.log(k) - Math.log(tests)) return left[k - 1]!;
  return Number.NEGATIVE_INFINITY;
}
