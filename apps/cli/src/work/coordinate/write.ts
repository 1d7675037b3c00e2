import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { burstsOf } from '#core/coordination/bursts.js';
import type { Coordination } from '#core/coordination/coordinate.js';
import type { Rejected } from '#core/coordination/events/events.js';
import { describeGroups } from '#core/coordination/leads.js';
import type { Sink } from '#core/coordination/output/bytes.js';
import { gexf, graphml } from '#core/coordination/output/networks.js';
import { campaignsTable, edgesTable, evidenceTable, groupsTable, leadsTable, pairsTable, rejectedTable } from '#core/coordination/output/tables.js';
import { tightGroups } from '#core/coordination/tight.js';
import { wholeFile } from '#infra/files/whole.js';

export interface WriteOptions { window: number; participation: number; fdr: number | null; pairs: boolean; jsonl: boolean; report: boolean; out: string; started: number }

/** Writes every table, network and the report of a run into `out`; files of an earlier run that this one does not write are removed. */
export async function writeResult(result: Coordination, rejected: Rejected, { window, participation, fdr, pairs, jsonl, report, out, started }: WriteOptions) {
  const { events, edges, significant, mode } = result;
  const { community, next, loose, anyLoose } = tightGroups(result);
  if (anyLoose) (await import('#core/coordination/communities.js')).splitGroups(result, loose, community, next);
  const bursts = burstsOf(result, window);
  const groups = describeGroups(result, bursts);

  const tables: Record<string, ((sink: Sink) => void) | null> = {
    rejected: rejected.count > 0 ? (sink) => rejectedTable(rejected, sink) : null,
    edges: (sink) => edgesTable(result, sink),
    groups: (sink) => groupsTable(result, groups, community, sink),
    campaigns: (sink) => campaignsTable(result, groups, sink),
    evidence: (sink) => evidenceTable(result, bursts, sink),
    leads: (sink) => leadsTable(result, sink),
    pairs: pairs ? (sink) => pairsTable(result, sink) : null,
  };
  const toLines = jsonl ? (await import('#core/coordination/output/json-lines.js')).jsonLines : null;
  for (const [name, table] of Object.entries(tables)) {
    write(`${name}.csv`, table);
    write(`${name}.jsonl`, table === null || toLines === null ? null : (sink) => toLines(table, sink));
  }
  write('network.graphml', (sink) => graphml(result, community, sink));
  write('network.gexf', (sink) => gexf(result, community, sink));

  let flagged = 0;
  for (const one of significant) flagged += one;
  const facts = {
    rows: events.rows, rejected: rejected.count, accounts: events.accounts.count, objects: events.objects.count, window, min_participation: participation, mode, fdr,
    pairs: result.pairs.count, objects_set_aside: result.pairs.aside.size, edges: edges.count, significant_edges: flagged, weight_threshold: mode === 'test' ? null : result.threshold,
    groups: result.cells, accounts_in_groups: groups.reduce((sum, { members }) => sum + members.length, 0), accounts_grown: groups.reduce((sum, { grown }) => sum + grown, 0),
  };
  if (report) {
    const [{ reportData }, { reportPage }] = await Promise.all([import('#publish/network-report/data.js'), import('#publish/network-report/page.js')]);
    write('report.html', (sink) => sink(Buffer.from(reportPage(reportData(result, groups, bursts, facts)))));
  } else write('report.html', null);
  const summary = { ...facts, notes: notesOf(result, window), seconds: Number(((performance.now() - started) / 1000).toFixed(3)) };
  write('summary.json', (sink) => sink(Buffer.from(`${JSON.stringify(summary, null, 1)}\n`)));
  return summary;

  function write(name: string, table: ((sink: Sink) => void) | null): void {
    const file = join(out, name);
    if (table === null) { rmSync(file, { force: true }); return; }
    const whole = wholeFile(file);
    table((chunk) => whole.write(chunk));
    whole.close();
  }
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
