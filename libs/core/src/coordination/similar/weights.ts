import { countBelow, LEVELS, levelLimit } from './shingles.js';

/** Surroundings at which a shingle's weight is a half: at least this many, or this share of all groups. */
const HALF_AT = 6;
const HALF_SHARE = 0.004;

/**
 * Texts as they are compared. The weight of a shingle follows from the number n of different surroundings (groups of copies) it stands in:
 * 1 / (1 + ((n - 1) / h)^2) with h = max(6, 0.4 % of all groups): one for a shingle of one group, a half at h + 1 groups.
 * Only shingles that stand in two texts or more can link anything: those alone are kept, the others count in `mass` and `count`.
 */
export class WeightedTexts {
  /** Shingles that stand in several texts are numbered 0..slots-1. */
  readonly slots: number;
  readonly weight: Float64Array;
  /** For each text its repeated hashes, ascending, and beside them their slots. */
  readonly hashes: Uint32Array[] = [];
  readonly slotsOf: Int32Array[] = [];
  /** At [text * LEVELS + level], of the hashes below that level's limit: the weight of all, their number, and how many of them are repeated. */
  readonly mass: Float64Array;
  readonly count: Int32Array;
  readonly repeated: Int32Array;

  constructor(sets: readonly Uint32Array[], group: Int32Array) {
    let total = 0;
    for (const set of sets) total += set.length;
    // Two bits a hash, for a first and a second sight; only hashes met again get a place, which keeps the table small (most shingles occur once).
    const bits = 2 ** Math.max(10, Math.min(31, Math.ceil(Math.log2(total * 8 + 1))));
    const first = new Uint8Array(bits / 8);
    const second = new Uint8Array(bits / 8);
    let again = 0;
    for (const set of sets) {
      for (let at = 0; at < set.length; at++) {
        const bit = set[at]! & (bits - 1);
        const mark = 1 << (bit & 7);
        if ((first[bit >>> 3]! & mark) === 0) first[bit >>> 3]! |= mark;
        else { second[bit >>> 3]! |= mark; again++; }
      }
    }
    const capacity = 2 ** Math.ceil(Math.log2(again * 2 + 16));
    const mask = capacity - 1;
    const keys = new Uint32Array(capacity);
    const slotAt = new Int32Array(capacity).fill(-1);
    const groups: number[] = [];
    const last: number[] = [];
    let groupCount = 0;
    let slots = 0;
    // Groups one after another, so that a group other than the last seen is a new one.
    const byGroup = Int32Array.from(group, (_group, at) => at).sort((a, b) => group[a]! - group[b]! || a - b);
    for (const text of byGroup) {
      const mine = group[text]!;
      groupCount = Math.max(groupCount, mine + 1);
      const set = sets[text]!;
      const hashes = new Uint32Array(set.length);
      const numbers = new Int32Array(set.length);
      let kept = 0;
      for (let at = 0; at < set.length; at++) {
        const hash = set[at]!;
        const bit = hash & (bits - 1);
        if ((second[bit >>> 3]! & (1 << (bit & 7))) === 0) continue;
        let place = (Math.imul(hash, 0x9e3779b1) >>> 3) & mask;
        while (slotAt[place] !== -1 && keys[place] !== hash) place = (place + 1) & mask;
        let slot = slotAt[place]!;
        if (slot === -1) { slot = slotAt[place] = slots++; keys[place] = hash; groups.push(1); last.push(mine); } else if (last[slot] !== mine) { last[slot] = mine; groups[slot]!++; }
        hashes[kept] = hash;
        numbers[kept++] = slot;
      }
      this.hashes[text] = hashes.slice(0, kept);
      this.slotsOf[text] = numbers.slice(0, kept);
    }
    this.slots = slots;
    const half = Math.max(HALF_AT, HALF_SHARE * groupCount);
    this.weight = Float64Array.from(groups, (n) => 1 / (1 + ((n - 1) / half) ** 2));

    this.mass = new Float64Array(sets.length * LEVELS);
    this.count = new Int32Array(sets.length * LEVELS);
    this.repeated = new Int32Array(sets.length * LEVELS);
    for (let text = 0; text < sets.length; text++) {
      const numbers = this.slotsOf[text]!;
      let mass = 0;
      let at = 0;
      for (let level = LEVELS - 1; level >= 0; level--) {
        const cell = text * LEVELS + level;
        const repeated = countBelow(this.hashes[text]!, levelLimit(level));
        for (; at < repeated; at++) mass += this.weight[numbers[at]!]!;
        this.count[cell] = countBelow(sets[text]!, levelLimit(level));
        this.repeated[cell] = repeated;
        this.mass[cell] = mass + this.count[cell] - repeated;
      }
    }
  }
}
