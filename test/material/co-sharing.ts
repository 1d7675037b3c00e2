import { seeded as random } from '#core/accounts/statistics.js';

/** Who shared what and when, with the truth: the planted cell of each account that is in one. Numbers stand for names. */
export interface Shares { object: number[]; account: number[]; time: number[]; cellOf: Map<number, number> }
export interface Planting {
  rows: number;
  seed: number;
  /**
   * `clear`: cells of 6 to 20 share fresh objects within 45 s, nothing else. `hard`: cells of 4 to 12 take part in half of 3 to 8 calls within 240 s and also post
   * as others do, among organic bursts of 80 to 250 accounts. `reuse`: as hard, but the calls are for objects that others share at their own pace.
   */
  kind: 'clear' | 'hard' | 'reuse';
}

const START = 1_690_000_000;
const SPAN = 28 * 86_400;

/** Events shaped like those of real co-sharing data: Zipf objects (capped) and accounts, log-normal delays after an object's birth, over four weeks. */
export function plant({ rows, seed, kind }: Planting): Shares {
  const next = random(seed);
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from));
  const delay = () => Math.floor(Math.exp(9.5 + 1.8 * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())));
  const objects = Math.max(10, Math.floor(rows / 5));
  const accounts = Math.max(10, Math.floor(rows / 4));
  const anObject = zipf(objects, 1.05, next);
  const anAccount = zipf(accounts, 0.8, next);
  const birth = Float64Array.from({ length: objects }, () => START + whole(0, SPAN));
  const shares: Shares = { object: [], account: [], time: [], cellOf: new Map() };
  const share = (object: number, account: number, time: number) => { shares.object.push(object); shares.account.push(account); shares.time.push(time); };

  const background = Math.floor(rows * 0.9);
  const cap = Math.min(5000, Math.max(200, Math.floor(rows / 500)));
  const taken = new Int32Array(objects);
  for (let row = 0; row < background; row++) {
    let object = anObject();
    if (taken[object]! >= cap) object = whole(0, objects);
    taken[object]!++;
    share(object, anAccount(), birth[object]! + delay());
  }
  let fresh = objects;
  if (kind !== 'clear') {
    for (let made = 0; made < rows * 0.05;) {
      const size = whole(80, 251);
      const at = START + whole(0, SPAN);
      for (let one = 0; one < size; one++) share(fresh, whole(0, accounts), at + whole(0, 91));
      fresh++;
      made += size;
    }
  }
  const clear = kind === 'clear';
  const planted = clear ? rows - background : rows * 0.05;
  for (let cell = 0, account = accounts, made = 0; made < planted; cell++) {
    const members = Array.from({ length: clear ? whole(6, 21) : whole(4, 13) }, () => account++);
    for (const member of members) {
      shares.cellOf.set(member, cell);
      if (clear) continue;
      for (let post = whole(5, 31); post > 0; post--) { const object = shares.object[whole(0, shares.object.length)]!; if (object < objects) share(object, member, birth[object]! + delay()); }
    }
    for (let call = clear ? whole(5, 16) : whole(3, 9); call > 0; call--) {
      const reused = whole(0, shares.object.length);
      const organic = kind === 'reuse' && shares.object[reused]! < objects;
      const object = organic ? shares.object[reused]! : fresh++;
      // A reused object is taken up within its first days, while others share it.
      const at = organic ? birth[object]! + whole(0, 3 * 86_400) : START + whole(0, SPAN);
      for (const member of members) {
        if (next() >= (clear ? 0.8 : 0.5)) continue;
        share(object, member, at + whole(0, clear ? 46 : 241));
        made++;
      }
    }
  }
  return shares;
}

/** Draws 0 .. count-1 with weights 1 / rank^exponent. */
function zipf(count: number, exponent: number, next: () => number): () => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank++) sums[rank] = sum += 1 / (rank + 1) ** exponent;
  return () => {
    const wanted = next() * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) { const middle = (low + high) >> 1; if (sums[middle]! < wanted) low = middle + 1; else high = middle; }
    return low;
  };
}

/** The shares as CSV, rows in random order, each with a content of its own. */
export function sharesCsv({ object, account, time }: Shares, seed: number): Buffer {
  const next = random(seed);
  const order = Uint32Array.from(object.keys());
  for (let at = order.length - 1; at > 0; at--) { const other = Math.floor(next() * (at + 1)); [order[at], order[other]] = [order[other]!, order[at]!]; }
  const parts: Buffer[] = [Buffer.from('object_id,account_id,content_id,timestamp_share\n')];
  for (let from = 0; from < order.length; from += 100_000) {
    let part = '';
    for (let at = from; at < Math.min(order.length, from + 100_000); at++) { const row = order[at]!; part += `o${object[row]},a${account[row]},c${at},${Math.floor(time[row]!)}\n`; }
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts);
}
