import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { job } from '#infra/queue/job-table.js';
import { openQueues } from '#infra/queue/open.js';
import { runJobs } from '#infra/queue/runner.js';
import { startRedis } from '../faults/redis-server.js';
import { freshDatabase } from '../store/fresh-database.js';

const table = { 'host.visit': job({ queue: 'crawl', payload: z.object({ host: z.string() }), key: ({ host }) => host, attempts: 8, timeLimitMs: 120_000 }) };
const residentMb = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024;

/** A backlog of visits that have nothing to do any more, through the product's own queues and runner: memory must not grow with what waits. */
async function drain(backend: 'postgres' | 'redis', n: number): Promise<void> {
  const database = await freshDatabase();
  const redis = backend === 'redis' ? await startRedis(['--appendonly', 'no']) : null;
  const queues = await openQueues(table, { databaseUrl: database.url, queueUrl: redis?.url });
  try {
    const adding = performance.now();
    for (let at = 0; at < n; at += 5000) await queues.add(Array.from({ length: Math.min(5000, n - at) }, (_, k) => ({ name: 'host.visit' as const, payload: { host: `host-${at + k}.example` } })));
    const added = (performance.now() - adding) / 1000;
    let done = 0;
    const marks: number[] = [];
    const started = performance.now();
    await new Promise<void>((resolve) => {
      runJobs(table, { 'host.visit': async () => ({ skipped: 'nothing-due' }) }, queues, { concurrency: 32, report: () => {
        done++;
        if (done % Math.ceil(n / 10) === 0) { globalThis.gc?.(); marks.push(Math.round(residentMb())); }
        if (done === n) resolve();
      } });
    });
    const seconds = (performance.now() - started) / 1000;
    console.log(`${n.toLocaleString('en')} queued visits on ${backend}: added in ${added.toFixed(0)} s, drained in ${seconds.toFixed(0)} s (${Math.round(n / seconds)} jobs/s, one process); resident MB at each tenth: ${marks.join(' ')}`);
  } finally { await queues.close(); await redis?.stop(); await database.drop(); }
}

export async function run(): Promise<void> {
  await drain('redis', Number(process.env['CLAQUE_BENCH_JOBS'] ?? 1_000_000));
  await drain('postgres', Number(process.env['CLAQUE_BENCH_JOBS_POSTGRES'] ?? 100_000));
}
