const LOOK_MS = 250;

/**
 * Calls `jumped` once with the milliseconds by which the wall clock moved against the monotonic one since the start, as soon as they are more than `mostMs`. The queue's
 * locks and delays are judged by the wall clock, so that a worker whose clock was set must stop before it takes jobs of others for dead. Returns what ends the watch.
 */
export function watchForClockJump(mostMs: number, jumped: (byMs: number) => void): () => void {
  const offset = Date.now() - performance.now();
  const timer = setInterval(() => {
    const by = Date.now() - performance.now() - offset;
    if (Math.abs(by) <= mostMs) return;
    clearInterval(timer);
    jumped(by);
  }, LOOK_MS);
  return () => clearInterval(timer);
}
