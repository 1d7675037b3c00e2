import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { BadInput, Refused, messageOf } from '#core/errors.js';
import { readConfig } from '#infra/config.js';
import { freeAt } from '#infra/files/free-space.js';
import { openLog } from '#infra/log.js';
import { watchForClockJump } from '#infra/process/clock-jump.js';
import { onStop, tellSupervisor } from '#infra/process/part.js';
import { openQueues } from '#infra/queue/open.js';
import { runJobs } from '#infra/queue/runner.js';
import { migrate, MOST_SKEW_MS, openDatabase, refuseWrongClock } from '#infra/store/open.js';
import { handlersFor } from '#pipeline/handlers.js';
import { jobs } from '#pipeline/jobs.js';
import { openWorld } from '#pipeline/open-world.js';
import { setAsideDeadly } from '#pipeline/steps/deadly.js';
import { putWatchlistFile } from '#pipeline/watchlist.js';
import { Progress } from './progress.js';
import { queuesAsked } from './queues-asked.js';
import { openTelemetry } from './telemetry.js';
import { Valve } from './valve.js';
import { WorkerModule } from './worker.module.js';

/** Starts a worker on the queues asked for (`--queues crawl,read`; by default all) and the clock. Ends, saying why, when it must not work. */
async function start(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.databaseUrl) throw new BadInput('DATABASE_URL is not set: `claque start` brings a database of its own, a single worker needs to be told where it is');
  const asked = queuesAsked(process.argv.slice(2), jobs);
  const log = openLog('worker', config.logLevel);
  // From before the clocks are compared: one that is set while this process starts is noticed, too.
  watchForClockJump(MOST_SKEW_MS, (byMs) => {
    log('error', 'the clock of this machine was set: this worker ends before it takes jobs of others for dead', { seconds: Math.round(byMs / 1000) });
    // What it was doing is taken up by others, as after a kill: its own judgement of time is not to be trusted.
    process.exit(1);
  });
  const database = await openDatabase(config.databaseUrl, 2);
  try {
    await refuseWrongClock(database);
    await migrate(database);
    if (config.watchlist) {
      const { electionId, version, kept } = await putWatchlistFile(database, config.watchlist);
      if (kept) log('warn', 'the watchlist file is older than what people put into force after it, which stays: change the file, or go on in the dashboard', { election: electionId, version });
      else log('info', 'watchlist applied', { election: electionId, version });
    }
  } finally {
    await database.destroy();
  }
  const drain = new AbortController();
  const world = await openWorld(config, config.databaseUrl, log, undefined, drain.signal);
  const queues = await openQueues(jobs, { databaseUrl: config.databaseUrl, queueUrl: config.queueUrl, timeoutMs: config.databaseTimeout * 1000 });
  const freeBytes = (): Promise<number | null> => (config.evidenceS3Url === undefined ? freeAt(config.evidenceDir ?? config.dataDir) : Promise.resolve(null));
  const valve = new Valve(world, freeBytes);
  await valve.open();
  const telemetry = await openTelemetry(config, world, queues, log, freeBytes, async () => {
    await Promise.all([world.db.query('SELECT 1'), queues.counts()]);
    return drain.signal.aborted ? 'ending' : valve.why;
  });
  const { workers } = runJobs(jobs, handlersFor(world), queues, {
    concurrency: config.workerConcurrency, lockMs: config.jobLock * 1000, report: telemetry.report, deadly: (job) => setAsideDeadly(world, job), paused: (queue) => valve.isShut(queue), ...(asked ? { queues: asked } : {}),
  });
  valve.watch(workers);
  const app = await NestFactory.createApplicationContext(WorkerModule.of(world, queues), { logger: ['error', 'warn'], abortOnError: false });
  const progress = new Progress(world);
  progress.start();
  tellSupervisor({ type: 'ready', note: `${asked?.join(', ') ?? 'all queues'} on ${queues.backend === 'redis' ? 'Redis' : 'PostgreSQL'}` });
  log('info', 'worker ready', { queues: asked ?? queues.names, backend: queues.backend });
  onStop(async () => {
    drain.abort();
    progress.stop();
    valve.stop();
    await app.close();
    // Each worker finishes the jobs it has; what it cannot finish in time is run again by another, with the same effects.
    await Promise.race([Promise.all(workers.map((worker) => worker.close())), new Promise((resolve) => { setTimeout(resolve, 20_000); })]);
    await telemetry.close();
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
