const FEW = 48;

/** Order of two accounts, or of two rows by their origin, as `compare` of a sort. */
export type Order = (a: number, b: number) => number;
const BY_NUMBER: Order = (a, b) => a - b;

/** Sorts the rows in [from, to) of three columns by time, then account as `accounts` says, then origin as `rows` says (two are never alike to it), in place. Insertion for few rows; many are sorted by number, then moved. */
export function sortRun(from: number, to: number, time: Float64Array, account: Int32Array, origin: Int32Array, accounts: Order, rows: Order = BY_NUMBER): void {
  if (to - from > FEW) { sortMany(from, to, time, account, origin, accounts, rows); return; }
  for (let at = from + 1; at < to; at++) {
    const when = time[at]!;
    const who = account[at]!;
    const row = origin[at]!;
    let hole = at;
    while (hole > from && (time[hole - 1]! > when || (time[hole - 1] === when && (account[hole - 1] === who ? rows(origin[hole - 1]!, row) : accounts(account[hole - 1]!, who)) > 0))) {
      time[hole] = time[hole - 1]!;
      account[hole] = account[hole - 1]!;
      origin[hole] = origin[hole - 1]!;
      hole--;
    }
    time[hole] = when;
    account[hole] = who;
    origin[hole] = row;
  }
}

let order = new Int32Array(1024);
let spare = new Int32Array(1024);
let doubles = new Float64Array(1024);

/** Row numbers in order, then each column in that order. */
function sortMany(from: number, to: number, time: Float64Array, account: Int32Array, origin: Int32Array, accounts: Order, rows: Order): void {
  const count = to - from;
  if (order.length < count) {
    const size = 2 ** Math.ceil(Math.log2(count));
    order = new Int32Array(size);
    spare = new Int32Array(size);
    doubles = new Float64Array(size);
  }
  const later = (a: number, b: number): boolean => time[a]! > time[b]! || (time[a] === time[b] && (account[a] === account[b] ? rows(origin[a]!, origin[b]!) : accounts(account[a]!, account[b]!)) > 0);
  if (byKeys(from, to, time) && longestTie(count, time) <= FEW) orderTies(count, time, later); else byMerging(from, to, later);
  for (let at = 0; at < count; at++) doubles[at] = time[order[at]!]!;
  for (let at = 0; at < count; at++) time[from + at] = doubles[at]!;
  for (const column of [account, origin]) {
    for (let at = 0; at < count; at++) spare[at] = column[order[at]!]!;
    for (let at = 0; at < count; at++) column[from + at] = spare[at]!;
  }
}

/** Puts rows into `order` by time alone, where time and place fit into one whole number each: those a machine sorts without asking anybody. False where they do not. */
function byKeys(from: number, to: number, time: Float64Array): boolean {
  const count = to - from;
  let first = Infinity;
  let last = -Infinity;
  for (let at = from; at < to; at++) {
    const when = time[at]!;
    if (Math.floor(when) !== when) return false;
    if (when < first) first = when;
    if (when > last) last = when;
  }
  if (!((last - first + 1) * count <= Number.MAX_SAFE_INTEGER)) return false;
  for (let at = 0; at < count; at++) doubles[at] = (time[from + at]! - first) * count + at;
  doubles.subarray(0, count).sort();
  for (let at = 0; at < count; at++) {
    const key = doubles[at]!;
    // The remainder, without a division of whole numbers, which costs as much as the sort: the quotient may be rounded up.
    const place = key - Math.floor(key / count) * count;
    order[at] = from + (place < 0 ? place + count : place);
  }
  return true;
}

function longestTie(count: number, time: Float64Array): number {
  let longest = 1;
  for (let at = 1, since = 0; at < count; at++) {
    if (time[order[at]!] !== time[order[at - 1]!]) since = at;
    else if (at - since + 1 > longest) longest = at - since + 1;
  }
  return longest;
}

/** Insertion within runs of one moment, none of them long; rows are in order of time, then place. */
function orderTies(count: number, time: Float64Array, later: (a: number, b: number) => boolean): void {
  for (let at = 1; at < count; at++) {
    const row = order[at]!;
    if (time[row] !== time[order[at - 1]!]) continue;
    let hole = at;
    while (hole > 0 && later(order[hole - 1]!, row)) { order[hole] = order[hole - 1]!; hole--; }
    order[hole] = row;
  }
}

/** Merge sort of rows into `order`. */
function byMerging(from: number, to: number, later: (a: number, b: number) => boolean): void {
  const count = to - from;
  for (let at = 0; at < count; at++) order[at] = from + at;
  for (let low = 0; low < count; low += FEW) {
    for (let at = low + 1, high = Math.min(count, low + FEW); at < high; at++) {
      const row = order[at]!;
      let hole = at;
      while (hole > low && later(order[hole - 1]!, row)) { order[hole] = order[hole - 1]!; hole--; }
      order[hole] = row;
    }
  }
  for (let width = FEW; width < count; width *= 2) {
    for (let low = 0; low + width < count; low += 2 * width) {
      const middle = low + width;
      const high = Math.min(count, middle + width);
      if (!later(order[middle - 1]!, order[middle]!)) continue;
      for (let at = low; at < middle; at++) spare[at - low] = order[at]!;
      let left = 0;
      let right = middle;
      let put = low;
      while (left < width && right < high) order[put++] = later(spare[left]!, order[right]!) ? order[right++]! : spare[left++]!;
      while (left < width) order[put++] = spare[left++]!;
    }
  }
}
