import type { Ordered } from './order.js';
import type { Pairs } from './pairs.js';
import type { Activity } from './sets/activity.js';
import { rejectUpTo } from './significance.js';

/** Of the accounts that would join by a burst, at most this share may be expected there without coordination. */
const ORGANIC_SHARE = 0.1;
/** How far around a burst the ordinary traffic of its object is looked at, in lengths of the burst. */
const NEARBY = 5;
/** A burst may have this many accounts for each member in it: a cell that is a false alarm must not draw a viral moment's public in. */
const ACCOUNTS_PER_MEMBER = 5;
/** From this window on (seconds), who is awake and busy together matters: shares are taken at the moment of the burst. */
const RHYTHM_FROM = 3600;
const ROUNDS = 3;

interface Candidate { lnP: number; cell: number; others: number[] }

/**
 * Adds accounts to cells by the evidence of single objects (docs/methodology.md, Growth). A burst is a run of rows of one object by members of a cell,
 * each at most a window after the last. Two questions are asked of it. Is it the cell's? Among its n accounts, m are members; if accounts came in
 * proportion to their rows, that many would with probability at most (n pi)^m / m!, pi the members' share of all rows (over long windows, of the activity at that moment); Benjamini-Hochberg at
 * `fdr` runs over all cells and objects. Did the others come with them? Rows of the object before and after, at their higher rate nearby or over its life,
 * must predict at most a tenth of them. Then the others join. Only cells below `count` grow; `cell` is changed in place; answers the accounts that joined.
 */
export function grow(events: Ordered, pairs: Pairs, cells: { cell: Int32Array; count: number }, window: number, fdr: number, activity: Activity): number[] {
  const { account, object } = events;
  const { cell, count } = cells;
  const grown: number[] = [];
  if (count === 0) return grown;
  const { rowsOf } = activity;
  const shareOf = new Float64Array(count);
  for (let who = 0; who < cell.length; who++) if (cell[who]! >= 0 && cell[who]! < count) shareOf[cell[who]!]! += rowsOf[who]! / events.rows;
  // Pairs come object by object: the last object that a cell was looked at for tells whether it was looked at for this one.
  const lookedAt = new Int32Array(count);
  const bursts = new Bursts(events, cell, window);
  const members: number[][] = Array.from({ length: window >= RHYTHM_FROM ? count : 0 }, () => []);
  if (members.length > 0) cell.forEach((number, who) => members[number]?.push(who));
  let objects = 0;
  for (let thing = 0; thing < pairs.ofObjects.length; thing++) if (pairs.ofObjects[thing]! > 0 && !pairs.aside.has(thing)) objects++;
  const shareAt = (mine: number, at: number): number => (members.length === 0 ? shareOf[mine]! : activity.shareOfAll(members[mine]!, at));
  for (let round = 0; round < ROUNDS; round++) {
    lookedAt.fill(-1);
    const found: Candidate[] = [];
    for (let at = 0; at < pairs.count; at++) {
      const older = pairs.older[at]!;
      const mine = cell[account[older]!]!;
      if (mine < 0 || mine >= count || mine !== cell[account[pairs.newer[at]!]!]) continue;
      const thing = object[older]!;
      if (lookedAt[mine] === thing) continue;
      lookedAt[mine] = thing;
      bursts.find(thing, mine, shareAt, found);
    }
    const most = rejectUpTo(Float64Array.from(found, ({ lnP }) => lnP), objects * count, fdr);
    const joins = new Map<number, Candidate>();
    for (const burst of found) {
      if (burst.lnP > most) continue;
      for (const who of burst.others) {
        const known = joins.get(who);
        if (known === undefined || burst.lnP < known.lnP || (burst.lnP === known.lnP && burst.cell < known.cell)) joins.set(who, burst);
      }
    }
    if (joins.size === 0) break;
    for (const [who, { cell: into }] of joins) { cell[who] = into; grown.push(who); members[into]?.push(who); shareOf[into]! += rowsOf[who]! / events.rows; }
  }
  return grown;
}

/** Bursts of one object around members of one cell. */
class Bursts {
  private readonly seen: Int32Array;
  private stamp = 0;
  constructor(private readonly events: Ordered, private readonly cell: Int32Array, private readonly window: number) { this.seen = new Int32Array(events.accounts.count); }

  /** Adds the bursts of the cell on this object to `found`; those that nobody would join by have no others. */
  find(thing: number, mine: number, shareAt: (cell: number, at: number) => number, found: Candidate[]): void {
    const { events: { account, time, starts }, cell, window, seen } = this;
    const from = starts[thing]!;
    const to = starts[thing + 1]!;
    let at = from;
    while (at < to) {
      if (cell[account[at]!] !== mine) { at++; continue; }
      const begins = time[at]!;
      let ends = begins;
      let next = at + 1;
      for (; next < to; next++) {
        if (time[next]! - ends > window) break;
        if (cell[account[next]!] === mine) ends = time[next]!;
      }
      const stamp = ++this.stamp;
      let others: number[] = [];
      let members = 0;
      let inOthers = 0;
      let left = at;
      while (left > from && begins - time[left - 1]! <= window) left--;
      let right = left;
      for (; right < to && time[right]! - ends <= window; right++) {
        const who = account[right]!;
        if (seen[who] === stamp) continue;
        seen[who] = stamp;
        if (cell[who] === mine) members++; else if (cell[who]! < 0) others.push(who); else inOthers++;
      }
      at = Math.max(next, at + 1);
      if (members < 2) continue;
      if (members + others.length + inOthers > ACCOUNTS_PER_MEMBER * members) others = [];
      if (others.length > 0 && this.organic(from, to, left, right, begins, ends) > ORGANIC_SHARE * others.length) others = [];
      const share = shareAt(mine, (begins + ends) / 2);
      let lnP = 0;
      for (let k = 1; k <= members; k++) lnP += Math.log((members + others.length + inOthers) * share / k);
      found.push({ lnP: Math.min(0, lnP), cell: mine, others });
    }
  }

  /** Rows expected in the burst sorted[left, right) from those of its object outside. */
  private organic(from: number, to: number, left: number, right: number, begins: number, ends: number): number {
    const { events: { time }, window } = this;
    const length = Math.max(1, ends - begins + 2 * window);
    const life = time[to - 1]! - time[from]!;
    let early = left;
    while (early > from && begins - window - time[early - 1]! <= NEARBY * length) early--;
    let late = right;
    while (late < to && time[late]! - ends - window <= NEARBY * length) late++;
    const nearby = (left - early + late - right) / (2 * NEARBY);
    return Math.max(nearby, (to - from - (right - left)) * length / Math.max(length, life - length));
  }
}
