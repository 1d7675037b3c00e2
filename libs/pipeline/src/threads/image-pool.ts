import { Unreadable } from '#core/errors.js';
import type { Look } from '#infra/images/look.js';
import { createThreadPool, NoThread, type ThreadPoolOptions } from '#infra/threads/pool.js';
import { builtEntry } from './built-entry.js';

export interface ImagePool {
  /** Size, hash and codes of an image. Never rejects for what the bytes are: each fault has a name. Rejects with `NoThread` where nothing can be looked at. */
  look(bytes: Uint8Array): Promise<Look | { fault: 'timed-out'; detail: string }>;
  close(): Promise<void>;
}

/** One thread for images, ended when it takes longer than `wallMs`; its memory is bounded by the pixels that are unpacked. `entry` differs only in tests. */
export function createImagePool({ entry = builtEntry('#pipeline/threads/image-entry.js'), threads = 1, wallMs = 15_000, ...limits }: Partial<ThreadPoolOptions> = {}): ImagePool {
  const pool = createThreadPool<Uint8Array, Look>({ entry, threads, wallMs, ...limits });
  return {
    async look(bytes) {
      try {
        return await pool.run(bytes);
      } catch (error) {
        if (error instanceof NoThread) throw error;
        if (error instanceof Unreadable && error.reason === 'parser-timed-out') return { fault: 'timed-out', detail: `looking at it took longer than ${wallMs} ms and was stopped` };
        return { fault: 'broken', detail: error instanceof Error ? error.message : String(error) };
      }
    },
    close: () => pool.close(),
  };
}
