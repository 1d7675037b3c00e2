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

/** Threads that read captures. `entry` differs only in tests. */
export function createReaderPool({ entry = builtEntry('#pipeline/threads/read-entry.js'), ...limits }: Partial<ThreadPoolOptions> = {}): ReaderPool {
  const pool = createThreadPool<ReadTask, ReadAnswer>({ entry, ...limits });
  return {
    async read(kind, capture, settings = {}) {
      const { url, finalUrl, headers, body, fetchedAt } = capture;
      const answer = await pool.run({ kind, capture: { url, finalUrl, headers, body, fetchedAt }, settings });
      if ('read' in answer) return answer.read;
      throw new Unreadable(answer.unreadable, answer.message);
    },
    close: () => pool.close(),
  };
}
