import { Union } from '../union.js';

/** Least unweighted resemblance of near-exact copies: boilerplate alone reaches it only when it is three quarters of both texts. */
const RESEMBLANCE = 0.7;
/** Two sets of resemblance J share none of their k smallest hashes with probability about (1-J)^k: below 0.1 % here. */
const SMALLEST = 8;
/** Different texts looked at for one shared hash before it is taken for common. */
const TRIED = 6;

/**
 * Groups of near-exact copies by their smallest hashes: group number of each set (the smallest member's position, renumbered from 0).
 * Linear in the size of a group: a text is compared with one text a group, not with all.
 */
export function nearExactGroups(sets: readonly Uint32Array[]): Int32Array {
  let total = 0;
  for (const set of sets) total += Math.min(SMALLEST, set.length);
  // hash * 2^21 + text would overflow for many texts: sort positions by (hash, text) through a double key.
  const keys = new Float64Array(total);
  let filled = 0;
  const span = 2 ** 21;
  if (sets.length > span) throw new RangeError(`at most ${span} texts at once`);
  for (let text = 0; text < sets.length; text++) for (let at = 0; at < Math.min(SMALLEST, sets[text]!.length); at++) keys[filled++] = sets[text]![at]! * span + text;
  keys.sort();
  const union = new Union(sets.length);
  const compared = new Set<number>();
  let from = 0;
  while (from < filled) {
    const hash = Math.floor(keys[from]! / span);
    let to = from + 1;
    while (to < filled && Math.floor(keys[to]! / span) === hash) to++;
    if (to - from > 1) {
      const different: number[] = [];
      for (let at = from; at < to; at++) {
        const text = keys[at]! - hash * span;
        let known = false;
        for (const other of different) {
          if (union.root(other) === union.root(text)) { known = true; break; }
          const pair = Math.min(other, text) * span + Math.max(other, text);
          if (compared.has(pair)) continue;
          compared.add(pair);
          if (resemble(sets[other]!, sets[text]!)) { union.join(other, text); known = true; break; }
        }
        if (!known && different.length < TRIED) different.push(text);
      }
    }
    from = to;
  }
  const numbers = new Map<number, number>();
  return Int32Array.from(sets, (_set, at) => {
    const root = union.root(at);
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    return numbers.get(root)!;
  });
}

function resemble(a: Uint32Array, b: Uint32Array): boolean {
  const least = Math.min(a.length, b.length);
  const most = Math.max(a.length, b.length);
  if (least < RESEMBLANCE * most) return false;
  const needed = Math.ceil((RESEMBLANCE / (1 + RESEMBLANCE)) * (a.length + b.length));
  let i = 0;
  let j = 0;
  let both = 0;
  while (i < a.length && j < b.length) {
    if (both + Math.min(a.length - i, b.length - j) < needed) return false;
    const x = a[i]!;
    const y = b[j]!;
    if (x === y) { both++; i++; j++; } else if (x < y) i++; else j++;
  }
  return both >= needed;
}
