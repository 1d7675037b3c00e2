import { cellsOf } from './cells.js';
import { edgesOf, quantile, type Edges } from './edges.js';
import type { Events } from './events/events.js';
import { grow } from './growth.js';
import { pairsWithin, refineParticipation, rowsOfAccounts, type Pairs } from './pairs.js';
import { logProbabilities, rejectUpTo } from './significance.js';

export const COMPAT = ['cootweet'] as const;
export interface CoordinateOptions {
  /** Seconds, inclusive. */
  window: number;
  /** Least rows of an account. */
  participation: number;
  compat?: (typeof COMPAT)[number] | undefined;
  /** Expected share of false edges among those flagged. */
  fdr?: number | undefined;
}
export const DEFAULT_FDR = 0.1;
/** One object in common is one coincidence, however rare: two accounts must share two. */
const LEAST_OBJECTS = 2;
/** The compat mode flags edges heavier than this quantile of the weights. */
const COMPAT_QUANTILE = 0.5;

export interface Coordination {
  events: Events;
  pairs: Pairs;
  edges: Edges;
  /** ln p of each edge; null in compat mode. */
  lnP: Float64Array | null;
  /** 1 for edges that are flagged. */
  significant: Uint8Array;
  /** What an edge had to exceed: ln p (at most) by default, pair rows (more than) in compat mode. */
  threshold: number;
  /** Cell of each account, -1 for none; `grown` marks those added by the evidence of objects. */
  cell: Int32Array;
  cells: number;
  grown: Uint8Array;
}

/** Coordinated accounts in events. Default: object-aware test with false discovery rate, then growth. Compat: the field's counts, exactly. Pure. */
export function coordinate(events: Events, { window, participation, compat, fdr = DEFAULT_FDR }: CoordinateOptions): Coordination {
  const pairs = pairsWithin(events, window, participation);
  if (compat === 'cootweet') {
    refineParticipation(events, pairs, participation);
    const edges = edgesOf(events, pairs);
    const threshold = quantile(edges.pairRows, COMPAT_QUANTILE);
    const significant = Uint8Array.from(edges.pairRows, (weight) => (weight > threshold ? 1 : 0));
    const { cell, count } = cellsOf(events.accounts.count, edges, significant);
    return { events, pairs, edges, lnP: null, significant, threshold, cell, cells: count, grown: new Uint8Array(events.accounts.count) };
  }
  const edges = edgesOf(events, pairs);
  const lnP = logProbabilities(events, pairs, edges);
  let accounts = 0;
  for (const rows of rowsOfAccounts(events)) if (rows >= participation) accounts++;
  const threshold = rejectUpTo(lnP, Math.max(1, accounts * (accounts - 1) / 2), fdr);
  const significant = new Uint8Array(edges.count);
  for (let edge = 0; edge < edges.count; edge++) if (lnP[edge]! <= threshold && edges.objects[edge]! >= LEAST_OBJECTS) significant[edge] = 1;
  const { cell, count } = cellsOf(events.accounts.count, edges, significant);
  const grown = grow(events, pairs, cell, window);
  return { events, pairs, edges, lnP, significant, threshold, cell, cells: count, grown };
}
