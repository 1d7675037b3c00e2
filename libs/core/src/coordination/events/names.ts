export const FNV_BASIS = 0x811c9dc5;
export const FNV_PRIME = 0x01000193;

/** FNV-1a over bytes, mixed. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = FNV_BASIS;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, FNV_PRIME);
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

  constructor(public bytes: Uint8Array, expected: number) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(64, expected * 2)));
    this.slots = new Int32Array(capacity * 4);
    this.mask = capacity - 1;
    this.offsets = new Int32Array(Math.max(16, expected));
    this.lengths = new Int32Array(Math.max(16, expected));
  }

  /** The number of the name at bytes[from, to). `hash` as `hashBytes` gives it. */
  of(from: number, to: number, hash: number): number {
    const place = this.place(from, to, hash);
    const { slots } = this;
    const known = slots[place]!;
    if (known !== 0) return known - 1;
    const added = this.count++;
    slots[place] = added + 1;
    slots[place + 1] = hash;
    slots[place + 2] = from;
    slots[place + 3] = to - from;
    if (added === this.offsets.length) { this.offsets = enlarge(this.offsets); this.lengths = enlarge(this.lengths); }
    this.offsets[added] = from;
    this.lengths[added] = to - from;
    if (this.count * 2 > this.mask) this.grow();
    return added;
  }

  /** The number of a name that may not be there: -1 then. */
  find(from: number, to: number, hash: number): number { return this.slots[this.place(from, to, hash)]! - 1; }

  /** The slot that holds the name, or the empty one that it would take. */
  private place(from: number, to: number, hash: number): number {
    const { bytes, slots, mask } = this;
    const length = to - from;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const slot = place * 4;
      if (slots[slot] === 0) return slot;
      if (slots[slot + 1] !== hash || slots[slot + 3] !== length) continue;
      const known = slots[slot + 2]!;
      let at = 0;
      while (at < length && bytes[known + at] === bytes[from + at]) at++;
      if (at === length) return slot;
    }
  }

  private grow(): void {
    const old = this.slots;
    const capacity = (this.mask + 1) * 2;
    const slots = new Int32Array(capacity * 4);
    const mask = capacity - 1;
    for (let slot = 0; slot < old.length; slot += 4) {
      if (old[slot] === 0) continue;
      let place = old[slot + 1]! & mask;
      while (slots[place * 4] !== 0) place = (place + 1) & mask;
      place *= 4;
      slots[place] = old[slot]!;
      slots[place + 1] = old[slot + 1]!;
      slots[place + 2] = old[slot + 2]!;
      slots[place + 3] = old[slot + 3]!;
    }
    this.slots = slots;
    this.mask = mask;
  }

  /** The names found, by number; `of` and `find` go on working. */
  list(): NameList {
    const { count, offsets, lengths, bytes } = this;
    const starts = new Int32Array(count + 1);
    for (let id = 0; id < count; id++) starts[id + 1] = starts[id]! + lengths[id]!;
    const packed = new Uint8Array(starts[count]!);
    let plain = true;
    for (let id = 0, put = 0; id < count; id++) {
      for (let at = offsets[id]!, to = at + lengths[id]!; at < to; at++) {
        const byte = bytes[at]!;
        if (SPECIAL[byte] === 1) plain = false;
        packed[put++] = byte;
      }
    }
    return new NameList(count, packed, starts, plain);
  }
}

/** What cannot stand as it is in a cell of CSV or in XML: controls, quotes, comma, markup, and all beyond ASCII (it may not be UTF-8). */
const SPECIAL = Uint8Array.from({ length: 256 }, (_none, byte) => (byte < 32 || byte > 126 || '",&<>'.includes(String.fromCharCode(byte)) ? 1 : 0));

/** Names by number, close together in bytes of their own: name i is bytes[starts[i] .. starts[i+1]). `plain`: none holds a sign that CSV or XML would write otherwise. */
export class NameList {
  constructor(readonly count: number, readonly bytes: Uint8Array, readonly starts: Int32Array, readonly plain: boolean) {}
  from(id: number): number { return this.starts[id]!; }
  to(id: number): number { return this.starts[id + 1]!; }
  text(id: number): string { return decoder.decode(this.bytes.subarray(this.starts[id], this.starts[id + 1])); }
  /** Byte order. */
  compare(a: number, b: number): number {
    const { bytes, starts } = this;
    let x = starts[a]!;
    let y = starts[b]!;
    const xEnd = starts[a + 1]!;
    const yEnd = starts[b + 1]!;
    for (; x < xEnd && y < yEnd; x++, y++) { const difference = bytes[x]! - bytes[y]!; if (difference !== 0) return difference; }
    return xEnd - x - (yEnd - y);
  }
}

const decoder = new TextDecoder();
export const enlarge = (array: Int32Array): Int32Array<ArrayBuffer> => { const larger = new Int32Array(array.length * 2); larger.set(array); return larger; };
