import { comparisonForm } from './comparison-form.js';
import { clustersOf } from './clusters.js';
import { nearExactGroups } from './near-exact.js';
import type { SimilarPair } from './pair.js';
import { countBelow, sampleLimit, shingles } from './shingles.js';
import { SurroundingWeights } from './weights.js';

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

/** A candidate is worth an exact look from this much below the threshold, since the sample errs. */
const SLACK = 0.25;
/** Distinct shingles kept in memory; above, the sets are sampled (1/2, 1/4, 1/8). */
const KEPT = 24_000_000;
/** Texts with fewer distinct shingles than this are always kept whole. */
const SHORT = 96;

/**
 * Near-duplicate texts: copies with edits, truncated copies, and quotes, in any script, without words.
 * Shingles are weighted by how many *different surroundings* they occur in, counted over groups of near-exact copies: boilerplate under
 * otherwise different texts weighs little, a campaign of hundreds of copies keeps its weight. Pure; the same texts in another order give
 * the same clusters up to numbering. Mathematics and limits: docs/methodology.md.
 */
export function findSimilar(texts: readonly string[], options: SimilarOptions = {}): SimilarTexts {
  const threshold = options.containment ?? 0.65;
  const fullPairsUpTo = options.fullPairsUpTo ?? 512;

  // 1. Texts that are equal in comparison form are one.
  const forms = new Map<string, number>();
  const uniqueOf = new Int32Array(texts.length).fill(-1);
  const sets: Uint32Array[] = [];
  const lengths: number[] = [];
  const scratch = new Uint32Array(1 << 16);
  for (let at = 0; at < texts.length; at++) {
    const form = comparisonForm(texts[at]!);
    if (form.length === 0) continue;
    let unique = forms.get(form);
    if (unique === undefined) {
      unique = sets.length;
      forms.set(form, unique);
      sets.push(shingles(form, scratch));
      lengths.push(form.length);
    }
    uniqueOf[at] = unique;
  }
  forms.clear();
  const size = Int32Array.from(sets, (set) => set.length);
  const limit = sample(sets);

  // 2. Near-exact copies are one surrounding.
  const group = nearExactGroups(sets);
  const weights = new SurroundingWeights(sets, group);

  // 3. Candidates that share weight, from an index of a few texts a group; then exact sums.
  const linked = candidates(sets, limit, group, weights, threshold);
  const groupMembers = membersOf(group);
  const seen = new Set<number>();
  const uniquePairs: SimilarPair[] = [];
  const n = sets.length;
  const consider = (a: number, b: number): SimilarPair | null => {
    if (a > b) [a, b] = [b, a];
    const key = a * n + b;
    if (seen.has(key)) return null;
    seen.add(key);
    const pair = compare(a, b, sets, limit, weights);
    if (pair === null || pair.containment < threshold) return null;
    if (Math.min(size[a]!, size[b]!) < LEAST_SHINGLES && pair.similarity < 0.8) return null;
    uniquePairs.push(pair);
    return pair;
  };
  for (const members of groupMembers) {
    if (members.length < 2) continue;
    if (members.length <= fullPairsUpTo) for (let i = 1; i < members.length; i++) for (let j = 0; j < i; j++) consider(members[j]!, members[i]!);
    else for (let i = 1; i < members.length; i++) consider(members[0]!, members[i]!);
  }
  for (let at = 0; at < linked.length; at += 2) {
    const a = linked[at]!;
    const b = linked[at + 1]!;
    if (consider(a, b) === null) continue;
    // What holds for one text of a group is asked of all: that is how copies of copies are found without comparing everything.
    const left = groupMembers[group[a]!]!;
    const right = groupMembers[group[b]!]!;
    if (group[a] !== group[b] && left.length * right.length <= fullPairsUpTo * 4) for (const x of left) for (const y of right) consider(x, y);
    else if (group[a] !== group[b]) { for (const x of left) consider(x, b); for (const y of right) consider(a, y); }
  }

  // 4. Clusters over the unique texts, then back to all texts.
  const uniqueCluster = clustersOf(n, uniquePairs, size);
  return spread(texts.length, uniqueOf, uniquePairs, uniqueCluster, fullPairsUpTo);
}

/** Unweighted resemblance that needs no rare phrase: boilerplate alone reaches it only when it is over four fifths of both texts. */
const NEARLY_WHOLE = 0.75;
/** A text this short must agree nearly whole: half of three words is no evidence. */
const LEAST_SHINGLES = 24;

/** Cuts large sets to a prefix when all together are too many; returns each set's hash limit. */
function sample(sets: Uint32Array[]): Float64Array {
  const limit = new Float64Array(sets.length).fill(2 ** 32);
  let total = 0;
  for (const set of sets) total += set.length;
  let halvings = 0;
  while (halvings < 3 && total / 2 ** halvings > KEPT) halvings++;
  if (halvings === 0) return limit;
  sets.forEach((set, at) => {
    let mine = 0;
    while (mine < halvings && set.length / 2 ** (mine + 1) >= SHORT) mine++;
    if (mine === 0) return;
    limit[at] = sampleLimit(mine);
    sets[at] = set.slice(0, countBelow(set, limit[at]));
  });
  return limit;
}

function membersOf(group: Int32Array): number[][] {
  const members: number[][] = [];
  group.forEach((number, at) => { (members[number] ??= []).push(at); });
  return members;
}

/** Weighted sums over the hashes below both limits. Null where the texts have no weight in common. */
function compare(a: number, b: number, sets: Uint32Array[], limit: Float64Array, weights: SurroundingWeights): SimilarPair | null {
  const left = sets[a]!;
  const right = sets[b]!;
  const below = Math.min(limit[a]!, limit[b]!);
  let i = 0;
  let j = 0;
  let onlyLeft = 0;
  let onlyRight = 0;
  let both = 0;
  let all = 0;
  let shared = 0;
  while (true) {
    const x = i < left.length ? left[i]! : 2 ** 32;
    const y = j < right.length ? right[j]! : 2 ** 32;
    if (Math.min(x, y) >= below) break;
    all++;
    if (x === y) { both += weights.of(x); shared++; i++; j++; } else if (x < y) { onlyLeft += weights.of(x); i++; } else { onlyRight += weights.of(y); j++; }
  }
  if (both === 0 || all === 0) return null;
  // Two texts made of nothing but common phrases have little weight to agree with: the unweighted share bounds what may be claimed.
  const containment = both / (both + Math.min(onlyLeft, onlyRight));
  const plain = shared / Math.max(1, Math.min(i, j));
  const resemblance = shared / all;
  // The other way round, texts that agree nearly whole are copies however common their phrases are.
  if (resemblance >= NEARLY_WHOLE) return { a, b, similarity: Math.max(resemblance, both / (both + onlyLeft + onlyRight)), containment: Math.max(plain, containment) };
  return { a, b, similarity: both / (both + onlyLeft + onlyRight), containment: Math.min(containment, plain) };
}

/** Pairs (flat: a, b, a, b, ...) whose weight in common, estimated on the sampling index, may reach the threshold. */
function candidates(sets: Uint32Array[], limit: Float64Array, group: Int32Array, weights: SurroundingWeights, threshold: number): number[] {
  const indexed = representatives(sets, group);
  // Entries (hash, text) of the index, at a rate that keeps the index small; texts too short for it bring all they have.
  let total = 0;
  for (const at of indexed) total += sets[at]!.length;
  let halvings = 0;
  while (halvings < 3 && total / 2 ** halvings > 1_500_000) halvings++;
  const rates = indexed.map((at) => { let mine = halvings; while (mine > 0 && sets[at]!.length / 2 ** mine < 20) mine--; return Math.min(sampleLimit(mine), limit[at]!); });
  const postings = new Postings(indexed.map((at, k) => sets[at]!.subarray(0, countBelow(sets[at]!, rates[k]!))), weights);
  const found: number[] = [];
  const shared = new Float64Array(indexed.length);
  const touched: number[] = [];
  const massAt = indexed.map((at) => [0, 1, 2, 3].map((h) => massBelow(sets[at]!, sampleLimit(h), weights)));
  for (let k = 0; k < indexed.length; k++) {
    const set = sets[indexed[k]!]!;
    const to = countBelow(set, rates[k]!);
    for (let i = 0; i < to; i++) {
      const hash = set[i]!;
      const weight = weights.of(hash);
      if (weight < LEAST_WEIGHT) continue;
      const list = postings.of(hash);
      if (list === null) continue;
      for (let p = list.from; p < list.to; p++) {
        const other = postings.texts[p]!;
        if (other >= k) break;
        if (shared[other] === 0) touched.push(other);
        shared[other]! += weight;
      }
    }
    for (const other of touched) {
      const level = Math.round(32 - Math.log2(Math.min(rates[k]!, rates[other]!)));
      const mass = Math.min(massAt[k]![level]!, massAt[other]![level]!);
      if (shared[other]! >= (threshold - SLACK) * mass) found.push(indexed[other]!, indexed[k]!);
      shared[other] = 0;
    }
    touched.length = 0;
  }
  return found;
}

/** Shingles so common that sharing them says nothing are left out of the search (they still count, little, in the comparison). */
const LEAST_WEIGHT = 0.02;

function massBelow(set: Uint32Array, below: number, weights: SurroundingWeights): number {
  let mass = 0;
  for (let at = 0; at < set.length && set[at]! < below; at++) mass += weights.of(set[at]!);
  return mass;
}

/** At most three of each group: the shortest, the longest and the first. */
function representatives(sets: Uint32Array[], group: Int32Array): number[] {
  const first = new Map<number, { first: number; short: number; long: number }>();
  for (let at = 0; at < group.length; at++) {
    const known = first.get(group[at]!);
    if (known === undefined) { first.set(group[at]!, { first: at, short: at, long: at }); continue; }
    if (sets[at]!.length < sets[known.short]!.length) known.short = at;
    if (sets[at]!.length > sets[known.long]!.length) known.long = at;
  }
  const chosen = new Set<number>();
  for (const { first: one, short, long } of first.values()) { chosen.add(one); chosen.add(short); chosen.add(long); }
  return [...chosen].sort((a, b) => a - b);
}

/** hash → texts (ascending), by an open-addressed table over hashes that occur twice or more and weigh enough. */
class Postings {
  readonly texts: Int32Array;
  private readonly starts: Int32Array;
  private readonly weights: SurroundingWeights;
  constructor(sets: Uint32Array[], weights: SurroundingWeights) {
    this.weights = weights;
    const counts = new Int32Array(weights.slots + 1);
    for (const set of sets) for (const hash of set) { const slot = weights.slotOf(hash); if (slot >= 0) counts[slot + 1]!++; }
    for (let at = 1; at < counts.length; at++) counts[at]! += counts[at - 1]!;
    this.starts = counts;
    const next = counts.slice();
    this.texts = new Int32Array(counts[weights.slots]!);
    sets.forEach((set, text) => { for (const hash of set) { const slot = weights.slotOf(hash); if (slot >= 0) this.texts[next[slot]!++] = text; } });
  }
  of(hash: number): { from: number; to: number } | null {
    const slot = this.weights.slotOf(hash);
    return slot < 0 ? null : { from: this.starts[slot]!, to: this.starts[slot + 1]! };
  }
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
