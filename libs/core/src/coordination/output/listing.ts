import type { NameList } from '../events/names.js';

/** Numbers of edges in the order in which they are listed, and each account's place among the names of those in edges. */
export interface Listing { order: Int32Array; rank: Int32Array }

/** Edges by the byte order of their first name, then of their other: the same whatever the order of the input, by which accounts and edges are numbered. */
export function listingOf(accounts: NameList, { count, a, b }: { count: number; a: Int32Array; b: Int32Array }): Listing {
  const rank = new Int32Array(accounts.count);
  for (let edge = 0; edge < count; edge++) { rank[a[edge]!] = 1; rank[b[edge]!] = 1; }
  let used = 0;
  for (let account = 0; account < rank.length; account++) used += rank[account]!;
  const names = new Int32Array(used);
  for (let account = 0, put = 0; account < rank.length; account++) if (rank[account] === 1) names[put++] = account;
  sortByName(accounts, names);
  for (let place = 0; place < used; place++) rank[names[place]!] = place;
  const unordered = new Int32Array(count);
  for (let edge = 0; edge < count; edge++) unordered[edge] = edge;
  const byOther = countingSort(unordered, used, (edge) => Math.max(rank[a[edge]!]!, rank[b[edge]!]!));
  return { order: countingSort(byOther, used, (edge) => Math.min(rank[a[edge]!]!, rank[b[edge]!]!)), rank };
}

/** Stable, by keys below `keys`. */
function countingSort(items: Int32Array, keys: number, keyOf: (item: number) => number): Int32Array {
  const next = new Int32Array(keys + 1);
  for (let at = 0; at < items.length; at++) next[keyOf(items[at]!) + 1]!++;
  for (let key = 1; key <= keys; key++) next[key]! += next[key - 1]!;
  const sorted = new Int32Array(items.length);
  for (let at = 0; at < items.length; at++) sorted[next[keyOf(items[at]!)]!++] = items[at]!;
  return sorted;
}

const FEW = 12;

/** Sorts numbers of names by the names, byte by byte (multikey quicksort: Bentley and Sedgewick 1997), so that what names begin with alike is looked at once. */
function sortByName(names: NameList, ids: Int32Array): void {
  const { bytes, starts } = names;
  const byteOf = (id: number, depth: number): number => (starts[id]! + depth < starts[id + 1]! ? bytes[starts[id]! + depth]! : -1);
  const swap = (one: number, other: number): void => { const id = ids[one]!; ids[one] = ids[other]!; ids[other] = id; };
  const todo = [0, ids.length, 0];
  while (todo.length > 0) {
    const depth = todo.pop()!;
    const to = todo.pop()!;
    const from = todo.pop()!;
    if (to - from <= FEW) { sortFewNames(names, ids, from, to); continue; }
    const [x, y, z] = [byteOf(ids[from]!, depth), byteOf(ids[(from + to) >> 1]!, depth), byteOf(ids[to - 1]!, depth)];
    const pivot = Math.max(Math.min(x, y), Math.min(Math.max(x, y), z));
    let less = from;
    let more = to;
    for (let next = from; next < more;) {
      const byte = byteOf(ids[next]!, depth);
      if (byte < pivot) swap(less++, next++); else if (byte > pivot) swap(next, --more); else next++;
    }
    todo.push(from, less, depth, more, to, depth);
    // Only one name ends here: names differ.
    if (pivot >= 0) todo.push(less, more, depth + 1);
  }
}

function sortFewNames(names: NameList, ids: Int32Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    const id = ids[at]!;
    let hole = at;
    while (hole > from && names.compare(ids[hole - 1]!, id) > 0) { ids[hole] = ids[hole - 1]!; hole--; }
    ids[hole] = id;
  }
}
