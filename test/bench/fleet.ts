import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { detectors } from '#kinds/detectors/index.js';
import { waiting } from '#infra/store/lacks.js';
import { Installation, QUEUES, until, wait, type Process } from '../faults/installation.js';

const HOSTS = Number(process.env['CLAQUE_BENCH_HOSTS'] ?? 100);
const LETTERS = Number(process.env['CLAQUE_BENCH_LETTERS'] ?? 30);
const WORKERS = Number(process.env['CLAQUE_BENCH_WORKERS'] ?? 20);
/** Milliseconds in which a site answers: with so slow sites it is the number of workers that bounds a crawl, not this machine. */
const PAUSE_MS = 150;

const residentMb = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
const cpuSeconds = (pid: number): number => { const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]!.split(' '); return (Number(fields[11]) + Number(fields[12])) / 100; };
/** One worker on one core: what a second one adds is then not what the first left idle. Where the system cannot, they share all cores. */
const pin = (worker: Process, core: number): void => { spawnSync('taskset', ['-a', '-c', '-p', String(core % cpus().length), String(worker.child.pid)]); };
const end = (workers: Process[]): Promise<void[]> => Promise.all(workers.map((worker) => worker.kill()));

/**
 * A simulation of a fleet in one tree of processes. First the crawl of many slow hosts, by one worker and by many, each with one visit at a time; then reading and
 * judging of everything that was fetched, by one and by two workers on a core each: the steps that are bound by CPU. Queues are on Redis where it is installed: twenty workers
 * are more than the embedded server has connections for queues.
 */
export async function run(): Promise<void> {
  console.log(`${HOSTS} hosts of ${LETTERS} letters, a letter in ${PAUSE_MS} ms; ${cpus().length} cores`);
  const house = await Installation.open({ queue: QUEUES.includes('redis') ? 'redis' : 'postgres', sites: HOSTS, letters: LETTERS, settings: { CLAQUE_JOB_LOCK: '30', CLAQUE_SWEEP: '10', CLAQUE_CONCURRENCY: '1' } });
  try {
    house.sites.pauseMs = PAUSE_MS;
    await house.db.query('UPDATE sources SET pace_ms = 1');
    const crawl = async (count: number, seconds: number): Promise<number> => {
      const workers = await ready(house, count, ['--queues', 'crawl,sweep']);
      await wait(2000);
      const [from, started] = [await house.count('snapshots'), performance.now()];
      await wait(seconds * 1000);
      const rate = (await house.count('snapshots') - from) / ((performance.now() - started) / 1000);
      const memory = workers.map(({ child }) => residentMb(child.pid!));
      console.log(`crawl, ${count} workers: ${rate.toFixed(1)} pages/s; ${Math.round(memory.reduce((sum, mb) => sum + mb, 0) / count)} MB a worker`);
      await end(workers);
      // Those that were killed let go of their hosts at once.
      await house.db.query(`UPDATE leases SET until = now()`);
      await house.db.query('UPDATE frontier SET claim_token = NULL, claimed_until = NULL WHERE claim_token IS NOT NULL');
      await forget(house);
      return rate;
    };
    // The lists first, so that every host has letters to be asked for.
    const first = await ready(house, 1, ['--queues', 'crawl,read,sweep']);
    await until('every list read', async () => (await house.count('frontier', `url LIKE '%/letters/%'`)) >= house.sites.pages, 180_000);
    await end(first);
    await forget(house);
    await house.db.query(`UPDATE leases SET until = now()`);
    const one = await crawl(1, 15);
    const many = await crawl(WORKERS, 12);
    console.log(`  ${WORKERS} workers fetch ${(many / one).toFixed(1)} times what one does`);
    house.sites.pauseMs = 0;
    const rest = await ready(house, 2, ['--queues', 'crawl,sweep']);
    await until('every letter fetched', async () => (await house.count('snapshots', `url LIKE '%/letters/%'`)) >= house.sites.pages, 300_000);
    await end(rest);
    const read = async (count: number): Promise<{ rate: number; cpuMs: number }> => {
      await forget(house);
      await house.db.query(`UPDATE snapshots SET read_state = 'pending', reader_version = NULL`);
      for (const table of ['observations', 'detections', 'documents', 'campaigns']) await house.db.query(`DELETE FROM ${table}`);
      await house.db.query('ANALYZE');
      const workers = await ready(house, count, ['--queues', 'read,detect,sweep']);
      workers.forEach(pin);
      const [started, before] = [performance.now(), workers.map(({ child }) => cpuSeconds(child.pid!))];
      await until('everything read and judged', async () => { const left = await waiting(house.db, detectors.map(({ id, version }) => ({ id, version }))); return left.unread + left.undetected === 0 && (await house.count('documents')) >= house.sites.pages; }, 600_000);
      const seconds = (performance.now() - started) / 1000;
      const cpu = workers.reduce((sum, { child }, at) => sum + cpuSeconds(child.pid!) - before[at]!, 0);
      console.log(`read and detect, ${count} workers: ${Math.round(house.sites.pages / seconds)} pages/s, ${(cpu * 1000 / house.sites.pages).toFixed(1)} CPU ms a page in the workers, ${(cpu / seconds).toFixed(2)} cores used by them`);
      await end(workers);
      return { rate: house.sites.pages / seconds, cpuMs: cpu * 1000 / house.sites.pages };
    };
    const [single, double] = [await read(1), await read(2)];
    console.log(`  efficiency from 1 to 2: ${(double.rate / single.rate / 2).toFixed(2)} by the clock, ${(single.cpuMs / double.cpuMs).toFixed(2)} by CPU time a page (what a busy machine cannot change)`);
  } finally { await house.close(); }
}

const ready = (house: Installation, count: number, args: string[]): Promise<Process[]> => Promise.all(Array.from({ length: count }, () => house.worker({ args })));

async function forget(house: Installation): Promise<void> {
  const queues = await house.queues();
  try { await queues.obliterate(); } finally { await queues.close(); }
}
