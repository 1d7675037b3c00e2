import type { Events } from './events/events.js';
import type { Pairs } from './pairs.js';

/** Of the sharers in a burst, at most this share may be expected without coordination. */
const ORGANIC_SHARE = 0.05;
/** A burst may have this many accounts for each member of the cell in it: a viral moment that two members happened to join is not theirs. */
const ACCOUNTS_PER_MEMBER = 4;
const ROUNDS = 3;

/**
 * Adds accounts to cells by the evidence of single objects. Where two members of a cell share an object within the window, the others who share
 * it around them join, if the object is otherwise silent: its rows outside the burst, spread over its life, must predict at most 5 % of the burst.
 * `cell` is changed in place; returns which accounts were added. Accounts in another cell stay there.
 */
export function grow(events: Events, pairs: Pairs, cell: Int32Array, window: number): Uint8Array {
  const { account, object, time } = events;
  const grown = new Uint8Array(events.accounts.count);
  for (let round = 0; round < ROUNDS; round++) {
    const joins = new Map<number, { cell: number; strength: number }>();
    const seen = new Set<number>();
    for (let at = 0; at < pairs.count; at++) {
      const older = pairs.older[at]!;
      const mine = cell[account[older]!]!;
      if (mine < 0 || mine !== cell[account[pairs.newer[at]!]!]) continue;
      const thing = object[older]!;
      const key = thing * 2 ** 20 + (mine % 2 ** 20);
      if (seen.has(key)) continue;
      seen.add(key);
      for (const burst of burstsOf(events, pairs, thing, cell, mine, window)) {
        for (const who of burst.others) {
          const known = joins.get(who);
          if (known === undefined || burst.members > known.strength || (burst.members === known.strength && mine < known.cell)) joins.set(who, { cell: mine, strength: burst.members });
        }
      }
    }
    if (joins.size === 0) break;
    for (const [who, join] of joins) { cell[who] = join.cell; grown[who] = 1; }
  }
  return grown;

  function burstsOf(_events: Events, all: Pairs, thing: number, cells: Int32Array, mine: number, w: number): { others: number[]; members: number }[] {
    const from = all.starts[thing]!;
    const to = all.starts[thing + 1]!;
    const found: { others: number[]; members: number }[] = [];
    let at = from;
    while (at < to) {
      // A run of members' rows, each at most a window after the last.
      if (cells[account[all.sorted[at]!]!] !== mine) { at++; continue; }
      const begins = time[all.sorted[at]!]!;
      let ends = begins;
      let next = at + 1;
      for (; next < to; next++) {
        const row = all.sorted[next]!;
        if (time[row]! - ends > w) break;
        if (cells[account[row]!] === mine) ends = time[row]!;
      }
      const members = new Set<number>();
      const others = new Set<number>();
      let inside = 0;
      let left = at;
      while (left > from && begins - time[all.sorted[left - 1]!]! <= w) left--;
      let right = left;
      for (; right < to && time[all.sorted[right]!]! - ends <= w; right++) {
        const who = account[all.sorted[right]!]!;
        if (cells[who] === mine) members.add(who); else if (cells[who]! < 0) others.add(who);
        inside++;
      }
      at = Math.max(next, at + 1);
      if (members.size < 2 || others.size === 0) continue;
      const outside = to - from - inside;
      const length = ends - begins + 2 * w;
      const life = Math.max(length, time[all.sorted[to - 1]!]! - time[all.sorted[from]!]! - length);
      const organic = outside * length / life;
      if (organic > ORGANIC_SHARE * (members.size + others.size) || members.size + others.size > ACCOUNTS_PER_MEMBER * members.size) continue;
      found.push({ others: [...others], members: members.size });
    }
    return found;
  }
}
