/** Articles looked at as the present, and as what was usual before them. */
export const RECENT = 20;
export const EARLIER = 200;
/** Fewer say nothing either way. */
const LEAST_EARLIER = 20;

/**
 * Whether a reader finds much less in a source's articles than it did: the share of the last RECENT that gave a document is under half of the share before, by more
 * than chance (three standard errors of the earlier share in a sample of RECENT). Null where too little was read, or little was ever found.
 */
export function hasDrifted(recent: readonly boolean[], earlier: readonly boolean[]): { drifted: boolean; why: string } | null {
  if (recent.length < RECENT || earlier.length < LEAST_EARLIER) return null;
  const share = (hits: readonly boolean[]) => hits.filter(Boolean).length / hits.length;
  const now = share(recent);
  const before = share(earlier);
  if (before < 0.3) return null;
  const error = Math.sqrt((before * (1 - before)) / recent.length);
  const why = `${Math.round(now * recent.length)} of the last ${recent.length} articles gave a document, against ${Math.round(before * 100)} % of the ${earlier.length} before`;
  return { drifted: now < before / 2 && now < before - 3 * error, why };
}
