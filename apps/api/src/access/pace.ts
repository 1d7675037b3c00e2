/** Requests that one address may make: so many at once, and so many a second after that. More than an analyst's pages and a program's lists need. */
const AT_ONCE = 400;
const A_SECOND = 100;
/** Addresses remembered; the oldest are forgotten first. */
const MOST = 10_000;

/** A bucket that refills for each address. What a proxy says of others' addresses is not believed. */
export class Pace {
  private readonly buckets = new Map<string, { left: number; at: number }>();
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Seconds to wait; 0 where it may go on. */
  ask(address: string): number {
    const now = this.now();
    const bucket = this.buckets.get(address);
    const left = Math.min(AT_ONCE, (bucket?.left ?? AT_ONCE) + (now - (bucket?.at ?? now)) / 1000 * A_SECOND);
    this.buckets.delete(address);
    this.buckets.set(address, { left: left >= 1 ? left - 1 : left, at: now });
    if (this.buckets.size > MOST) this.buckets.delete(this.buckets.keys().next().value!);
    return left >= 1 ? 0 : Math.ceil((1 - left) / A_SECOND);
  }
}
