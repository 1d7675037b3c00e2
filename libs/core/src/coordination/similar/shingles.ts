/**
 * Hashes of the character shingles of a text in comparison form: 32 bits, distinct, ascending. A shingle has LETTERS code units where it
 * begins in a script that writes many sounds a word in few letters (Khmer, Thai, Chinese, ...) and LATIN_LETTERS elsewhere, which makes
 * chance agreement about as rare in both. A text shorter than one shingle is one shingle.
 */
export function shingles(form: string, scratch: Uint32Array = new Uint32Array(form.length)): Uint32Array {
  if (form.length === 0) return new Uint32Array(0);
  if (scratch.length < form.length) scratch = new Uint32Array(form.length);
  let count = 0;
  for (let at = 0; at < form.length; at++) {
    const letters = form.charCodeAt(at) >= 0x0e00 ? LETTERS : LATIN_LETTERS;
    if (at + letters > form.length) {
      if (count > 0) continue;
    }
    const end = Math.min(form.length, at + letters);
    let hash = 0x811c9dc5;
    for (let i = at; i < end; i++) hash = Math.imul(hash ^ form.charCodeAt(i), 0x01000193);
    // Ordered as the hashes are, a prefix of the set is a fair sample: that needs well mixed high bits (murmur3's finaliser).
    hash ^= hash >>> 16;
    hash = Math.imul(hash, 0x85ebca6b);
    hash ^= hash >>> 13;
    hash = Math.imul(hash, 0xc2b2ae35);
    hash ^= hash >>> 16;
    scratch[count++] = hash;
  }
  const sorted = scratch.subarray(0, count).sort();
  let distinct = 0;
  for (let at = 0; at < count; at++) if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[distinct++] = sorted[at]!;
  return sorted.slice(0, distinct);
}

const LETTERS = 4;
const LATIN_LETTERS = 6;

/** Of all 32-bit hashes, those below this are kept at a sampling rate of 1, 1/2, 1/4, ...: prefixes of one another, so that sets of different rates compare. */
export const sampleLimit = (halvings: number): number => 2 ** (32 - halvings);

/** How many values of an ascending array are below `limit`. */
export function countBelow(values: Uint32Array, limit: number, from = 0, to = values.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < limit) low = middle + 1; else high = middle;
  }
  return low - from;
}
