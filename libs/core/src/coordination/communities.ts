import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import type { Coordination } from './coordinate.js';

// The package is CommonJS: its function is the default import itself, which its types do not say.
const louvain = louvainModule as unknown as typeof louvainModule.default;

/**
 * Louvain communities of the groups given, weighted as the edges are; `community` is filled from `next` on, which is returned anew. A large group that
 * hangs together by a thread falls into parts. Seeded: the same edges give the same communities.
 */
export function splitGroups({ events: { accounts }, edges, significant, weight, back, cell }: Coordination, loose: Uint8Array, community: Int32Array, next: number): number {
  const graphs = new Map<number, UndirectedGraph>();
  const flagged: { edge: number; from: number; to: number }[] = [];
  for (let edge = 0; edge < edges.count; edge++) {
    if (significant[edge] === 0 || loose[cell[edges.a[edge]!]!] === 0) continue;
    const ordered = accounts.compare(edges.a[edge]!, edges.b[edge]!) < 0;
    flagged.push({ edge, from: ordered ? edges.a[edge]! : edges.b[edge]!, to: ordered ? edges.b[edge]! : edges.a[edge]! });
  }
  // What Louvain finds depends on the order in which it is told of edges.
  flagged.sort((x, y) => accounts.compare(x.from, y.from) || accounts.compare(x.to, y.to));
  for (const { edge, from, to } of flagged) {
    const group = cell[from]!;
    let graph = graphs.get(group);
    if (graph === undefined) graphs.set(group, graph = new UndirectedGraph());
    graph.mergeEdge(from, to, { weight: weight[edge]! + (back?.[edge] ?? 0) });
  }
  for (const [, graph] of [...graphs].sort(([a], [b]) => a - b)) {
    let state = 1;
    const found = louvain(graph, { getEdgeWeight: 'weight', rng: () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state / 2 ** 32; } });
    let highest = 0;
    for (const [account, number] of Object.entries(found)) { community[Number(account)] = next + number; highest = Math.max(highest, number + 1); }
    next += highest;
  }
  return next;
}
