import type { z } from 'zod';

/** One kind of job. Where a table of these is written once, names and payloads are checked by the compiler everywhere else. */
export interface JobKind<P extends z.ZodType = z.ZodType> {
  queue: string;
  payload: P;
  /** Two jobs of one key are one job while the first waits or runs; a third nudge during the run gives one more run after it. */
  key: (payload: z.output<P>) => string;
  attempts: number;
  /** Milliseconds after which the step's signal is aborted and the attempt counts as failed. */
  timeLimitMs: number;
}
// A table's kinds differ in their payloads; the precise types are recovered by JobOf and Handlers.
// oxlint-disable-next-line typescript/no-explicit-any
export type JobTable = Record<string, JobKind<any>>;

/** Ties a kind's key to its own payload. */
export const job = <P extends z.ZodType>(kind: JobKind<P>): JobKind<P> => kind;

type PayloadOf<K> = K extends JobKind<infer P> ? z.output<P> : never;
/** A job to be added: its name decides its payload. */
export type JobOf<T extends JobTable> = { [N in keyof T & string]: { name: N; payload: PayloadOf<T[N]>; delayMs?: number } }[keyof T & string];

/** Why a step had nothing to do. Closed: each is counted in the metrics. */
export const SKIP_REASONS = ['already-done', 'nothing-due', 'not-yet', 'off'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** A step's verdict. It says what comes next and never sees the queue. `done` is a short line for the log. */
export type Outcome<T extends JobTable> = { done: string; next?: JobOf<T>[] } | { skipped: SkipReason } | { later: Date; why: string };
export interface StepContext { attempt: number; signal: AbortSignal }
export type Handlers<T extends JobTable> = { [N in keyof T & string]: (payload: PayloadOf<T[N]>, context: StepContext) => Promise<Outcome<T>> };
