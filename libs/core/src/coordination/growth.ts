import type { Events } from './events/events.js';
import type { Pairs } from './pairs.js';

/** Of the sharers in a burst, at most this share may be expected without coordination. */
const ORGANIC_SHARE = 0.05;
/** A burst may have this many accounts for each member of the cell in it: a viral moment that two members happened to join is not theirs. */
const ACCOUNTS_PER_MEMBER = 4;
const ROUNDS = 3;

interface Joins { cell: Int32Array; strength: Int32Array; who: number[] }

/**
 * Adds accounts to cells by the evidence of single objects. Where two members of a cell share an object within the window, the others who share
 * it around them join, if the object is otherwise silent: its rows outside the burst, spread over its life, must predict at most 5 % of the burst.
 * `cell` is changed in place; returns which accounts were added. Accounts in another cell stay there.
 */
export function grow(events: Events, pairs: Pairs, cells: { cell: Int32Array; count: number }, window: number): Uint8Array {
  const { account, object } = events;
  const { cell, count } = cells;
  const grown = new Uint8Array(events.accounts.count);
  if (count === 0) return grown;
  // Pairs come object by object: the last object that a cell was looked at for tells whether it was looked at for this one.
  const lookedAt = new Int32Array(count);
  const joins: Joins = { cell: new Int32Array(cell.length), strength: new Int32Array(cell.length), who: [] };
  const burst = new Burst(events, pairs, cell, window);
  for (let round = 0; round < ROUNDS; round++) {
    lookedAt.fill(-1);
    joins.who.length = 0;
    for (let at = 0; at < pairs.count; at++) {
      const older = pairs.older[at]!;
      const mine = cell[account[older]!]!;
      if (mine < 0 || mine !== cell[account[pairs.newer[at]!]!]) continue;
      const thing = object[older]!;
      if (lookedAt[mine] === thing) continue;
      lookedAt[mine] = thing;
      burst.join(thing, mine, joins);
    }
    if (joins.who.length === 0) break;
    for (const who of joins.who) { cell[who] = joins.cell[who]!; grown[who] = 1; joins.strength[who] = 0; }
  }
  return grown;
}

/** Bursts of one object around members of one cell. */
class Burst {
  private readonly seen: Int32Array;
  private stamp = 0;
  private readonly others: number[] = [];
  constructor(private readonly events: Events, private readonly pairs: Pairs, private readonly cell: Int32Array, private readonly window: number) { this.seen = new Int32Array(events.accounts.count); }

  join(thing: number, mine: number, joins: Joins): void {
    const { pairs: { sorted, starts }, events: { account, time }, cell, window, seen, others } = this;
    const from = starts[thing]!;
    const to = starts[thing + 1]!;
    let at = from;
    while (at < to) {
      // A run of members' rows, each at most a window after the last.
      if (cell[account[sorted[at]!]!] !== mine) { at++; continue; }
      const begins = time[sorted[at]!]!;
      let ends = begins;
      let next = at + 1;
      for (; next < to; next++) {
        const row = sorted[next]!;
        if (time[row]! - ends > window) break;
        if (cell[account[row]!] === mine) ends = time[row]!;
      }
      const stamp = ++this.stamp;
      others.length = 0;
      let members = 0;
      let left = at;
      while (left > from && begins - time[sorted[left - 1]!]! <= window) left--;
      let right = left;
      for (; right < to && time[sorted[right]!]! - ends <= window; right++) {
        const who = account[sorted[right]!]!;
        if (seen[who] === stamp) continue;
        seen[who] = stamp;
        if (cell[who] === mine) members++; else if (cell[who]! < 0) others.push(who);
      }
      at = Math.max(next, at + 1);
      if (members < 2 || others.length === 0) continue;
      const outside = to - from - (right - left);
      const length = ends - begins + 2 * window;
      const life = Math.max(length, time[sorted[to - 1]!]! - time[sorted[from]!]! - length);
      const organic = outside * length / life;
      if (organic > ORGANIC_SHARE * (members + others.length) || members + others.length > ACCOUNTS_PER_MEMBER * members) continue;
      for (const who of others) {
        const strength = joins.strength[who]!;
        if (strength === 0) joins.who.push(who);
        if (members > strength || (members === strength && mine < joins.cell[who]!)) { joins.strength[who] = members; joins.cell[who] = mine; }
      }
    }
  }
}
