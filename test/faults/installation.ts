import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchlistSchema } from '#core/election/watchlist.js';
import { removeDatabase, startPostgres, type EmbeddedPostgres } from '#infra/embedded-postgres/index.js';
import { openQueues, type Queues } from '#infra/queue/open.js';
import { waiting } from '#infra/store/lacks.js';
import { migrate, openDatabase, type Database } from '#infra/store/open.js';
import { detectors } from '#kinds/detectors/index.js';
import { jobs, type Jobs } from '#pipeline/jobs.js';
import { putWatchlist } from '#pipeline/watchlist.js';
import { killServer } from './kill-server.js';
import { startRedis, type RedisServer } from './redis-server.js';

/** Where the built programs are: this file runs as it was written (tests) and as it was built (benches, the soak). */
const dist = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../dist/' : '../../', import.meta.url));
export const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
/** Waits until something is so; what it was waiting for is in the error. */
export async function until(what: string, so: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  for (const ends = Date.now() + timeoutMs; !await so();) {
    if (Date.now() > ends) throw new Error(`not within ${timeoutMs / 1000} s: ${what}`);
    await wait(50);
  }
}

/** A process of the product. */
export class Process {
  readonly lines: Record<string, unknown>[] = [];
  output = '';
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  constructor(readonly child: ChildProcess) {
    let rest = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      this.output += String(chunk);
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop()!;
      for (const line of lines) try { this.lines.push(JSON.parse(line) as Record<string, unknown>); } catch { /* words for people */ }
    });
    child.stderr!.on('data', (chunk: Buffer) => { this.output += String(chunk); });
    this.ended = new Promise((resolve) => { child.once('exit', (code, signal) => { resolve({ code, signal }); }); });
  }

  says(event: string): boolean { return this.lines.some(({ msg }) => msg === event); }
  runs(name: string, result = 'done'): number { return this.lines.filter((line) => line['msg'] === name && line['result'] === result).length; }
  get alive(): boolean { return this.child.exitCode === null && this.child.signalCode === null; }
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.alive) this.child.kill(signal);
    await this.ended;
  }
}

/** Starts a built program: a path within `dist`, or of another build, in full. */
export const startProcess = (program: string, args: string[], env: Record<string, string>, nodeArgs: string[] = [], stdin: 'ignore' | 'pipe' = 'ignore'): Process =>
  new Process(spawn(process.execPath, [...nodeArgs, resolve(dist, program), ...args], { env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env }, stdio: [stdin, 'pipe', 'pipe'] }));

/** Servers of ministries on this machine: each has a page that lists letters, and each letter asks to follow one account. */
export class Sites {
  readonly asked = new Map<string, number>();
  /** Milliseconds before a letter is answered. */
  pauseMs = 0;
  private constructor(private readonly servers: Server[], readonly letters: number, private readonly around: string) {}

  /** `kilobytes` of menus stand around each letter, as on pages of real sites. */
  static async open(count: number, letters: number, kilobytes = 0): Promise<Sites> {
    const sites: Sites = new Sites(Array.from({ length: count }, (_, at) => createServer((request, response) => { void sites.answer(at, request.url ?? '/', response); })), letters, menusOf(kilobytes, letters));
    for (const server of sites.servers) await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    return sites;
  }

  get hosts(): string[] { return this.servers.map((server) => `127.0.0.1:${(server.address() as AddressInfo).port}`); }
  get pages(): number { return this.servers.length * this.letters; }

  private async answer(at: number, path: string, response: import('node:http').ServerResponse): Promise<void> {
    const url = `${this.hosts[at]}${path}`;
    this.asked.set(url, (this.asked.get(url) ?? 0) + 1);
    if (path !== '/' && !path.startsWith('/letters/')) { response.writeHead(404).end(); return; }
    if (path !== '/') await wait(this.pauseMs);
    const list = Array.from({ length: this.letters }, (_, n) => `<li><a href="/letters/${n}.html">Letter ${n} of office ${at}</a></li>`).join('');
    const n = Number(/\d+/.exec(path)?.[0] ?? 0);
    const letter = `<article><h1>Letter ${n} of office ${at}</h1><p>Office ${at} writes in its letter number ${n} about the harbour's opening hours, the ferry on holidays and the lamps at the pier.</p>
      <p>All staff must follow the Telegram channel <a href="https://t.me/harbour_office">t.me/harbour_office</a> by Friday, and report it to their head of section.</p></article>`;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<html lang="en"><head><title>Office ${at}</title>${path === '/' ? '' : '<meta property="og:type" content="article"><meta property="article:published_time" content="2031-03-01T08:00:00Z">'}</head><body>${path === '/' ? `<ul>${list}</ul>` : `<nav>${this.around}</nav>${letter}<footer>${this.around}</footer>`}</body></html>`);
  }

  async close(): Promise<void> { for (const server of this.servers) { server.closeAllConnections(); await new Promise((resolve) => { server.close(resolve); }); } }
}

/** Half of it: it stands above and below. */
function menusOf(kilobytes: number, letters: number): string {
  let menus = '';
  for (let n = 0; menus.length < kilobytes * 512; n++) menus += `<li class="menu-item menu-item-${n}"><a class="menu-link" href="/letters/${n % letters}.html"><span>Service ${n} of the office</span></a></li>`;
  return menus === '' ? '' : `<ul class="menu">${menus}</ul>`;
}

/** Lock and sweep of the workers in these tests, in seconds: so short that a death is noticed within the patience of a test. */
export const LOCK = 3;
export const SWEEP = 3;

export interface InstallationOptions { queue?: 'postgres' | 'redis'; sites?: number; letters?: number; /** Of menus around each letter. */ kilobytes?: number; recipients?: number; dataDir?: string; settings?: Record<string, string>; /** No tables and no watchlist yet: a first worker makes both, with `watchlistFile` in CLAQUE_WATCHLIST. */ bare?: boolean }

/** A day's note is of one local day: no test begins on one and ends on the next. */
const awayFromMidnight = (): string => (new Date().getUTCHours() >= 22 ? 'Etc/GMT-4' : 'UTC');

/** An installation of real processes on a real PostgreSQL (and Redis) of its own, which watches `sites`. */
export class Installation {
  readonly processes: Process[] = [];
  private constructor(readonly dataDir: string, public server: EmbeddedPostgres, public db: Database, readonly sites: Sites, readonly redis: RedisServer | null, private readonly settings: Record<string, string>) {}

  static async open({ queue = 'postgres', sites = 2, letters = 30, kilobytes = 0, recipients = 0, dataDir = mkdtempSync(join(tmpdir(), 'claque-fault-')), settings = {}, bare = false }: InstallationOptions = {}): Promise<Installation> {
    const served = await Sites.open(sites, letters, kilobytes);
    const redis = queue === 'redis' ? await startRedis() : null;
    const server = await startPostgres({ dataDir, what: 'test' });
    const db = await openDatabase(server.url, 4);
    const watchlist = {
      version: 1, election: { id: 'harbour', name: { en: 'Harbour vote' }, polity: { en: 'Lowlands' }, time_zone: awayFromMidnight(), polling_day: '2031-03-14' }, network: { allow_private: served.hosts },
      actors: served.hosts.map((host, at) => ({ id: `office-${at}`, name: { en: `Office ${at}` }, kind: 'ministry', side: 'government', sources: [{ kind: 'website', url: `http://${host}/`, pace: 0 }] })),
      recipients: Array.from({ length: recipients }, (_, at) => ({ email: `reader${at}@mission.example`, language: 'en', audience: 'staff' })),
      release: [{ audience: 'staff', set_by: 'duty editor', why: 'an example' }],
    };
    // JSON is YAML.
    writeFileSync(join(dataDir, 'watchlist.yaml'), JSON.stringify(watchlist));
    if (!bare) {
      await migrate(db);
      await putWatchlist(db, watchlistSchema.parse(watchlist), '');
    }
    return new Installation(dataDir, server, db, served, redis, settings);
  }

  get watchlistFile(): string { return join(this.dataDir, 'watchlist.yaml'); }
  get env(): Record<string, string> {
    return { DATABASE_URL: this.server.url, CLAQUE_DATA_DIR: this.dataDir, CLAQUE_JOB_LOCK: String(LOCK), CLAQUE_SWEEP: String(SWEEP), CLAQUE_CONCURRENCY: '2', CLAQUE_READ_THREADS: '1', ...(this.redis === null ? {} : { QUEUE_URL: this.redis.url }), ...this.settings };
  }

  /** Starts a worker and waits until it says that it is ready. */
  async worker({ args = [], env = {}, nodeArgs = [], program = 'apps/worker/src/main.js' }: { args?: string[]; env?: Record<string, string>; nodeArgs?: string[]; program?: string } = {}): Promise<Process> {
    const worker = startProcess(program, args, { ...this.env, ...env }, nodeArgs);
    this.processes.push(worker);
    await until(`a worker that is ready: ${worker.output}`, () => { if (!worker.alive) throw new Error(`the worker ended: ${worker.output}`); return worker.says('worker ready'); }, 180_000);
    return worker;
  }

  queues(): Promise<Queues<Jobs>> { return openQueues(jobs, { databaseUrl: this.server.url, queueUrl: this.redis?.url, workers: 0 }); }
  /** The server was started again: the connection of this test, too. */
  async reopen(): Promise<void> {
    await this.db.destroy().catch(() => {});
    this.db = await openDatabase(this.server.url, 4);
  }

  /** Waits until every letter is a document with its observations and nothing is left to do. */
  async rest(timeoutMs = 90_000): Promise<void> {
    await until('the flow at rest', async () => {
      const left = await waiting(this.db, detectors.map(({ id, version }) => ({ id, version }))).catch(() => null);
      return left !== null && left.due + left.unread + left.undetected === 0 && (await this.count('documents')) >= this.sites.pages;
    }, timeoutMs);
  }

  async count(table: string, where = 'true'): Promise<number> { return (await this.db.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`))[0]!.n; }

  /** What is wrong after a fault: the tables, the evidence and the queue say it. Nothing, when nothing was lost and nothing was done twice. */
  async faults({ failedJobs = 0 } = {}): Promise<string[]> {
    const wrong: string[] = [];
    const expect = (what: string, found: number, wanted: number) => { if (found !== wanted) wrong.push(`${what}: ${found}, not ${wanted}`); };
    const { pages } = this.sites;
    expect('letters that are documents', await this.count(`(SELECT DISTINCT url FROM documents WHERE url LIKE '%/letters/%') u`), pages);
    expect('documents of letters', await this.count('documents', `url LIKE '%/letters/%'`), pages);
    expect('snapshots of letters', await this.count('snapshots', `url LIKE '%/letters/%'`), pages);
    expect('letters with their call', await this.count(`(SELECT DISTINCT document_id FROM observations WHERE kind = 'call' AND target = 'telegram:harbour_office') u`), pages);
    expect('calls', await this.count('observations', `kind = 'call'`), pages);
    expect('letters without all detectors', await this.count('documents d', `url LIKE '%/letters/%' AND (SELECT count(*) FROM detections t WHERE t.document_id = d.id) <> ${detectors.length}`), 0);
    for (const { sha256 } of await this.db.query<{ sha256: string }[]>('SELECT DISTINCT sha256 FROM snapshots')) if (!existsSync(join(this.dataDir, 'evidence', sha256.slice(0, 2), `${sha256}.zst`))) wrong.push(`body ${sha256} is lost`);
    const queues = await this.queues();
    try {
      const counts = Object.values(await queues.counts());
      expect('failed jobs', counts.reduce((sum, { failed = 0 }) => sum + failed, 0), failedJobs);
    } finally { await queues.close(); }
    return wrong;
  }

  unfinishedFiles(): string[] { return readdirSync(join(this.dataDir, 'evidence'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part')); }

  /** kill -9 of the whole server, as the loss of power does it. */
  async killPostgres(): Promise<void> {
    killServer(this.dataDir);
    await this.server.died;
  }

  async startPostgresAgain(): Promise<void> {
    await this.server.stop().catch(() => {});
    this.server = await startPostgres({ dataDir: this.dataDir, what: 'test' });
    await this.reopen();
  }

  async close(): Promise<void> {
    for (const one of this.processes) await one.kill();
    await this.db.destroy().catch(() => {});
    await this.redis?.stop();
    await this.sites.close();
    await this.server.stop();
    removeDatabase(this.dataDir);
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** The queues on which a fault is tried: PostgreSQL, and Redis where its server is installed. `CLAQUE_FAULTS_REDIS=required` fails without one. */
export const QUEUES: ('postgres' | 'redis')[] = spawnSync('redis-server', ['--version']).status === 0 ? ['postgres', 'redis'] : ['postgres'];
if (process.env['CLAQUE_FAULTS_REDIS'] === 'required' && QUEUES.length < 2) throw new Error('redis-server is not installed, and CLAQUE_FAULTS_REDIS=required');
