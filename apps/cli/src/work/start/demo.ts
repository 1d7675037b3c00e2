import { setInterval } from 'node:timers';
import { join } from 'node:path';
import type { ClockMessage } from '#core/contract/process.js';
import type { LocalDate } from '#core/model.js';
import { addDays, localDayOf, localTimeOf, momentOf } from '#core/election/calendar.js';
import { loadWatchlist } from '#infra/files/watchlist.js';
import { DAYS_TOLD, readCountry, writeCountry, type CountryState } from '../demo/country.js';
import { beforeDemo } from './before-demo.js';
import type { Part } from './part.js';

/** A simulated hour passes in a minute. */
export const RATE = 60;
const SAVE_MS = 10_000;
const SEED = 1;
const OPENS_AT = '06:30';

/** The demo country under `claque start`: which one the data folder holds, and what time it is there. It goes on where it was stopped. */
export class DemoCountry {
  private clock: { at: number; since: number } | null = null;
  private timer: NodeJS.Timeout | undefined;
  private zone = 'UTC';
  private readonly ending = new AbortController();

  private constructor(private readonly dataDir: string, private readonly known: CountryState | null, private readonly today: LocalDate) {}

  static async of(dataDir: string, today: LocalDate): Promise<DemoCountry> {
    const known = await readCountry(dataDir);
    // From now on the folder is this country's, even if the start is broken off.
    if (known === null) await writeCountry(dataDir, { seed: SEED, date: today, clock: null });
    return new DemoCountry(dataDir, known, today);
  }

  get date(): LocalDate { return this.known?.date ?? this.today; }
  get watchlist(): string { return join(this.dataDir, 'demo', 'watchlist.yaml'); }
  get args(): string[] {
    return ['--seed', String(this.known?.seed ?? SEED), '--date', this.date, '--watchlist-out', this.watchlist, '--ports', join(this.dataDir, 'demo', 'ports.json')];
  }
  /** True until its counters of the evenings before have been read. */
  get isNew(): boolean { return (this.known?.clock ?? null) === null; }

  /**
   * What must be before its clock runs: no other election in the database, which the demo's clock would date wrongly (BadInput), and, for a new country, the counters of the evenings
   * before. `env` are the settings of the worker that will take over.
   */
  prepare(part: Part, env: NodeJS.ProcessEnv): Promise<void> {
    return beforeDemo({ watchlist: this.watchlist, date: this.date, past: this.isNew }, { ...env, CLAQUE_DATA_DIR: this.dataDir }, (at) => part.ask({ clock: at.toISOString(), rate: 1 }), this.ending.signal);
  }

  /** From here on time passes: from where it stood, or from the morning of the first digest. */
  async begin(part: Part): Promise<void> {
    this.zone = (await loadWatchlist(this.watchlist)).watchlist.election.time_zone;
    const stood = this.known?.clock ?? null;
    const at = stood === null ? momentOf(this.date, OPENS_AT, this.zone) : new Date(stood);
    this.clock = { at: at.getTime(), since: Date.now() };
    await this.tell(part);
    await this.save();
    this.timer = setInterval(() => { void this.save(); }, SAVE_MS);
  }

  /** The country's process started again: it is told the time. */
  async tell(part: Part): Promise<void> {
    if (this.clock !== null) await part.ask({ clock: this.now().toISOString(), rate: RATE });
  }

  /** The settings with which a worker's clock agrees with the country's. */
  get clockSettings(): Record<string, string> {
    if (this.clock === null) return {};
    return { CLAQUE_CLOCK_AT: new Date(this.clock.at).toISOString(), CLAQUE_CLOCK_SINCE: new Date(this.clock.since).toISOString(), CLAQUE_CLOCK_RATE: String(RATE) };
  }

  /** The same for a process that runs already. */
  get clockMessage(): ClockMessage | null {
    return this.clock === null ? null : { type: 'clock', at: new Date(this.clock.at).toISOString(), since: new Date(this.clock.since).toISOString(), rate: RATE };
  }

  now(): Date { return this.clock === null ? new Date() : new Date(this.clock.at + (Date.now() - this.clock.since) * RATE); }
  /** "2027-03-09 07:30", as clocks there show it; null before they run. */
  get shown(): string | null { return this.clock === null ? null : `${localDayOf(this.now(), this.zone)} ${localTimeOf(this.now(), this.zone)}`; }
  /** Its days have all been told: its outlets publish nothing more. */
  get isOver(): boolean { return this.clock !== null && localDayOf(this.now(), this.zone) > addDays(this.date, DAYS_TOLD); }

  private save(): Promise<void> { return writeCountry(this.dataDir, { seed: this.known?.seed ?? SEED, date: this.date, clock: this.now().toISOString() }); }
  async stop(): Promise<void> {
    this.ending.abort();
    clearInterval(this.timer);
    if (this.clock !== null) await this.save();
  }
}
