import { newPace, type Pace } from '#core/web/pace.js';
import type { readRobots } from '#infra/http/robots-fetch.js';

export interface Item { url: string; depth: number; tries: number }

/** One origin in the crawl: what waits, how patient it is, what its robots.txt says. */
export class Host {
  pace: Pace;
  /** Null until robots.txt was asked for. */
  robots: ReturnType<typeof readRobots> | null = null;
  /** Why nothing more is asked of it; null while it is well. */
  dropped: string | null = null;
  private waiting: Item[] = [];
  private head = 0;

  constructor(readonly origin: string, paceMs: number) { this.pace = newPace(paceMs); }

  get size(): number { return this.waiting.length - this.head; }
  push(item: Item): void { this.waiting.push(item); }
  next(): Item | undefined {
    const item = this.waiting[this.head++];
    if (this.head > 4096 && this.head * 2 > this.waiting.length) { this.waiting = this.waiting.slice(this.head); this.head = 0; }
    if (item === undefined) { this.waiting = []; this.head = 0; }
    return item;
  }
  /** Forgets what waits; says how many that were. */
  drop(reason: string): number {
    const { size } = this;
    this.dropped = reason;
    this.waiting = [];
    this.head = 0;
    return size;
  }
}
