/** Words of 32 bits for each text: enough to tell posts apart, little beside the sets themselves. */
const WORDS = 16;

/**
 * Each set as bits, at the last bits of its hashes. What is missing from the picture of a set is missing from the set: two texts that only share a footer are
 * told apart in a few words. Says nothing of sets of thousands of hashes, whose pictures are full.
 */
export class Pictures {
  private readonly bits: Int32Array;
  private readonly sizes: Int32Array;

  constructor(sets: readonly Uint32Array[]) {
    this.sizes = Int32Array.from(sets, ({ length }) => length);
    this.bits = new Int32Array(sets.length * WORDS);
    sets.forEach((set, text) => { for (const hash of set) this.bits[text * WORDS + ((hash >>> 5) & (WORDS - 1))]! |= 1 << (hash & 31); });
  }

  /** No more hashes than this stand in both sets. */
  mostCommon(a: number, b: number): number {
    const { bits, sizes } = this;
    let onlyA = 0;
    let onlyB = 0;
    for (let word = 0; word < WORDS; word++) {
      const x = bits[a * WORDS + word]!;
      const y = bits[b * WORDS + word]!;
      onlyA += ones(x & ~y);
      onlyB += ones(y & ~x);
    }
    return Math.min(sizes[a]! - onlyA, sizes[b]! - onlyB);
  }
}

/** How many bits are set. */
function ones(word: number): number {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
