import type { Bursts } from '../bursts.js';
import { HOW, type Coordination, type EdgeList } from '../coordinate.js';
import type { Rejected } from '../events/events.js';
import { median, type Group } from '../leads.js';
import { Bytes, putCell, type Sink } from './bytes.js';
import { putDecimal, putProbability, putWhole, Remembered } from './numbers.js';

const LF = 10;
const COMMA = 44;
const ONE = 49;
const ZERO = 48;

/** Begins a line with two accounts and makes room for what follows them; gives where it follows. */
function putPair(out: Bytes, { bytes, starts }: EdgeList['events']['accounts'], from: number, to: number): number {
  out.room(2 * (starts[from + 1]! - starts[from]! + starts[to + 1]! - starts[to]!) + 256);
  const { buffer } = out;
  let at = putCell(buffer, out.used, bytes, starts[from]!, starts[from + 1]!);
  buffer[at++] = COMMA;
  at = putCell(buffer, at, bytes, starts[to]!, starts[to + 1]!);
  buffer[at++] = COMMA;
  return at;
}

/** edges.csv: every edge, in byte order of `from`, then of `to`. `from` < `to` in byte order, in toolkit mode both directions, one behind the other; `p_value` empty in compat modes. */
export function edgesTable({ events: { accounts }, edges, weight, back, lnP, significant, threshold, byName: { rank }, listed }: EdgeList, sink: Sink): void {
  const out = new Bytes(sink);
  out.ascii('from,to,weight,avg_time_delta,n_content_id,n_content_id_y,edge_symmetry_score,p_value,significant\n');
  const decimals = new Remembered(putDecimal);
  const probabilities = new Remembered(putProbability);
  const line = (from: number, to: number, edge: number, weight: number, contents: number, contentsY: number, flagged: boolean): void => {
    let at = putPair(out, accounts, from, to);
    const { buffer } = out;
    at = putWhole(buffer, at, weight);
    buffer[at++] = COMMA;
    at = decimals.put(buffer, at, edges.meanDelta[edge]!);
    buffer[at++] = COMMA;
    at = putWhole(buffer, at, contents);
    buffer[at++] = COMMA;
    at = putWhole(buffer, at, contentsY);
    buffer[at++] = COMMA;
    at = decimals.put(buffer, at, contents < contentsY ? contents / contentsY : contentsY / contents);
    buffer[at++] = COMMA;
    if (lnP !== null) at = probabilities.put(buffer, at, lnP[edge]!);
    buffer[at++] = COMMA;
    buffer[at++] = flagged ? ONE : ZERO;
    buffer[at++] = LF;
    out.used = at;
  };
  for (let at = 0; at < listed.length; at++) {
    const edge = listed[at]!;
    const a = edges.a[edge]!;
    const b = edges.b[edge]!;
    const ordered = rank[a]! < rank[b]!;
    const from = ordered ? a : b;
    const to = ordered ? b : a;
    if (back === null) { line(from, to, edge, weight[edge]!, edges.olderContents[edge]!, edges.newerContents[edge]!, significant[edge] === 1); continue; }
    const there = ordered ? weight[edge]! : back[edge]!;
    const thence = ordered ? back[edge]! : weight[edge]!;
    line(from, to, edge, there, there, thence, there >= threshold);
    line(to, from, edge, thence, thence, there, thence >= threshold);
  }
  out.end();
}

/** campaigns.csv: a line a group: how many, when, how unlikely its least likely edge (or it as a set) is by chance, who begins, how fast the others follow (seconds). */
export function campaignsTable({ events: { accounts }, lnP }: Coordination, groups: readonly Group[], sink: Sink): void {
  const out = new Bytes(sink);
  out.ascii('group,accounts,grown,edges,objects,bursts,first,last,p_value,leader,lead_share,median_lag,median_spread\n');
  groups.forEach((group, number) => {
    out.number(number).comma().number(group.members.length).comma().number(group.grown).comma().number(group.edges).comma().number(group.objects).comma().number(group.bursts).comma()
      .ascii(moment(group.first)).comma().ascii(moment(group.last)).comma();
    if (lnP !== null) out.probability(group.lnP);
    out.comma().cell(accounts, group.leader.account).comma().ascii((group.leader.led / Math.max(1, group.bursts)).toFixed(4)).comma();
    seconds(out, group.medianLag).comma();
    seconds(out, group.spread).line();
  });
  out.end();
}

/** groups.csv: a line an account. `how`: `edge` (by flagged edges), `set` (one of a set that gathers) or `grown` (by the evidence of objects); `led`: bursts that it began; `median_lag` seconds behind the first. */
export function groupsTable({ events: { accounts }, how }: Coordination, groups: readonly Group[], community: Int32Array, sink: Sink): void {
  const out = new Bytes(sink);
  out.ascii('account_id,group,community,how,bursts,led,median_lag\n');
  groups.forEach((group, number) => {
    for (const member of group.members) {
      out.cell(accounts, member.account).comma().number(number).comma();
      if (community[member.account]! >= 0) out.number(community[member.account]!);
      out.comma().ascii(HOW[how[member.account]!]!).comma().number(member.bursts).comma().number(member.led).comma();
      seconds(out, member.medianLag).line();
    }
  });
  out.end();
}

/** evidence.csv: the rows in which groups acted together, burst by burst; `lag` is seconds behind the burst's first row. */
export function evidenceTable({ events }: Coordination, bursts: Bursts, sink: Sink): void {
  const { origin, source: { bytes, contentFrom, contentLength } } = events;
  const out = new Bytes(sink);
  out.ascii('group,burst,object_id,account_id,content_id,timestamp_share,lag\n');
  for (let burst = 0; burst < bursts.count; burst++) {
    const begins = events.time[bursts.rows[bursts.starts[burst]!]!]!;
    for (let at = bursts.starts[burst]!; at < bursts.starts[burst + 1]!; at++) {
      const row = bursts.rows[at]!;
      out.number(bursts.group[burst]!).comma().number(burst).comma().cell(events.objects, bursts.object[burst]!).comma().cell(events.accounts, events.account[row]!).comma();
      const length = contentLength[origin[row]!]!;
      if (length > 0) out.cellOf(bytes, contentFrom[origin[row]!]!, contentFrom[origin[row]!]! + length);
      out.comma().number(events.time[row]!).comma().number(events.time[row]! - begins).line();
    }
  }
  out.end();
}

/** pairs.csv: for each flagged edge and object that both shared in the window, in byte order, the first pair of rows; `lag` is positive where `from` was first. */
export function pairsTable({ events, pairs, edges, significant, byName: { rank }, listed }: Coordination, sink: Sink): void {
  const { accounts, objects, account, object, time } = events;
  const firsts: number[] = [];
  const out = new Bytes(sink);
  out.ascii('from,to,object_id,from_time,to_time,lag\n');
  for (const edge of listed) {
    if (significant[edge] === 0) continue;
    const ordered = rank[edges.a[edge]!]! < rank[edges.b[edge]!]!;
    const from = ordered ? edges.a[edge]! : edges.b[edge]!;
    const to = ordered ? edges.b[edge]! : edges.a[edge]!;
    firsts.length = 0;
    let last = -1;
    for (let at = edges.starts[edge]!; at < edges.starts[edge + 1]!; at++) {
      const pair = edges.order[at]!;
      const thing = object[pairs.older[pair]!]!;
      if (thing !== last) firsts.push(pair);
      last = thing;
    }
    firsts.sort((x, y) => objects.compare(object[pairs.older[x]!]!, object[pairs.older[y]!]!));
    for (const pair of firsts) {
      const older = pairs.older[pair]!;
      const newer = pairs.newer[pair]!;
      const first = account[older] === from;
      const mine = time[first ? older : newer]!;
      const theirs = time[first ? newer : older]!;
      out.cell(accounts, from).comma().cell(accounts, to).comma().cell(objects, object[older]!).comma().number(mine).comma().number(theirs).comma().number(theirs - mine).line();
    }
  }
  out.end();
}

/** What leads are told from. */
export interface Leads extends Pick<EdgeList, 'significant' | 'byName' | 'listed'>, Pick<Coordination, 'cell'> {
  events: Pick<Coordination['events'], 'accounts' | 'account' | 'object' | 'time'>;
  pairs: Pick<Coordination['pairs'], 'older' | 'newer'>;
  edges: Pick<Coordination['edges'], 'a' | 'b' | 'starts' | 'order'>;
}

/** leads.csv: for each flagged edge, on how many objects each of the two was first, and the median of `from`'s lead in seconds (negative where `to` leads). */
export function leadsTable({ events: { accounts, account, object, time }, pairs, edges, significant, cell, byName: { rank }, listed }: Leads, sink: Sink): void {
  const out = new Bytes(sink);
  out.ascii('from,to,group,objects,from_first,to_first,same_second,median_lead\n');
  const decimals = new Remembered(putDecimal);
  const leads: number[] = [];
  for (const edge of listed) {
    if (significant[edge] === 0) continue;
    const ordered = rank[edges.a[edge]!]! < rank[edges.b[edge]!]!;
    const from = ordered ? edges.a[edge]! : edges.b[edge]!;
    leads.length = 0;
    let last = -1;
    for (let at = edges.starts[edge]!; at < edges.starts[edge + 1]!; at++) {
      const older = pairs.older[edges.order[at]!]!;
      if (object[older] === last) continue;
      last = object[older]!;
      const lag = time[pairs.newer[edges.order[at]!]!]! - time[older]!;
      leads.push(account[older] === from ? lag : -lag);
    }
    let mine = 0;
    let theirs = 0;
    for (const lead of leads) if (lead > 0) mine++; else if (lead < 0) theirs++;
    const to = ordered ? edges.b[edge]! : edges.a[edge]!;
    let at = putPair(out, accounts, from, to);
    const { buffer } = out;
    at = putWhole(buffer, at, cell[from]!);
    buffer[at++] = COMMA;
    at = putWhole(buffer, at, leads.length);
    buffer[at++] = COMMA;
    at = putWhole(buffer, at, mine);
    buffer[at++] = COMMA;
    at = putWhole(buffer, at, theirs);
    buffer[at++] = COMMA;
    at = putWhole(buffer, at, leads.length - mine - theirs);
    buffer[at++] = COMMA;
    at = decimals.put(buffer, at, median(leads));
    buffer[at++] = LF;
    out.used = at;
  }
  out.end();
}

/** Of a rejected row so much is shown. Bytes. */
const MOST_OF_A_ROW = 200;

/** rejected.csv: line (from 1, the header is line 1) and reason; with the text that was read, the beginning of that line, too. */
export function rejectedTable(rejected: Rejected, sink: Sink, text: Uint8Array | null = null): void {
  const out = new Bytes(sink);
  out.ascii(text === null ? 'line,reason\n' : 'line,reason,row\n');
  let from = 0;
  let at = 1;
  for (const { line, reason } of rejected) {
    out.number(line).comma().ascii(reason);
    if (text !== null) {
      for (; at < line && from < text.length; at++) from = endOfLine(text, from) + 1;
      let to = Math.min(endOfLine(text, from), from + MOST_OF_A_ROW);
      // No character is cut in half, and the end of a line of Windows is none of the row.
      while (to > from && to < text.length && (text[to]! & 0xc0) === 0x80) to--;
      if (to > from && text[to - 1] === 13) to--;
      out.comma().cellOf(text, from, to);
    }
    out.line();
  }
  out.end();
}

function endOfLine(text: Uint8Array, from: number): number {
  const end = text.indexOf(LF, from);
  return end < 0 ? text.length : end;
}

/** ISO time where the number of seconds is a date, else the number; empty for none. */
export function moment(seconds: number): string {
  if (!Number.isFinite(seconds)) return '';
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString();
}

const seconds = (out: Bytes, value: number): Bytes => (Number.isNaN(value) ? out : out.number(value));
