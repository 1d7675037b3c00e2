import { rowsOfAccounts } from '../accounts.js';
import type { Shares } from '../events/events.js';

const HOUR = 3600;
/** Three hours of the day, working days apart from week-ends. */
const SLOTS = 16;
/** Rows that an account's rhythm, and its activity of the day, must outweigh before they are believed. */
const RHYTHM_ROWS = 4;
const DAY_ROWS = 200;

/**
 * What share of the rows at a moment an account makes of itself: the highest of its share of all rows, of rows at that time of the week, and of rows
 * around that moment (six hours or the window either way, its one row in question left out). Two accounts that are awake together, or busy on
 * the same day of news, so do not look coordinated for that. Sorted times are made when first asked for.
 */
export class Activity {
  readonly rowsOf: Int32Array;
  private readonly around: number;
  private sorted: { all: Float64Array; starts: Int32Array; own: Float64Array; slots: Float64Array } | null = null;

  constructor(private readonly events: Shares, window: number) {
    this.rowsOf = rowsOfAccounts(events);
    this.around = Math.max(window, 6 * HOUR);
  }

  share(account: number, at: number): number {
    const { all, starts, own, slots } = this.sorted ??= this.sort();
    const { rows } = this.events;
    const from = starts[account]!;
    const to = starts[account + 1]!;
    const whole = (to - from) / rows;
    const slot = slotOf(at);
    let inSlot = 0;
    for (let row = from; row < to; row++) if (slotOf(own[row]!) === slot) inSlot++;
    const usual = (inSlot + RHYTHM_ROWS * slots[slot]!) / (to - from + RHYTHM_ROWS) / slots[slot]! * whole;
    const busy = between(all, 0, rows, at - this.around, at + this.around);
    const mine = Math.max(0, between(own, from, to, at - this.around, at + this.around) - 1);
    return Math.max(whole, usual, (mine + whole * DAY_ROWS) / (busy + DAY_ROWS));
  }

  private sort() {
    const { rows, account, time } = this.events;
    const all = time.slice(0, rows).sort();
    const starts = new Int32Array(this.rowsOf.length + 1);
    for (let one = 0; one < this.rowsOf.length; one++) starts[one + 1] = starts[one]! + this.rowsOf[one]!;
    const own = new Float64Array(rows);
    const next = starts.slice(0, -1);
    const slots = new Float64Array(SLOTS);
    for (let row = 0; row < rows; row++) { own[next[account[row]!]!++] = time[row]!; slots[slotOf(time[row]!)]!++; }
    for (let one = 0; one < this.rowsOf.length; one++) own.subarray(starts[one], starts[one + 1]).sort();
    return { all, starts, own, slots: slots.map((count) => Math.max(1, count) / Math.max(1, rows)) };
  }
}

function slotOf(time: number): number {
  const day = Math.floor(time / (24 * HOUR));
  const weekday = ((day + 4) % 7 + 7) % 7;
  return Math.floor((time - day * 24 * HOUR) / (3 * HOUR)) + (weekday === 0 || weekday === 6 ? 8 : 0);
}

/** How many of the sorted values in [from, to) lie in [low, high). */
function between(values: Float64Array, from: number, to: number, low: number, high: number): number { return firstAtLeast(values, from, to, high) - firstAtLeast(values, from, to, low); }
function firstAtLeast(values: Float64Array, from: number, to: number, wanted: number): number {
  while (from < to) { const middle = (from + to) >> 1; if (values[middle]! < wanted) from = middle + 1; else to = middle; }
  return from;
}
