import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { createCountry } from '#apps/demo/src/country.js';
import { serveCountry, type ServedCountry } from '#apps/demo/src/serve.js';
import { addDays, momentOf } from '#core/election/calendar.js';
import { AUDIENCES } from '#core/model.js';
import { removeDatabase, startPostgres, type EmbeddedPostgres } from '#infra/embedded-postgres/index.js';
import { openQueues } from '#infra/queue/open.js';
import { getElection } from '#infra/store/elections.js';
import { makeDue } from '#infra/store/frontier.js';
import { waiting } from '#infra/store/lacks.js';
import { migrate, openDatabase, type Database } from '#infra/store/open.js';
import { detectors } from '#kinds/detectors/index.js';
import { jobs } from '#pipeline/jobs.js';
import { putWatchlistFile } from '#pipeline/watchlist.js';
import { freePort } from '../faults/redis-server.js';
import { killServer } from '../faults/kill-server.js';
import { until, wait } from '../faults/installation.js';
import { Kept } from '../faults/kept.js';

/** A day under kills, at the most: on a machine that is busy, too. */
const REST_MS = 15 * 60_000;

export interface Outcome { documents: string[]; calls: string[]; editions: string[]; /** `recipient edition`, as far as the tables say that it left or may have left. */ deliveries: string[]; copies: Record<string, number>; failedJobs: number;
  /** What processes said that ended although nobody ended them: PostgreSQL was away as they started. */ falls: string[] }
export interface Killing { everyMs: number; next: () => number; kills: { what: string; n: number }[] }

/**
 * Two workers and the API on a database of their own watch the demo country for some of its days. A day is shown when the one before is read to the end, so that two
 * runs see the same whatever happens to them. With `killing`, a process chosen by the seed is killed with -9 again and again, now and then PostgreSQL itself.
 */
export class SoakHouse {
  private workers: Kept[] = [];
  private api: Kept | null = null;
  private over = false;
  private dayBegan = new Date();
  private constructor(private readonly dataDir: string, private server: EmbeddedPostgres, private db: Database, private readonly country: ServedCountry, private readonly smtp: SMTPServer, private readonly electionId: string, private readonly zone: string,
    private readonly firstDay: string, private readonly clock: { now: Date }, private readonly mails: Record<string, number>, private readonly apiPort: number) {}

  static async open(seed: number, date: string): Promise<SoakHouse> {
    const dataDir = mkdtempSync(join(tmpdir(), 'claque-soak-'));
    const clock = { now: new Date(`${date}T00:00:00Z`) };
    const country = await serveCountry(createCountry({ seed, date }), { now: () => clock.now });
    const mails: Record<string, number> = {};
    const smtp = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk) => { text += String(chunk); });
      stream.on('end', () => { const key = `${session.envelope.rcptTo.map(({ address }) => address).join()} ${/^Message-ID: (\S+)/im.exec(text)?.[1] ?? ''}`; mails[key] = (mails[key] ?? 0) + 1; done(); });
    } });
    // A client that is killed in the middle of a mail is what this is about.
    smtp.on('error', () => {});
    await new Promise<void>((resolve) => { smtp.listen(0, '127.0.0.1', resolve); });
    const server = await startPostgres({ dataDir, what: 'soak' });
    const db = await openDatabase(server.url, 3);
    await migrate(db);
    const file = join(dataDir, 'watchlist.yaml');
    writeFileSync(file, country.watchlist);
    const { electionId } = await putWatchlistFile(db, file);
    const { timeZone } = await getElection(db, electionId);
    return new SoakHouse(dataDir, server, db, country, smtp, electionId, timeZone, date, clock, mails, await freePort());
  }

  /** Shows one day after the other until `enough` says so, and says what is there at the end. */
  async live(enough: (days: number) => boolean, killing: Killing | null, tell: (line: string) => void): Promise<Outcome & { days: number }> {
    const killed = () => killing?.kills.reduce((sum, { n }) => sum + n, 0) ?? 0;
    this.begin(0);
    this.workers = [0, 1].map(() => new Kept('apps/worker/src/main.js', () => this.env));
    this.api = new Kept('apps/api/src/main.js', () => this.env);
    let fault: unknown;
    const killer = killing === null ? Promise.resolve() : this.kill(killing).catch((error: unknown) => { fault = error; });
    let days = 0;
    try {
      do {
        if (days > 0) {
          this.begin(days);
          await Promise.all([...this.workers, this.api].map((one) => one.end('SIGTERM')));
        }
        await this.patiently(() => makeDue(this.db, this.electionId, null));
        await this.rest(tell);
        if (fault !== undefined) throw fault;
        days++;
        tell(`day ${days}: ${await this.patiently(() => this.count('documents WHERE current'))} documents, ${killed()} kills`);
      } while (!enough(days));
    } finally { this.over = true; await killer; }
    // What was killed last is taken up again before anything is counted.
    await this.rest(tell);
    return { ...await this.outcome(), days };
  }

  /** The clocks of country and installation go to a morning, late enough for the day's note to be due at once. */
  private begin(day: number): void {
    this.clock.now = momentOf(addDays(this.firstDay, day), '10:00', this.zone);
    this.dayBegan = new Date();
  }

  private get env(): Record<string, string> {
    return { DATABASE_URL: this.server.url, CLAQUE_DATA_DIR: this.dataDir, CLAQUE_JOB_LOCK: '3', CLAQUE_SWEEP: '4', CLAQUE_READ_THREADS: '1', CLAQUE_PORT: String(this.apiPort), LOG_LEVEL: 'warn',
      // A process that is started again shows the time that the others have.
      CLAQUE_CLOCK_AT: this.clock.now.toISOString(), CLAQUE_CLOCK_SINCE: this.dayBegan.toISOString(),
      SMTP_URL: `smtp://127.0.0.1:${(this.smtp.server.address() as { port: number }).port}`, MAIL_FROM: 'note@mission.example' };
  }

  /** Kills by the seed's choice; what was killed is started again by what keeps it. */
  private async kill({ everyMs, next, kills }: Killing): Promise<void> {
    const note = (what: string) => { const found = kills.find((one) => one.what === what); if (found) found.n++; else kills.push({ what, n: 1 }); };
    while (!this.over) {
      for (const until = Date.now() + everyMs * (0.5 + next()); Date.now() < until && !this.over;) await wait(100);
      if (this.over) return;
      const choice = next();
      if (choice < 0.05) {
        note('PostgreSQL');
        killServer(this.dataDir);
        await this.server.died;
        await this.server.stop().catch(() => {});
        this.server = await startPostgres({ dataDir: this.dataDir, what: 'soak' });
        await this.db.destroy().catch(() => {});
        this.db = await openDatabase(this.server.url, 3);
      } else if (choice < 0.2) {
        note('API');
        await this.api?.end('SIGKILL');
      } else {
        note('worker');
        await this.workers[choice < 0.6 ? 0 : 1]?.end('SIGKILL');
      }
    }
  }

  /** Nothing due, unread, unjudged or undelivered for three looks in a row, and the day's notes composed. Says every half minute what is still to do. */
  private async rest(tell: (line: string) => void): Promise<void> {
    const date = this.clock.now.toISOString().slice(0, 10);
    let [quiet, told, left] = [0, Date.now(), ''];
    await until('the day at rest', async () => {
      left = await this.left(date).catch((error: unknown) => `the database does not answer (${(error as Error).message})`);
      quiet = left === '' ? quiet + 1 : 0;
      const hopeless = [...this.workers, this.api].find((one) => one?.hopeless);
      if (hopeless) throw new Error(`it does not start: ${hopeless.falls.at(-1)}`);
      if (Date.now() - told > 30_000) { told = Date.now(); tell(`  to do: ${left || 'nothing'}`); }
      await wait(400);
      return quiet >= 3;
    }, REST_MS).catch((error: unknown) => { throw new Error(`${(error as Error).message}: ${left}`); });
  }

  /** What is still to do on a day, in words; nothing when all is done. */
  private async left(date: string): Promise<string> {
    const { due, unread, undetected, unclustered } = await waiting(this.db, detectors.map(({ id, version }) => ({ id, version })));
    const undelivered = `editions e JOIN recipients r ON r.election_id = e.election_id AND r.audience = e.audience AND r.active
      WHERE e.released_at IS NOT NULL AND e.withdrawn_at IS NULL AND e.kind = 'daily' AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.edition_id = e.id AND d.recipient_id = r.id)`;
    const open = { due, unread, undetected, unclustered, 'notes missing': Math.max(0, AUDIENCES.length - await this.count(`editions WHERE date = '${date}' AND kind = 'daily'`)),
      'mails under way': await this.count(`deliveries WHERE state IN ('pending', 'sending')`), undelivered: await this.count(undelivered) };
    return Object.entries(open).filter(([, n]) => n > 0).map(([what, n]) => `${n} ${what}`).join(', ');
  }

  private async count(from: string): Promise<number> { return (await this.db.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${from}`))[0]!.n; }
  private async patiently<T>(work: () => Promise<T>): Promise<T> { for (let tries = 0; ; tries++) try { return await work(); } catch (error) { if (tries > 60) throw error; await wait(500); } }

  private async outcome(): Promise<Outcome> {
    const list = async (query: string) => (await this.db.query<{ key: string }[]>(query)).map(({ key }) => key);
    // Ports differ from run to run.
    const place = (column: string) => `regexp_replace(${column}, '^https?://[^/]+', (SELECT source_id FROM documents x WHERE x.id = d.id))`;
    const queues = await openQueues(jobs, { databaseUrl: this.server.url, workers: 0 });
    const failedJobs = Object.values(await queues.counts()).reduce((sum, { failed = 0 }) => sum + failed, 0);
    await queues.close();
    return {
      documents: await list(`SELECT ${place('d.url')} || ' ' || left(d.text_sha256, 12) AS key FROM documents d WHERE d.current ORDER BY 1`),
      calls: await list(`SELECT ${place('d.url')} || ' ' || o.span_start || ' ' || coalesce(o.target, '') AS key FROM observations o JOIN documents d ON d.id = o.document_id AND d.current WHERE o.kind = 'call' ORDER BY 1`),
      editions: await list(`SELECT e.date || ' ' || e.audience AS key FROM editions e WHERE e.kind = 'daily' ORDER BY 1`),
      deliveries: await list(`SELECT r.email || ' ' || e.date || ' ' || e.audience AS key FROM deliveries d JOIN editions e ON e.id = d.edition_id JOIN recipients r ON r.id = d.recipient_id WHERE e.kind = 'daily' AND d.state IN ('sent', 'unknown') ORDER BY 1`),
      copies: { ...this.mails }, failedJobs, falls: [...this.workers, this.api!].flatMap(({ falls }) => falls),
    };
  }

  /** At once, where the program itself is about to end: no process of the house outlives it. */
  killNow(): void {
    for (const one of [...this.workers, this.api]) one?.killNow();
    try { killServer(this.dataDir); } catch { /* it does not run */ }
  }

  async close(): Promise<void> {
    this.over = true;
    await Promise.all([...this.workers, ...(this.api === null ? [] : [this.api])].map((one) => one.stop()));
    await this.db.destroy().catch(() => {});
    await this.country.close();
    await new Promise<void>((resolve) => { this.smtp.close(() => resolve()); });
    await this.server.stop().catch(() => {});
    removeDatabase(this.dataDir);
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
