import { DelayedError, UnrecoverableError, type Job, type Worker } from 'bullmq';
import { Gone, Refused, Throttled, messageOf } from '#core/errors.js';
import { isPassing } from '../store/passing.js';
import { continueTrace, inTrace, type Trace } from '../trace.js';
import { PAYLOAD_VERSION, type Queues } from './open.js';
import type { Handlers, JobOf, JobTable, Outcome, StepContext } from './job-table.js';

/** What became of one run of a job, for logs, metrics and progress. */
export interface RunReport { name: string; id: string; attempt: number; ms: number; result: 'done' | 'skipped' | 'later' | 'failed' | 'retry'; note: string;
  /** Of a job that was run: its span, and the one that caused it. */
  span?: Trace & { parent: string | null } }
export interface RunnerOptions<T extends JobTable = JobTable> {
  queues?: string[];
  concurrency: number;
  report?: (report: RunReport) => void;
  /** After so long without a sign of life a job is another worker's. */
  lockMs?: number;
  /** Queues that nothing is taken from before their worker is told to `run`. */
  paused?: (queue: string) => boolean;
  /** Of a job in whose middle the process ended each time: what to do instead. It is failed already. */
  deadly?: (job: JobOf<T>) => Promise<JobOf<T>[]>;
}

/** A job in whose middle so many processes ended is not run again: it may be what ended them. */
const MOST_STALLS = 5;
/** A job may be put off this often before it counts as failed: a site that throttles us for ever is a Gap, not an endless job. */
const MOST_DELAYS = 50;

/**
 * Runs the steps. The only place where errors meet BullMQ: Gone and Refused end the job; Throttled and `later` delay it and cost no attempt;
 * anything else is retried with growing pauses, then stays in the failed jobs.
 */
export function runJobs<T extends JobTable>(table: T, handlers: Handlers<T>, queues: Queues<T>, options: RunnerOptions<T>): { workers: Worker[] } {
  const report = options.report ?? (() => {});
  const process = (job: Job, token?: string): Promise<string> => {
    const { trace, parent } = continueTrace((job.data as { traced?: unknown } | null)?.traced);
    return inTrace(trace, () => runOne(job, token, { ...trace, parent }));
  };
  const runOne = async (job: Job, token: string | undefined, span: NonNullable<RunReport['span']>): Promise<string> => {
    const started = performance.now();
    const tell = (result: RunReport['result'], note: string) => report({ name: job.name, id: job.id ?? '', attempt: job.attemptsMade + 1, ms: performance.now() - started, result, note, span });
    try {
      const outcome = await runStep(table, handlers, job);
      if ('later' in outcome) return await delay(job, token, outcome.later, outcome.why, tell);
      if ('skipped' in outcome) { tell('skipped', outcome.skipped); return outcome.skipped; }
      // Added before the job ends: a crash in between repeats the step, and its effects are keyed.
      if (outcome.next && outcome.next.length > 0) await queues.add(outcome.next);
      tell('done', outcome.done);
      return outcome.done;
    } catch (error) {
      if (error instanceof DelayedError) throw error;
      if (error instanceof Throttled) return await delay(job, token, error.until, error.message, tell);
      if (isPassing(error)) return await delay(job, token, new Date(Date.now() + passingMs(job)), messageOf(error), tell);
      if (error instanceof Gone || error instanceof Refused) {
        tell('failed', error.message);
        throw new UnrecoverableError(`${error.name}: ${error.message}`);
      }
      tell(job.attemptsMade + 1 >= (job.opts.attempts ?? 1) ? 'failed' : 'retry', messageOf(error));
      throw error;
    }
  };
  const wanted = options.queues ?? queues.names;
  const workers = wanted.map((name) => {
    const worker = queues.worker(name, process, {
      autorun: !(options.paused?.(name) ?? false), concurrency: options.concurrency, lockDuration: options.lockMs ?? 30_000, stalledInterval: options.lockMs ?? 30_000, maxStalledCount: MOST_STALLS,
    });
    worker.on('error', (error) => report({ name, id: '', attempt: 0, ms: 0, result: 'retry', note: `queue: ${error.message}` }));
    worker.on('failed', (job) => {
      if (job === undefined || job.stalledCounter <= MOST_STALLS) return;
      const { name: jobName, id = '', data } = job as { name: string; id?: string; data: { payload: unknown } };
      report({ name: jobName, id, attempt: job.attemptsMade, ms: 0, result: 'failed', note: `${MOST_STALLS + 1} processes ended in the middle of it` });
      // What is not done about it now is done when the sweep brings the job again and it fails again.
      const instead = async (): Promise<void> => { await queues.add(await options.deadly?.({ name: jobName, payload: data.payload } as JobOf<T>) ?? []); };
      instead().catch((error: unknown) => report({ name: jobName, id, attempt: 0, ms: 0, result: 'retry', note: `queue: ${messageOf(error)}` }));
    });
    return worker;
  });
  return { workers };
}

/** The database or the disk is not well: soon at first, then every minute. */
const passingMs = (job: Job): number => Math.min(60_000, 2000 * 1.5 ** ((job.data as { delays?: number }).delays ?? 0));

async function runStep<T extends JobTable>(table: T, handlers: Handlers<T>, job: Job): Promise<Outcome<T>> {
  const kind = table[job.name];
  const handler = (handlers as Record<string, ((payload: unknown, context: StepContext) => Promise<Outcome<T>>) | undefined>)[job.name];
  if (!kind || !handler) throw new Refused(`this release knows no job "${job.name}"`);
  const data = (job.data ?? {}) as { v?: unknown; payload?: unknown };
  if (data.v !== PAYLOAD_VERSION) throw new Refused(`payload version ${String(data.v)} of "${job.name}" is not known to this release`);
  const parsed = kind.payload.safeParse(data.payload);
  if (!parsed.success) throw new Refused(`wrong payload for "${job.name}": ${parsed.error.message}`);
  // A timer that is taken back: one that ran on after its job (AbortSignal.timeout) would hold the job until its time, hundreds of thousands of them in a backlog.
  const limit = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => { const error = new Error(`"${job.name}" took longer than ${kind.timeLimitMs / 1000} s`); limit.abort(error); reject(error); }, kind.timeLimitMs);
  });
  try {
    return await Promise.race([handler(parsed.data, { attempt: job.attemptsMade + 1, signal: limit.signal }), timedOut]);
  } finally { clearTimeout(timer); }
}

async function delay(job: Job, token: string | undefined, until: Date, why: string, tell: (result: RunReport['result'], note: string) => void): Promise<never> {
  const delays = ((job.data as { delays?: number }).delays ?? 0) + 1;
  if (delays > MOST_DELAYS) {
    tell('failed', `put off ${MOST_DELAYS} times: ${why}`);
    throw new UnrecoverableError(`put off ${MOST_DELAYS} times: ${why}`);
  }
  await job.updateData({ ...(job.data as object), delays });
  await job.moveToDelayed(Math.max(until.getTime(), Date.now() + 100), token);
  tell('later', why);
  throw new DelayedError();
}
