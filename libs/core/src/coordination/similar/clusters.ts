import type { SimilarPair } from './pair.js';
import { Union } from '../union.js';

/** A pair that covers at least this much of the larger text makes the two one; below, the larger only quotes the smaller. */
const COVERS = 0.35;

/**
 * Clusters as the root of each text. Copies and truncated copies join both ways. A text that merely quotes (the pair covers little of it)
 * joins the cluster of its best quotation alone, so that an article quoting two letters does not make them one campaign.
 */
export function clustersOf(count: number, pairs: readonly SimilarPair[], size: Int32Array): Int32Array {
  const union = new Union(count);
  const best = new Map<number, { to: number; covers: number }>();
  for (const { a, b, containment } of pairs) {
    const [small, large] = size[a]! <= size[b]! ? [a, b] : [b, a];
    const covers = containment * size[small]! / size[large]!;
    if (covers >= COVERS) { union.join(a, b); continue; }
    const known = best.get(large);
    if (known === undefined || covers > known.covers || (covers === known.covers && small < known.to)) best.set(large, { to: small, covers });
  }
  const copies = new Set<number>();
  const members = new Int32Array(count);
  for (let at = 0; at < count; at++) members[union.root(at)]!++;
  for (const large of best.keys()) if (members[union.root(large)]! > 1) copies.add(large);
  // A quoting text of its own joins; one that belongs to a cluster already stays there.
  for (const [large, { to }] of [...best].sort((x, y) => y[1].covers - x[1].covers || x[0] - y[0])) if (!copies.has(large)) union.join(large, to);
  return Int32Array.from({ length: count }, (_none, at) => union.root(at));
}
