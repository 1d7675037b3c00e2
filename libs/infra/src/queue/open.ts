import { createPostgresBackend, Queue, runMigrations, Worker, withBackend, type Job, type Processor, type QueueOptions, type WorkerOptions } from 'bullmq';
import pg from 'pg';
import { Refused, messageOf } from '#core/errors.js';
import { sha256Of } from '#core/sha256.js';
import { carriedTrace } from '../trace.js';
import { guardedClient } from '../store/guarded-client.js';
import type { JobOf, JobTable } from './job-table.js';
import { connectRedis } from './redis.js';

/**
 * The one place that decides on what the queues stand: Redis when `queueUrl` says so, else PostgreSQL. The same code runs on both.
 * PostgreSQL's tables are the truth in either case; a queue is only a nudge, and an emptied one is filled again by the sweep.
 */
export interface Queues<T extends JobTable> {
  readonly backend: 'postgres' | 'redis';
  readonly names: string[];
  /** BullMQ's own objects, for the dashboard of queues. */
  readonly queues: Map<string, Queue>;
  /** Adds jobs, each once for its key; payloads are checked against their schema. */
  add(jobs: JobOf<T>[]): Promise<void>;
  counts(): Promise<Record<string, Record<string, number>>>;
  worker(queue: string, process: Processor, options: Partial<WorkerOptions>): Worker;
  /** Takes every job away, as a lost queue would. */
  obliterate(): Promise<void>;
  close(): Promise<void>;
}

export const PAYLOAD_VERSION = 1;
/** Where the queues' tables stand in PostgreSQL. */
const SCHEMA = 'bullmq';

/** Finished jobs are kept for a look at the queues, bounded; the log of what happened is the store. */
const KEEP = { removeOnComplete: { age: 3600, count: 500 }, removeOnFail: { age: 7 * 86_400, count: 2000 } };

const jobOptions = (table: JobTable, name: string, payload: unknown, delayMs: number) => {
  const kind = table[name]!;
  // A hash, since BullMQ gives meaning to some characters of an id.
  const id = sha256Of(`${name}:${kind.key(payload)}`).slice(0, 40);
  return { ...KEEP, attempts: kind.attempts, backoff: { type: 'exponential' as const, delay: 1000, jitter: 0.5 }, deduplication: { id, keepLastIfActive: true }, ...(delayMs > 0 ? { delay: delayMs } : {}) };
};

async function openPostgres(databaseUrl: string, workers: number, timeoutMs: number) {
  // Each worker holds one connection for its work and one that listens.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 + workers * 2, options: `-c search_path=${SCHEMA}`, application_name: 'claque-queue', connectionTimeoutMillis: 10_000, ...guardedClient(timeoutMs) });
  // Every queue and worker listens on the one pool.
  pool.setMaxListeners(0);
  pool.on('error', () => { /* an idle connection broke; the pool opens another when asked, and the workers report what fails */ });
  const client = await pool.connect().catch((error: unknown) => { throw new Refused(`cannot reach PostgreSQL for the queues: ${messageOf(error)}`); });
  try { await runMigrations(client as never, SCHEMA); } finally { client.release(); }
  const bound = withBackend(createPostgresBackend);
  return {
    backend: 'postgres' as const,
    queue: (name: string) => new bound.Queue(name, { connection: pool as never }) as unknown as Queue,
    worker: (name: string, process: Processor, options: Partial<WorkerOptions>) => new bound.Worker(name, process as never, { ...options, connection: pool as never }) as unknown as Worker,
    close: () => pool.end(),
  };
}

async function openRedis(queueUrl: string) {
  const { connection, prefixOf } = await connectRedis(queueUrl);
  const options = (queue: string) => ({ connection, prefix: prefixOf(queue) }) as unknown as QueueOptions;
  return {
    backend: 'redis' as const,
    queue: (name: string) => new Queue(name, options(name)),
    worker: (name: string, process: Processor, given: Partial<WorkerOptions>) => new Worker(name, process, { ...given, ...options(name) } as WorkerOptions),
    close: async () => { connection.disconnect(); },
  };
}

/** Opens the queues of a job table. Rejects with Refused, naming the host, when the server cannot be reached. */
export async function openQueues<T extends JobTable>(table: T, config: { databaseUrl: string; queueUrl?: string | undefined; workers?: number; timeoutMs?: number }): Promise<Queues<T>> {
  const names = [...new Set(Object.values(table).map(({ queue }) => queue))];
  const opened = config.queueUrl ? await openRedis(config.queueUrl) : await openPostgres(config.databaseUrl, config.workers ?? names.length, config.timeoutMs ?? 120_000);
  const queues = new Map(names.map((name) => [name, opened.queue(name)]));
  for (const queue of queues.values()) queue.on('error', () => { /* reported by the call that fails */ });
  const workers: Worker[] = [];
  return {
    backend: opened.backend,
    names,
    queues,
    async add(jobs) {
      const traced = carriedTrace();
      const byQueue = Map.groupBy(jobs, ({ name }) => table[name]!.queue);
      for (const [queueName, group] of byQueue) {
        await queues.get(queueName)!.addBulk(group.map(({ name, payload, delayMs }) => {
          const checked = table[name]!.payload.parse(payload);
          return { name, data: { v: PAYLOAD_VERSION, payload: checked, ...(traced === undefined ? {} : { traced }) }, opts: jobOptions(table, name, checked, delayMs ?? 0) };
        }));
      }
    },
    async counts() {
      const entries = await Promise.all([...queues].map(async ([name, queue]) => [name, await queue.getJobCounts()] as const));
      return Object.fromEntries(entries);
    },
    worker(queue, process, options) {
      const worker = opened.worker(queue, process, options);
      workers.push(worker);
      return worker;
    },
    async obliterate() { for (const queue of queues.values()) await queue.obliterate({ force: true }); },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await opened.close();
    },
  };
}
export type { Job };
