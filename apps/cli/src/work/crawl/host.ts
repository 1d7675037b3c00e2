import { newPace, type Pace } from '#core/web/pace.js';
import type { readRobots } from '#infra/http/robots-fetch.js';

export interface Item { url: string; depth: number; tries: number; /** What is shown in a page and asked for after the pages. */ image?: true }

/** First come, first served; takes and forgets in constant time. */
class Line {
  private waiting: Item[] = [];
  private head = 0;

  get size(): number { return this.waiting.length - this.head; }
  push(item: Item): void { this.waiting.push(item); }
  next(): Item | undefined {
    const item = this.waiting[this.head++];
    if (this.head > 4096 && this.head * 2 > this.waiting.length) { this.waiting = this.waiting.slice(this.head); this.head = 0; }
    if (item === undefined) { this.waiting = []; this.head = 0; }
    return item;
  }
  clear(): Item[] {
    const left = this.waiting.slice(this.head);
    this.waiting = [];
    this.head = 0;
    return left;
  }
}

/** One origin in the crawl: what waits, how patient it is, what its robots.txt says. */
export class Host {
  pace: Pace;
  /** Null until robots.txt was asked for. */
  robots: ReturnType<typeof readRobots> | null = null;
  /** Why nothing more is asked of it; null while it is well. */
  dropped: { outcome: string; detail: string } | null = null;
  private readonly pages = new Line();
  private readonly images = new Line();

  constructor(readonly origin: string, paceMs: number) { this.pace = newPace(paceMs); }

  /** How many wait: with `pages` false, of images alone. */
  size(pages = true): number { return (pages ? this.pages.size : 0) + this.images.size; }
  push(item: Item): void { (item.image ? this.images : this.pages).push(item); }
  next(pages = true): Item | undefined { return (pages ? this.pages.next() : undefined) ?? this.images.next(); }

  /** Asks it for nothing more; gives what waited. */
  drop(outcome: string, detail: string): Item[] {
    this.dropped = { outcome, detail };
    return [...this.pages.clear(), ...this.images.clear()];
  }
}
