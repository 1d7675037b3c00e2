import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { messageOf, Unreadable } from '#core/errors.js';

export interface ThreadPoolOptions {
  /** Module whose default export does one task. It is loaded in each thread. */
  entry: URL;
  threads?: number;
  /** Milliseconds from the start of a task to the end of its thread. */
  wallMs?: number;
  /** Heap of one thread in MiB. A task that needs more ends its thread. */
  memoryMb?: number;
  /** Of it for what lives briefly: more is faster, and is kept three times over. */
  youngMb?: number;
  /** Milliseconds after which an idle thread ends and gives its memory back: some sixty megabytes each, for half a second of CPU when the next work comes. */
  idleMs?: number;
}
/** No thread can begin: its module, or one that it needs, does not load. Nothing was learnt of any task. */
export class NoThread extends Error { override name = 'NoThread'; }

export interface ThreadPool<Task, Result> {
  /** Rejects with `Unreadable` when the task was stopped: parser-timed-out after its time, parser-failed for want of memory; with `NoThread` where it could not begin. */
  run(task: Task): Promise<Result>;
  close(): Promise<void>;
}

/**
 * Threads for work on hostile input, which may loop or eat memory: a thread that passes a limit is killed and replaced, and the
 * others go on. Tasks wait their turn here, not in the library, so that a task's time does not run while it waits.
 */
export function createThreadPool<Task, Result>({ entry, threads = Math.min(2, availableParallelism()), wallMs = 20_000, memoryMb = 256, youngMb = 12, idleMs = 10_000 }: ThreadPoolOptions): ThreadPool<Task, Result> {
  const pool = new Piscina<Task, Result>({
    filename: fileURLToPath(entry), minThreads: 0, maxThreads: threads, concurrentTasksPerWorker: 1, idleTimeout: idleMs, recordTiming: false, closeTimeout: 5000,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: youngMb, stackSizeMb: 4 },
  });
  /** Some thread has come so far as to do a task. */
  let loaded = false;
  const underway = new Set<AbortController>();
  // A thread fails beside any task while it loads: those that wait for it would wait until their time is over. Later, one that was ended for time may run out of
  // memory while it ends: its task was told already, and no other is concerned.
  pool.on('error', (error: NodeJS.ErrnoException) => {
    if (loaded || error.code === 'ERR_WORKER_OUT_OF_MEMORY') return;
    for (const limit of underway) limit.abort(new NoThread(`${fileURLToPath(entry)} does not load: ${messageOf(error)}`));
  });
  let free = threads;
  const waiting: (() => void)[] = [];
  const enter = async (): Promise<void> => { if (free > 0) free--; else await new Promise<void>((resolve) => { waiting.push(resolve); }); };
  const leave = (): void => { const next = waiting.shift(); if (next === undefined) free++; else next(); };

  return {
    async run(task) {
      await enter();
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), wallMs);
      underway.add(limit);
      try {
        const result = await pool.run(task, { signal: limit.signal });
        loaded = true;
        return result;
      } catch (error) {
        if (limit.signal.reason instanceof NoThread) throw limit.signal.reason;
        if (limit.signal.aborted) throw new Unreadable('parser-timed-out', `reading took longer than ${wallMs} ms and was stopped`);
        if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') throw new Unreadable('parser-failed', `reading needed more than ${memoryMb} MiB and was stopped`);
        throw error;
      } finally {
        clearTimeout(timer);
        underway.delete(limit);
        leave();
      }
    },
    close: () => pool.destroy(),
  };
}
