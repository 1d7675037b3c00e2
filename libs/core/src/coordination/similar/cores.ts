import type { Union } from '../union.js';

/** Copies that make a group large enough to have a core. */
const LARGE = 12;
/** Share of the members that hold a shingle of the core. */
const CORE = 1 / 3;
/** Least share of a copy in the core, and of the core in a copy: the copies of a text are each closer to what they have in common than to one another. */
const COVERED = 0.6;
/** Smallest hashes of a text looked up, and how many must stand in one core before the whole is counted. */
const SMALLEST = 8;
const LEAST_MET = 3;

/**
 * Joins texts to large groups whose core (what a third of the members share) they copy, where no single member was near enough to be found.
 * Adds the pairs (first member of the group, text) to `joined`.
 */
export function joinCores(sets: readonly Uint32Array[], union: Union, joined: number[]): void {
  const members = new Map<number, number[]>();
  for (let text = 0; text < sets.length; text++) { const root = union.root(text); const list = members.get(root); if (list) list.push(text); else members.set(root, [text]); }
  const cores: { root: number; hashes: Set<number> }[] = [];
  const coresOf = new Map<number, number[]>();
  for (const [root, list] of [...members].filter(([, { length }]) => length >= LARGE).sort(([a, x], [b, y]) => y.length - x.length || a - b)) {
    const counts = new Map<number, number>();
    for (const text of list) for (const hash of sets[text]!) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    const hashes = new Set<number>();
    for (const [hash, count] of counts) if (count >= CORE * list.length) hashes.add(hash);
    for (const hash of hashes) { const known = coresOf.get(hash); if (known) known.push(cores.length); else coresOf.set(hash, [cores.length]); }
    cores.push({ root, hashes });
  }
  if (cores.length === 0) return;
  for (let text = 0; text < sets.length; text++) {
    const set = sets[text]!;
    const met = new Map<number, number>();
    for (let at = 0; at < Math.min(SMALLEST, set.length); at++) for (const core of coresOf.get(set[at]!) ?? []) met.set(core, (met.get(core) ?? 0) + 1);
    for (const [core, times] of [...met].sort(([a], [b]) => a - b)) {
      if (times < LEAST_MET || union.root(cores[core]!.root) === union.root(text)) continue;
      const { root, hashes } = cores[core]!;
      let both = 0;
      for (const hash of set) if (hashes.has(hash)) both++;
      if (both < COVERED * Math.max(set.length, hashes.size)) continue;
      union.join(root, text);
      joined.push(root, text);
    }
  }
}
