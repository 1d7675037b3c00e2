import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { removeDatabase, startPostgres } from '#infra/embedded-postgres/index.js';
import type { JobOf } from '#infra/queue/job-table.js';
import { openQueues, type Queues } from '#infra/queue/open.js';
import { startProcess, until, type Process } from './installation.js';
import { Kept } from './kept.js';
import { startRedis } from './redis-server.js';
import { FAULTY_TABLES, faulty } from './step-worker.js';

/** Milliseconds of a job's lock in the tests of single steps. */
export const LOCK_MS = 1500;
/** A death is noticed within the lock and two intervals between looks for stalled jobs. */
export const RECOVERY_MS = 3 * LOCK_MS;

/** A database with the tables of `step-worker`, its queues, and processes that work on them. */
export interface Steps {
  url: string;
  pool: pg.Pool;
  queues: Queues<typeof faulty>;
  add(...payloads: JobOf<typeof faulty>['payload'][]): Promise<void>;
  worker(nodeArgs?: string[]): Promise<Process>;
  /** Keeps one worker alive, as a supervisor does, until `stop`; says how often it ended. */
  supervise(nodeArgs?: string[]): { deaths(): number; stop(): Promise<void> };
  /** As many workers, each started again whenever it ends. */
  keep(count: number): Kept[];
  ran(key: string): Promise<{ what: string; pid: number; at: Date }[]>;
  effects(): Promise<string[]>;
  /** What was set aside since it was last asked. */
  takeAside(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openSteps(queue: 'postgres' | 'redis'): Promise<Steps> {
  const dataDir = mkdtempSync(join(tmpdir(), 'claque-steps-'));
  const [server, redis] = [await startPostgres({ dataDir, what: 'test' }), queue === 'redis' ? await startRedis() : null];
  const pool = new pg.Pool({ connectionString: server.url, max: 3 });
  pool.on('error', () => {});
  for (const statement of FAULTY_TABLES) await pool.query(statement);
  const queues = await openQueues(faulty, { databaseUrl: server.url, queueUrl: redis?.url, workers: 0 });
  const processes: Process[] = [];
  const [program, args, env] = ['test/faults/step-worker.js', [String(LOCK_MS)], { DATABASE_URL: server.url, ...(redis === null ? {} : { QUEUE_URL: redis.url }) }];
  const kept: Kept[] = [];
  const start = (nodeArgs: string[] = []): Process => {
    const started = startProcess(program, args, env, nodeArgs);
    processes.push(started);
    return started;
  };
  return {
    url: server.url, pool, queues,
    add: (...payloads) => queues.add(payloads.map((payload) => ({ name: 'effect.write', payload }))),
    async worker(nodeArgs) {
      const started = start(nodeArgs);
      await until('a worker that is ready', () => { if (!started.alive) throw new Error(started.output); return started.says('worker ready'); });
      return started;
    },
    supervise(nodeArgs) {
      let deaths = 0;
      const life = { over: false };
      let current: Process | null = null;
      const live = (async () => { while (!life.over) { current = start(nodeArgs); await current.ended; deaths++; } })();
      return { deaths: () => deaths, async stop() { life.over = true; await current?.kill(); await live; } };
    },
    keep(count) {
      const more = Array.from({ length: count }, () => new Kept(program, () => env, args));
      kept.push(...more);
      return more;
    },
    ran: async (key) => (await pool.query<{ what: string; pid: number; at: Date }>('SELECT what, pid, at FROM runs WHERE key = $1 ORDER BY at', [key])).rows,
    effects: async () => (await pool.query<{ key: string }>('SELECT key FROM effects ORDER BY key')).rows.map(({ key }) => key),
    takeAside: async () => (await pool.query<{ key: string }>('DELETE FROM aside RETURNING key')).rows.map(({ key }) => key),
    async close() {
      for (const one of processes) await one.kill();
      await Promise.all(kept.map((one) => one.stop()));
      await queues.close();
      await pool.end();
      await redis?.stop();
      await server.stop();
      removeDatabase(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
