import { mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BadInput, messageOf } from '#core/errors.js';
import { tryLock, withLock, type Holder } from '../process/lock.js';
import { serverAccount } from './account.js';
import { checkCluster, clusterPath, DATABASE, ensureDatabase, makeCluster, ROLE } from './cluster.js';
import { forgetOwner, noteOwner } from './elsewhere.js';
import { reachableBinaries } from './places.js';
import { findRunning, halt, launch, lives, type Running } from './server.js';
import { readState, writeState, type ServerState } from './state.js';

export interface EmbeddedPostgres {
  /** With the password: for environments and clients, never for a log or a command line. */
  url: string;
  /** It was running already. */
  adopted: boolean;
  port: number;
  /** Resolves when the server ends although nobody here asked it to. */
  died: Promise<void>;
  /** The last user stops the server; one that leaves earlier gives back the names of those who still use it. Calling it twice is calling it once. */
  stop(): Promise<{ stillUsedBy: string[] }>;
}

/**
 * A PostgreSQL server on this machine, its files in `dataDir`/postgres (or where server.json there says), on 127.0.0.1 only.
 * Adopts the one that runs; recovers after kill -9. Several processes may call it at a time: they share the server.
 * Throws BadInput, in one sentence, for all that a person must put right.
 */
export async function startPostgres({ dataDir, what = 'claque', log = () => {} }: { dataDir: string; what?: string; log?: (line: string) => void }): Promise<EmbeddedPostgres> {
  const data = openDataFolder(dataDir);
  const folder = join(data, 'postgres');
  mkdirSync(join(folder, 'users'), { recursive: true, mode: 0o755 });
  const lock = join(folder, 'lock');

  const { cluster, running, adopted, state, leave } = await withLock(lock, what, async () => {
    const { cluster, state, found, start } = await prepare(folder, log);
    const running = found ?? await start(join(data, 'logs', 'postgres.log'));
    if (!cluster.startsWith(folder)) noteOwner(cluster, data);
    await ensureDatabase(running.port, state);
    if (running.port !== state.port) writeState(folder, { ...state, port: running.port });
    return { cluster, state, running, adopted: found !== null, leave: enter(join(folder, 'users'), what) };
  });

  let stopping = false;
  let watch: NodeJS.Timeout | undefined;
  const died = new Promise<void>((resolve) => {
    watch = setInterval(() => { if (!stopping && !lives(cluster, running.pid)) { clearInterval(watch); resolve(); } }, 500).unref();
  });
  let result: Promise<{ stillUsedBy: string[] }> | undefined;
  const stop = () => withLock(lock, what, async () => {
    leave();
    const stillUsedBy = users(join(folder, 'users')).map((user) => `${user.what} (process ${user.pid})`);
    if (stillUsedBy.length === 0) await halt(cluster, running.pid);
    return { stillUsedBy };
  });
  return {
    url: `postgres://${ROLE}:${state.password}@127.0.0.1:${running.port}/${DATABASE}`,
    adopted, port: running.port, died,
    stop: () => { stopping = true; clearInterval(watch); return (result ??= stop()); },
  };
}

async function prepare(folder: string, log: (line: string) => void): Promise<{ cluster: string; state: ServerState; found: Running | null; start: (logFile: string) => Promise<Running> }> {
  let state = readState(folder);
  const old = state !== null && state.initialised ? clusterPath(folder, state) : null;
  let account;
  try { account = await serverAccount(old); } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
    throw new BadInput(`The database of this data folder was in ${old}, and is not there any more: restore it from a backup, or give another folder with --data.`);
  }
  if (old !== null && state !== null) {
    const running = await findRunning(old, state);
    if (running !== null) return { cluster: old, state, found: running, start: () => Promise.resolve(running) };
  }
  const binaries = await reachableBinaries(account, state?.binaries);
  // A first start that was killed: no server has run on what it left.
  if (state !== null && !state.initialised) rmSync(clusterPath(folder, state), { recursive: true, force: true });
  if (old === null) state = await makeCluster(folder, binaries, account, log);
  if (state === null) throw new Error('unreachable');
  const cluster = clusterPath(folder, state);
  await checkCluster(cluster, binaries, account);
  if (state.binaries !== binaries.folder) { state = { ...state, binaries: binaries.folder }; writeState(folder, state); }
  const settled = state;
  return { cluster, state: settled, found: null, start: (logFile) => launch(binaries, cluster, account, settled, logFile, log) };
}

/** The data folder's real path. Throws BadInput where it cannot be made or written. */
export function openDataFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true });
    const data = realpathSync(dataDir);
    const probe = tryLock(join(data, `.probe-${process.pid}`), 'probe');
    if (probe.held) probe.release();
    return data;
  } catch (thrown) {
    throw new BadInput(`The data folder ${resolve(dataDir)} cannot be written: ${messageOf(thrown)}. Give another with --data, or mend its permissions.`);
  }
}

let entries = 0;
/** Notes this process as a user of the server. */
function enter(folder: string, what: string): () => void {
  const attempt = tryLock(join(folder, `${process.pid}-${entries++}`), what);
  return () => { if (attempt.held) attempt.release(); };
}

/** The living users. Files of dead ones are removed. */
function users(folder: string): Holder[] {
  return readdirSync(folder).flatMap((name) => {
    const attempt = tryLock(join(folder, name), '');
    if (!attempt.held) return [attempt.by];
    attempt.release();
    return [];
  });
}

/** Takes away a data folder's database, also where it lies elsewhere. It must not run. */
export function removeDatabase(dataDir: string): void {
  const folder = join(dataDir, 'postgres');
  const state = readState(folder);
  if (state !== null) {
    rmSync(clusterPath(folder, state), { recursive: true, force: true });
    forgetOwner(clusterPath(folder, state));
  }
  rmSync(folder, { recursive: true, force: true });
}
