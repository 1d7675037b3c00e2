/** Fewer actors than this are not tested. */
const LEAST_ACTORS = 5;

/**
 * Probability that at least k of n independent actors, each with its first call at a uniformly random moment of the observed time, fall into
 * some window of the span seen. Scan statistic, approximation of Wallenstein and Neff (1987), exact for k > n/2 and close when small:
 *   P = (k/w - n - 1) b(k; n, w) + 2 G(k; n, w),  w = span / observed time, b binomial point probability, G upper tail from k.
 * Null where a test says nothing: under five actors, or an observed time under three spans.
 * `firsts`: milliseconds of each actor's first call in the campaign; `others`: actors who first called for this target outside it.
 */
export function chanceOfSpan(firsts: readonly number[], others: number, observed: { from: Date; to: Date } | undefined): number | null {
  if (observed === undefined || firsts.length < LEAST_ACTORS) return null;
  const total = observed.to.getTime() - observed.from.getTime();
  // A letter is dated to the minute at best: a span of less is not credited.
  const span = Math.max(60_000, Math.max(...firsts) - Math.min(...firsts));
  if (!(total > 3 * span)) return null;
  const k = firsts.length;
  const n = k + others;
  const w = span / total;
  const b = binomial(k, n, w);
  let tail = 0;
  for (let i = k; i <= n; i++) tail += binomial(i, n, w);
  // For small k and large n the approximation may leave the range: bound it.
  return Math.min(1, Math.max(0, (k / w - n - 1) * b + 2 * tail));
}

function binomial(k: number, n: number, p: number): number {
  let ln = k * Math.log(p) + (n - k) * Math.log1p(-p);
  for (let i = 1; i <= k; i++) ln += Math.log((n - k + i) / i);
  return Math.exp(ln);
}
