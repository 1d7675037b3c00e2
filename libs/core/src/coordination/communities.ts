import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import type { Coordination } from './coordinate.js';

// The package is CommonJS: its function is the default import itself, which its types do not say.
const louvain = louvainModule as unknown as typeof louvainModule.default;

/**
 * Louvain communities of the flagged edges, weighted by distinct objects (pair rows in compat mode): a large cell that hangs together by a
 * thread falls into parts. -1 for accounts without a flagged edge. Seeded: the same input gives the same communities.
 */
export function communitiesOf({ events, edges, significant, lnP }: Coordination): Int32Array {
  const community = new Int32Array(events.accounts.count).fill(-1);
  const graph = new UndirectedGraph();
  const weight = lnP === null ? edges.pairRows : edges.objects;
  for (let edge = 0; edge < edges.count; edge++) if (significant[edge] === 1) graph.mergeEdge(edges.a[edge]!, edges.b[edge]!, { weight: weight[edge]! });
  if (graph.order === 0) return community;
  let state = 1;
  const found = louvain(graph, { getEdgeWeight: 'weight', rng: () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state / 2 ** 32; } });
  for (const [account, number] of Object.entries(found)) community[Number(account)] = number;
  return community;
}
