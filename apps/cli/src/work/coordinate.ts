import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { COMPAT, coordinate, DEFAULT_FDR } from '#core/coordination/coordinate.js';
import { scanEvents } from '#core/coordination/events/scan.js';
import { campaignsTable, describeCells, edgesTable, graphml, groupsTable, rejectedTable } from '#core/coordination/tables.js';
import { BadInput } from '#core/errors.js';
import { readWhole, writeWhole } from '#infra/files/whole.js';

interface Options { window: string; minParticipation: string; compat?: string; fdr?: string; out: string }

export async function run([file]: [string], options: Options): Promise<void> {
  const started = performance.now();
  const window = number('--window', options.window, (value) => value >= 0, 'a number of seconds, 0 or more');
  const participation = number('--min-participation', options.minParticipation, (value) => Number.isInteger(value) && value >= 0, 'a whole number, 0 or more');
  const compat = COMPAT.find((tool) => tool === options.compat);
  if (options.compat !== undefined && compat === undefined) throw new BadInput(`--compat ${options.compat}: there is ${COMPAT.join(', ')}`, 2);
  if (compat !== undefined && options.fdr !== undefined) throw new BadInput('--fdr has no meaning with --compat: the other tool makes no test', 2);
  const fdr = options.fdr === undefined ? DEFAULT_FDR : number('--fdr', options.fdr, (value) => value > 0 && value < 1, 'a share between 0 and 1');

  const { events, rejected } = scanEvents(await readWhole(file), file === '-' ? 'standard input' : file);
  const result = coordinated();
  const community = result.cells === 0 ? new Int32Array(events.accounts.count).fill(-1) : (await import('#core/coordination/communities.js')).communitiesOf(result);
  const cells = describeCells(result);
  const out = (name: string) => join(options.out, name);
  rmSync(out('rejected.csv'), { force: true });
  if (rejected.length > 0) await writeWhole(out('rejected.csv'), rejectedTable(rejected));
  await Promise.all([
    writeWhole(out('edges.csv'), edgesTable(result)),
    writeWhole(out('groups.csv'), groupsTable(result, community)),
    writeWhole(out('campaigns.csv'), campaignsTable(result, cells)),
    writeWhole(out('network.graphml'), [graphml(result, community)]),
  ]);
  let flagged = 0;
  for (const one of result.significant) flagged += one;
  const summary = {
    rows: events.rows, rejected: rejected.length, accounts: events.accounts.count, window, min_participation: participation, mode: compat ?? 'test', fdr: compat === undefined ? fdr : null,
    pairs: result.pairs.count, edges: result.edges.count, significant_edges: flagged, weight_threshold: compat === undefined ? null : result.threshold,
    groups: result.cells, accounts_in_groups: cells.reduce((sum, cell) => sum + cell.accounts.length, 0), accounts_grown: result.grown.reduce((sum, one) => sum + one, 0),
    seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
  };
  await writeWhole(out('summary.json'), [`${JSON.stringify(summary, null, 1)}\n`]);
  console.error(`${summary.rows.toLocaleString('en')} events${rejected.length > 0 ? ` (${rejected.length.toLocaleString('en')} rows rejected, see ${out('rejected.csv')})` : ''}: ${summary.edges.toLocaleString('en')} edges, ${flagged.toLocaleString('en')} flagged, ${summary.groups.toLocaleString('en')} groups of ${summary.accounts_in_groups.toLocaleString('en')} accounts, ${summary.seconds} s`);

  function coordinated() {
    try { return coordinate(events, { window, participation, compat, fdr }); } catch (error) {
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
