import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { peakMemoryMb } from '../material/peak-memory.js';

/** Preloaded by benchmarks into each Node process that they start: it leaves what it used in the folder that CLAQUE_BENCH_ACCOUNTS names. */
const folder = process.env['CLAQUE_BENCH_ACCOUNTS'];
if (isMainThread && folder !== undefined) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(join(folder, String(process.pid)), JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, rss: peakMemoryMb() }));
  });
}
