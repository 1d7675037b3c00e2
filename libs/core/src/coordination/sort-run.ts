const FEW = 48;

/** Order of two accounts, as `compare` of a sort. */
export type AccountOrder = (a: number, b: number) => number;

/** Sorts the rows in [from, to) of three columns by time, then account as `accounts` says, then origin, in place. Insertion for few rows; many are sorted by number, then moved. */
export function sortRun(from: number, to: number, time: Float64Array, account: Int32Array, origin: Int32Array, accounts: AccountOrder): void {
  if (to - from > FEW) { sortMany(from, to, time, account, origin, accounts); return; }
  for (let at = from + 1; at < to; at++) {
    const when = time[at]!;
    const who = account[at]!;
    const row = origin[at]!;
    let hole = at;
    while (hole > from && (time[hole - 1]! > when || (time[hole - 1] === when && (account[hole - 1] === who ? origin[hole - 1]! > row : accounts(account[hole - 1]!, who) > 0)))) {
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

/** Merge sort of row numbers from runs that insertion sort has made, then each column in that order. */
function sortMany(from: number, to: number, time: Float64Array, account: Int32Array, origin: Int32Array, accounts: AccountOrder): void {
  const count = to - from;
  for (let low = from; low < to; low += FEW) sortRun(low, Math.min(to, low + FEW), time, account, origin, accounts);
  if (order.length < count) {
    const size = 2 ** Math.ceil(Math.log2(count));
    order = new Int32Array(size);
    spare = new Int32Array(size);
    doubles = new Float64Array(size);
  }
  for (let at = 0; at < count; at++) order[at] = from + at;
  const later = (a: number, b: number): boolean => time[a]! > time[b]! || (time[a] === time[b] && (account[a] === account[b] ? origin[a]! > origin[b]! : accounts(account[a]!, account[b]!) > 0));
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
  for (let at = 0; at < count; at++) doubles[at] = time[order[at]!]!;
  for (let at = 0; at < count; at++) time[from + at] = doubles[at]!;
  for (const column of [account, origin]) {
    for (let at = 0; at < count; at++) spare[at] = column[order[at]!]!;
    for (let at = 0; at < count; at++) column[from + at] = spare[at]!;
  }
}
