const SMALL = 24;
let spare = new Int32Array(1024);

/** Sorts the rows in sorted[from, to) by time, then account, then number: insertion sort for few, merge sort from runs of those for many. */
export function sortRun(sorted: Int32Array, from: number, to: number, time: Float64Array, account: Int32Array): void {
  const count = to - from;
  if (count < 2) return;
  for (let low = from; low < to; low += SMALL) insertion(sorted, low, Math.min(to, low + SMALL), time, account);
  if (count <= SMALL) return;
  if (spare.length < count) spare = new Int32Array(2 ** Math.ceil(Math.log2(count)));
  for (let width = SMALL; width < count; width *= 2) {
    for (let low = from; low + width < to; low += 2 * width) {
      const middle = low + width;
      const high = Math.min(to, middle + width);
      if (!later(sorted[middle - 1]!, sorted[middle]!, time, account)) continue;
      for (let at = low; at < middle; at++) spare[at - low] = sorted[at]!;
      let left = 0;
      let right = middle;
      let put = low;
      while (left < width && right < high) sorted[put++] = later(spare[left]!, sorted[right]!, time, account) ? sorted[right++]! : spare[left++]!;
      while (left < width) sorted[put++] = spare[left++]!;
    }
  }
}

function insertion(sorted: Int32Array, from: number, to: number, time: Float64Array, account: Int32Array): void {
  for (let at = from + 1; at < to; at++) {
    const row = sorted[at]!;
    let hole = at;
    while (hole > from && later(sorted[hole - 1]!, row, time, account)) { sorted[hole] = sorted[hole - 1]!; hole--; }
    sorted[hole] = row;
  }
}

function later(a: number, b: number, time: Float64Array, account: Int32Array): boolean {
  const x = time[a]!;
  const y = time[b]!;
  if (x !== y) return x > y;
  return account[a] !== account[b] ? account[a]! > account[b]! : a > b;
}
