import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInput, Refused, messageOf } from '#core/errors.js';
import type { Clock } from '#core/ports.js';
import { clockOf } from '#infra/clock.js';
import { readConfig, type Config } from '#infra/config.js';
import { installationKey, isSealed, sealerOf } from '#infra/crypto/sealer.js';
import { openEvidence } from '#infra/evidence/open.js';
import { ownTemporary } from '#infra/files/own-temporary.js';
import { wordsFor } from '#infra/process/for-person.js';
import { onStop, supervisedClock, tellSupervisor } from '#infra/process/part.js';
import { openQueues, type Queues } from '#infra/queue/open.js';
import { noteApiAddress } from '#infra/store/api-address.js';
import { makeFirstApiKey } from '#infra/store/keys.js';
import { hasPeople, makeOneTimeLink, sealTotps } from '#infra/store/people.js';
import { migrate, openDatabase, type Database, type Sql } from '#infra/store/open.js';
import { sealWebhooks } from '#infra/store/webhooks.js';
import { jobs, type Jobs } from '#pipeline/jobs.js';
import { createSheetPool } from '#pipeline/threads/sheet-pool.js';
import { welcomeLink } from './people.controller.js';
import { QUERY_MS } from './limits.js';
import { createServer } from './server.js';

const root = new URL('../../../../', import.meta.url);

/** Where TMPDIR is our own folder in the data folder (docker/), which may be that of another API, too, this process has one of its own in it. */
function makeOwnTemporary(dataDir: string): { close(): void } | null {
  const shared = join(dataDir, 'tmp');
  if (resolve(tmpdir()) !== shared) return null;
  const own = ownTemporary(shared);
  process.env['TMPDIR'] = own.path;
  return own;
}

/** Starts the API: tables first, then the first key, then the port. What was opened is closed when any of it fails. */
async function start(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.databaseUrl) throw new BadInput('DATABASE_URL is not set: `claque start` brings a database of its own, a single API needs to be told where it is');
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
  const dataDir = resolve(config.dataDir);
  const temporary = makeOwnTemporary(dataDir);
  const closers: (() => unknown)[] = [() => temporary?.close()];
  const closeAll = async (): Promise<void> => { for (const close of closers.splice(0).reverse()) await close(); };
  try {
    // Migrations may take longer than a query may.
    const migrating = await openDatabase(config.databaseUrl, 2);
    try { await migrate(migrating); } finally { await migrating.destroy(); }
    const clock = supervisedClock(clockOf(config));
    const db = await openDatabase(config.databaseUrl, 8, QUERY_MS);
    closers.push(() => db.destroy());
    const queues = await openQueues(jobs, { databaseUrl: config.databaseUrl, queueUrl: config.queueUrl, workers: 0 });
    closers.push(() => queues.close());
    if (config.metricsPort !== undefined) {
      const served = await showMetrics(config, db, queues, clock);
      closers.push(() => served.close());
    }
    const sheets = createSheetPool();
    closers.push(() => sheets.close());
    const sealer = sealerOf(installationKey(config));
    await sealTotps(db, isSealed, sealer.seal);
    await sealWebhooks(db, sealer);
    const app = await createServer({ db, queues, config, sealer, sheets, evidence: openEvidence(config, dataDir), clock, version, dashboardDir: fileURLToPath(new URL('dist/apps/dashboard/', root)) });
    closers.push(() => app.close());
    const url = addressOf(await listen(app.getHttpServer() as Server, config), config.host);
    await noteApiAddress(db, url);
    if (await hasPeople(db)) say({ text: `sign in at ${config.baseUrl ?? url}; who forgot the password or lost the link: claque user link NAME (claque user list names people, claque user add NAME adds one)` });
    await oneAtATime(db, async (tx) => {
      if (!await hasPeople(tx)) say({ text: `open this once to choose your name and password: ${welcomeLink(config.baseUrl ?? url, (await makeOneTimeLink(tx, null)).token)}`, secret: 'the link with which you choose your name and password, once,' }, dataDir);
      const key = await makeFirstApiKey(tx);
      if (key !== null) say({ text: `API key (shown only now, keep it): ${key}`, secret: 'the API key for programs' }, dataDir);
    });
    tellSupervisor({ type: 'ready', url });
    if (!process.connected) console.log(`claque api: ${url}`);
    onStop(closeAll);
  } catch (error) {
    await closeAll().catch(() => { /* the first fault is the one to tell */ });
    throw error;
  }
}

/** Modules of metrics are loaded only where somebody looks at them. */
async function showMetrics(config: Config, db: Database, queues: Queues<Jobs>, clock: Clock): Promise<{ close(): Promise<void> }> {
  const [{ openMetrics }, { serveTelemetry }, { figuresOf }, { detectors }] = await Promise.all([import('#infra/telemetry/metrics.js'), import('#infra/telemetry/serve.js'), import('#infra/store/figures.js'), import('#kinds/detectors/index.js')]);
  const rules = detectors.map(({ id, version }) => ({ id, version }));
  const metrics = await openMetrics('api', { queues, figures: () => figuresOf(db, rules, clock.now()), freeBytes: async () => null });
  return serveTelemetry({ host: config.metricsHost, port: config.metricsPort! }, metrics, async () => { await Promise.all([db.query('SELECT 1'), queues.counts()]); return null; });
}

/** A lock of its own: of several APIs that start at once the last to make the link, which ends those before it, is the last to say it. */
const SIGN_IN_LOCK = 7_221_843_010;
const oneAtATime = (db: Database, work: (tx: Sql) => Promise<void>): Promise<void> => db.transaction(async (tx) => { await tx.query('SELECT pg_advisory_xact_lock($1)', [SIGN_IN_LOCK]); await work(tx); });

/** To whoever started this. */
function say(note: { text: string; secret?: string }, dataDir = ''): void {
  if (process.connected) tellSupervisor({ type: 'note', ...note });
  else console.log(`claque api: ${wordsFor(note, process.stdout, dataDir)}`);
}

/** The port taken. Not by Nest's own `listen`, which logs a taken port as a fault with a stack of its own. */
const listen = (server: Server, { host, port }: { host: string; port: number }): Promise<number> => new Promise((resolve, reject) => {
  server.once('error', (error) => reject(portFault(error, { host, port })));
  server.listen(port, host, () => { resolve((server.address() as AddressInfo).port); });
});

const addressOf = (port: number, host: string): string => `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;

function portFault(error: Error, { host, port }: { host: string; port: number }): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new Refused(`port ${port} is taken on ${host}: stop what uses it, or choose another with CLAQUE_PORT (or --port)`);
  if (code === 'EACCES') return new Refused(`port ${port} may not be opened by this account: choose one above 1023 with CLAQUE_PORT (or --port)`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new Refused(`${host} is no address of this machine: set CLAQUE_HOST to one that is`);
  return error;
}

try {
  await start();
} catch (error) {
  const message = messageOf(error);
  if (error instanceof BadInput || error instanceof Refused) tellSupervisor({ type: 'refused', message });
  console.error(`claque api: ${message}`);
  // The channel may still hold the message: exit when it has gone.
  process.exitCode = 1;
  if (process.connected) process.disconnect();
  setTimeout(() => process.exit(1), 500).unref();
}
