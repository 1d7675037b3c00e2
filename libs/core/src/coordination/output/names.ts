import { NameList } from '../events/names.js';

/** Accounts in byte order of their names (`names`), and each one's place there (`rank`): what is listed in that order is the same whatever the order of the input. Of those that take part. */
export interface ByName { names: Int32Array; rank: Int32Array }
export interface NamesGiven extends ByName { accounts: NameList; rowsOf: Int32Array; participation: number }

/** Fills `names`, as long as there are accounts with `participation` rows, and `rank`. */
export function orderNames({ accounts, rowsOf, participation, names, rank }: NamesGiven): void {
  for (let account = 0, put = 0; account < rowsOf.length; account++) if (rowsOf[account]! >= participation) names[put++] = account;
  sortByName(NameList.posted(accounts), names);
  for (let place = 0; place < names.length; place++) rank[names[place]!] = place;
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
