import { CsvBytes } from './events/bytes.js';
import type { Rejected } from './events/events.js';
import type { Coordination } from './coordinate.js';

const COMMA = 44;
const LF = 10;

/** edges.csv: every edge. `from` < `to` in byte order; `p_value` empty in compat mode. */
export function edgesTable({ events, edges, lnP, significant }: Coordination): Uint8Array[] {
  const out = new CsvBytes();
  out.ascii('from,to,weight,avg_time_delta,n_content_id,n_content_id_y,edge_symmetry_score,p_value,significant\n');
  const weight = lnP === null ? edges.pairRows : edges.objects;
  for (let edge = 0; edge < edges.count; edge++) {
    const a = edges.a[edge]!;
    const b = edges.b[edge]!;
    const ordered = events.accounts.compare(a, b) <= 0;
    const older = edges.olderContents[edge]!;
    const newer = edges.newerContents[edge]!;
    out.name(events.accounts, ordered ? a : b).byte(COMMA).name(events.accounts, ordered ? b : a).byte(COMMA).whole(weight[edge]!).byte(COMMA).whole(edges.meanDelta[edge]!).byte(COMMA)
      .whole(older).byte(COMMA).whole(newer).byte(COMMA).whole(older < newer ? older / newer : newer / older).byte(COMMA);
    if (lnP !== null) { if (lnP[edge] === 0) out.byte(49); else out.ascii(probability(lnP[edge]!)); }
    out.byte(COMMA).byte(48 + significant[edge]!).byte(LF);
  }
  return out.take();
}

/** p from ln p, also where p is below what a double holds; four digits. */
export function probability(lnP: number): string {
  if (lnP > -690) return Math.exp(lnP).toPrecision(4);
  const log10 = lnP / Math.LN10;
  const exponent = Math.floor(log10);
  return `${(10 ** (log10 - exponent)).toFixed(3)}e${exponent}`;
}

/** What is known of a cell: its accounts and edges, the objects its flagged edges share, when, and how unlikely its best edge is. */
export interface Cell { accounts: number[]; edges: number; objects: Set<number>; first: number; last: number; lnP: number; leads: Map<number, number>; pairs: number }

/** Cells in order of number. */
export function describeCells({ events, pairs, edges, lnP, significant, cell, cells }: Coordination): Cell[] {
  const list: Cell[] = Array.from({ length: cells }, () => ({ accounts: [], edges: 0, objects: new Set(), first: Infinity, last: -Infinity, lnP: 0, leads: new Map(), pairs: 0 }));
  cell.forEach((number, account) => { if (number >= 0) list[number]!.accounts.push(account); });
  for (let edge = 0; edge < edges.count; edge++) {
    const number = cell[edges.a[edge]!]!;
    if (number < 0 || number !== cell[edges.b[edge]!]) continue;
    const one = list[number]!;
    if (significant[edge] === 1) { one.edges++; if (lnP !== null) one.lnP = Math.min(one.lnP, lnP[edge]!); }
    for (let at = edges.starts[edge]!; at < edges.starts[edge + 1]!; at++) {
      const older = pairs.older[edges.order[at]!]!;
      const newer = pairs.newer[edges.order[at]!]!;
      one.objects.add(events.object[older]!);
      one.first = Math.min(one.first, events.time[older]!);
      one.last = Math.max(one.last, events.time[newer]!);
      one.leads.set(events.account[older]!, (one.leads.get(events.account[older]!) ?? 0) + 1);
      one.pairs++;
    }
  }
  return list;
}

/** campaigns.csv: a line a cell. `leader` is the account that is first most often, `lead_share` its share of the cell's pairs. */
export function campaignsTable(result: Coordination, cells: readonly Cell[]): Uint8Array[] {
  const { accounts } = result.events;
  const out = new CsvBytes();
  out.ascii('group,accounts,grown,edges,objects,first,last,p_value,leader,lead_share\n');
  cells.forEach((one, number) => {
    const [leader, leads] = [...one.leads].sort((x, y) => y[1] - x[1] || accounts.compare(x[0], y[0]))[0] ?? [one.accounts[0]!, 0];
    out.whole(number).byte(COMMA).whole(one.accounts.length).byte(COMMA).whole(one.accounts.filter((account) => result.grown[account] === 1).length).byte(COMMA).whole(one.edges).byte(COMMA).whole(one.objects.size).byte(COMMA)
      .ascii(moment(one.first)).byte(COMMA).ascii(moment(one.last)).byte(COMMA).ascii(result.lnP === null ? '' : probability(one.lnP)).byte(COMMA).name(accounts, leader).byte(COMMA).ascii(one.pairs === 0 ? '0' : (leads / one.pairs).toFixed(4)).byte(LF);
  });
  return out.take();
}

/** ISO time where the number of seconds is a date, else the number. */
function moment(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString();
}

/** groups.csv: a line an account. `how`: `edge` (by flagged edges) or `grown` (by the evidence of objects). `community` from `communitiesOf`. */
export function groupsTable(result: Coordination, community: Int32Array): Uint8Array[] {
  const { accounts } = result.events;
  const out = new CsvBytes();
  out.ascii('account_id,group,community,how\n');
  const byGroup = Array.from(result.cell.keys()).filter((account) => result.cell[account]! >= 0).sort((a, b) => result.cell[a]! - result.cell[b]! || accounts.compare(a, b));
  for (const account of byGroup) {
    out.name(accounts, account).byte(COMMA).whole(result.cell[account]!).byte(COMMA);
    if (community[account]! >= 0) out.whole(community[account]!);
    out.byte(COMMA).ascii(result.grown[account] === 1 ? 'grown' : 'edge').byte(LF);
  }
  return out.take();
}

/** rejected.csv: line (from 1, the header is line 1) and reason. */
export function rejectedTable(rejected: readonly Rejected[]): Uint8Array[] {
  const out = new CsvBytes();
  out.ascii('line,reason\n');
  for (const { line, reason } of rejected) out.whole(line).byte(COMMA).ascii(reason).byte(LF);
  return out.take();
}

/** network.graphml: the flagged edges and the accounts of groups, for Gephi and others. Characters that XML 1.0 cannot hold become U+FFFD. */
export function graphml(result: Coordination, community: Int32Array): string {
  const { events: { accounts }, edges, lnP, significant, cell, grown } = result;
  let out = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="group" for="node" attr.name="group" attr.type="int"/>
<key id="community" for="node" attr.name="community" attr.type="int"/>
<key id="grown" for="node" attr.name="grown" attr.type="boolean"/>
<key id="weight" for="edge" attr.name="weight" attr.type="double"/>
<key id="delta" for="edge" attr.name="avg_time_delta" attr.type="double"/>
<key id="log10p" for="edge" attr.name="log10_p" attr.type="double"/>
<graph edgedefault="undirected">
`;
  cell.forEach((group, account) => {
    if (group < 0) return;
    out += `<node id="n${account}"><data key="label">${xml(accounts.text(account))}</data><data key="group">${group}</data><data key="community">${community[account]}</data><data key="grown">${grown[account] === 1}</data></node>\n`;
  });
  const weight = lnP === null ? edges.pairRows : edges.objects;
  for (let edge = 0; edge < edges.count; edge++) {
    if (significant[edge] === 0) continue;
    const log10 = lnP === null ? '' : `<data key="log10p">${(lnP[edge]! / Math.LN10).toFixed(3)}</data>`;
    out += `<edge source="n${edges.a[edge]}" target="n${edges.b[edge]}"><data key="weight">${weight[edge]}</data><data key="delta">${edges.meanDelta[edge]}</data>${log10}</edge>\n`;
  }
  return `${out}</graph>\n</graphml>\n`;
}

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd').replace(/[&<>"]/g, (sign) => ESCAPED[sign]!);
