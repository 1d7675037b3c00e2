import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '#core/errors.js';
import { startPostgres, type EmbeddedPostgres } from '#infra/embedded-postgres/index.js';

const QUICK_MS = 10_000;

/**
 * The embedded server of `claque start`, started again when it dies. `moved` is called when it then has another address.
 * `gaveUp` is called once, when it died three times within seconds or cannot start any more.
 */
export class Database {
  private server: EmbeddedPostgres | null = null;
  private stopped = false;
  private deaths = 0;

  constructor(
    private readonly dataDir: string,
    private readonly events: { note: (text: string) => void; moved: () => void; gaveUp: (reason: string) => void },
  ) {}

  /** Settles when the first start has ended, well or not. */
  started: Promise<unknown> = Promise.resolve();

  get url(): string { return this.server?.url ?? ''; }

  start(): Promise<EmbeddedPostgres> {
    const starting = this.startOnce();
    this.started = starting.catch(() => null);
    return starting;
  }

  private async startOnce(): Promise<EmbeddedPostgres> {
    const server = await startPostgres({ dataDir: this.dataDir, what: 'claque start', log: this.events.note });
    this.server = server;
    const started = Date.now();
    void server.died.then(() => this.again(server, Date.now() - started));
    return server;
  }

  private async again(dead: EmbeddedPostgres, lived: number): Promise<void> {
    if (this.stopped) return;
    this.deaths = lived < QUICK_MS ? this.deaths + 1 : 0;
    try {
      await dead.stop();
      if (this.deaths >= 3) return this.events.gaveUp('it ended three times within seconds');
      this.events.note('PostgreSQL ended unexpectedly: starting it again');
      await sleep(500 * this.deaths);
      if (this.stopped) return;
      const server = await this.startOnce();
      if (server.url !== dead.url) this.events.moved();
    } catch (thrown) {
      this.events.gaveUp(messageOf(thrown));
    }
  }

  /** Stops the server, unless other processes use it: their names are given back. */
  async stop(): Promise<string[]> {
    this.stopped = true;
    await this.started;
    return (await this.server?.stop())?.stillUsedBy ?? [];
  }
}
