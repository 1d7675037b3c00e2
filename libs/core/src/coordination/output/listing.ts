/** Fills `order` with the numbers of edges by the byte order of their first name, then of their other (`rank`: `ByName`, below `ranks`): the same whatever the order of the input, by which edges are numbered. */
export function listEdges({ count, a, b, rank, ranks, order }: { count: number; a: Int32Array; b: Int32Array; rank: Int32Array; ranks: number; order: Int32Array }): void {
  // One array of keys, used twice: millions of edges are what a run needs most memory for.
  const keys = new Int32Array(count);
  for (let edge = 0; edge < count; edge++) keys[edge] = Math.max(rank[a[edge]!]!, rank[b[edge]!]!);
  const byOther = new Int32Array(count);
  const next = placesOf(keys, ranks);
  for (let edge = 0; edge < count; edge++) byOther[next[keys[edge]!]!++] = edge;
  for (let edge = 0; edge < count; edge++) keys[edge] = Math.min(rank[a[edge]!]!, rank[b[edge]!]!);
  const last = placesOf(keys, ranks);
  for (let at = 0; at < count; at++) order[last[keys[byOther[at]!]!]!++] = byOther[at]!;
}

/** Where the first thing of each key goes. */
function placesOf(keys: Int32Array, below: number): Int32Array {
  const places = new Int32Array(below + 1);
  for (let at = 0; at < keys.length; at++) places[keys[at]! + 1]!++;
  for (let key = 1; key <= below; key++) places[key]! += places[key - 1]!;
  return places;
}
