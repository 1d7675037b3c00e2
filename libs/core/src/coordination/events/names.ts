import { bytes as sharedBytes, int32s, release } from '../columns.js';

export const FNV_BASIS = 0x811c9dc5;
export const FNV_PRIME = 0x01000193;

/** FNV-1a over bytes, mixed. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = FNV_BASIS;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, FNV_PRIME);
  return mix(hash);
}
export const mix = (hash: number): number => { hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b); return hash ^ (hash >>> 13); };

/** Names of up to this many bytes stand in the table themselves. */
const SHORT = 8;
const FIRST_BYTES = Int32Array.of(0, 0xff, 0xffff, 0xffffff, -1);

/** Where names stand in the bytes that they were found in, and how many bytes each has. */
export interface Places { count: number; offsets: Int32Array; lengths: Int32Array }

/**
 * Byte strings to numbers 0, 1, 2, ... in order of first appearance, without making strings: an open-addressed table of [id + 1, length, two words].
 * The words of a short name are its bytes, so that a look-up is one cache miss; those of a long one are its hash and where it stands.
 */
export class Names {
  count = 0;
  private view: DataView;
  private slots: Int32Array;
  private mask: number;
  private offsets: Int32Array;
  private lengths: Int32Array;
  private touched = 0;

  constructor(private bytes: Uint8Array, expected: number) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(64, expected * 2)));
    this.slots = new Int32Array(capacity * 4);
    this.mask = capacity - 1;
    this.offsets = new Int32Array(Math.max(16, expected));
    this.lengths = new Int32Array(Math.max(16, expected));
  }

  /** The same bytes in a larger place. */
  moveTo(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /**
   * Numbers of many names into out[put ..]: name i is at froms[at + i], lengths[at + i] bytes long, with the hash hashes[at + i]. All their slots are touched
   * first, so that the waits for memory overlap.
   */
  ofMany(froms: Int32Array, lengths: Int32Array, hashes: Int32Array, at: number, count: number, out: Int32Array, put: number): void {
    const { slots, mask } = this;
    let touched = 0;
    for (let i = at; i < at + count; i++) touched ^= slots[(hashes[i]! & mask) * 4]!;
    this.touched = touched;
    for (let i = 0; i < count; i++) out[put + i] = this.of(froms[at + i]!, lengths[at + i]!, hashes[at + i]!);
  }

  /** The number of the name of `length` bytes at `from`. `hash` as `hashBytes` gives it. */
  of(from: number, length: number, hash: number): number {
    const { slots, mask, bytes } = this;
    const short = length <= SHORT;
    const first = short ? this.word(from, length) : hash;
    const second = short ? (length > 4 ? this.word(from + 4, length - 4) : 0) : from;
    let slot = (hash & mask) * 4;
    for (; slots[slot] !== 0; slot = (slot + 4) & (mask * 4 + 3)) {
      if (slots[slot + 1] !== length || slots[slot + 2] !== first) continue;
      const known = slots[slot + 3]!;
      if (short ? known === second : sameBytes(bytes, known, from, length)) return slots[slot]! - 1;
    }
    const added = this.count++;
    slots[slot] = added + 1;
    slots[slot + 1] = length;
    slots[slot + 2] = first;
    slots[slot + 3] = second;
    if (added === this.offsets.length) { this.offsets = enlarge(this.offsets); this.lengths = enlarge(this.lengths); }
    this.offsets[added] = from;
    this.lengths[added] = length;
    if (this.count * 2 > mask) this.grow();
    return added;
  }

  /** Up to four bytes from `from` on as a number, the first lowest. */
  private word(from: number, length: number): number {
    if (from + 4 <= this.bytes.length) return this.view.getInt32(from, true) & FIRST_BYTES[length > 4 ? 4 : length]!;
    let word = 0;
    for (let at = 0; at < length && at < 4; at++) word |= this.bytes[from + at]! << (8 * at);
    return word;
  }

  private grow(): void {
    const old = this.slots;
    const capacity = (this.mask + 1) * 2;
    const slots = new Int32Array(capacity * 4);
    const mask = capacity - 1;
    for (let slot = 0; slot < old.length; slot += 4) {
      if (old[slot] === 0) continue;
      const length = old[slot + 1]!;
      const hash = length <= SHORT ? hashWords(old[slot + 2]!, old[slot + 3]!, length) : old[slot + 2]!;
      let place = (hash & mask) * 4;
      while (slots[place] !== 0) place = (place + 4) & (mask * 4 + 3);
      slots[place] = old[slot]!;
      slots[place + 1] = length;
      slots[place + 2] = old[slot + 2]!;
      slots[place + 3] = old[slot + 3]!;
    }
    this.slots = slots;
    this.mask = mask;
  }

  /** Gives the table back: no more names are taken. */
  close(): void { release(this.slots); }

  /** Where the names found stand, by number. */
  get places(): Places { return { count: this.count, offsets: this.offsets, lengths: this.lengths }; }

  /** The names found, by number. */
  list(): NameList {
    const { count, offsets, lengths, bytes } = this;
    const starts = int32s(count + 1);
    for (let id = 0; id < count; id++) starts[id + 1] = starts[id]! + lengths[id]!;
    const packed = sharedBytes(starts[count]!);
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
  /** A list that came from another thread, which leaves only its fields. */
  static posted({ count, bytes, starts, plain }: NameList): NameList { return new NameList(count, bytes, starts, plain); }
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

/** `hashBytes` of a short name from its words. */
function hashWords(first: number, second: number, length: number): number {
  let hash = FNV_BASIS;
  for (let at = 0; at < length; at++) hash = Math.imul(hash ^ (((at < 4 ? first : second) >>> (8 * (at & 3))) & 0xff), FNV_PRIME);
  return mix(hash);
}

function sameBytes(bytes: Uint8Array, one: number, other: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (bytes[one + at] !== bytes[other + at]) return false;
  return true;
}

const decoder = new TextDecoder();
const enlarge = (array: Int32Array): Int32Array<ArrayBuffer> => { const larger = new Int32Array(array.length * 2); larger.set(array); return larger; };
