import type { Coordination } from './coordinate.js';

/**
 * Where groups acted: runs of rows of one object by members of one group, each at most a window after the last, by two members or more.
 * Burst k has rows[starts[k] .. starts[k+1]), in order of time; bursts come group by group, in order of time within each, and
 * group g has bursts ofGroup[g] .. ofGroup[g+1].
 */
export interface Bursts { count: number; group: Int32Array; object: Int32Array; starts: Int32Array; rows: Int32Array; ofGroup: Int32Array }

export function burstsOf({ events: { object, account, time, starts, objects }, pairs, cell, cells }: Pick<Coordination, 'events' | 'pairs' | 'cell' | 'cells'>, window: number): Bursts {
  const found: { group: number; object: number; from: number; to: number }[] = [];
  const rows: number[] = [];
  const lookedAt = new Int32Array(cells).fill(-1);
  for (let at = 0; at < pairs.count; at++) {
    const older = pairs.older[at]!;
    const group = cell[account[older]!]!;
    if (group < 0 || group !== cell[account[pairs.newer[at]!]!]) continue;
    const thing = object[older]!;
    if (lookedAt[group] === thing) continue;
    lookedAt[group] = thing;
    runs(thing, group);
  }
  const order = found.map((_burst, at) => at).sort((a, b) => found[a]!.group - found[b]!.group || time[rows[found[a]!.from]!]! - time[rows[found[b]!.from]!]! || objects.compare(found[a]!.object, found[b]!.object));
  const bursts: Bursts = { count: found.length, group: new Int32Array(found.length), object: new Int32Array(found.length), starts: new Int32Array(found.length + 1), rows: new Int32Array(rows.length), ofGroup: new Int32Array(cells + 1) };
  let put = 0;
  order.forEach((which, at) => {
    const burst = found[which]!;
    bursts.group[at] = burst.group;
    bursts.object[at] = burst.object;
    for (let row = burst.from; row < burst.to; row++) bursts.rows[put++] = rows[row]!;
    bursts.starts[at + 1] = put;
    bursts.ofGroup[burst.group + 1]!++;
  });
  for (let group = 1; group <= cells; group++) bursts.ofGroup[group]! += bursts.ofGroup[group - 1]!;
  return bursts;

  function runs(thing: number, group: number): void {
    let from = rows.length;
    let several = false;
    const close = (): void => {
      if (several) found.push({ group, object: thing, from, to: rows.length }); else rows.length = from;
      from = rows.length;
      several = false;
    };
    for (let row = starts[thing]!; row < starts[thing + 1]!; row++) {
      if (cell[account[row]!] !== group) continue;
      if (rows.length > from && time[row]! - time[rows.at(-1)!]! > window) close();
      several ||= rows.length > from && account[row] !== account[rows[from]!];
      rows.push(row);
    }
    close();
  }
}
