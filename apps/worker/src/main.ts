import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { BadInput, Refused, messageOf } from '#core/errors.js';
import { readConfig } from '#infra/config.js';
import { openLog } from '#infra/log.js';
import { onStop, tellSupervisor } from '#infra/process/part.js';
import { openQueues } from '#infra/queue/open.js';
import { runJobs, type RunReport } from '#infra/queue/runner.js';
import { migrate, openDatabase, refuseWrongClock } from '#infra/store/open.js';
import { handlersFor } from '#pipeline/handlers.js';
import { jobs } from '#pipeline/jobs.js';
import { openWorld } from '#pipeline/open-world.js';
import { putWatchlistFile } from '#pipeline/watchlist.js';
import { Progress } from './progress.js';
import { queuesAsked } from './queues-asked.js';
import { WorkerModule } from './worker.module.js';

/** Starts a worker on the queues asked for (`--queues crawl,read`; by default all) and the clock. Ends, saying why, when it must not work. */
async function start(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.databaseUrl) throw new BadInput('DATABASE_URL is not set: `claque start` brings a database of its own, a single worker needs to be told where it is');
  const asked = queuesAsked(process.argv.slice(2), jobs);
  const log = openLog('worker', config.logLevel);
  const database = await openDatabase(config.databaseUrl, 2);
  try {
    await refuseWrongClock(database);
    await migrate(database);
    if (config.watchlist) {
      const { electionId, version } = await putWatchlistFile(database, config.watchlist);
      log('info', 'watchlist applied', { election: electionId, version });
    }
  } finally {
    await database.destroy();
  }
  const world = await openWorld(config, config.databaseUrl, log);
  const queues = await openQueues(jobs, { databaseUrl: config.databaseUrl, queueUrl: config.queueUrl });
  const report = (run: RunReport) => log(run.result === 'failed' ? 'error' : run.result === 'retry' ? 'warn' : 'info', run.name || 'queue', { job: run.id, attempt: run.attempt, ms: Math.round(run.ms), result: run.result, note: run.note });
  const { workers } = runJobs(jobs, handlersFor(world), queues, { concurrency: config.workerConcurrency, report, ...(asked ? { queues: asked } : {}) });
  const app = await NestFactory.createApplicationContext(WorkerModule.of(world, queues), { logger: ['error', 'warn'], abortOnError: false });
  const progress = new Progress(world);
  progress.start();
  tellSupervisor({ type: 'ready', note: `${asked?.join(', ') ?? 'all queues'} on ${queues.backend === 'redis' ? 'Redis' : 'PostgreSQL'}` });
  log('info', 'worker ready', { queues: asked ?? queues.names, backend: queues.backend });
  onStop(async () => {
    progress.stop();
    await app.close();
    // Each worker finishes the jobs it has; what it cannot finish in time is run again by another, with the same effects.
    await Promise.race([Promise.all(workers.map((worker) => worker.close())), new Promise((resolve) => { setTimeout(resolve, 20_000); })]);
    await queues.close();
    await world.close();
  });
}

try {
  await start();
} catch (error) {
  const message = messageOf(error);
  if (error instanceof BadInput || error instanceof Refused) tellSupervisor({ type: 'refused', message });
  console.error(`claque worker: ${message}`);
  process.exit(error instanceof BadInput ? error.exitCode : 1);
}
