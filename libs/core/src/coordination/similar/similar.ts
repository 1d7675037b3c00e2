import { candidates } from './candidates.js';
import { clustersOf } from './clusters.js';
import { Comparison } from './compare.js';
import { FormUnits } from './comparison-form.js';
import type { SimilarPair } from './pair.js';
import { Pictures } from './pictures.js';
import { countBelow, LEVELS, levelLimit, shingles, shinglesByPosition } from './shingles.js';
import { surroundings } from './surroundings.js';
import { WeightedTexts } from './weights.js';

export interface SimilarTexts {
  pairs: SimilarPair[];
  /** For each text the number of its cluster, or -1 where it resembles no other. Numbered by first member. */
  cluster: Int32Array;
  clusters: number;
}
export interface SimilarOptions {
  /** Least share of the smaller text's weight found in the other. */
  containment?: number;
  /** Pairs are listed in full within a group of near-exact copies up to this size; beyond, each copy is paired with the group's first. */
  fullPairsUpTo?: number;
}

/** A text this short must agree nearly whole: half of three words is no evidence. */
const LEAST_SHINGLES = 24;

/**
 * Near-duplicate texts: copies with edits, truncated copies, and quotes, in any script, without words.
 * Shingles are weighted by how many *different surroundings* they occur in, counted over groups of copies: boilerplate under otherwise different
 * texts weighs little, a campaign of hundreds of copies keeps its weight. Pure; the same texts in another order give the same clusters up to
 * numbering. Mathematics and limits: docs/methodology.md.
 */
export function findSimilar(texts: readonly string[], options: SimilarOptions = {}): SimilarTexts {
  const threshold = options.containment ?? 0.65;
  const fullPairsUpTo = options.fullPairsUpTo ?? 512;

  // 1. Texts that are equal in comparison form are one.
  const { uniqueOf, firstOf, sets, size, kept, byPosition } = uniqueTexts(texts);
  const n = sets.length;

  // 2. Copies are one surrounding; shingles weigh by the number of surroundings.
  const pictures = new Pictures(sets);
  const { group, joined } = surroundings(sets, pictures, (unique) => byPosition(texts[firstOf[unique]!]!));
  const weighted = new WeightedTexts(sets, group);
  sets.length = 0;

  // 3. Candidates that share weight, from an index of a few texts a group; then exact sums.
  const seen = new Set<number>();
  const comparison = new Comparison(weighted, kept, pictures);
  const uniquePairs: SimilarPair[] = [];
  const consider = (a: number, b: number, least = threshold): boolean => {
    if (a > b) [a, b] = [b, a];
    const key = a * n + b;
    if (seen.has(key)) return false;
    const pair = comparison.of(a, b, least);
    if (pair === null || pair.containment < least) return false;
    if (least > 0 && Math.min(size[a]!, size[b]!) < LEAST_SHINGLES && pair.similarity < 0.8) return false;
    seen.add(key);
    uniquePairs.push(pair);
    return true;
  };
  // What holds a group together is a pair, whatever its phrases weigh.
  for (let at = 0; at < joined.length; at += 2) consider(joined[at]!, joined[at + 1]!, 0);
  const groupMembers = membersOf(group);
  for (const members of groupMembers) {
    if (members.length < 2) continue;
    if (members.length <= fullPairsUpTo) for (let i = 1; i < members.length; i++) for (let j = 0; j < i; j++) consider(members[j]!, members[i]!);
    else for (let i = 1; i < members.length; i++) consider(members[0]!, members[i]!);
  }
  const linked = candidates(weighted, representatives(size, group), kept, threshold);
  for (let at = 0; at < linked.length; at += 2) {
    const a = linked[at]!;
    const b = linked[at + 1]!;
    if (group[a] === group[b] || !consider(a, b)) continue;
    // What holds for one text of a group is asked of all: that is how copies of copies are found without comparing everything.
    const left = groupMembers[group[a]!]!;
    const right = groupMembers[group[b]!]!;
    if (left.length * right.length <= fullPairsUpTo * 4) for (const x of left) for (const y of right) consider(x, y);
    else { for (const x of left) consider(x, b); for (const y of right) consider(a, y); }
  }

  // 4. Clusters over the unique texts, then back to all texts.
  const uniqueCluster = clustersOf(n, uniquePairs, size);
  return spread(texts.length, uniqueOf, uniquePairs, uniqueCluster, fullPairsUpTo);
}

/** Distinct shingles kept in memory; above, the sets are sampled (1/2, 1/4, 1/8). */
const KEPT = 24_000_000;
/** Texts with fewer distinct shingles than this are always kept whole. */
const SHORT = 96;

interface UniqueTexts {
  /** Number of each text's form, -1 where it has no letter; and the first text of each form. */
  uniqueOf: Int32Array;
  firstOf: number[];
  sets: Uint32Array[];
  /** Distinct shingles of each form before sampling, and the level at which its set is kept. */
  size: Int32Array;
  kept: Uint8Array;
  byPosition: (text: string) => Uint32Array;
}

/** Forms in an order of their own (by a hash of their content), so that nothing after this depends on the order of the texts. */
function uniqueTexts(texts: readonly string[]): UniqueTexts {
  const form = new FormUnits();
  let scratch = new Uint32Array(1 << 14);
  const byForm = new Map<number, number>();
  const met = new Int32Array(texts.length).fill(-1);
  const found: { key: number; first: number; set: Uint32Array; size: number; level: number }[] = [];
  let total = 0;
  let halvings = 0;
  for (let at = 0; at < texts.length; at++) {
    const length = form.fill(texts[at]!);
    if (length === 0) continue;
    const key = form.key(length);
    let unique = byForm.get(key);
    if (unique === undefined) {
      unique = found.length;
      byForm.set(key, unique);
      if (scratch.length < length) scratch = new Uint32Array(length * 2);
      const set = shingles(form.units, length, scratch);
      const entry = { key, first: at, set, size: set.length, level: 0 };
      cut(entry, halvings);
      found.push(entry);
      total += entry.set.length;
      // Memory stays bounded: when too many are kept, all sets give up half of theirs, as far as they can spare it.
      while (total > KEPT && halvings < LEVELS - 1) {
        halvings++;
        total = 0;
        for (const each of found) { cut(each, halvings); total += each.set.length; }
      }
    }
    met[at] = unique;
  }
  const order = Array.from(found.keys()).sort((a, b) => found[a]!.key - found[b]!.key);
  const rank = new Int32Array(found.length);
  order.forEach((unique, at) => { rank[unique] = at; });
  const byPosition = (text: string): Uint32Array => {
    const length = form.fill(text);
    if (scratch.length < length) scratch = new Uint32Array(length * 2);
    return scratch.slice(0, shinglesByPosition(form.units, length, scratch));
  };
  return {
    uniqueOf: met.map((unique) => (unique < 0 ? -1 : rank[unique]!)),
    firstOf: order.map((unique) => found[unique]!.first),
    sets: order.map((unique) => found[unique]!.set),
    size: Int32Array.from(order, (unique) => found[unique]!.size),
    kept: Uint8Array.from(order, (unique) => found[unique]!.level),
    byPosition,
  };
}

function cut(entry: { set: Uint32Array; size: number; level: number }, halvings: number): void {
  let level = entry.level;
  while (level < halvings && entry.size / 2 ** (level + 1) >= SHORT) level++;
  if (level === entry.level) return;
  entry.level = level;
  entry.set = entry.set.slice(0, countBelow(entry.set, levelLimit(level)));
}

function membersOf(group: Int32Array): number[][] {
  const members: number[][] = [];
  group.forEach((number, at) => { (members[number] ??= []).push(at); });
  return members;
}

/** At most three of each group: the shortest, the longest and the first. */
function representatives(size: Int32Array, group: Int32Array): number[] {
  const first = new Map<number, { first: number; short: number; long: number }>();
  for (let at = 0; at < group.length; at++) {
    const known = first.get(group[at]!);
    if (known === undefined) { first.set(group[at]!, { first: at, short: at, long: at }); continue; }
    if (size[at]! < size[known.short]!) known.short = at;
    if (size[at]! > size[known.long]!) known.long = at;
  }
  const chosen = new Set<number>();
  for (const { first: one, short, long } of first.values()) { chosen.add(one); chosen.add(short); chosen.add(long); }
  return [...chosen].sort((a, b) => a - b);
}

function spread(count: number, uniqueOf: Int32Array, uniquePairs: SimilarPair[], uniqueCluster: Int32Array, fullPairsUpTo: number): SimilarTexts {
  const copies: number[][] = [];
  uniqueOf.forEach((unique, at) => { if (unique >= 0) (copies[unique] ??= []).push(at); });
  const pairs: SimilarPair[] = [];
  const add = (a: number, b: number, similarity: number, containment: number) => { pairs.push(a < b ? { a, b, similarity, containment } : { a: b, b: a, similarity, containment }); };
  for (const list of copies) {
    if (list.length <= fullPairsUpTo) for (let i = 1; i < list.length; i++) for (let j = 0; j < i; j++) add(list[j]!, list[i]!, 1, 1);
    else for (let i = 1; i < list.length; i++) add(list[0]!, list[i]!, 1, 1);
  }
  for (const { a, b, similarity, containment } of uniquePairs) {
    const left = copies[a]!;
    const right = copies[b]!;
    if (left.length * right.length <= fullPairsUpTo * 4) for (const x of left) for (const y of right) add(x, y, similarity, containment);
    else { for (const x of left) add(x, right[0]!, similarity, containment); for (const y of right.slice(1)) add(left[0]!, y, similarity, containment); }
  }
  pairs.sort((x, y) => x.a - y.a || x.b - y.b);
  const cluster = new Int32Array(count).fill(-1);
  const sizes = new Map<number, number>();
  uniqueOf.forEach((unique) => { if (unique >= 0) sizes.set(uniqueCluster[unique]!, (sizes.get(uniqueCluster[unique]!) ?? 0) + 1); });
  const numbers = new Map<number, number>();
  uniqueOf.forEach((unique, at) => {
    if (unique < 0 || sizes.get(uniqueCluster[unique]!)! < 2) return;
    const root = uniqueCluster[unique]!;
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    cluster[at] = numbers.get(root)!;
  });
  return { pairs, cluster, clusters: numbers.size };
}
