import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, GateSet } from '../set.js';

const claque = join(process.cwd(), 'apps/cli/bin/claque.js');
interface Ratio { f1: number | null; tp: number; fp: number; fn: number }
interface Bucket { docs: number; call_doc_any: Ratio; call_doc_by_voice: Record<string, Ratio>; call_target_exact: Ratio; call_span_iou50: Ratio; accuracy_on_matched: Record<string, { acc: number | null; n: number }>; false_alarm_rate: number | null; no_call_docs: number; [kind: string]: unknown }

/** Wilson's interval at 95 % for `right` of `right + wrong`. */
function wilson(right: number, wrong: number): string {
  const n = right + wrong;
  if (n === 0) return 'none';
  const z = 1.96;
  const middle = (right / n + z * z / (2 * n)) / (1 + z * z / n);
  const half = z * Math.sqrt(right / n * (wrong / n) / n + z * z / (4 * n * n)) / (1 + z * z / n);
  return `${(middle - half).toFixed(2)} to ${(middle + half).toFixed(2)}`;
}

function node(args: string[]): string {
  const result = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.status !== 0) throw new Error(`node ${args.join(' ')} exited with ${result.status}: ${result.stderr}`);
  return result.stdout;
}

/** Calls to follow by rules, through the command line, scored by the data's own script. The answers are taken out before detection. */
const set: GateSet = {
  name: 'calls',
  needs: ['calls/dev.jsonl', 'calls/score.mjs'],
  async judge(data) {
    const folder = mkdtempSync(join(tmpdir(), 'claque-gate-'));
    try {
      const gold = join(data, 'calls/dev.jsonl');
      const lines = readFileSync(gold, 'utf8').split('\n').filter((line) => line.trim() !== '');
      const docs = join(folder, 'docs.jsonl');
      writeFileSync(docs, lines.map((line) => { const { labels: _labels, origin: _origin, ...document } = JSON.parse(line) as Record<string, unknown>; return JSON.stringify(document); }).join('\n'));
      const predictions = join(folder, 'predictions.jsonl');
      node([claque, 'detect', docs, '--out', predictions]);
      const report = JSON.parse(node([join(data, 'calls/score.mjs'), gold, predictions, '--json'])) as { all: Bucket; by_language: Record<string, Bucket> };
      const figures: Figure[] = [];
      const ratio = (name: string, found: Ratio, floor?: number) => { if (found.f1 !== null) figures.push({ name: `${name} F1`, value: found.f1, of: `(${found.tp} right, ${found.fp} wrong, ${found.fn} missed; 95 %: precision ${wilson(found.tp, found.fp)}, recall ${wilson(found.tp, found.fn)})`, ...(floor === undefined ? {} : { floor }) }); };
      const bucket = (prefix: string, found: Bucket) => {
        for (const [voice, floor] of [['own', 0.95], ['reported', 0.88], ['boilerplate', 0.9]] as const) ratio(`${prefix}${voice} voice`, found.call_doc_by_voice[voice]!, floor);
        ratio(`${prefix}target`, found.call_target_exact, 0.94);
        ratio(`${prefix}span`, found.call_span_iou50, 0.85);
        for (const [what, floor] of [['audience', 0.9], ['strength', 0.9], ['action', undefined]] as const) { const { acc, n } = found.accuracy_on_matched[what]!; if (acc !== null) figures.push({ name: `${prefix}${what} accuracy`, value: acc, of: `of ${n}`, ...(floor === undefined ? {} : { floor }) }); }
        if (found.false_alarm_rate !== null) figures.push({ name: `${prefix}false alarms`, value: found.false_alarm_rate, floor: 0.02, atMost: true, of: `of ${found.no_call_docs} documents without a call` });
      };
      bucket('', report.all);
      // English and Khmer each reach the floors; other languages are reported together with all.
      for (const language of ['en', 'km']) if (report.by_language[language]) bucket(`${language}: `, report.by_language[language]);
      for (const [kind, floor] of [['metrics', 0.92], ['goals', 0.9], ['events', 0.88], ['commitments', 0.8], ['threats', 0.8]] as const) ratio(kind, report.all[kind] as Ratio, floor);
      return figures;
    } finally { rmSync(folder, { recursive: true, force: true }); }
  },
};
export default set;
