import type { SimilarPair } from './pair.js';
import { LEVELS } from './shingles.js';
import type { WeightedTexts } from './weights.js';

/** Unweighted resemblance that needs no rare phrase: boilerplate alone reaches it only when it is over four fifths of both texts. */
const NEARLY_WHOLE = 0.75;
/** Standard errors of a sampled share below the threshold at which the rest is not looked at. */
const ERRORS = 4;

/**
 * Weighted and plain shares of two texts, over the hashes that both sets are kept for (`kept`: level of each). Null where no weight is common, or as
 * soon as a sample shows that containment stays below `threshold` (a threshold of 0 always looks at all).
 */
export function compare(a: number, b: number, texts: WeightedTexts, kept: Uint8Array, threshold: number): SimilarPair | null {
  const left = texts.hashes[a]!;
  const right = texts.hashes[b]!;
  const slots = texts.slotsOf[a]!;
  const { mass, count, weight, repeated } = texts;
  const lowest = Math.max(kept[a]!, kept[b]!);
  let i = 0;
  let j = 0;
  let both = 0;
  let shared = 0;
  for (let level = LEVELS - 1; level >= lowest; level--) {
    const iEnd = repeated[a * LEVELS + level]!;
    const jEnd = repeated[b * LEVELS + level]!;
    while (i < iEnd && j < jEnd) {
      const x = left[i]!;
      const y = right[j]!;
      if (x === y) { both += weight[slots[i]!]!; shared++; i++; j++; } else if (x < y) i++; else j++;
    }
    i = iEnd;
    j = jEnd;
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
