import { BadInput, Unreadable } from '#core/errors.js';
import { createThreadPool, type ThreadPoolOptions } from '#infra/threads/pool.js';
import { builtEntry } from './built-entry.js';

export interface SheetPool { /** Rows of a sheet; rejects with BadInput for what is none, or took too long. */ rows(name: string, bytes: Uint8Array): Promise<unknown[][]>; close(): Promise<void> }

/** One thread for sheets that people send, ended with a file that takes longer than `wallMs`; none while nobody sends any. */
export function createSheetPool({ entry = builtEntry('#pipeline/threads/sheet-entry.js'), threads = 1, wallMs = 15_000, ...limits }: Partial<ThreadPoolOptions> = {}): SheetPool {
  const pool = createThreadPool<{ name: string; bytes: Uint8Array }, { rows: unknown[][] } | { fault: string }>({ entry, threads, wallMs, idleMs: 5000, ...limits });
  return {
    async rows(name, bytes) {
      const result = await pool.run({ name, bytes }).catch((error: unknown) => { throw error instanceof Unreadable ? new BadInput(`file: ${error.message}`) : error; });
      if ('fault' in result) throw new BadInput(result.fault);
      return result.rows;
    },
    close: () => pool.close(),
  };
}
