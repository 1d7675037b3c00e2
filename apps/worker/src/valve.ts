import type { Worker } from 'bullmq';
import { messageOf } from '#core/errors.js';
import { listElections } from '#infra/store/elections.js';
import { isPaused, pausesNow, type Pause } from '#infra/store/pauses.js';
import { closeGaps, raiseGap } from '#infra/store/snapshots.js';
import type { World } from '#pipeline/world.js';

const LOOK_MS = 2000;
/** Fetching begins again only with this much more free than the limit, so that it does not begin and end by turns. */
const AGAIN = 1.2;

/** What brings new bytes in; what works on bytes that are there goes on with a full disk as far as it can. */
const INGEST = 'crawl';

/** Opens and shuts this process's queues: shut while somebody paused them, and, for fetching, while the disk of the evidence is nearly full. */
export class Valve {
  private pauses: Pause[] = [];
  private full = false;
  private timer: NodeJS.Timeout | undefined;
  private said = '';

  constructor(private readonly world: World, private readonly freeBytes: () => Promise<number | null>) {}

  /** Reads once, before anything is taken from a queue. */
  async open(): Promise<void> { await this.read(); }
  isShut(queue: string): boolean { return isPaused(this.pauses, queue) || (queue === INGEST && this.full); }
  /** Why nothing at all is done; null when something is. */
  get why(): string | null { const all = this.pauses.find(({ queue }) => queue === null); return all === undefined ? null : `paused: ${all.why}`; }

  watch(workers: readonly Worker[]): void {
    this.timer = setInterval(() => { this.look(workers).catch((error: unknown) => { this.world.log('warn', 'a queue could not be opened or shut', { error: messageOf(error) }); }); }, LOOK_MS);
  }

  stop(): void { clearInterval(this.timer); }

  private async look(workers: readonly Worker[]): Promise<void> {
    try { await this.read(); } catch (error) {
      this.world.log('warn', 'it could not be asked what is paused', { error: messageOf(error) });
      return;
    }
    for (const worker of workers) {
      const shut = this.isShut(worker.name);
      // Jobs at work are finished.
      if (shut && worker.isRunning() && !worker.isPaused()) await worker.pause(true);
      else if (!shut && !worker.isRunning()) worker.run().catch((error: unknown) => { this.world.log('error', 'a queue stopped', { queue: worker.name, error: messageOf(error) }); });
      else if (!shut && worker.isPaused()) await worker.resume();
    }
  }

  private async read(): Promise<void> {
    const free = await this.freeBytes();
    const least = this.world.config.leastFree * 1024 ** 2;
    const full = free !== null && free < least * (this.full ? AGAIN : 1);
    const changed = full !== this.full;
    // Shut first: the database that is told may stand on the same disk.
    this.full = full;
    if (changed) await this.tell(full, free ?? 0).catch((error: unknown) => { this.world.log('warn', 'the gap of the full disk could not be noted', { error: messageOf(error) }); });
    this.pauses = await pausesNow(this.world.db);
    const said = this.pauses.map(({ queue, why, by }) => `${queue ?? 'everything'}: ${why} (${by})`).join('; ');
    if (said !== this.said) this.world.log('warn', said === '' ? 'resumed' : 'paused', said === '' ? {} : { what: said });
    this.said = said;
  }

  private async tell(full: boolean, free: number): Promise<void> {
    const { db, clock, log, config } = this.world;
    if (full) log('error', 'no more pages are fetched: the disk of the evidence is nearly full', { freeMb: Math.floor(free / 1024 ** 2), leastMb: config.leastFree });
    else log('info', 'pages are fetched again: there is space', { freeMb: Math.floor(free / 1024 ** 2) });
    for (const { id } of await listElections(db)) {
      if (full) await raiseGap(db, id, null, 'disk-full', `${Math.floor(free / 1024 ** 2)} MB are left, and ${config.leastFree} MB are kept free`, clock.now());
      else await closeGaps(db, id, null, ['disk-full']);
    }
  }
}
