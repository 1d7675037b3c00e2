import type { Bursts } from './bursts.js';
import { HOW, type Coordination } from './coordinate.js';

/** How a member acts in its group's bursts. Lags are seconds behind the first of the burst; NaN where there is none. */
export interface Member { account: number; bursts: number; led: number; medianLag: number }
/** Who starts and who follows. `leader` began most bursts; `spread` is the median time from a burst's first member to its last. */
export interface Group { members: Member[]; grown: number; edges: number; lnP: number; objects: number; bursts: number; first: number; last: number; leader: Member; medianLag: number; spread: number }

/** A description of every group, by number. Ties between leaders go by name, so that the order of rows does not matter. */
export function describeGroups(result: Coordination, bursts: Bursts): Group[] {
  const { events: { accounts, account, time }, cell, cells, how, setLnP, edges, significant, lnP } = result;
  const members: number[][] = Array.from({ length: cells }, () => []);
  for (let who = 0; who < cell.length; who++) if (cell[who]! >= 0) members[cell[who]!]!.push(who);
  const edgesIn = new Int32Array(cells);
  const least = new Float64Array(cells);
  for (let edge = 0; edge < edges.count; edge++) {
    if (significant[edge] === 0) continue;
    const group = cell[edges.a[edge]!]!;
    edgesIn[group]!++;
    if (lnP !== null && lnP[edge]! < least[group]!) least[group] = lnP[edge]!;
  }
  const lags = new Map<number, { bursts: number; led: number; lags: number[] }>();
  const seen = new Int32Array(accounts.count);
  let stamp = 0;
  return members.map((list, group) => {
    lags.clear();
    for (const who of list) lags.set(who, { bursts: 0, led: 0, lags: [] });
    const objects = new Set<number>();
    const all: number[] = [];
    const spreads: number[] = [];
    let first = Infinity;
    let last = -Infinity;
    for (let burst = bursts.ofGroup[group]!; burst < bursts.ofGroup[group + 1]!; burst++) {
      objects.add(bursts.object[burst]!);
      stamp++;
      const begins = time[bursts.rows[bursts.starts[burst]!]!]!;
      let ends = begins;
      for (let at = bursts.starts[burst]!; at < bursts.starts[burst + 1]!; at++) {
        const row = bursts.rows[at]!;
        const who = account[row]!;
        last = Math.max(last, time[row]!);
        if (seen[who] === stamp) continue;
        seen[who] = stamp;
        ends = time[row]!;
        const one = lags.get(who)!;
        one.bursts++;
        if (at === bursts.starts[burst]) one.led++; else { one.lags.push(ends - begins); all.push(ends - begins); }
      }
      first = Math.min(first, begins);
      spreads.push(ends - begins);
    }
    const described = list.map((who): Member => { const one = lags.get(who)!; return { account: who, bursts: one.bursts, led: one.led, medianLag: median(one.lags) }; })
      .sort((x, y) => y.led - x.led || y.bursts - x.bursts || accounts.compare(x.account, y.account));
    return {
      members: described, grown: list.filter((who) => HOW[how[who]!] === 'grown').length, edges: edgesIn[group]!, lnP: Math.min(least[group]!, setLnP.get(group) ?? 0), objects: objects.size,
      bursts: bursts.ofGroup[group + 1]! - bursts.ofGroup[group]!, first, last, leader: described[0]!, medianLag: median(all), spread: median(spreads),
    };
  });
}

function sortFew(values: number[]): void {
  if (values.length > 32) { values.sort((a, b) => a - b); return; }
  for (let at = 1; at < values.length; at++) {
    const value = values[at]!;
    let hole = at;
    while (hole > 0 && values[hole - 1]! > value) { values[hole] = values[hole - 1]!; hole--; }
    values[hole] = value;
  }
}

/** NaN for none. Sorts its argument. */
export function median(values: number[]): number {
  if (values.length === 0) return Number.NaN;
  sortFew(values);
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}
