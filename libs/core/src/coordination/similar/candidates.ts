import { LEVELS } from './shingles.js';
import type { WeightedTexts } from './weights.js';

/** A candidate is worth an exact look from this much below the threshold, since the sample errs. */
const SLACK = 0.25;
/** Entries of the index; above, texts bring a sample of their shingles. */
const ENTRIES = 1_500_000;
/** The least that a text brings, where it has as many. */
const LEAST_ENTRIES = 20;
/** Shingles so common that sharing them says nothing are left out of the search (they still count, little, in the comparison). */
const LEAST_WEIGHT = 0.05;

/** Pairs of the texts in `indexed` (flat: a, b, a, b, ...) whose weight in common, estimated on a sample of shingles, may reach the threshold. */
export function candidates(texts: WeightedTexts, indexed: readonly number[], kept: Uint8Array, threshold: number): number[] {
  let total = 0;
  for (const text of indexed) total += texts.count[text * LEVELS]!;
  let rare = 0;
  while (rare < LEVELS - 1 && total / 2 ** rare > ENTRIES) rare++;
  const levels = indexed.map((text) => { let level = rare; while (level > 0 && texts.count[text * LEVELS + level]! < LEAST_ENTRIES) level--; return Math.max(level, kept[text]!); });

  // slot -> texts, as positions in `indexed`, ascending.
  const starts = new Int32Array(texts.slots + 1);
  const useful = Uint8Array.from(texts.weight, (weight) => Number(weight >= LEAST_WEIGHT));
  for (let at = 0; at < indexed.length; at++) {
    const slots = texts.slotsOf[indexed[at]!]!;
    const to = texts.repeated[indexed[at]! * LEVELS + levels[at]!]!;
    for (let i = 0; i < to; i++) starts[slots[i]! + 1]!++;
  }
  for (let slot = 1; slot <= texts.slots; slot++) starts[slot]! += starts[slot - 1]!;
  const ends = starts.slice(0, texts.slots);
  const postings = new Int32Array(starts[texts.slots]!);

  const found: number[] = [];
  const shared = new Float64Array(indexed.length);
  const touched = new Int32Array(indexed.length);
  for (let at = 0; at < indexed.length; at++) {
    const text = indexed[at]!;
    const slots = texts.slotsOf[text]!;
    const to = texts.repeated[text * LEVELS + levels[at]!]!;
    let count = 0;
    for (let i = 0; i < to; i++) {
      const slot = slots[i]!;
      if (useful[slot] === 0) continue;
      const weight = texts.weight[slot]!;
      const end = ends[slot]!;
      for (let p = starts[slot]!; p < end; p++) {
        const other = postings[p]!;
        if (shared[other] === 0) touched[count++] = other;
        shared[other]! += weight;
      }
      postings[end] = at;
      ends[slot] = end + 1;
    }
    for (let i = 0; i < count; i++) {
      const other = touched[i]!;
      const level = Math.max(levels[at]!, levels[other]!);
      const mass = Math.min(texts.mass[text * LEVELS + level]!, texts.mass[indexed[other]! * LEVELS + level]!);
      if (shared[other]! >= (threshold - SLACK) * mass) found.push(indexed[other]!, text);
      shared[other] = 0;
    }
  }
  return found;
}
