import type { Counter, Histogram, Registry } from 'prom-client';
import type { Queues } from '../queue/open.js';
import type { RunReport } from '../queue/runner.js';
import type { JobTable } from '../queue/job-table.js';
import type { Figures } from '../store/figures.js';

/** What the metrics ask at each scrape. */
export interface MetricSources { queues: Pick<Queues<JobTable>, 'counts'>; figures: () => Promise<Figures>; freeBytes: () => Promise<number | null> }
/** A scrape that comes sooner gets the same figures: they are questions to the database. */
const FRESH_MS = 5000;
const ANSWER_MS = 4000;

export interface Metrics { job(run: RunReport): void; text(): Promise<string>; contentType: string }

/**
 * Metrics for Prometheus. Those of jobs count this process's own work; those of queues and tables are the installation's, the same from every process: take
 * their maximum. No label holds a name from a watchlist or a page.
 */
export async function openMetrics(part: string, sources: MetricSources): Promise<Metrics> {
  const prom = await import('prom-client');
  const registry = new prom.Registry();
  registry.setDefaultLabels({ part });
  prom.collectDefaultMetrics({ register: registry, prefix: 'claque_' });
  const runs = new prom.Counter({ name: 'claque_jobs_total', help: 'Runs of jobs by what came of them.', labelNames: ['job', 'result'], registers: [registry] });
  const seconds = new prom.Histogram({ name: 'claque_job_seconds', help: 'How long a run of a job took.', labelNames: ['job'], buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300], registers: [registry] });
  const gauges = gaugesOf(prom, registry, sources);
  let collected = 0;
  let collecting: Promise<void> | null = null;
  return {
    job: (run) => record(run, runs, seconds),
    async text() {
      if (Date.now() - collected > FRESH_MS) await (collecting ??= gauges().finally(() => { collected = Date.now(); collecting = null; }));
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

/** A server that hangs is not up: Prometheus waits ten seconds in all. */
const bounded = <T>(promise: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  return Promise.race([promise, new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_MS); })]).finally(() => { clearTimeout(timer); });
};

function record({ name, ms, result, span }: RunReport, runs: Counter<'job' | 'result'>, seconds: Histogram<'job'>): void {
  // A line about the queue itself is no job.
  if (span === undefined) { runs.inc({ job: 'queue', result }); return; }
  runs.inc({ job: name, result });
  seconds.observe({ job: name }, ms / 1000);
}

function gaugesOf(prom: typeof import('prom-client'), registry: Registry, { queues, figures, freeBytes }: MetricSources): () => Promise<void> {
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) => new prom.Gauge({ name: `claque_${name}`, help, labelNames, registers: [registry] });
  const up = gauge('up', 'Whether what this part needs answered at this scrape.', ['what']);
  const jobs = gauge('queue_jobs', 'Jobs in a queue by state.', ['queue', 'state']);
  const waiting = gauge('waiting', 'What still lacks its next step, by the tables.', ['what']);
  const oldest = gauge('oldest_due_seconds', 'How long the address that is due longest has waited.');
  const rows = gauge('rows', 'What is in the store.', ['what']);
  const deliveries = gauge('deliveries', 'Mails of the last two days by state.', ['state']);
  const gaps = gauge('gaps_open', 'Open gaps by reason.', ['reason']);
  const late = gauge('editions_missing', 'Elections without a released note for staff of today, an hour after it is due.');
  const tokens = gauge('model_tokens_today', 'Tokens of the language model spent or reserved today.');
  const paused = gauge('paused', 'Pauses in force.');
  const free = gauge('free_bytes', 'Free space where the evidence is.');
  const skew = gauge('clock_skew_seconds', 'How far this machine\'s clock is from the database\'s.');
  return async () => {
    await Promise.all([
      bounded(queues.counts()).then((counts) => {
        up.set({ what: 'queue' }, 1);
        for (const [queue, states] of Object.entries(counts)) for (const [state, n] of Object.entries(states)) if (state !== 'completed') jobs.set({ queue, state }, n);
      }, () => up.set({ what: 'queue' }, 0)),
      bounded(figures()).then((now) => {
        up.set({ what: 'database' }, 1);
        for (const [what, n] of Object.entries(now.waiting)) waiting.set({ what }, n);
        for (const [what, n] of Object.entries(now.rows)) rows.set({ what }, n);
        deliveries.reset();
        gaps.reset();
        for (const [state, n] of Object.entries(now.deliveries)) deliveries.set({ state }, n);
        for (const [reason, n] of Object.entries(now.gaps)) gaps.set({ reason }, n);
        oldest.set(now.oldestDueSeconds);
        late.set(now.editionsMissing);
        tokens.set(now.tokensToday);
        paused.set(now.pauses);
        skew.set(now.skewSeconds);
      }, () => up.set({ what: 'database' }, 0)),
      bounded(freeBytes()).then((bytes) => { if (bytes !== null) free.set(bytes); }, () => {}),
    ]);
  };
}
