import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, GateSet } from '../set.js';

const claque = join(process.cwd(), 'apps/cli/bin/claque.js');
type Item = Record<string, unknown> & { span: [number, number]; target?: { platform: string | null } };
interface Finding extends Item { why: string; confidence: number }
const KINDS: Record<string, string> = { calls: 'call', metrics: 'metric', goals: 'goal', events: 'account-event', commitments: 'commitment', threats: 'threat' };

/** Whether a finding says what a label says: the same kind of thing at the same place. Attributes beyond that are judged by the calls gate. */
function agrees(kind: string, found: Item, label: Item): boolean {
  const shared = Math.min(found.span[1], label.span[1]) - Math.max(found.span[0], label.span[0]);
  if (shared < 0.5 * Math.min(found.span[1] - found.span[0], label.span[1] - label.span[0])) return false;
  if (kind === 'calls') return found['voice'] === label['voice'] && (found.target?.platform ?? 'other') === (label.target?.platform ?? 'other');
  if (kind === 'metrics' || kind === 'goals') return Number(found['value']) === Number(label['value']);
  return kind === 'threats' || (kind === 'events' ? found['kind'] === label['kind'] : found['status'] === label['status']);
}

/** Confidence against what was right on the labelled set, in bins; and the counts by class of evidence from which the confidences are made. */
const set: GateSet = {
  name: 'calibration',
  needs: ['calls/dev.jsonl'],
  async judge(data) {
    const folder = mkdtempSync(join(tmpdir(), 'claque-gate-'));
    try {
      const rows = readFileSync(join(data, 'calls/dev.jsonl'), 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as { id: string; labels: Record<string, Item[]>; [field: string]: unknown });
      const docs = join(folder, 'docs.jsonl');
      writeFileSync(docs, rows.map(({ labels: _labels, origin: _origin, ...document }) => JSON.stringify(document)).join('\n'));
      const result = spawnSync(process.execPath, [claque, 'detect', docs, '--explain', '--out', join(folder, 'found.jsonl')], { encoding: 'utf8' });
      if (result.status !== 0) throw new Error(result.stderr);
      const found = new Map(readFileSync(join(folder, 'found.jsonl'), 'utf8').split('\n').filter(Boolean).map((line) => { const row = JSON.parse(line) as { id: string } & Record<string, Finding[]>; return [row.id, row] as const; }));
      const judged: { kind: string; finding: Finding; right: boolean }[] = [];
      for (const { id, labels } of rows) {
        for (const [array, kind] of Object.entries(KINDS)) {
          for (const finding of found.get(id)?.[array] ?? []) judged.push({ kind, finding, right: (labels[array] ?? []).some((label) => agrees(array, finding, label)) });
        }
      }
      const figures: Figure[] = [];
      let off = 0;
      for (const [from, to] of [[0, 0.5], [0.5, 0.7], [0.7, 0.8], [0.8, 0.9], [0.9, 0.95], [0.95, 1.01]] as const) {
        const bin = judged.filter(({ finding }) => finding.confidence >= from && finding.confidence < to);
        if (bin.length === 0) continue;
        const said = bin.reduce((sum, { finding }) => sum + finding.confidence, 0) / bin.length;
        const share = bin.filter(({ right }) => right).length / bin.length;
        off += Math.abs(said - share) * bin.length / judged.length;
        figures.push({ name: `confidence ${from} to ${Math.min(1, to)}: right`, value: share, of: `of ${bin.length}; said ${said.toFixed(2)} on average` });
      }
      figures.push({ name: 'mean distance of confidence from the share that was right', value: off, floor: 0.1, atMost: true, of: `over ${judged.length} findings` });
      const classes = new Map<string, [number, number]>();
      for (const { kind, finding, right } of judged) {
        const name = `${kind}: ${/\(([^()]+)\)$/.exec(finding.why)?.[1] ?? 'unclassed'}`;
        const counts = classes.get(name) ?? [0, 0];
        counts[right ? 0 : 1] += 1;
        classes.set(name, counts);
      }
      for (const [name, [right, wrong]] of [...classes].sort((a, b) => a[0].localeCompare(b[0]))) figures.push({ name: `class "${name}"`, value: right / (right + wrong), of: `[${right}, ${wrong}]` });
      return figures;
    } finally { rmSync(folder, { recursive: true, force: true }); }
  },
};
export default set;
