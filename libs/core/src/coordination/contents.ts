import type { Events } from './events/events.js';
import { hashBytes } from './events/names.js';

export interface Contents extends Pick<Events, 'rows' | 'bytes' | 'object' | 'contentFrom' | 'contentLength' | 'contentHash'> {
  objects: Pick<Events['objects'], 'count' | 'bytes' | 'starts'>;
  dropItsObject: boolean;
  /** Filled, for each row. */
  number: Int32Array;
}

/** Bits of a filter for each row. */
const BITS = 16;

/**
 * A number for each row's content: that of the first row with the same content id. Most content ids occur once; a filter of bits over their hashes says
 * which may occur twice, and only those are compared. `dropItsObject`: a row whose content id is its object's id, byte for byte, is the thing itself, not a
 * share of it, and gets the complement (`~`) of its number.
 */
export function numberContents({ rows, bytes, object, objects, contentFrom, contentLength, contentHash, dropItsObject, number }: Contents): void {
  const size = 2 ** Math.max(10, Math.ceil(Math.log2(rows * BITS + 1)));
  const seen = new Int32Array(size / 32);
  const twice = new Int32Array(size / 32);
  let doubtful = 0;
  for (let row = 0; row < rows; row++) {
    if (contentLength[row]! < 0) continue;
    const bit = contentHash[row]! & (size - 1);
    if ((seen[bit >>> 5]! & (1 << (bit & 31))) === 0) seen[bit >>> 5]! |= 1 << (bit & 31);
    else { twice[bit >>> 5]! |= 1 << (bit & 31); doubtful++; }
  }
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, doubtful * 4)));
  const table = new Int32Array(capacity);
  for (let row = 0; row < rows; row++) {
    number[row] = row;
    const length = contentLength[row]!;
    const hash = contentHash[row]!;
    const bit = hash & (size - 1);
    if (length < 0 || (twice[bit >>> 5]! & (1 << (bit & 31))) === 0) continue;
    const from = contentFrom[row]!;
    for (let slot = (hash ^ (hash >>> 17)) & (capacity - 1); ; slot = (slot + 1) & (capacity - 1)) {
      const first = table[slot]! - 1;
      if (first < 0) { table[slot] = row + 1; break; }
      if (contentHash[first] !== hash || contentLength[first] !== length || !same(bytes, contentFrom[first]!, bytes, from, length)) continue;
      number[row] = first;
      break;
    }
  }
  if (!dropItsObject) return;
  const hashes = new Int32Array(objects.count);
  for (let thing = 0; thing < hashes.length; thing++) hashes[thing] = hashBytes(objects.bytes, objects.starts[thing]!, objects.starts[thing + 1]!);
  for (let row = 0; row < rows; row++) {
    const thing = object[row]!;
    if (hashes[thing] !== contentHash[row]) continue;
    const length = contentLength[row]!;
    if (length === objects.starts[thing + 1]! - objects.starts[thing]! && same(objects.bytes, objects.starts[thing]!, bytes, contentFrom[row]!, length)) number[row] = ~number[row]!;
  }
}

function same(one: Uint8Array, from: number, other: Uint8Array, otherFrom: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (one[from + at] !== other[otherFrom + at]) return false;
  return true;
}
