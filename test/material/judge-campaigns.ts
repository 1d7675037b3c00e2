/** A campaign as `truth.json` and `findings.json` give it. */
export interface Judged { target: string; members: readonly string[] }
export interface Judgement<P extends Judged, F extends Judged> {
  /** Planted campaigns that were found: the right target, and members of which 0.6 agree. */
  found: P[];
  missed: P[];
  /** What was found and was not planted. */
  wrong: F[];
}

const ENOUGH = 0.6;

/** Share of members in common (Jaccard). */
function overlap(a: readonly string[], b: readonly string[]): number {
  const both = a.filter((member) => b.includes(member)).length;
  return both / (a.length + b.length - both);
}

/** Lays what was found beside what was planted; each finding answers for one planted campaign at most, the one it fits best. */
export function judgeCampaigns<P extends Judged, F extends Judged>(planted: readonly P[], findings: readonly F[]): Judgement<P, F> {
  const pairs = planted.flatMap((truth) => findings.filter(({ target }) => target === truth.target).map((finding) => ({ truth, finding, share: overlap(truth.members, finding.members) })))
    .filter(({ share }) => share >= ENOUGH).sort((a, b) => b.share - a.share);
  const found = new Set<P>();
  const right = new Set<F>();
  for (const { truth, finding } of pairs) if (!found.has(truth) && !right.has(finding)) { found.add(truth); right.add(finding); }
  return { found: [...found], missed: planted.filter((truth) => !found.has(truth)), wrong: findings.filter((finding) => !right.has(finding)) };
}
