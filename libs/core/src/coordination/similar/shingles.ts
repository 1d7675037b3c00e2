const LETTERS = 4;
const LATIN_LETTERS = 6;

/** Letters of a shingle that begins with this code unit: fewer in scripts that write many sounds in few letters (Khmer, Thai, Chinese, ...). */
const lettersFrom = (unit: number): number => (unit >= 0x0e00 ? LETTERS : LATIN_LETTERS);

/**
 * Hashes (32 bits) of the character shingles of a text in comparison form, by position; returns how many. A shingle has LETTERS code units where it
 * begins in a dense script and LATIN_LETTERS elsewhere, which makes chance agreement about as rare in both. A text shorter than one is one shingle.
 */
export function shinglesByPosition(units: Uint16Array, length: number, into: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < length; at++) {
    const letters = lettersFrom(units[at]!);
    if (at + letters > length && count > 0) continue;
    const end = at + letters > length ? length : at + letters;
    let hash = 0x811c9dc5;
    for (let i = at; i < end; i++) hash = Math.imul(hash ^ units[i]!, 0x01000193);
    // Ordered as the hashes are, a prefix of the set is a fair sample: that needs well mixed high bits (murmur3's finaliser).
    hash ^= hash >>> 16;
    hash = Math.imul(hash, 0x85ebca6b);
    hash ^= hash >>> 13;
    hash = Math.imul(hash, 0xc2b2ae35);
    into[count++] = hash ^ (hash >>> 16);
  }
  return count;
}

/** The distinct hashes of `shinglesByPosition`, ascending, below `limit`. `scratch` holds at least `length` values. */
export function shingles(units: Uint16Array, length: number, scratch: Uint32Array, limit = 2 ** 32): Uint32Array {
  let count = shinglesByPosition(units, length, scratch);
  if (limit < 2 ** 32) { let kept = 0; for (let at = 0; at < count; at++) if (scratch[at]! < limit) scratch[kept++] = scratch[at]!; count = kept; }
  const sorted = scratch.subarray(0, count).sort();
  let distinct = 0;
  for (let at = 0; at < count; at++) if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[distinct++] = sorted[at]!;
  return sorted.slice(0, distinct);
}

/** Rates at which a set may be kept: 1, 1/2, 1/4, 1/8 of all hashes, prefixes of one another, so that sets of different rates compare. */
export const LEVELS = 4;
export const levelLimit = (level: number): number => 2 ** (32 - level);

/** How many values of an ascending array are below `limit`. */
export function countBelow(values: Uint32Array, limit: number): number {
  if (limit >= 2 ** 32) return values.length;
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < limit) low = middle + 1; else high = middle;
  }
  return low;
}
