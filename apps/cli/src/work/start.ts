import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInput, messageOf } from '#core/errors.js';
import { localDayOf } from '#core/election/calendar.js';
import type { PartMessage, PartProgress } from '#core/contract/process.js';
import { readConfig, type Config } from '#infra/config.js';
import { openDataFolder } from '#infra/embedded-postgres/index.js';
import { refuseFullDisk } from '#infra/files/free-space.js';
import { loadWatchlist } from '#infra/files/watchlist.js';
import { wordsFor } from '#infra/process/for-person.js';
import { tryLock } from '#infra/process/lock.js';
import { demoEnvironment, readCountry } from './demo/country.js';
import { Database } from './start/database.js';
import { DemoCountry } from './start/demo.js';
import { rotateLogs } from './start/logs.js';
import { Part, type PartEvents, type PartPlan } from './start/part.js';
import { refuseTakenPort } from './start/port.js';
import { Screen, shortPath } from './start/screen.js';
import { onSignals } from './start/signals.js';

interface Options { watchlist?: string; port?: string; data?: string }
interface Ending { code: number; reason?: string; logLines?: string[] }

const mainOf = (app: string) => fileURLToPath(new URL(`../../../${app}/src/main.js`, import.meta.url));
const ROTATE_MS = 60_000;

/** Everything on one machine: PostgreSQL, then the demo country where no watchlist is given, then API and worker; stopped in the opposite order. */
export async function run(_args: [], options: Options): Promise<number> {
  const config = settingsOf(options);
  const watchlist = config.watchlist === undefined ? null : resolve(config.watchlist);
  const election = watchlist === null ? null : (await loadWatchlist(watchlist)).watchlist.election;
  const dataDir = openDataFolder(resolve(config.dataDir));
  const lock = tryLock(join(dataDir, 'start.lock'), 'claque start');
  if (!lock.held) throw new BadInput(`The data folder ${dataDir} is in use by process ${lock.by.pid} (${lock.by.what}): stop that one first, or give another folder with --data.`);
  // A terminal that goes away, or `claque start | head`, stops nothing by itself: there are processes to be stopped in order.
  process.stdout.removeAllListeners('error').on('error', () => {});
  try {
    await refuseTakenPort(config.host, config.port);
    await refuseFullDisk(dataDir);
    // A folder that holds another release's demo is refused before anything starts.
    const demo = await readCountry(dataDir);
    if (demo !== null && election !== null) throw new BadInput(`${shortPath(dataDir, process.cwd())} holds the demo election, whose sources, findings and readers would be mixed with those of ${election.name.en}: give a folder of its own, such as --data ${shortPath(join(dataDir, '..', `data-${election.id}`), process.cwd())}`);
    const screen = new Screen(process.stdout);
    screen.plain(`Claque: ${election === null ? 'the demo election' : `${election.polity.en}, ${election.name.en}`}. Ctrl-C stops everything.`);
    if (election !== null && passed(election)) screen.line('election', `its polling day, ${election.polling_day}, has passed: sources are read slowly now, and digests go on until you stop`);
    return await new Installation(config, dataDir, watchlist, screen).live();
  } finally {
    lock.release();
  }
}

function settingsOf({ watchlist, port, data }: Options): Config {
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) throw new BadInput(`--port is "${port}": give a number from 0 to 65535 (0 takes a free port)`, 2);
  return readConfig({
    ...process.env,
    ...(watchlist === undefined ? {} : { CLAQUE_WATCHLIST: watchlist }),
    ...(port === undefined ? {} : { CLAQUE_PORT: port }),
    ...(data === undefined ? {} : { CLAQUE_DATA_DIR: data }),
  });
}

class Installation {
  private readonly logs: string;
  private readonly database: Database | null;
  private parts: Part[] = [];
  private demo: DemoCountry | null = null;
  private readonly ready = new Set<string>();
  private readonly waiting = new Map<string, () => void>();
  private last: PartProgress | null = null;
  private editionShown = '';
  private stopping = false;
  private end: (ending: Ending) => void = () => {};
  private readonly ending = new Promise<Ending>((resolve) => { this.end = resolve; });

  constructor(private readonly config: Config, private readonly dataDir: string, private watchlist: string | null, private readonly screen: Screen) {
    this.logs = join(dataDir, 'logs');
    this.database = config.databaseUrl !== undefined ? null : new Database(dataDir, {
      note: (text) => { screen.line('postgresql', text); },
      moved: () => { for (const part of this.parts) if (part.plan.name !== 'demo') void part.renew(); },
      gaveUp: (reason) => { this.end({ code: 1, reason: `PostgreSQL: ${reason}` }); },
    });
  }

  /** Resolves with the exit code when all is stopped. */
  async live(): Promise<number> {
    mkdirSync(this.logs, { recursive: true });
    rotateLogs(this.logs);
    const rotation = setInterval(() => { rotateLogs(this.logs); }, ROTATE_MS);
    let forced = false;
    onSignals(
      () => { this.end({ code: 0 }); },
      () => { forced = true; for (const part of this.parts) part.force(); },
    );
    this.begin().catch((thrown: unknown) => { this.end({ code: thrown instanceof BadInput ? thrown.exitCode : 1, reason: messageOf(thrown) }); });
    const { code, reason, logLines = [] } = await this.ending;
    clearInterval(rotation);
    this.screen.settle();
    if (this.last !== null && reason === undefined) this.screen.progress(this.last, true);
    this.screen.settle();
    if (reason !== undefined) {
      for (const line of logLines) console.error(`  ${line.length > 300 ? `${line.slice(0, 300)}…` : line}`);
      console.error(`claque: ${reason}`);
    }
    this.screen.plain(`Stopping${forced ? ' at once' : ''} …`);
    await this.stop();
    return code;
  }

  private async begin(): Promise<void> {
    const started = performance.now();
    const [, demo] = await Promise.all([this.startDatabase(), this.watchlist === null ? this.startDemo() : null]);
    const api = this.launch('api', []);
    if (demo !== null) {
      await this.beginDemo(demo);
      // It was up before the country's time began to pass.
      api?.tell(this.demo!.clockMessage!);
    }
    this.launch('worker', [], { env: () => ({ ...this.environment(), ...besideApi(this.config) }) });
    await Promise.all([this.isReady('api'), this.isReady('worker')]);
    this.screen.line('digest', `${shortPath(join(this.dataDir, 'outbox'), process.cwd())}/*.html and *.eml, as soon as there is one`);
    this.screen.line('watchlist', shortPath(this.watchlist ?? '', process.cwd()));
    this.screen.line('logs', `${shortPath(this.logs, process.cwd())}/*.log (started in ${seconds(started)})`);
  }

  private async startDatabase(): Promise<void> {
    if (this.database === null) return this.screen.line('postgresql', 'yours, at DATABASE_URL');
    const started = performance.now();
    const server = await this.database.start();
    this.screen.line('postgresql', `127.0.0.1:${server.port}, ${server.adopted ? 'found running' : `started in ${seconds(started)}`}`);
  }

  private async startDemo(): Promise<Part | null> {
    mkdirSync(join(this.dataDir, 'demo'), { recursive: true });
    this.demo = await DemoCountry.of(this.dataDir, (this.config.clockAt ?? new Date().toISOString()).slice(0, 10));
    // It gets nothing of the settings: the country knows no more of us than a ministry does.
    const { PATH, HOME, TZ } = process.env;
    const part = this.launch('demo', this.demo.args, { env: () => ({ PATH, HOME, TZ }), readyLine: true });
    await this.isReady('demo');
    this.watchlist = this.demo.watchlist;
    return part;
  }

  /** Counters of the evenings before, then the clock: from here on the country lives. */
  private async beginDemo(part: Part): Promise<void> {
    const demo = this.demo!;
    const started = performance.now();
    await demo.prepare(part, { ...demoEnvironment(process.env), DATABASE_URL: this.database?.url ?? this.config.databaseUrl! });
    if (demo.isNew) this.screen.line('counters', `as they stood on evenings before today, read in ${seconds(started)}`);
    await demo.begin(part);
    this.screen.line('clock', demo.isOver
      ? `${demo.shown} there: its days are over and it publishes nothing more; for a new country give another --data`
      : `SIMULATED: it is ${demo.shown} there, and an hour passes in a minute`);
  }

  private launch(app: string, args: string[], more: Partial<PartPlan> = {}): Part | null {
    if (this.stopping) return null;
    const part = new Part({ name: app, main: mainOf(app), args, env: () => this.environment(), logFile: join(this.logs, `${app}.log`), ...more }, this.events);
    this.parts.push(part);
    part.start();
    return part;
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      // glibc keeps freed bodies of some megabytes for itself, unless it is told where to begin giving them back.
      MALLOC_MMAP_THRESHOLD_: '131072',
      MALLOC_ARENA_MAX: '2',
      ...(this.demo === null ? process.env : demoEnvironment(process.env)),
      DATABASE_URL: this.database?.url ?? this.config.databaseUrl,
      CLAQUE_DATA_DIR: this.dataDir,
      CLAQUE_PORT: String(this.config.port),
      CLAQUE_WATCHLIST: this.watchlist ?? '',
      ...this.demo?.clockSettings,
    };
  }

  private readonly events: PartEvents = {
    message: (part, message) => { this.hear(part, message); },
    died: (part, how, wait) => { this.screen.line(part, `${how}; starting it again in ${wait / 1000} s (${shortPath(join(this.logs, `${part}.log`), process.cwd())})`); },
    gaveUp: (part, reason, logLines) => { this.end({ code: 1, reason: `${part}: ${reason}`, logLines }); },
  };

  private hear(part: string, message: PartMessage): void {
    if (message.type === 'note') this.screen.line('note', wordsFor(message, process.stdout, this.dataDir, (file) => shortPath(file, process.cwd())));
    if (message.type === 'ready') {
      const label = part === 'api' ? 'dashboard' : part;
      this.screen.line(label, [message.url, message.note].filter(Boolean).join(', ') || (part === 'demo' ? 'Meravane, a country that does not exist: its sites and channels are served on this machine' : 'ready'));
      // A country that had to be started again has forgotten the time.
      if (part === 'demo' && this.ready.has('demo')) this.tellTime();
      this.ready.add(part);
      this.waiting.get(part)?.();
    }
    if (message.type === 'progress') {
      this.last = message;
      const news = message.edition !== undefined && message.edition !== this.editionShown;
      this.screen.progress(message, news);
      if (news) {
        this.editionShown = message.edition ?? '';
        this.screen.line('digest', message.editionFile ?? `${message.edition}, in ${shortPath(join(this.dataDir, 'outbox'), process.cwd())}`);
      }
    }
  }

  private tellTime(): void {
    const part = this.parts.find(({ plan }) => plan.name === 'demo');
    if (part !== undefined) this.demo?.tell(part).catch((thrown: unknown) => { this.screen.line('demo', messageOf(thrown)); });
  }

  private isReady(part: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.ready.has(part)) resolve();
      else this.waiting.set(part, resolve);
    });
  }

  /** Those that read and write first, then what they read from, PostgreSQL last. */
  private async stop(): Promise<void> {
    // Nothing starts from here on: `begin` may be in the middle of it.
    this.stopping = true;
    await this.demo?.stop();
    for (const part of this.parts) part.expectEnd();
    await Promise.all(this.parts.filter((part) => part.plan.name !== 'demo').map((part) => part.stop()));
    await Promise.all(this.parts.map((part) => part.stop()));
    const users = await this.database?.stop() ?? [];
    this.screen.plain(users.length > 0 ? `Stopped; PostgreSQL goes on for ${users.join(', ')}.` : 'Stopped. The next start goes on from here.');
  }
}

/** The API shows its metrics at the port that is set, the worker of the same machine at the next. */
const besideApi = ({ metricsPort }: Config): NodeJS.ProcessEnv => (metricsPort === undefined ? {} : { CLAQUE_METRICS_PORT: String(metricsPort + 1) });

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Whether the polling day of a watchlist lies behind. */
const passed = ({ polling_day: day, time_zone: zone }: { polling_day: string; time_zone: string }): boolean => day < localDayOf(new Date(), zone);
