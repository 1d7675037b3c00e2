import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plant, sharesCsv } from '../material/co-sharing.js';
import { median, useOf } from './process-use.js';

const RUNS = 7;

/**
 * `claque coordinate` from file to files, as a process of its own (start, reading, test, all tables, networks and the report): medians of seven of the wall clock, of user
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
        // Replacing a file waits for the disk, which is not what is measured.
        rmSync(join(folder, 'out'), { recursive: true, force: true });
        const use = await useOf(['apps/cli/bin/claque.js', 'coordinate', file, '--window', '60', '--min-participation', '2', '--out', join(folder, 'out')]);
        wall.push(use.seconds);
        cpu.push(use.cpuSeconds);
        peak.push(use.peakMb);
      }
      console.log(`${rows.toLocaleString('en')} events: ${median(wall).toFixed(2)} s wall (best ${Math.min(...wall).toFixed(2)}), ${median(cpu).toFixed(2)} s CPU, ${median(peak).toFixed(0)} MB`);
    }
  } finally { rmSync(folder, { recursive: true }); }
}

