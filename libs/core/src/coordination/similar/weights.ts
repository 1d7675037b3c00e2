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
  /** For each text the slots of its repeated hashes, the hashes ascending. */
  readonly slotsOf: Int32Array[] = [];
  /** At [text * LEVELS + level], of the hashes below that level's limit: the weight of all, their number, and how many of them are repeated. */
  readonly mass: Float64Array;
  readonly count: Int32Array;
  readonly repeated: Int32Array;

  /** `sets` are used up: what they hold afterwards means nothing. */
  constructor(sets: readonly Uint32Array[], group: Int32Array) {
    let total = 0;
    for (const set of sets) total += set.length;
    this.mass = new Float64Array(sets.length * LEVELS);
    this.count = new Int32Array(sets.length * LEVELS);
    this.repeated = new Int32Array(sets.length * LEVELS);
    sets.forEach((set, text) => { for (let level = 0; level < LEVELS; level++) this.count[text * LEVELS + level] = countBelow(set, levelLimit(level)); });

    // Sets ascend, so all texts are read side by side, one range of hashes after another: the tables of a range stay nearer to the processor, as long as
    // each text has enough in a range to be worth turning to.
    const ranges = 2 ** Math.max(0, Math.min(5, Math.round(Math.log2(total / Math.max(1, sets.length) / 48))));
    const width = 2 ** 32 / ranges;
    const next = new Int32Array(sets.length);
    const kept = new Int32Array(sets.length);
    const numbers = sets.map((set) => new Int32Array(set.length));
    // Groups one after another, so that a group other than the last seen is a new one.
    const byGroup = Int32Array.from(group, (_group, at) => at).sort((a, b) => group[a]! - group[b]! || a - b);
    let groups = new Int32Array(Math.min(total, 1 << 16));
    let last = new Int32Array(groups.length);
    let slots = 0;
    const bits = 2 ** Math.max(10, Math.ceil(Math.log2(total * 8 / ranges + 1)));
    const first = new Uint8Array(bits / 8);
    const second = new Uint8Array(bits / 8);
    let keys = new Uint32Array(1024);
    let slotAt = new Int32Array(1024);
    for (let range = 0; range < ranges; range++) {
      const below = (range + 1) * width;
      // Two bits a hash, for a first and a second sight; only hashes met again get a place, which keeps the table small (most shingles occur once).
      first.fill(0);
      second.fill(0);
      let again = 0;
      for (let text = 0; text < sets.length; text++) {
        const set = sets[text]!;
        for (let at = next[text]!; at < set.length && set[at]! < below; at++) {
          const bit = set[at]! & (bits - 1);
          const mark = 1 << (bit & 7);
          if ((first[bit >>> 3]! & mark) === 0) first[bit >>> 3]! |= mark;
          else { second[bit >>> 3]! |= mark; again++; }
        }
      }
      const capacity = 2 ** Math.ceil(Math.log2(again * 2 + 16));
      if (keys.length < capacity) { keys = new Uint32Array(capacity); slotAt = new Int32Array(capacity); }
      slotAt.fill(-1, 0, capacity);
      if (slots + again > groups.length) { groups = grown(groups, slots + again); last = grown(last, slots + again); }
      for (const text of byGroup) {
        const mine = group[text]!;
        const set = sets[text]!;
        const numbered = numbers[text]!;
        let to = kept[text]!;
        let at = next[text]!;
        for (; at < set.length && set[at]! < below; at++) {
          const hash = set[at]!;
          const bit = hash & (bits - 1);
          if ((second[bit >>> 3]! & (1 << (bit & 7))) === 0) continue;
          let place = (Math.imul(hash, 0x9e3779b1) >>> 3) & (capacity - 1);
          while (slotAt[place] !== -1 && keys[place] !== hash) place = (place + 1) & (capacity - 1);
          let slot = slotAt[place]!;
          if (slot === -1) { slot = slotAt[place] = slots++; keys[place] = hash; groups[slot] = 1; last[slot] = mine; } else if (last[slot] !== mine) { last[slot] = mine; groups[slot]!++; }
          set[to] = hash;
          numbered[to++] = slot;
        }
        next[text] = at;
        kept[text] = to;
      }
    }
    this.slots = slots;
    const half = Math.max(HALF_AT, HALF_SHARE * new Set(group).size);
    this.weight = Float64Array.from({ length: slots }, (_none, slot) => 1 / (1 + ((groups[slot]! - 1) / half) ** 2));

    for (let text = 0; text < sets.length; text++) {
      const hashes = sets[text]!.subarray(0, kept[text]);
      const numbered = this.slotsOf[text] = numbers[text]!.slice(0, kept[text]);
      let mass = 0;
      let at = 0;
      for (let level = LEVELS - 1; level >= 0; level--) {
        const cell = text * LEVELS + level;
        const repeated = countBelow(hashes, levelLimit(level));
        for (; at < repeated; at++) mass += this.weight[numbered[at]!]!;
        this.repeated[cell] = repeated;
        this.mass[cell] = mass + this.count[cell]! - repeated;
      }
    }
  }
}

function grown(array: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, array.length * 2));
  larger.set(array);
  return larger;
}
