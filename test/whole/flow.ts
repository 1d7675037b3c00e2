import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { readConfig, type Config } from '#infra/config.js';
import { openLog } from '#infra/log.js';
import { openQueues, type Queues } from '#infra/queue/open.js';
import { runJobs, type RunReport } from '#infra/queue/runner.js';
import { handlersFor } from '#pipeline/handlers.js';
import { jobs, type Jobs } from '#pipeline/jobs.js';
import { openWorld } from '#pipeline/open-world.js';
import { comeToRest } from '#pipeline/rest.js';
import type { World } from '#pipeline/world.js';
import { freshDatabase } from '../store/database.js';

/** An installation in this process: database, queues and steps, without clock and API. */
export interface Flow {
  db: DataSource;
  dataDir: string;
  /** Opens world and queues. Called after the watchlist is in the store, which says what may be asked. */
  open(settings?: Record<string, string>): Promise<void>;
  /** Starts working on the queues; what was run is in `runs`. */
  work(): void;
  world: World;
  queues: Queues<Jobs>;
  runs: RunReport[];
  rest(timeoutMs?: number): Promise<void>;
  /** Ends this worker as a drain does; `open` and `work` may follow, as after a restart. */
  end(): Promise<void>;
  close(): Promise<void>;
}

/** `CLAQUE_TEST_QUEUE=redis` runs on the server at CLAQUE_TEST_REDIS_URL, and fails without one: a test of Redis that ran on PostgreSQL would be a lie. */
export async function openFlow(): Promise<Flow> {
  const onRedis = process.env['CLAQUE_TEST_QUEUE'] === 'redis';
  const redis = process.env['CLAQUE_TEST_REDIS_URL'];
  if (onRedis && !redis) throw new Error('CLAQUE_TEST_REDIS_URL is not set: start a Redis and give its address, such as redis://127.0.0.1:6379');
  const { db, url, close } = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'claque-flow-'));
  let opened: (World & { close(): Promise<void> }) | null = null;
  let queues: Queues<Jobs> | null = null;
  const flow: Flow = {
    db, dataDir, runs: [],
    get world() { return opened!; },
    get queues() { return queues!; },
    async open(settings = {}) {
      const config: Config = { ...readConfig({ CLAQUE_DATA_DIR: dataDir, ...settings }), databaseUrl: url };
      opened = await openWorld(config, url, openLog(null, 'info'));
      queues = await openQueues(jobs, { databaseUrl: url, queueUrl: onRedis ? redis : undefined });
      if (queues.backend !== (onRedis ? 'redis' : 'postgres')) throw new Error(`the queues are on ${queues.backend}`);
    },
    work() { runJobs(jobs, handlersFor(flow.world), flow.queues, { concurrency: 4, report: (run) => { flow.runs.push(run); } }); },
    rest: (timeoutMs = 120_000) => comeToRest(flow.world, flow.queues, { timeoutMs }),
    async end() {
      await queues?.close();
      await opened?.close();
      queues = null;
      opened = null;
    },
    async close() {
      if (queues) await queues.obliterate();
      await flow.end();
      await close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return flow;
}
