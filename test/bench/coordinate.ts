import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plant, sharesCsv } from '../material/co-sharing.js';

const RUNS = 5;

/**
 * `claque coordinate` from file to files, as a process of its own (start, reading, test, all tables, networks and the report): medians of five of the wall clock, of user
 * plus system time, and of the peak of memory. Events of our own, after the description of the shared generator: Zipf objects, log-normal delays, planted cells.
 */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'claque-bench-'));
  try {
    for (const rows of [100_000, 1_000_000, 5_000_000]) {
      const file = join(folder, 'events.csv');
      const handle = openSync(file, 'w');
      const csv = sharesCsv(plant({ rows, seed: rows, kind: 'clear' }), rows);
      for (let at = 0; at < csv.length;) at += writeSync(handle, csv, at);
      closeSync(handle);
      const wall: number[] = [];
      const cpu: number[] = [];
      const peak: number[] = [];
      for (let turn = 0; turn < RUNS; turn++) {
        const started = performance.now();
        const { status, stderr } = spawnSync(process.execPath, ['--import', './test/bench/peak.mjs', 'apps/cli/bin/claque.js', 'coordinate', file, '--window', '60', '--min-participation', '2', '--out', join(folder, 'out')], { encoding: 'utf8', env: { ...process.env, CLAQUE_BENCH_USAGE: join(folder, 'usage.json') } });
        if (status !== 0) throw new Error(stderr);
        wall.push((performance.now() - started) / 1000);
        const usage = JSON.parse(readFileSync(join(folder, 'usage.json'), 'utf8')) as { cpu: number; peak: number };
        cpu.push(usage.cpu);
        peak.push(usage.peak);
      }
      console.log(`${rows.toLocaleString('en')} events: ${middle(wall).toFixed(2)} s wall (best ${Math.min(...wall).toFixed(2)}), ${middle(cpu).toFixed(2)} s CPU, ${middle(peak).toFixed(0)} MB`);
    }
  } finally { rmSync(folder, { recursive: true }); }
}

const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
