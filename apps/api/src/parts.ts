import type { openDatabase } from '#infra/store/open.js';
import type { Clock } from '#core/ports.js';
import type { Config } from '#infra/config.js';

export const PARTS = Symbol('parts');

/** What the API needs of the queues: to look, never to add. */
export interface QueueView {
  readonly backend: 'postgres' | 'redis';
  readonly queues: Map<string, unknown>;
  counts(): Promise<Record<string, Record<string, number>>>;
}

/** What the server stands on, opened and closed by whoever starts it. */
export interface Parts {
  db: Awaited<ReturnType<typeof openDatabase>>;
  queues: QueueView;
  config: Pick<Config, 'baseUrl' | 'logLevel'> & Partial<Pick<Config, 'editions'>>;
  clock: Clock;
  /** Where the dashboard was built. */
  dashboardDir: string;
  version: string;
}
