import { Installation, startProcess, wait } from '../faults/installation.js';
import { cpuSeconds, residentMb } from './running.js';

const CONCURRENCY = 16;
const AT_A_TIME = 5000;

/**
 * A backlog of visits of as many hosts, of which none has anything due any more, drained by one `claque worker --queues crawl` as it is deployed: its step asks the
 * database for each. The worker's memory must not grow with what waits, nor with what was done.
 */
async function drain(queue: 'postgres' | 'redis', n: number): Promise<void> {
  const house = await Installation.open({ queue, sites: 1, letters: 1, settings: { CLAQUE_JOB_LOCK: '30', CLAQUE_SWEEP: '600', LOG_LEVEL: 'warn' } });
  const queues = await house.queues();
  const left = async (): Promise<number> => Object.entries((await queues.counts())['crawl']!).reduce((sum, [state, count]) => (['completed', 'failed'].includes(state) ? sum : sum + count), 0);
  try {
    const adding = performance.now();
    for (let at = 0; at < n; at += AT_A_TIME) await queues.add(Array.from({ length: Math.min(AT_A_TIME, n - at) }, (_, k) => ({ name: 'host.visit' as const, payload: { host: `host-${at + k}.example` } })));
    const added = (performance.now() - adding) / 1000;
    // It logs no line for each visit, so that it waits for no reader of its log.
    const worker = startProcess('apps/worker/src/main.js', ['--queues', 'crawl'], { ...house.env, CLAQUE_CONCURRENCY: String(CONCURRENCY) });
    house.processes.push(worker);
    const pid = worker.child.pid ?? 0;
    const started = performance.now();
    const marks: number[] = [];
    for (let waiting = await left(); waiting > 0; waiting = await left()) {
      if (!worker.alive) throw new Error(`the worker ended: ${worker.output}`);
      const tenths = Math.floor((1 - waiting / n) * 10);
      while (marks.length < tenths) marks.push(Math.round(residentMb(pid)));
      await wait(500);
    }
    const seconds = (performance.now() - started) / 1000;
    marks.push(Math.round(residentMb(pid)));
    console.log(`${n.toLocaleString('en')} queued visits on ${queue}: added in ${added.toFixed(0)} s, drained in ${seconds.toFixed(0)} s by one worker (${Math.round(n / seconds)} a second, ${(cpuSeconds(pid) * 1000 / n).toFixed(2)} CPU ms a visit in it); its resident MB at each tenth: ${marks.join(' ')}`);
    const { failed = 0 } = (await queues.counts())['crawl']!;
    if (failed > 0) throw new Error(`${failed} visits failed`);
  } finally {
    await queues.close();
    await house.close();
  }
}

export async function run(): Promise<void> {
  await drain('redis', Number(process.env['CLAQUE_BENCH_JOBS'] ?? 1_000_000));
  await drain('postgres', Number(process.env['CLAQUE_BENCH_JOBS_POSTGRES'] ?? 100_000));
}
