/** Two texts that mean alike, by the cosine of their vectors; `a < b` are positions in the input. */
export interface MeaningPair { a: number; b: number; cosine: number }

/** Rows of vectors that stay in the processor's cache while they are compared. */
const BLOCK = 64;

/**
 * Pairs whose vectors' cosine is at least `threshold`: paraphrases and translations that share no letters. Every pair is compared: the work grows with the
 * square of the texts. `vectors` have length one and are all equally long; `progress` hears how many rows are done.
 */
export function alikeInMeaning(vectors: readonly Float32Array[], threshold: number, progress: (rows: number) => void = () => {}): MeaningPair[] {
  const count = vectors.length;
  const width = vectors[0]?.length ?? 0;
  const flat = new Float32Array(count * width);
  vectors.forEach((vector, at) => { flat.set(vector, at * width); });
  const pairs: MeaningPair[] = [];
  for (let from = 0; from < count; from += BLOCK) {
    const to = Math.min(count, from + BLOCK);
    for (let b = from; b < count; b++) {
      for (let a = from; a < Math.min(to, b); a++) {
        const cosine = dot(flat, a * width, b * width, width);
        if (cosine >= threshold) pairs.push({ a, b, cosine });
      }
    }
    progress(to);
  }
  return pairs.sort((x, y) => x.a - y.a || x.b - y.b);
}

function dot(flat: Float32Array, a: number, b: number, width: number): number {
  let sum = 0;
  let i = 0;
  for (; i + 3 < width; i += 4) sum += flat[a + i]! * flat[b + i]! + flat[a + i + 1]! * flat[b + i + 1]! + flat[a + i + 2]! * flat[b + i + 2]! + flat[a + i + 3]! * flat[b + i + 3]!;
  for (; i < width; i++) sum += flat[a + i]! * flat[b + i]!;
  return sum;
}
