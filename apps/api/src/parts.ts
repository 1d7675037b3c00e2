import type { openDatabase } from '#infra/store/open.js';
import type { Clock, EvidenceStore } from '#core/ports.js';
import type { Config } from '#infra/config.js';
import type { Sealer } from '#infra/crypto/sealer.js';
import type { Job } from '#pipeline/jobs.js';
import type { SheetPool } from '#pipeline/threads/sheet-pool.js';

export const PARTS = Symbol('parts');

/** What the API needs of the queues: to look, and to nudge what it wrote down for a worker. */
export interface QueueView {
  readonly backend: 'postgres' | 'redis';
  readonly queues: Map<string, unknown>;
  counts(): Promise<Record<string, Record<string, number>>>;
  add(jobs: Job[]): Promise<void>;
}

/** What the server stands on, opened and closed by whoever starts it. */
export interface Parts {
  db: Awaited<ReturnType<typeof openDatabase>>;
  queues: QueueView;
  config: Pick<Config, 'baseUrl' | 'logLevel'> & Partial<Config>;
  clock: Clock;
  /** Bodies as they came. */
  evidence: EvidenceStore;
  /** Keeps what must be read again, and names what must not. */
  sealer: Sealer;
  /** Reads spreadsheets that people send, where it can be ended. */
  sheets: SheetPool;
  /** Where the dashboard was built. */
  dashboardDir: string;
  version: string;
}
