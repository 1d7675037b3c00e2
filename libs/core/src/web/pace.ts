import { backOffMs } from './retry-after.js';

/** Longest crawl-delay that is obeyed; a longer one would stop the crawl in all but name. Milliseconds. */
export const MAX_CRAWL_DELAY_MS = 60_000;

/** What is known of one host's patience. All times are epoch milliseconds; pure arithmetic, so that it can be kept in a table. */
export interface Pace { paceMs: number; crawlDelayMs: number; nextAt: number; failures: number }

/** A host not yet asked. `paceMs` is the least time between two requests; 0 only where the operator says so. */
export const newPace = (paceMs: number, crawlDelayMs = 0): Pace => ({ paceMs, crawlDelayMs: Math.min(crawlDelayMs, MAX_CRAWL_DELAY_MS), nextAt: 0, failures: 0 });

/** The interval in force: ours or the robots.txt's, whichever is longer. */
export const intervalMs = (pace: Pace): number => Math.max(pace.paceMs, pace.crawlDelayMs);

/** Reserves the next request: when it may go out (`at`, never before `now`) and the pace after it. */
export function reserve(pace: Pace, now: number): { at: number; pace: Pace } {
  const at = Math.max(now, pace.nextAt);
  return { at, pace: { ...pace, nextAt: at + intervalMs(pace) } };
}

/** After an answer that the host is well: failures are forgotten. */
export const afterSuccess = (pace: Pace): Pace => (pace.failures === 0 ? pace : { ...pace, failures: 0 });

/** After an answer that the host is not well (429, 5xx, no connection): its own Retry-After if it gave one, else doubling back-off. `random` is 0 to 1. */
export function afterFailure(pace: Pace, now: number, random: number, retryAt: Date | null = null, firstMs?: number): Pace {
  const failures = pace.failures + 1;
  const until = retryAt?.getTime() ?? now + backOffMs(failures, random, firstMs);
  return { ...pace, failures, nextAt: Math.max(pace.nextAt, until) };
}
