import { readFileSync } from 'node:fs';
import type { Config } from '#infra/config.js';
import type { Log } from '#infra/log.js';
import type { Queues } from '#infra/queue/open.js';
import type { RunReport } from '#infra/queue/runner.js';
import { figuresOf } from '#infra/store/figures.js';
import type { Metrics } from '#infra/telemetry/metrics.js';
import type { Readiness } from '#infra/telemetry/serve.js';
import type { Jobs } from '#pipeline/jobs.js';
import type { World } from '#pipeline/world.js';

/** Where a worker is looked at from: a log line, a count and a span for each run of a job, as the settings ask. Modules that nobody asked for are not loaded. */
export async function openTelemetry(config: Config, world: World, queues: Queues<Jobs>, log: Log, freeBytes: () => Promise<number | null>, ready: Readiness): Promise<{ report: (run: RunReport) => void; close(): Promise<void> }> {
  const metrics: Metrics | null = config.metricsPort === undefined ? null : await (await import('#infra/telemetry/metrics.js')).openMetrics('worker', {
    queues, freeBytes, figures: () => figuresOf(world.db, world.detection.detectors, world.clock.now()),
  });
  const served = metrics === null ? null : await (await import('#infra/telemetry/serve.js')).serveTelemetry({ host: config.metricsHost, port: config.metricsPort! }, metrics, ready);
  const spans = config.traces === undefined ? null : (await import('#infra/telemetry/spans.js')).openSpans(config.traces, 'claque-worker', version(), log);
  return {
    report(run) {
      log(run.result === 'failed' ? 'error' : run.result === 'retry' ? 'warn' : 'info', run.name || 'queue', {
        job: run.id, attempt: run.attempt, ms: Math.round(run.ms), result: run.result, note: run.note, ...(run.span === undefined ? {} : { trace: run.span.id }) });
      metrics?.job(run);
      spans?.job(run);
    },
    async close() { await served?.close(); await spans?.close(); },
  };
}

const version = (): string => (JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
