import type { Ordered } from '../order.js';

const HOUR = 3600;
/** Three hours of the day, working days apart from week-ends. */
const SLOTS = 16;
/** Rows that an account's rhythm, and its activity of the day, must outweigh before they are believed. */
const RHYTHM_ROWS = 4;
const DAY_ROWS = 200;
/** So many questions are answered by looking through all rows; for more, an index is worth its making. */
const MOST_SCANS = 40;

/**
 * What share of the rows at a moment an account makes of itself: the highest of its share of all rows, of rows at that time of the week, and of rows
 * around that moment (six hours or the window either way, its one row in question left out). Two accounts that are awake together, or busy on
 * the same day of news, so do not look coordinated for that.
 */
export class Activity {
  readonly rowsOf: Int32Array;
  private readonly around: number;
  /** Share of all rows in each slot of the week. */
  private slots: Float64Array | null = null;
  private readonly known = new Map<number, Rhythm>();
  private readonly busy = new Map<number, number>();
  private index: { all: Times; starts: Int32Array; own: Float64Array } | null = null;

  constructor(private readonly events: Ordered, window: number) {
    this.rowsOf = events.rowsOf;
    this.around = Math.max(window, 6 * HOUR);
  }

  share(account: number, at: number): number { return this.shareOfAll([account], at); }

  /** Sum of the shares of several. */
  shareOfAll(accounts: readonly number[], at: number): number {
    const usual = this.slots ??= this.countSlots();
    const slot = slotOf(at);
    const busy = this.rowsAround(at);
    let sum = 0;
    for (const account of accounts) {
      const { times, slots } = this.ofAccount(account);
      const whole = times.length / this.events.rows;
      const inSlot = (slots[slot]! + RHYTHM_ROWS * usual[slot]!) / (times.length + RHYTHM_ROWS) / usual[slot]! * whole;
      const mine = Math.max(0, before(times, at + this.around, 0, times.length) - before(times, at - this.around, 0, times.length) - 1);
      sum += Math.max(whole, inSlot, (mine + whole * DAY_ROWS) / (busy + DAY_ROWS));
    }
    return sum;
  }

  /** When the account's rows were, in order, and how many in each slot. */
  private ofAccount(account: number): Rhythm {
    let known = this.known.get(account);
    if (known !== undefined) return known;
    const times = this.timesOf(account).sort();
    const slots = new Uint32Array(SLOTS);
    for (let row = 0; row < times.length; row++) slots[slotOf(times[row]!)]!++;
    this.known.set(account, known = { times, slots });
    return known;
  }

  private timesOf(account: number): Float64Array {
    if (this.mayScan()) {
      const { rows, account: accounts, time } = this.events;
      const times = new Float64Array(this.rowsOf[account]!);
      for (let row = 0, put = 0; row < rows; row++) if (accounts[row] === account) times[put++] = time[row]!;
      return times;
    }
    const index = this.index ??= this.fill();
    return index.own.subarray(index.starts[account]!, index.starts[account + 1]!);
  }

  /** How many rows of anybody were around a moment. */
  private rowsAround(at: number): number {
    let count = this.busy.get(at);
    if (count !== undefined) return count;
    if (this.mayScan()) {
      const { rows, time } = this.events;
      count = 0;
      for (let row = 0; row < rows; row++) if (time[row]! >= at - this.around && time[row]! < at + this.around) count++;
      this.busy.set(at, count);
      return count;
    }
    const { all } = this.index ??= this.fill();
    return all.before(at + this.around) - all.before(at - this.around);
  }

  private mayScan(): boolean { return this.index === null && this.known.size + this.busy.size < MOST_SCANS; }

  private countSlots(): Float64Array {
    const { rows, time } = this.events;
    const slots = new Float64Array(SLOTS);
    for (let row = 0; row < rows; row++) slots[slotOf(time[row]!)]!++;
    return slots.map((count) => Math.max(1, count) / Math.max(1, rows));
  }

  private fill() {
    const { rows, account, time } = this.events;
    const starts = new Int32Array(this.rowsOf.length + 1);
    for (let one = 0; one < this.rowsOf.length; one++) starts[one + 1] = starts[one]! + this.rowsOf[one]!;
    const own = new Float64Array(rows);
    const next = starts.slice(0, -1);
    for (let row = 0; row < rows; row++) own[next[account[row]!]!++] = time[row]!;
    return { all: new Times(time.subarray(0, rows)), starts, own };
  }
}

interface Rhythm { times: Float64Array; slots: Uint32Array }

/** How many of the times in order within [from, to) are earlier than a moment, and `from`. */
function before(times: Float64Array, moment: number, from: number, to: number): number {
  while (from < to) { const middle = (from + to) >> 1; if (times[middle]! < moment) from = middle + 1; else to = middle; }
  return from;
}

const ROWS_OF_A_BUCKET = 256;

/** Times of which it is asked how many are earlier than a moment: in buckets of equal length, each sorted when first asked for. */
class Times {
  private readonly first: number;
  private readonly length: number;
  private readonly starts: Int32Array;
  private readonly times: Float64Array;
  private readonly sorted: Uint8Array;

  constructor(times: Float64Array) {
    let first = Infinity;
    let last = -Infinity;
    for (const time of times) { if (time < first) first = time; if (time > last) last = time; }
    const buckets = Math.ceil(times.length / ROWS_OF_A_BUCKET) + 1;
    this.first = first;
    this.length = Math.max(Number.MIN_VALUE, (last - first) / (buckets - 1));
    this.starts = new Int32Array(buckets + 1);
    this.times = new Float64Array(times.length);
    this.sorted = new Uint8Array(buckets);
    for (const time of times) this.starts[this.bucketOf(time) + 1]!++;
    for (let bucket = 1; bucket <= buckets; bucket++) this.starts[bucket]! += this.starts[bucket - 1]!;
    const next = this.starts.slice(0, -1);
    for (const time of times) this.times[next[this.bucketOf(time)]!++] = time;
  }

  private bucketOf(time: number): number { return Math.min(this.sorted.length - 1, Math.max(0, Math.floor((time - this.first) / this.length))); }

  before(moment: number): number {
    const bucket = this.bucketOf(moment);
    const from = this.starts[bucket]!;
    const to = this.starts[bucket + 1]!;
    if (this.sorted[bucket] === 0) { this.times.subarray(from, to).sort(); this.sorted[bucket] = 1; }
    return before(this.times, moment, from, to);
  }
}

function slotOf(time: number): number {
  const day = Math.floor(time / (24 * HOUR));
  const weekday = ((day + 4) % 7 + 7) % 7;
  return Math.floor((time - day * 24 * HOUR) / (3 * HOUR)) + (weekday === 0 || weekday === 6 ? 8 : 0);
}
