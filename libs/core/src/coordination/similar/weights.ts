/** Surroundings at which a shingle's weight is a half: at least this many, or this share of all groups. */
const HALF_AT = 6;
const HALF_SHARE = 0.004;

/**
 * Weight of a shingle by the number n of different surroundings (groups of near-exact copies) it stands in:
 * 1 / (1 + ((n - 1) / h)^2) with h = max(6, 0.4 % of all groups). One for a shingle of one group, a half at h + 1 groups.
 */
export class SurroundingWeights {
  /** Number of hashes that occur in two texts or more; each has a slot 0..slots-1. Others cannot link anything and weigh one. */
  readonly slots: number;
  private readonly keys: Uint32Array;
  private readonly slot: Int32Array;
  private readonly weight: Float64Array;
  private readonly mask: number;

  constructor(sets: readonly Uint32Array[], group: Int32Array) {
    let total = 0;
    for (const set of sets) total += set.length;
    // A bit a hash on first sight; only hashes met again get a place, which keeps the table small (most shingles occur once).
    const bits = 2 ** Math.max(10, Math.min(31, Math.ceil(Math.log2(total * 8 + 1))));
    const met = new Uint8Array(bits / 8);
    let again = 0;
    for (const set of sets) {
      for (let at = 0; at < set.length; at++) {
        const bit = set[at]! & (bits - 1);
        const mark = 1 << (bit & 7);
        if (met[bit >>> 3]! & mark) again++; else met[bit >>> 3]! |= mark;
      }
    }
    const capacity = 2 ** Math.ceil(Math.log2(again * 2 + 16));
    this.mask = capacity - 1;
    this.keys = new Uint32Array(capacity);
    this.slot = new Int32Array(capacity).fill(-1);
    met.fill(0);
    let slots = 0;
    for (const set of sets) {
      for (let at = 0; at < set.length; at++) {
        const hash = set[at]!;
        const bit = hash & (bits - 1);
        const mark = 1 << (bit & 7);
        if (!(met[bit >>> 3]! & mark)) { met[bit >>> 3]! |= mark; continue; }
        const place = this.place(hash);
        if (this.slot[place] === -1) { this.slot[place] = slots++; this.keys[place] = hash; }
      }
    }
    this.slots = slots;
    // Groups one after another, so that a group other than the last seen is a new one.
    const groups = new Int32Array(slots);
    const last = new Int32Array(slots).fill(-1);
    let count = 0;
    const byGroup = Int32Array.from(group, (_group, at) => at).sort((a, b) => group[a]! - group[b]! || a - b);
    for (const text of byGroup) {
      const mine = group[text]!;
      count = Math.max(count, mine + 1);
      const set = sets[text]!;
      for (let at = 0; at < set.length; at++) {
        const slot = this.slot[this.place(set[at]!)]!;
        if (slot >= 0 && last[slot] !== mine) { last[slot] = mine; groups[slot]!++; }
      }
    }
    const half = Math.max(HALF_AT, HALF_SHARE * count);
    this.weight = Float64Array.from(groups, (n) => 1 / (1 + (Math.max(0, n - 1) / half) ** 2));
  }

  private place(hash: number): number {
    let place = (Math.imul(hash, 0x9e3779b1) >>> 3) & this.mask;
    while (this.slot[place] !== -1 && this.keys[place] !== hash) place = (place + 1) & this.mask;
    return place;
  }

  /** -1 for a hash that occurs in one text only. */
  slotOf(hash: number): number { return this.slot[this.place(hash)]!; }
  of(hash: number): number {
    const slot = this.slot[this.place(hash)]!;
    return slot < 0 ? 1 : this.weight[slot]!;
  }
}
