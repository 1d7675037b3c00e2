import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, GateSet } from '../set.js';

const claque = join(process.cwd(), 'apps/cli/bin/claque.js');
interface Ratio { f1: number | null; tp: number; fp: number; fn: number }
interface Bucket { docs: number; call_doc_any: Ratio; call_doc_by_voice: Record<string, Ratio>; call_target_exact: Ratio; call_span_iou50: Ratio; accuracy_on_matched: Record<string, { acc: number | null; n: number }>; false_alarm_rate: number | null; no_call_docs: number; [kind: string]: unknown }

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
      const ratio = (name: string, found: Ratio, floor?: number) => { if (found.f1 !== null) figures.push({ name, value: found.f1, of: `(${found.tp} right, ${found.fp} wrong, ${found.fn} missed)`, ...(floor === undefined ? {} : { floor }) }); };
      const bucket = (prefix: string, found: Bucket, floor?: number) => {
        for (const voice of ['own', 'reported', 'boilerplate']) ratio(`${prefix}${voice} voice F1`, found.call_doc_by_voice[voice]!, voice === 'own' ? floor : undefined);
        ratio(`${prefix}target F1`, found.call_target_exact);
        ratio(`${prefix}span F1`, found.call_span_iou50);
        for (const what of ['audience', 'strength', 'action']) { const { acc, n } = found.accuracy_on_matched[what]!; if (acc !== null) figures.push({ name: `${prefix}${what} accuracy`, value: acc, of: `of ${n}` }); }
        if (found.false_alarm_rate !== null) figures.push({ name: `${prefix}false alarms`, value: found.false_alarm_rate, of: `of ${found.no_call_docs} documents without a call` });
      };
      bucket('', report.all, 0.8);
      for (const language of ['en', 'km']) if (report.by_language[language]) bucket(`${language}: `, report.by_language[language]);
      for (const kind of ['metrics', 'goals', 'events', 'commitments', 'threats']) ratio(`${kind} F1`, report.all[kind] as Ratio);
      return figures;
    } finally { rmSync(folder, { recursive: true, force: true }); }
  },
};
export default set;
