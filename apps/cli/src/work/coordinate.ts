import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { burstsOf } from '#core/coordination/bursts.js';
import { COMPAT, coordinate, DEFAULT_FDR } from '#core/coordination/coordinate.js';
import { readCsv } from '#core/coordination/events/csv.js';
import { describeGroups } from '#core/coordination/leads.js';
import type { Sink } from '#core/coordination/output/bytes.js';
import { gexf, graphml } from '#core/coordination/output/networks.js';
import { campaignsTable, edgesTable, evidenceTable, groupsTable, leadsTable, pairsTable, rejectedTable } from '#core/coordination/output/tables.js';
import { tightGroups } from '#core/coordination/tight.js';
import { BadInput } from '#core/errors.js';
import { readWhole, wholeFile } from '#infra/files/whole.js';

interface Options { window: string; minParticipation: string; compat?: string; minEdgeWeight?: string; fdr?: string; pairs?: boolean; out: string }

export async function run([file]: [string], options: Options): Promise<void> {
  const started = performance.now();
  const window = number('--window', options.window, (value) => value >= 0, 'a number of seconds, 0 or more');
  const participation = number('--min-participation', options.minParticipation, (value) => Number.isInteger(value) && value >= 0, 'a whole number, 0 or more');
  const compat = COMPAT.find((tool) => tool === options.compat);
  if (options.compat !== undefined && compat === undefined) throw new BadInput(`--compat ${options.compat}: there is ${COMPAT.join(', ')}`, 2);
  if (compat !== undefined && options.fdr !== undefined) throw new BadInput('--fdr has no meaning with --compat: the other tool makes no test', 2);
  if (compat !== 'toolkit' && options.minEdgeWeight !== undefined) throw new BadInput('--min-edge-weight belongs to --compat toolkit', 2);
  const fdr = options.fdr === undefined ? DEFAULT_FDR : number('--fdr', options.fdr, (value) => value > 0 && value < 1, 'a share between 0 and 1');
  const leastWeight = options.minEdgeWeight === undefined ? undefined : number('--min-edge-weight', options.minEdgeWeight, (value) => Number.isInteger(value) && value >= 1, 'a whole number, 1 or more');

  const { events, rejected } = readCsv(await readWhole(file), file === '-' ? 'standard input' : file);
  const result = coordinated();
  const { community, next, loose, anyLoose } = tightGroups(result);
  if (anyLoose) (await import('#core/coordination/communities.js')).splitGroups(result, loose, community, next);
  const bursts = burstsOf(result, window);
  const groups = describeGroups(result, bursts);
  const out = (name: string) => join(options.out, name);
  const write = (name: string, table: (sink: Sink) => void): void => { const whole = wholeFile(out(name)); table((chunk) => whole.write(chunk)); whole.close(); };
  rmSync(out('rejected.csv'), { force: true });
  if (rejected.count > 0) write('rejected.csv', (sink) => rejectedTable(rejected, sink));
  write('edges.csv', (sink) => edgesTable(result, sink));
  write('groups.csv', (sink) => groupsTable(result, groups, community, sink));
  write('campaigns.csv', (sink) => campaignsTable(result, groups, sink));
  write('evidence.csv', (sink) => evidenceTable(result, bursts, sink));
  if (options.pairs === true) write('pairs.csv', (sink) => pairsTable(result, sink));
  write('leads.csv', (sink) => leadsTable(result, sink));
  write('network.graphml', (sink) => graphml(result, community, sink));
  write('network.gexf', (sink) => gexf(result, community, sink));
  let flagged = 0;
  for (const one of result.significant) flagged += one;
  const summary = {
    rows: events.rows, rejected: rejected.count, accounts: events.accounts.count, objects: events.objects.count, window, min_participation: participation, mode: result.mode, fdr: compat === undefined ? fdr : null,
    pairs: result.pairs.count, objects_set_aside: result.pairs.aside.size, edges: result.edges.count, significant_edges: flagged, weight_threshold: compat === undefined ? null : result.threshold,
    groups: result.cells, accounts_in_groups: groups.reduce((sum, { members }) => sum + members.length, 0), accounts_grown: groups.reduce((sum, { grown }) => sum + grown, 0),
    seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
  };
  write('summary.json', (sink) => sink(Buffer.from(`${JSON.stringify(summary, null, 1)}\n`)));
  console.error(`${summary.rows.toLocaleString('en')} events${rejected.count > 0 ? ` (${rejected.count.toLocaleString('en')} rows rejected, see ${out('rejected.csv')})` : ''}: ${summary.edges.toLocaleString('en')} edges, ${flagged.toLocaleString('en')} flagged, ${summary.groups.toLocaleString('en')} groups of ${summary.accounts_in_groups.toLocaleString('en')} accounts, ${summary.seconds} s`);

  function coordinated() {
    try { return coordinate(events, { window, participation, compat, fdr, leastWeight }); } catch (error) {
      if (error instanceof RangeError) throw new BadInput(error.message);
      throw error;
    }
  }
}

function number(flag: string, text: string, allowed: (value: number) => boolean, what: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value) || !allowed(value)) throw new BadInput(`${flag} ${text}: expected ${what}`, 2);
  return value;
}
