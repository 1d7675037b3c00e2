import { Unreadable } from '#core/errors.js';
import { createThreadPool, type ThreadPoolOptions } from '#infra/threads/pool.js';
import type { Capture, ReadResult } from '#kinds/sources/index.js';
import { builtEntry } from './built-entry.js';
import type { ReadAnswer, ReadTask } from './read-entry.js';

export interface ReaderPool {
  /** Reads a capture for a source of that kind in a thread that can be killed. Rejects with `Unreadable`. */
  read(kind: string, capture: Capture, settings?: Record<string, unknown>): Promise<ReadResult>;
  close(): Promise<void>;
}

/** Bytes from which a capture goes to the one thread for large ones: the longest of 589 real pages has 1.6 MB, and most floods have more. */
const LARGE = 1 << 20;

/** Threads that read captures. Large ones are read one at a time, in a thread of its own that gives back at its end what memory it took. `entry` differs only in tests. */
export function createReaderPool({ entry = builtEntry('#pipeline/threads/read-entry.js'), ...limits }: Partial<ThreadPoolOptions> = {}): ReaderPool {
  const pool = createThreadPool<ReadTask, ReadAnswer>({ entry, ...limits });
  const large = createThreadPool<ReadTask, ReadAnswer>({ entry, ...limits, threads: 1, idleMs: 0, memoryMb: 144, youngMb: 16 });
  return {
    async read(kind, capture, settings = {}) {
      const { url, finalUrl, headers, body, fetchedAt } = capture;
      const answer = await (body.byteLength < LARGE ? pool : large).run({ kind, capture: { url, finalUrl, headers, body, fetchedAt }, settings });
      if ('read' in answer) return answer.read;
      throw new Unreadable(answer.unreadable, answer.message);
    },
    async close() { await Promise.all([pool.close(), large.close()]); },
  };
}
