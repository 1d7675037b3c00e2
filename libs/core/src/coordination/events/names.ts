const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;

/** FNV-1a over bytes, mixed. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return mix(hash);
}
export const mix = (hash: number): number => { hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b); return hash ^ (hash >>> 13); };

/**
 * Byte strings to numbers 0, 1, 2, ... in order of first appearance, without making strings: an open-addressed table of
 * [id + 1, hash, offset, length] over the bytes given, so that a look-up is one cache miss.
 */
export class Names {
  count = 0;
  private slots: Int32Array;
  private mask: number;
  private offsets: Int32Array;
  private lengths: Int32Array;

  constructor(readonly bytes: Uint8Array, expected: number) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(64, expected * 2)));
    this.slots = new Int32Array(capacity * 4);
    this.mask = capacity - 1;
    this.offsets = new Int32Array(Math.max(16, expected));
    this.lengths = new Int32Array(Math.max(16, expected));
  }

  /** The number of the name at bytes[from, to). `hash` as `hashBytes` gives it. */
  of(from: number, to: number, hash: number): number {
    const { bytes, slots, mask } = this;
    const length = to - from;
    let place = hash & mask;
    for (;;) {
      const slot = place * 4;
      const id = slots[slot]!;
      if (id === 0) {
        if (this.count * 2 > mask) { this.grow(); return this.of(from, to, hash); }
        const added = this.count++;
        slots[slot] = added + 1;
        slots[slot + 1] = hash;
        slots[slot + 2] = from;
        slots[slot + 3] = length;
        if (added === this.offsets.length) { this.offsets = enlarge(this.offsets); this.lengths = enlarge(this.lengths); }
        this.offsets[added] = from;
        this.lengths[added] = length;
        return added;
      }
      if (slots[slot + 1] === hash && slots[slot + 3] === length) {
        const known = slots[slot + 2]!;
        let at = 0;
        while (at < length && bytes[known + at] === bytes[from + at]) at++;
        if (at === length) return id - 1;
      }
      place = (place + 1) & mask;
    }
  }

  private grow(): void {
    const old = this.slots;
    const capacity = (this.mask + 1) * 2;
    this.slots = new Int32Array(capacity * 4);
    this.mask = capacity - 1;
    for (let slot = 0; slot < old.length; slot += 4) {
      if (old[slot] === 0) continue;
      let place = old[slot + 1]! & this.mask;
      while (this.slots[place * 4] !== 0) place = (place + 1) & this.mask;
      this.slots.set(old.subarray(slot, slot + 4), place * 4);
    }
  }

  from(id: number): number { return this.offsets[id]!; }
  to(id: number): number { return this.offsets[id]! + this.lengths[id]!; }
  text(id: number): string { return decoder.decode(this.bytes.subarray(this.from(id), this.to(id))); }
  /** Byte order. */
  compare(a: number, b: number): number {
    const { bytes } = this;
    const least = Math.min(this.lengths[a]!, this.lengths[b]!);
    for (let at = 0, x = this.offsets[a]!, y = this.offsets[b]!; at < least; at++) { const difference = bytes[x + at]! - bytes[y + at]!; if (difference !== 0) return difference; }
    return this.lengths[a]! - this.lengths[b]!;
  }
  /** Whether the name must stand in quotes in a CSV cell. */
  needsQuotes(id: number): boolean {
    for (let at = this.from(id), to = this.to(id); at < to; at++) { const byte = this.bytes[at]!; if (byte === QUOTE || byte === COMMA || byte === LF || byte === CR) return true; }
    return false;
  }
}

const decoder = new TextDecoder();
export const enlarge = (array: Int32Array): Int32Array<ArrayBuffer> => { const larger = new Int32Array(array.length * 2); larger.set(array); return larger; };
