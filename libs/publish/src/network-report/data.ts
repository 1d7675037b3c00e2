import type { Bursts } from '#core/coordination/bursts.js';
import { HOW, type Coordination } from '#core/coordination/coordinate.js';
import type { Group } from '#core/coordination/leads.js';
import { lnTail } from '#core/coordination/sets/sets.js';

/** How much a page can show and stay readable and quick; the tables hold everything. */
const MOST_GROUPS = 60;
const MOST_ACCOUNTS = 600;
const MOST_EDGES = 4000;
const MOST_BURSTS = 3000;
const BURST_ACCOUNTS = 25;

/** What report.html draws. Times are seconds; accounts are places in `accounts`. */
export interface ReportData {
  summary: Record<string, string | number | null>;
  accounts: { name: string; group: number; how: (typeof HOW)[number]; bursts: number; led: number; lag: number | null }[];
  groups: { number: number; size: number; grown: number; edges: number; objects: number; bursts: number; first: number; last: number; log10p: number | null; leader: number; leadShare: number; leads: boolean; lag: number | null; spread: number | null; members: number[] }[];
  edges: [from: number, to: number, weight: number][];
  bursts: { group: number; object: string; at: number; accounts: [account: number, lag: number][]; more: number }[];
  left: { groups: number; accounts: number; edges: number; bursts: number };
}

/** The largest groups (accounts times bursts) with their flagged edges and bursts, as many as a page can show; `left` counts what it leaves out. */
export function reportData(result: Coordination, groups: readonly Group[], bursts: Bursts, summary: ReportData['summary']): ReportData {
  const { events, edges, weight, back, significant, cell, how } = result;
  const order = groups.map((_group, at) => at).sort((a, b) => groups[b]!.members.length * groups[b]!.bursts - groups[a]!.members.length * groups[a]!.bursts || a - b);
  const place = new Map<number, number>();
  const data: ReportData = { summary, accounts: [], groups: [], edges: [], bursts: [], left: { groups: 0, accounts: 0, edges: 0, bursts: 0 } };
  for (const number of order) {
    const group = groups[number]!;
    if (data.groups.length === MOST_GROUPS || data.accounts.length === MOST_ACCOUNTS) { data.left.groups++; data.left.accounts += group.members.length; continue; }
    const shown = group.members.slice(0, MOST_ACCOUNTS - data.accounts.length);
    data.left.accounts += group.members.length - shown.length;
    for (const { account, bursts: acts, led, medianLag } of shown) {
      place.set(account, data.accounts.length);
      data.accounts.push({ name: events.accounts.text(account), group: data.groups.length, how: HOW[how[account]!]!, bursts: acts, led, lag: orNull(medianLag) });
    }
    data.groups.push({
      number, size: group.members.length, grown: group.grown, edges: group.edges, objects: group.objects, bursts: group.bursts, first: group.first, last: group.last,
      log10p: result.lnP === null ? null : Math.round(group.lnP / Math.LN10 * 1000) / 1000, leader: place.get(group.leader.account)!, leadShare: group.leader.led / Math.max(1, group.bursts), leads: leadsClearly(group), lag: orNull(group.medianLag), spread: orNull(group.spread),
      members: shown.map(({ account }) => place.get(account)!),
    });
    for (let at = bursts.ofGroup[number]!; at < bursts.ofGroup[number + 1]!; at++) {
      if (data.bursts.length === MOST_BURSTS) { data.left.bursts += bursts.ofGroup[number + 1]! - at; break; }
      data.bursts.push(burst(data.groups.length - 1, at));
    }
  }
  const heavy: [number, number, number][] = [];
  for (let edge = 0; edge < edges.count; edge++) {
    if (significant[edge] === 0 || cell[edges.a[edge]!]! < 0) continue;
    const from = place.get(edges.a[edge]!);
    const to = place.get(edges.b[edge]!);
    if (from !== undefined && to !== undefined) heavy.push([from, to, weight[edge]! + (back?.[edge] ?? 0)]);
  }
  heavy.sort(heaviestFirst);
  // The heaviest of each account first, so that none that is shown stands without its group.
  const met = new Set<number>();
  const own = new Set(heavy.filter(([from, to]) => { const isNew = !met.has(from) || !met.has(to); met.add(from).add(to); return isNew; }));
  data.edges = [...own, ...heavy.filter((edge) => !own.has(edge))].slice(0, MOST_EDGES).sort(heaviestFirst);
  data.left.edges = heavy.length - data.edges.length;
  return data;

  function burst(group: number, at: number): ReportData['bursts'][number] {
    const begins = events.time[bursts.rows[bursts.starts[at]!]!]!;
    const seen = new Set<number>();
    const accounts: [number, number][] = [];
    for (let row = bursts.starts[at]!; row < bursts.starts[at + 1]!; row++) {
      const who = events.account[bursts.rows[row]!]!;
      if (seen.has(who)) continue;
      seen.add(who);
      const known = place.get(who);
      if (known !== undefined && accounts.length < BURST_ACCOUNTS) accounts.push([known, events.time[bursts.rows[row]!]! - begins]);
    }
    return { group, object: events.objects.text(bursts.object[at]!).slice(0, 300), at: begins, accounts, more: seen.size - accounts.length };
  }
}

/** Whether the one who begins most bursts does so more often than the luckiest of equals would: a binomial bound, for as many as could have been the one, at .05. */
function leadsClearly({ members, bursts, leader }: Group): boolean { return lnTail(bursts, leader.led, 1 / members.length) + Math.log(members.length) <= Math.log(0.05); }

const heaviestFirst = (x: ReportData['edges'][number], y: ReportData['edges'][number]): number => y[2] - x[2] || x[0] - y[0] || x[1] - y[1];
const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
