/** What the order asks of a finding. */
export interface Weighed { kind: string; target: string | null; payload: Record<string, unknown>; review: { state: string }; document: { publishedAt: string | null; firstSeenAt: string } }

const STRENGTHS = ['invitation', 'instruction', 'mandatory'];
/** How much hangs on a finding: threats, and what a watched voice itself demands for a named account, before what others report of it and what names no account. */
function weightOf({ kind, target, payload, review }: Weighed): number {
  const waits = review.state === 'split' ? 20 : 0;
  if (kind === 'threat') return waits + 9;
  if (kind === 'conduct') return waits + 7;
  if (kind !== 'call') return waits + 5;
  const voice = payload['voice'];
  if (voice === 'boilerplate') return waits;
  return waits + 2 * STRENGTHS.indexOf(String(payload['strength'])) + (voice === 'own' ? 2 : 0) + (target === null ? 0 : 2);
}

/** Findings in the order in which they are read: the weightiest first, then the newest; the order in which they came where both are equal. */
export function byUse<T extends Weighed>(findings: readonly T[]): T[] {
  const saidAt = ({ document }: T): string => document.publishedAt ?? document.firstSeenAt;
  return findings.toSorted((a, b) => weightOf(b) - weightOf(a) || saidAt(b).localeCompare(saidAt(a)));
}
