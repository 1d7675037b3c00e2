/** Fills `order` with the numbers of edges by the byte order of their first name, then of their other (`rank`: `ByName`, below `ranks`): the same whatever the order of the input, by which edges are numbered. */
export function listEdges({ count, a, b, rank, ranks, order }: { count: number; a: Int32Array; b: Int32Array; rank: Int32Array; ranks: number; order: Int32Array }): void {
  const first = new Int32Array(count);
  const other = new Int32Array(count);
  for (let edge = 0; edge < count; edge++) {
    const x = rank[a[edge]!]!;
    const y = rank[b[edge]!]!;
    first[edge] = x < y ? x : y;
    other[edge] = x < y ? y : x;
  }
  const byOther = new Int32Array(count);
  const next = placesOf(other, ranks);
  for (let edge = 0; edge < count; edge++) byOther[next[other[edge]!]!++] = edge;
  const last = placesOf(first, ranks);
  for (let at = 0; at < count; at++) order[last[first[byOther[at]!]!]!++] = byOther[at]!;
}

/** Where the first thing of each key goes. */
function placesOf(keys: Int32Array, below: number): Int32Array {
  const places = new Int32Array(below + 1);
  for (let at = 0; at < keys.length; at++) places[keys[at]! + 1]!++;
  for (let key = 1; key <= below; key++) places[key]! += places[key - 1]!;
  return places;
}
