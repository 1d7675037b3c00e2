/** Decisions of two readers on one finding. */
export interface Pair<D extends string> { first: D; second: D }
export interface Agreement { items: number; agreed: number | null; kappa: number | null; low: number | null; high: number | null }

/**
 * Cohen's kappa (Cohen 1960): agreement beyond what two readers would reach by chance, given how often each of them takes each decision. With the 95 %
 * interval by the large-sample standard error sqrt(p(1-p) / n(1-e)²). Null where chance alone would always agree.
 */
export function cohensKappa<D extends string>(pairs: readonly Pair<D>[]): Agreement {
  const items = pairs.length;
  if (items === 0) return { items, agreed: null, kappa: null, low: null, high: null };
  const share = (of: (pair: Pair<D>) => D, decision: D): number => pairs.filter((pair) => of(pair) === decision).length / items;
  const agreed = pairs.filter(({ first, second }) => first === second).length / items;
  const decisions = new Set(pairs.flatMap(({ first, second }) => [first, second]));
  const byChance = [...decisions].reduce((sum, decision) => sum + share(({ first }) => first, decision) * share(({ second }) => second, decision), 0);
  if (byChance > 1 - 1e-12) return { items, agreed, kappa: null, low: null, high: null };
  const kappa = (agreed - byChance) / (1 - byChance);
  const spread = 1.959964 * Math.sqrt(agreed * (1 - agreed) / items) / (1 - byChance);
  return { items, agreed, kappa, low: Math.max(-1, kappa - spread), high: Math.min(1, kappa + spread) };
}
