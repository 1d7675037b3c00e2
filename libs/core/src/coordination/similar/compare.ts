import type { SimilarPair } from './pair.js';
import type { Pictures } from './pictures.js';
import { LEVELS } from './shingles.js';
import type { WeightedTexts } from './weights.js';

/** Unweighted resemblance that needs no rare phrase: boilerplate alone reaches it only when it is over four fifths of both texts. */
const NEARLY_WHOLE = 0.75;
/** Standard errors of a sampled share below the threshold at which the rest is not looked at. */
const ERRORS = 4;

/** Compares texts in pairs; quick where pairs with one text in common follow one another. */
export class Comparison {
  /** For each slot the last text that was marked there, plus one. */
  private readonly marks: Int32Array;
  private marked = -1;

  constructor(private readonly texts: WeightedTexts, private readonly kept: Uint8Array, private readonly pictures: Pictures) { this.marks = new Int32Array(texts.slots); }

  /**
   * Weighted and plain shares of two texts, over the hashes that both sets are kept for (`kept`: level of each). Null where no weight is common, or as
   * soon as a sample shows that containment stays below `threshold` (a threshold of 0 always looks at all).
   */
  of(a: number, b: number, threshold: number): SimilarPair | null {
    const { texts: { mass, count, weight, repeated, slotsOf }, kept, marks } = this;
    // Over sets that are kept whole. No pair that shares less than this is one, whatever it weighs.
    if (kept[a] === 0 && kept[b] === 0 && this.pictures.mostCommon(a, b) < Math.min(threshold, NEARLY_WHOLE) * Math.min(count[a * LEVELS]!, count[b * LEVELS]!)) return null;
    if (this.marked !== a && this.marked !== b) { this.marked = b; for (const slot of slotsOf[b]!) marks[slot] = b + 1; }
    const mark = this.marked + 1;
    const other = this.marked === a ? b : a;
    const slots = slotsOf[other]!;
    const lowest = Math.max(kept[a]!, kept[b]!);
    let both = 0;
    let shared = 0;
    let at = 0;
    for (let level = LEVELS - 1; level >= lowest; level--) {
      for (const end = repeated[other * LEVELS + level]!; at < end; at++) {
        const slot = slots[at]!;
        if (marks[slot] === mark) { both += weight[slot]!; shared++; }
      }
      if (level === lowest) break;
      const n = Math.min(count[a * LEVELS + level]!, count[b * LEVELS + level]!);
      if (shared / n + ERRORS / 2 / Math.sqrt(n) < threshold) return null;
      const least = Math.min(mass[a * LEVELS + level]!, mass[b * LEVELS + level]!);
      if (both / least + ERRORS / 2 / Math.sqrt(least) < threshold && shared < NEARLY_WHOLE / 2 * n) return null;
    }
    if (both === 0) return null;
    const x = a * LEVELS + lowest;
    const y = b * LEVELS + lowest;
    const containment = Math.min(1, both / Math.min(mass[x]!, mass[y]!));
    // Two texts made of nothing but common phrases have little weight to agree with: the unweighted share bounds what may be claimed.
    const plain = shared / Math.max(1, Math.min(count[x]!, count[y]!));
    const resemblance = shared / (count[x]! + count[y]! - shared);
    const similarity = Math.min(1, both / (mass[x]! + mass[y]! - both));
    // The other way round, texts that agree nearly whole are copies however common their phrases are.
    if (resemblance >= NEARLY_WHOLE) return { a, b, similarity: Math.max(resemblance, similarity), containment: Math.max(plain, containment) };
    return { a, b, similarity, containment: Math.min(containment, plain) };
  }
}
