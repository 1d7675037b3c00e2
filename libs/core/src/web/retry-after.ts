/** Longest time for which a Retry-After is believed: a source that asks for ten years is asked again after six hours. */
export const MAX_RETRY_AFTER_MS = 6 * 3_600_000;

/** The moment a Retry-After names (seconds or an HTTP date), bounded by MAX_RETRY_AFTER_MS; null when absent, negative, past or not understood. */
export function parseRetryAfter(value: string | undefined | null, now: Date): Date | null {
  if (value === undefined || value === null) return null;
  const text = value.trim();
  const ms = /^\d{1,12}$/.test(text) ? Number(text) * 1000 : /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) - now.getTime() : Number.NaN;
  if (!(ms > 0)) return null;
  return new Date(now.getTime() + Math.min(ms, MAX_RETRY_AFTER_MS));
}

/**
 * How long to leave a host alone after `failures` failures in a row: 30 s, doubled each time, at most an hour, times 0.75 to 1.25 by `random` (0 to 1) so that
 * hosts that failed together do not come back together. Milliseconds.
 */
export function backOffMs(failures: number, random: number, firstMs = 30_000, mostMs = 3_600_000): number {
  if (failures <= 0) return 0;
  return Math.round(Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30)) * (0.75 + random / 2));
}
