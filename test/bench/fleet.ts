import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { detectors } from '#kinds/detectors/index.js';
import { waiting } from '#infra/store/lacks.js';
import { Installation, QUEUES, until, wait, type Process } from '../faults/installation.js';
import { cpuSeconds, pin, residentMb } from './running.js';

const HOSTS = Number(process.env['CLAQUE_BENCH_HOSTS'] ?? 100);
const LETTERS = Number(process.env['CLAQUE_BENCH_LETTERS'] ?? 30);
const WORKERS = Number(process.env['CLAQUE_BENCH_WORKERS'] ?? 20);
/** Menus around each letter: pages of ministries and media have 60 to 200 kB. */
const KILOBYTES = Number(process.env['CLAQUE_BENCH_KILOBYTES'] ?? 60);
/** Runs of each number of workers, by turns; the middle one counts. */
const RUNS = Number(process.env['CLAQUE_BENCH_RUNS'] ?? 3);
/** Milliseconds in which a site answers: with so slow sites it is the number of workers that bounds a crawl, not this machine. */
const PAUSE_MS = 150;
/** Letters that workers read before they are looked at: what loads and compiles once in their life is not counted. */
const WARM = 0.2;

const end = (workers: Process[]): Promise<void[]> => Promise.all(workers.map((worker) => worker.kill()));
const middle = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/**
 * A simulation of a fleet in one tree of processes. First the crawl of many slow hosts, by one worker and by many, each with one visit at a time; then reading and
 * judging of everything that was fetched, by one and by two workers on a core each: the steps that are bound by CPU. Queues are on Redis where it is installed: twenty workers
 * are more than the embedded server has connections for queues.
 */
export async function run(): Promise<void> {
  console.log(`${HOSTS} hosts of ${LETTERS} letters of ${KILOBYTES} kB, a letter in ${PAUSE_MS} ms; ${cpus().length} cores, of which two loops at once do ${(await coresAtOnce()).toFixed(2)} times what one does`);
  const house = await Installation.open({
    queue: QUEUES.includes('redis') ? 'redis' : 'postgres', sites: HOSTS, letters: LETTERS, kilobytes: KILOBYTES,
    settings: { CLAQUE_JOB_LOCK: '30', CLAQUE_SWEEP: '600', CLAQUE_CONCURRENCY: '1', CLAQUE_READ_THREADS: '1' } });
  try {
    await crawling(house);
    await reading(house);
  } finally { await house.close(); }
}

async function crawling(house: Installation): Promise<void> {
  house.sites.pauseMs = PAUSE_MS;
  await house.db.query('UPDATE sources SET pace_ms = 1');
  const crawl = async (count: number, seconds: number): Promise<number> => {
    const workers = await ready(house, count, ['--queues', 'crawl,sweep'], { CLAQUE_SWEEP: '10' });
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
  const first = await ready(house, 1, ['--queues', 'crawl,read,sweep'], { CLAQUE_SWEEP: '10' });
  await until('every list read', async () => (await house.count('frontier', `url LIKE '%/letters/%'`)) >= house.sites.pages, 180_000);
  await end(first);
  await forget(house);
  await house.db.query(`UPDATE leases SET until = now()`);
  const one = await crawl(1, 15);
  const many = await crawl(WORKERS, 12);
  console.log(`  ${WORKERS} workers fetch ${(many / one).toFixed(1)} times what one does`);
  house.sites.pauseMs = 0;
  const rest = await ready(house, 2, ['--queues', 'crawl,sweep'], { CLAQUE_SWEEP: '10' });
  await until('every letter fetched', async () => (await house.count('snapshots', `url LIKE '%/letters/%'`)) >= house.sites.pages, 300_000);
  await end(rest);
  await forget(house);
}

interface Reading { rate: number; workerMs: number; databaseMs: number }

async function reading(house: Installation): Promise<void> {
  const runs = new Map<number, Reading[]>([[1, []], [2, []]]);
  for (let turn = 0; turn < RUNS; turn++) for (const [count, done] of runs) done.push(await readBy(house, count));
  const [single, double] = [...runs.values()].map((done): Reading => ({ rate: middle(done.map(({ rate }) => rate)), workerMs: middle(done.map(({ workerMs }) => workerMs)), databaseMs: middle(done.map(({ databaseMs }) => databaseMs)) })) as [Reading, Reading];
  for (const [count, { rate, workerMs, databaseMs }] of [[1, single], [2, double]] as const) console.log(`read and detect, ${count} workers on a core each: ${rate.toFixed(0)} pages/s; CPU ms a page ${workerMs.toFixed(1)} in the workers, ${databaseMs.toFixed(1)} in PostgreSQL`);
  // Two workers and their database share two cores: more than this no software could reach.
  const most = Math.min(1, cpus().length * 1000 / (single.workerMs + single.databaseMs) / single.rate / 2);
  console.log(`  efficiency from 1 to 2: ${(double.rate / single.rate / 2).toFixed(2)} by the clock, where these cores allow ${most.toFixed(2)}; ${((single.workerMs + single.databaseMs) / (double.workerMs + double.databaseMs)).toFixed(2)} by CPU time a page`);
}

/** Everything that was fetched read and judged anew by so many workers, each bound to a core. */
async function readBy(house: Installation, count: number): Promise<Reading> {
  await forget(house);
  for (const table of ['observations', 'detections', 'documents', 'campaigns']) await house.db.query(`DELETE FROM ${table}`);
  await house.db.query(`UPDATE snapshots SET read_state = 'read'`);
  await house.db.query('VACUUM ANALYZE');
  const workers = await ready(house, count, ['--queues', 'read,detect,sweep']);
  workers.forEach(({ child }, core) => { pin(child.pid!, core); });
  const rest = async (pages: number): Promise<void> => until('everything read and judged', async () => {
    // A cheap question first: this one looks at every document.
    if (await house.count('detections', `detector = '${detectors.at(-1)!.id}'`) < pages) return wait(200).then(() => false);
    const left = await waiting(house.db, detectors.map(({ id, version }) => ({ id, version })));
    return left.unread + left.undetected === 0;
  }, 600_000);
  const letters = (await house.db.query<{ id: string }[]>(`SELECT id FROM snapshots WHERE url LIKE '%/letters/%' ORDER BY md5(url)`)).map(({ id }) => id);
  const warm = Math.round(letters.length * WARM);
  const queues = await house.queues();
  const readAll = async (ids: string[], pages: number): Promise<void> => {
    await house.db.query(`UPDATE snapshots SET read_state = 'pending', reader_version = NULL WHERE id = ANY($1::bigint[])`, [ids]);
    await queues.add([{ name: 'sweep', payload: {} }]);
    await rest(pages);
  };
  try {
    await readAll(letters.slice(0, warm), warm);
    const [started, before, server] = [performance.now(), workers.map(({ child }) => cpuSeconds(child.pid!)), await postgresSeconds(house)];
    await readAll(letters.slice(warm), letters.length);
    const [pages, seconds] = [letters.length - warm, (performance.now() - started) / 1000];
    const cpu = workers.reduce((sum, { child }, at) => sum + cpuSeconds(child.pid!) - before[at]!, 0);
    return { rate: pages / seconds, workerMs: cpu * 1000 / pages, databaseMs: (await postgresSeconds(house) - server) * 1000 / pages };
  } finally {
    await queues.close();
    await end(workers);
  }
}

/** CPU seconds of the server's processes that live: the connections of a run stay open while it is measured. */
async function postgresSeconds(house: Installation): Promise<number> {
  const [{ pid: backend } = { pid: 0 }] = await house.db.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
  const parentOf = (pid: number): number => { try { return Number(readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]!.split(' ')[1]); } catch { return 0; } };
  const main = parentOf(backend);
  return readdirSync('/proc').map(Number).filter((pid) => pid === main || (pid > 0 && parentOf(pid) === main)).reduce((sum, pid) => { try { return sum + cpuSeconds(pid); } catch { return sum; } }, 0);
}

/** How often two processes that only count do at once what one does alone, each on a core: 2 where cores are whole. */
async function coresAtOnce(): Promise<number> {
  const count = async (core: number): Promise<number> => {
    const child = spawn(process.execPath, ['-e', 'let n = 0, x = 1; process.stdin.once("data", () => { for (const ends = Date.now() + 2000; Date.now() < ends; n++) for (let k = 0; k < 1e5; k++) x = (x * 1103515245 + 12345) | 0; console.log(n, x); process.exit(); });'], { stdio: ['pipe', 'pipe', 'inherit'] });
    pin(child.pid!, core);
    let said = '';
    child.stdout.on('data', (chunk) => { said += String(chunk); });
    await wait(300);
    child.stdin.end('go');
    await once(child, 'close');
    return Number(said.split(' ')[0]);
  };
  const alone = await count(0);
  const [first, second] = await Promise.all([count(0), count(1)]);
  return (first + second) / alone;
}

const ready = (house: Installation, count: number, args: string[], env: Record<string, string> = {}): Promise<Process[]> => Promise.all(Array.from({ length: count }, () => house.worker({ args, env })));

async function forget(house: Installation): Promise<void> {
  const queues = await house.queues();
  try { await queues.obliterate(); } finally { await queues.close(); }
}
