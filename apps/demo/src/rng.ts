import { seeded } from '#core/accounts/statistics.js';

/** A seeded source of chance. The same seed gives the same sequence on every machine; nothing else in the demo country is left to chance. */
export interface Rng {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** `count` different members in random order. */
  sample<T>(list: readonly T[], count: number): T[];
  /** An independent sequence named by `label`: what one part of the country draws does not move another part. */
  fork(label: string): Rng;
}

/** FNV-1a over UTF-16 code units, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** Seeded by the hash of `seed`. */
export function createRng(seed: string): Rng {
  const next = seeded(hash(seed));
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const chosen = list[int(0, list.length - 1)];
      if (chosen === undefined) throw new RangeError('nothing to pick from');
      return chosen;
    },
    sample: (list, count) => {
      const rest = [...list];
      return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(int(0, rest.length - 1), 1)[0]!);
    },
    fork: (label) => createRng(`${seed}/${label}`),
  };
}
