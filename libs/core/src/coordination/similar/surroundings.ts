import { Union } from '../union.js';
import { joinCores } from './cores.js';
import type { Pictures } from './pictures.js';

/** Least unweighted resemblance of near-exact copies: boilerplate alone reaches it only when it is over four fifths of both texts. */
const RESEMBLANCE = 0.7;
/** The same where the differences lie scattered: light edits all over a text, as no text has that only shares a footer with another. */
const SCATTERED_RESEMBLANCE = 0.5;
/** Longest difference in one piece that still counts as an edit: this share of a text, and this many positions at least. */
const PIECE_SHARE = 0;
const PIECE = 14;
/** Two sets of resemblance J share none of their k smallest hashes with probability about (1-J)^k: below 0.1 % at 0.6. */
const SMALLEST = 8;
/** Different texts looked at for one shared hash before it is taken for common. */
const TRIED = 6;
/** Neighbours each text is compared with where more share a hash. */
const NEIGHBOURS = 2;

export interface Surroundings {
  /** Number of each text's group, by first member. */
  group: Int32Array;
  /** Pairs by which groups hold together, flat: a, b, a, b, ... */
  joined: number[];
}

/**
 * Groups of copies that are one surrounding of their phrases. Two texts are of one group when they resemble each other by RESEMBLANCE, or by
 * SCATTERED_RESEMBLANCE with differences only in short pieces: hundreds of edited copies of a letter then stay one surrounding, while texts with a
 * footer in common differ in one long piece and stay apart. Found by their smallest hashes, linear in the size of a group.
 * `byPosition` gives the shingle hashes of a text in order of position.
 */
export function surroundings(sets: readonly Uint32Array[], pictures: Pictures, byPosition: (text: number) => Uint32Array): Surroundings {
  let total = 0;
  for (const set of sets) total += Math.min(SMALLEST, set.length);
  // (hash, text) in one double: 32 bits and 21.
  const keys = new Float64Array(total);
  const span = 2 ** 21;
  if (sets.length > span) throw new RangeError(`at most ${span} different texts at once`);
  let filled = 0;
  for (let text = 0; text < sets.length; text++) for (let at = 0; at < Math.min(SMALLEST, sets[text]!.length); at++) keys[filled++] = sets[text]![at]! * span + text;
  keys.sort();
  const sketches = sketchesOf(sets);
  const union = new Union(sets.length);
  const joined: number[] = [];
  const compared = new Set<number>();
  const joins = (a: number, b: number): boolean => {
    if (!sketchesMeet(sketches, a, b)) return false;
    if (union.root(a) === union.root(b)) return true;
    if (pictures.mostCommon(a, b) < leastCommon(sets[a]!.length, sets[b]!.length)) return false;
    const pair = Math.min(a, b) * span + Math.max(a, b);
    if (compared.has(pair)) return false;
    compared.add(pair);
    if (!copies(a, b, sets, byPosition)) return false;
    joined.push(a, b);
    return union.join(a, b);
  };
  for (let from = 0, to = 0; from < filled; from = to) {
    const hash = Math.floor(keys[from]! / span);
    for (to = from + 1; to < filled && keys[to]! < (hash + 1) * span; to++);
    if (to - from < 2) continue;
    const bucket = Int32Array.from(keys.subarray(from, to), (key) => key - hash * span);
    const different: number[] = [];
    for (const text of bucket) {
      if (different.some((other) => joins(other, text))) continue;
      if (different.length < TRIED) different.push(text);
    }
    if (bucket.length <= TRIED) continue;
    // Among many, those whose next hashes agree too resemble each other most: compare neighbours in that order.
    const near = neighbours(bucket, hash, sets);
    for (let at = 1; at < near.length; at++) for (let back = 1; back <= NEIGHBOURS && back <= at; back++) joins(near[at - back]!, near[at]!);
  }
  joinCores(sets, union, joined);
  const numbers = new Map<number, number>();
  const group = Int32Array.from(sets, (_set, at) => {
    const root = union.root(at);
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    return numbers.get(root)!;
  });
  return { group, joined };
}

/** The smallest hashes of all sets side by side, SMALLEST a text; shorter ones are filled up with a number of their own. */
function sketchesOf(sets: readonly Uint32Array[]): Float64Array {
  const sketches = new Float64Array(sets.length * SMALLEST);
  sets.forEach((set, text) => { for (let at = 0; at < SMALLEST; at++) sketches[text * SMALLEST + at] = set[at] ?? 2 ** 32 + text; });
  return sketches;
}

/** Whether the smallest hashes of two texts have three in common, as those of most copies do. */
function sketchesMeet(sketches: Float64Array, a: number, b: number): boolean {
  let both = 0;
  for (let i = a * SMALLEST, j = b * SMALLEST; i < (a + 1) * SMALLEST && j < (b + 1) * SMALLEST;) {
    const x = sketches[i]!;
    const y = sketches[j]!;
    if (x === y) { if (++both === 3) return true; i++; j++; } else if (x < y) i++; else j++;
  }
  return false;
}

/** Hashes that two sets of these sizes have in common where they resemble each other by SCATTERED_RESEMBLANCE. */
const leastCommon = (left: number, right: number): number => (SCATTERED_RESEMBLANCE / (1 + SCATTERED_RESEMBLANCE)) * (left + right);

/** The texts of a bucket ordered by the two hashes that follow `hash` in their sets. */
function neighbours(bucket: Int32Array, hash: number, sets: readonly Uint32Array[]): Int32Array {
  const keys = Float64Array.from(bucket, (text) => { const set = sets[text]!; const at = set.indexOf(hash); return (set[at + 1] ?? 0) * 2 ** 20 + ((set[at + 2] ?? 0) >>> 12); });
  return Int32Array.from(bucket.keys()).sort((a, b) => keys[a]! - keys[b]! || a - b).map((at) => bucket[at]!);
}

function copies(a: number, b: number, sets: readonly Uint32Array[], byPosition: (text: number) => Uint32Array): boolean {
  const left = sets[a]!;
  const right = sets[b]!;
  const resemblance = resemble(left, right);
  if (resemblance >= RESEMBLANCE || resemblance < SCATTERED_RESEMBLANCE) return resemblance >= RESEMBLANCE;
  return longestPiece(byPosition(a), right) && longestPiece(byPosition(b), left);
}

/** Hashes read of two sets (both counted) after which hardly any pair of resemblance 0.5 has this share of them in common. */
const SKETCH = 96;
const LEAST_SKETCHED = 0.14;

/** |A&B| / |A|B|, or 0 as soon as it cannot reach SCATTERED_RESEMBLANCE. */
function resemble(a: Uint32Array, b: Uint32Array): number {
  const needed = leastCommon(a.length, b.length);
  let i = 0;
  let j = 0;
  let both = 0;
  while (i < a.length && j < b.length) {
    const x = a[i]!;
    const y = b[j]!;
    if (x === y) { both++; i++; j++; } else {
      if (x < y) i++; else j++;
      if (i + j > SKETCH && both < SKETCH * LEAST_SKETCHED || both + Math.min(a.length - i, b.length - j) < needed) return 0;
    }
  }
  return both / (a.length + b.length - both);
}

/** Whether no piece of a text in which every shingle is missing from `set` is longer than an edit. A changed letter spoils the shingles over it. */
function longestPiece(hashes: Uint32Array, set: Uint32Array): boolean {
  const most = Math.max(PIECE, PIECE_SHARE * hashes.length) + 5;
  const last = set.length > 0 ? set[set.length - 1]! : 0;
  let run = 0;
  for (const hash of hashes) {
    // Above the last hash nothing is known of a set that is kept in part.
    if (hash > last) continue;
    if (holds(set, hash)) run = 0; else if (++run > most) return false;
  }
  return true;
}

function holds(set: Uint32Array, hash: number): boolean {
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const value = set[middle]!;
    if (value === hash) return true;
    if (value < hash) low = middle + 1; else high = middle - 1;
  }
  return false;
}
