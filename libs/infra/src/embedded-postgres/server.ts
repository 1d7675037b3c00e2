import { spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BadInput, messageOf } from '#core/errors.js';
import { commandLine, processIdentity } from '../process/identity.js';
import { asAdmin } from './cluster.js';
import type { Binaries } from './places.js';
import { parsePostmaster, readFailure, type Postmaster } from './postmaster.js';
import { cleanEnvironment, type Account } from './run.js';
import { serverSettings } from './settings.js';
import type { ServerState } from './state.js';

/** A server that answers. */
export interface Running { pid: number; port: number }

const LOG_LIMIT = 10 * 1024 * 1024;
/** Processes of a killed server go when they next look at their parent; measured 4 to 6 seconds at most. */
const OLD_SERVER_PATIENCE = 30_000;
/** Recovery replays at most `max_wal_size`; a slow disk may take minutes over it. */
const START_PATIENCE = 300_000;

/** The server that already runs on this cluster and knows our password, or `null`. Waits for one that is starting or stopping. */
export async function findRunning(cluster: string, state: ServerState): Promise<Running | null> {
  const until = Date.now() + OLD_SERVER_PATIENCE;
  for (;;) {
    const found = readPostmaster(cluster);
    if (found === null || processIdentity(found.pid) === null) return null;
    if (!isServerOf(found.pid, cluster)) {
      // The number went to another process while the server was dead. PostgreSQL itself would refuse to start for ever.
      rmSync(join(cluster, 'postmaster.pid'), { force: true });
      return null;
    }
    if (found.status === 'ready') {
      const { rows } = await asAdmin(found.port, state, (client) => client.query<{ data_directory: string }>('show data_directory'));
      if (rows[0]?.data_directory === found.folder) return { pid: found.pid, port: found.port };
    }
    if (Date.now() > until) throw new BadInput(`The database server of this folder (process ${found.pid}) has been ${found.status ?? 'starting'} for half a minute: wait, or end it with \`kill -INT ${found.pid}\`, then start again.`);
    await sleep(50);
  }
}

/** Starts the server in a session of its own, where Ctrl-C does not reach it, and waits until it takes connections. Throws BadInput with the server's own words. */
export async function launch(binaries: Binaries, cluster: string, account: Account | null, state: ServerState, logFile: string, log: (line: string) => void): Promise<Running> {
  const patience = Date.now() + OLD_SERVER_PATIENCE;
  let port = state.port === 0 ? await freePort() : state.port;
  for (let moves = 0; ;) {
    const result = await attempt(binaries, cluster, account, port, logFile, log);
    if ('pid' in result) return result;
    if (result.cause === 'port-taken' && moves < 5) {
      moves += 1;
      port = await freePort();
    } else if (result.cause === 'still-in-use' && Date.now() < patience) {
      await sleep(250);
    } else {
      throw new BadInput(`PostgreSQL did not start: ${result.words || 'it ended without a word'} (log: ${logFile})`);
    }
  }
}

/** Ends the server as PostgreSQL's `fast` mode does: connections are cut, everything is written. After half a minute `immediate`, which the next start recovers from. */
export async function halt(cluster: string, pid: number): Promise<void> {
  for (const [signal, wait] of [['SIGINT', 30_000], ['SIGQUIT', 10_000]] as const) {
    if (!lives(cluster, pid)) return;
    try { process.kill(pid, signal); } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw thrown;
    }
    for (const until = Date.now() + wait; Date.now() < until;) {
      if (!lives(cluster, pid)) return;
      await sleep(20);
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop`);
}

/** Whether that server still runs. It removes its postmaster.pid at the very end. */
export function lives(cluster: string, pid: number): boolean {
  return processIdentity(pid) !== null && (readPostmaster(cluster)?.pid === pid || isServerOf(pid, cluster));
}

async function attempt(binaries: Binaries, cluster: string, account: Account | null, port: number, logFile: string, log: (line: string) => void) {
  const output = openLog(logFile);
  const from = fstatSync(output).size;
  const child = spawn(join(binaries.folder, 'bin/postgres'), ['-D', cluster, ...serverSettings(port)], {
    cwd: '/', env: cleanEnvironment(), stdio: ['ignore', output, output], detached: true,
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  });
  closeSync(output);
  const end = { reached: false, fault: '' };
  child.on('error', (error) => { end.reached = true; end.fault = error.message; });
  child.on('exit', () => { end.reached = true; });
  child.unref();
  const started = Date.now();
  let told = 0;
  while (!end.reached) {
    const found = readPostmaster(cluster);
    if (found !== null && found.pid === child.pid && found.status === 'ready') return { pid: found.pid, port };
    const waited = Date.now() - started;
    if (waited > START_PATIENCE) {
      await halt(cluster, child.pid ?? 0);
      return { cause: 'other' as const, words: 'it did not become ready in five minutes.' };
    }
    if (waited - told > 5000) { told = waited; log(`PostgreSQL recovers after a crash (${Math.round(waited / 1000)} s)`); }
    await sleep(15);
  }
  return end.fault === '' ? readFailure(readFileSync(logFile).subarray(from).toString()) : { cause: 'other' as const, words: end.fault };
}

function readPostmaster(cluster: string): Postmaster | null {
  try { return parsePostmaster(readFileSync(join(cluster, 'postmaster.pid'), 'utf8')); } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new BadInput(`${cluster} cannot be read: ${messageOf(thrown)}`);
  }
}

/** Whether the process with this number is the server of that cluster, and not one that got its number later. */
export const isServerOf = (pid: number, cluster: string): boolean => commandLine(pid).includes(`postgres -D ${cluster} `);

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => { resolve(typeof address === 'object' && address !== null ? address.port : 0); });
    });
  });
}
