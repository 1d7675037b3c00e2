import { burstsOf } from '#core/coordination/bursts.js';
import { edgeListOf, type Coordination } from '#core/coordination/coordinate.js';
import type { Rejected } from '#core/coordination/events/events.js';
import { describeGroups } from '#core/coordination/leads.js';
import { campaignsTable, evidenceTable, groupsTable, pairsTable, rejectedTable } from '#core/coordination/output/tables.js';
import { tightGroups } from '#core/coordination/tight.js';
import { writeFile, writeTable, type Table } from './files.js';
import type { SecondThread } from './second-thread.js';

export interface WriteOptions { /** What was read, where it is text. */ text?: Uint8Array | null; window: number; participation: number; fdr: number | null; pairs: boolean; jsonl: boolean; report: boolean; out: string; started: number }

/** Writes all of a run but edges.csv into `out`, with the second thread, and waits for that and for the edges; files of an earlier run that this one does not write are removed. */
export async function writeResult(result: Coordination, rejected: Rejected, second: SecondThread, edgesWritten: () => void, { text = null, window, participation, fdr, pairs, jsonl, report, out, started }: WriteOptions) {
  const { events, edges, significant, mode } = result;
  const { community, next, loose, anyLoose } = tightGroups(result);
  if (anyLoose) (await import('#core/coordination/communities.js')).splitGroups(result, loose, community, next);
  const { cell, how, byName, listed, pairs: { older, newer } } = result;
  const network = { ...edgeListOf(result), cell, how };
  const { accounts, account, object, time } = events;
  const leads = { events: { accounts, account, object, time }, pairs: { older, newer }, edges: { a: edges.a, b: edges.b, starts: edges.starts, order: edges.order }, significant, cell, byName, listed };
  // Waited for from the last on: what the second thread has not come to, this one does.
  const left = [edgesWritten, second.begin('graphml', { network, community, out }), second.begin('gexf', { network, community, out }), second.begin('leads', { leads, out, jsonl })];
  const bursts = burstsOf(result, window);
  const groups = describeGroups(result, bursts);

  const tables: Record<string, Table | null> = {
    rejected: rejected.count > 0 ? (sink) => rejectedTable(rejected, sink, text) : null,
    groups: (sink) => groupsTable(result, groups, community, sink),
    campaigns: (sink) => campaignsTable(result, groups, sink),
    evidence: (sink) => evidenceTable(result, bursts, sink),
    pairs: pairs ? (sink) => pairsTable(result, sink) : null,
  };
  for (const [name, table] of Object.entries(tables)) writeTable(out, name, table, jsonl);

  let flagged = 0;
  for (const one of significant) flagged += one;
  const facts = {
    rows: events.rows, rejected: rejected.count, accounts: events.accounts.count, objects: events.objects.count, window, min_participation: participation, mode, fdr,
    pairs: result.pairs.count, objects_set_aside: result.pairs.aside.size, edges: edges.count, significant_edges: flagged, weight_threshold: mode === 'test' ? null : result.threshold,
    groups: result.cells, accounts_in_groups: groups.reduce((sum, { members }) => sum + members.length, 0), accounts_grown: groups.reduce((sum, { grown }) => sum + grown, 0),
  };
  if (report) {
    const [{ reportData }, { reportPage }] = await Promise.all([import('#publish/network-report/data.js'), import('#publish/network-report/page.js')]);
    writeFile(out, 'report.html', (sink) => sink(Buffer.from(reportPage(reportData(result, groups, bursts, facts)))));
  } else writeFile(out, 'report.html', null);
  for (const written of left.reverse()) written();
  const summary = { ...facts, notes: notesOf(result, window), seconds: Number(((performance.now() - started) / 1000).toFixed(3)) };
  writeFile(out, 'summary.json', (sink) => sink(Buffer.from(`${JSON.stringify(summary, null, 1)}\n`)));
  const tablesWritten = ['edges', 'leads', ...Object.keys(tables).filter((name) => tables[name] !== null)].sort();
  return { summary, files: [...tablesWritten.flatMap((name) => (jsonl ? [`${name}.csv`, `${name}.jsonl`] : [`${name}.csv`])), 'network.graphml', 'network.gexf', ...(report ? ['report.html'] : []), 'summary.json'] };
}

/** What a reader must know of the run before believing it. */
function notesOf({ events, pairs }: Coordination, window: number): string[] {
  const notes: string[] = [];
  if (pairs.aside.size > 0) {
    const [thing, count] = [...pairs.aside].sort((a, b) => b[1] - a[1])[0]!;
    notes.push(`${pairs.aside.size} objects were set aside: shared by so many at once that they tell nothing of two accounts (first: ${JSON.stringify(events.objects.text(thing).slice(0, 80))}, ${count.toLocaleString('en')} pairs)`);
  }
  let from = Infinity;
  let to = -Infinity;
  for (let row = 0; row < events.rows; row++) { const at = events.time[row]!; if (at < from) from = at; if (at > to) to = at; }
  if (events.rows > 1 && window >= to - from) notes.push('the window is as long as the data: every two shares of an object count as together, and time says nothing');
  return notes;
}
