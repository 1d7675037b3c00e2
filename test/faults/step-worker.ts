import pg from 'pg';
import { z } from 'zod';
import { job, type Handlers } from '#infra/queue/job-table.js';
import { openQueues } from '#infra/queue/open.js';
import { runJobs } from '#infra/queue/runner.js';

/** A table of one job whose step does what a fault does; it runs under the product's own queues and runner. */
export const faulty = {
  'effect.write': job({ queue: 'effects', payload: z.object({ key: z.string(), how: z.enum(['quick', 'slow', 'chain', 'exit', 'block', 'memory']) }), key: ({ key }) => key, attempts: 3, timeLimitMs: 60_000 }),
};
export const FAULTY_TABLES = ['CREATE TABLE runs (key text NOT NULL, pid int NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(), what text NOT NULL)', 'CREATE TABLE effects (key text PRIMARY KEY, pid int NOT NULL)', 'CREATE TABLE aside (key text PRIMARY KEY)'];
export const SLOW_MS = 1500;
/** Of a job that is followed by another. */
const CHAIN_MS = 60;

/** Started as a process: `step-worker.js LOCK_MS`, with DATABASE_URL and QUEUE_URL. */
async function work(lockMs: number): Promise<void> {
  const { DATABASE_URL: databaseUrl = '', QUEUE_URL: queueUrl } = process.env;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const say = (line: object): void => { process.stdout.write(`${JSON.stringify(line)}\n`); };
  const tell = (key: string, what: string) => pool.query('INSERT INTO runs (key, pid, what) VALUES ($1, $2, $3)', [key, process.pid, what]);
  const handlers: Handlers<typeof faulty> = {
    async 'effect.write'({ key, how }) {
      await tell(key, 'start');
      if (how === 'exit') process.exit(1);
      if (how === 'memory') { const kept: unknown[] = []; for (;;) kept.push(Array.from({ length: 100_000 }, (_, at) => ({ at }))); }
      // The first run alone: what never lets go is poison (F03).
      const { rows: [earlier] } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM runs WHERE key = $1 AND what = 'start'`, [key]);
      if (how === 'block' && earlier!.n === 1) for (const ends = Date.now() + 3 * lockMs; Date.now() < ends;);
      if (how === 'chain') await new Promise((resolve) => { setTimeout(resolve, CHAIN_MS); });
      if (how === 'slow') await new Promise((resolve) => { setTimeout(resolve, SLOW_MS); });
      // One statement, so that the effect is never there without its line among the runs.
      await pool.query(`WITH put AS (INSERT INTO effects (key, pid) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING key)
        INSERT INTO runs (key, pid, what) SELECT $1, $2, CASE WHEN EXISTS (SELECT FROM put) THEN 'effect' ELSE 'nothing new' END`, [key, process.pid]);
      return { done: key, ...(how === 'chain' ? { next: [{ name: 'effect.write', payload: { key: `${key} after`, how: 'quick' } }] } : {}) };
    },
  };
  const queues = await openQueues(faulty, { databaseUrl, queueUrl });
  runJobs(faulty, handlers, queues, {
    concurrency: 1, lockMs, report: (run) => say({ msg: run.name, result: run.result, note: run.note }),
    deadly: async ({ payload }) => { await pool.query('INSERT INTO aside (key) VALUES ($1) ON CONFLICT DO NOTHING', [payload.key]); return []; },
  });
  say({ msg: 'worker ready' });
}

if (process.argv[1]?.endsWith('step-worker.js')) await work(Number(process.argv[2]));
