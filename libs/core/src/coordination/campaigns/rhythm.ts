const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SLOT = 6 * HOUR;
const WEEK = 28;
/** Offices and newsrooms speak in a third of the day and on five days of seven: never less than this is assumed of anybody's rhythm. */
const OF_A_DAY = 3;
const OF_A_WEEK = 7 / 5;
/** Calls that a density must outweigh before it is believed: one of everybody's at some hours of the week, on one day, and of one actor. Low, since overrating the base errs on the safe side. */
const WEEK_CALLS = 10;
const COMMON_CALLS = 1;
const OWN_CALLS = 2;

/** How many calls each actor made in each six hours, for any account: what a day of news, or a busy office, looks like. */
export class CallCounts {
  private readonly actors = new Map<string, Map<number, number>>();
  add(actor: string, at: number, by: 1 | -1): void {
    let slots = this.actors.get(actor);
    if (slots === undefined) this.actors.set(actor, slots = new Map());
    const slot = Math.floor(at / SLOT);
    const count = (slots.get(slot) ?? 0) + by;
    if (count === 0) slots.delete(slot); else slots.set(slot, count);
  }
  /** The rhythm of these calls without `others`. */
  without(others: CallCounts, observed: { from: Date; to: Date }): Rhythm { return new Rhythm(this.actors, others.actors, observed); }
}

/**
 * What share of an actor's moments falls into a window: the window's share of the observed time, times the highest of how much denser than usual everybody's
 * calls, or the actor's own, are there, or at those hours of the week, and of the hours that offices keep.
 */
export class Rhythm {
  private readonly first: number;
  private readonly slots: number;
  /** Milliseconds observed. */
  readonly time: number;
  private readonly common: Float64Array;
  private readonly own = new Map<string, Float64Array>();
  private readonly week = new Float64Array(WEEK);

  constructor(private readonly all: ReadonlyMap<string, ReadonlyMap<number, number>>, private readonly less: ReadonlyMap<string, ReadonlyMap<number, number>>, { from, to }: { from: Date; to: Date }) {
    this.first = Math.floor(from.getTime() / SLOT);
    this.slots = Math.floor(to.getTime() / SLOT) - this.first + 1;
    this.time = to.getTime() - from.getTime();
    const total = new Float64Array(this.slots + 1);
    for (const actor of all.keys()) {
      const own = this.of(actor);
      for (let slot = 1; slot <= this.slots; slot++) total[slot]! += own[slot]!;
      for (const [slot, count] of all.get(actor)!) this.week[weekSlot(slot)]! += count;
    }
    this.common = total;
  }

  share(actor: string, from: number, to: number): number {
    const span = to - from;
    const offices = span < 5 * DAY ? OF_A_WEEK * Math.max(span, Math.min(OF_A_DAY * span, DAY)) / span : 1;
    const a = Math.min(this.slots - 1, Math.max(0, Math.floor(from / SLOT) - this.first));
    const b = Math.min(this.slots, Math.max(a + 1, Math.floor(to / SLOT) - this.first + 1));
    return Math.min(1, span / this.time * Math.max(offices, this.weekly(a, b), denser(this.common, a, b, COMMON_CALLS), denser(this.of(actor), a, b, OWN_CALLS)));
  }

  private weekly(a: number, b: number): number {
    if (b - a >= WEEK) return 1;
    let there = 0;
    let all = 0;
    for (let slot = a; slot < b; slot++) there += this.week[weekSlot(slot + this.first)]!;
    for (const count of this.week) all += count;
    return (there + WEEK_CALLS) / (all * (b - a) / WEEK + WEEK_CALLS);
  }

  /** Sums of an actor's counts up to each slot. */
  private of(actor: string): Float64Array {
    const known = this.own.get(actor);
    if (known !== undefined) return known;
    const sums = new Float64Array(this.slots + 1);
    const less = this.less.get(actor);
    for (const [slot, count] of this.all.get(actor) ?? []) { const at = slot - this.first; if (at >= 0 && at < this.slots) sums[at + 1] = count - (less?.get(slot) ?? 0); }
    for (let slot = 1; slot <= this.slots; slot++) sums[slot]! += sums[slot - 1]!;
    this.own.set(actor, sums);
    return sums;
  }
}

/** How many times the usual number of calls stands in the slots [a, b), shrunk towards once by `calls`. */
function denser(sums: Float64Array, a: number, b: number, calls: number): number {
  const all = sums.at(-1)!;
  return (sums[b]! - sums[a]! + calls) / (all * (b - a) / (sums.length - 1) + calls);
}
const weekSlot = (slot: number): number => ((slot % WEEK) + WEEK) % WEEK;
