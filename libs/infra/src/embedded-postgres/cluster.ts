import { existsSync, mkdtempSync, chmodSync, chownSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import pg from 'pg';
import { BadInput } from '#core/errors.js';
import { newClusterFolder, type Binaries } from './places.js';
import { holdsFor, run, type Account } from './run.js';
import { readFailure } from './postmaster.js';
import { newPassword, writeState, type ServerState } from './state.js';

/** The superuser, used only here; and the role and database of claque, which own nothing else and cannot read the server's disk. */
export const ADMIN = 'admin';
export const ROLE = 'claque';
export const DATABASE = 'claque';

export const clusterPath = (folder: string, state: ServerState): string => (isAbsolute(state.cluster) ? state.cluster : resolve(folder, state.cluster));

/**
 * Checks a cluster that is there: whole, of this major version, reachable for the account. Throws BadInput.
 * A vanished one is refused, never made anew: an empty database that starts without a word would be a loss.
 */
export async function checkCluster(cluster: string, binaries: Binaries, account: Account | null): Promise<void> {
  let major: string;
  try { major = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim(); } catch {
    throw new BadInput(`The database of this data folder was in ${cluster}, and is not there or cannot be read any more: restore it from a backup, or give another folder with --data.`);
  }
  if (major !== String(binaries.major)) {
    throw new BadInput(`${cluster} holds a PostgreSQL ${major} database, and this claque brings PostgreSQL ${binaries.major}: use the version of claque that made it, or give another folder with --data.`);
  }
  if (!(await holdsFor(account, '[ -r "$1/PG_VERSION" ] && [ -w "$1" ]', cluster))) {
    throw new BadInput(`The account \`${account?.name ?? process.getuid?.()}\`, which runs PostgreSQL, cannot reach ${cluster}: open the folders above it (\`chmod o+x\`), or move the data folder back to where it was.`);
  }
}

/**
 * Makes the cluster that `state` speaks of, or a new one with new passwords, and writes server.json. Safe to be killed at any moment:
 * initdb works beside the final name, and a cluster counts only under its final name.
 */
export async function makeCluster(folder: string, binaries: Binaries, account: Account | null, log: (line: string) => void): Promise<ServerState> {
  // What an interrupted first start left has no final name.
  rmSync(join(folder, 'cluster.new'), { recursive: true, force: true });
  const { folder: place, warning } = await newClusterFolder(account, join(folder, 'cluster.new'));
  if (warning !== undefined) log(warning);
  const cluster = place.replace(/\.new$/, '');
  const state: ServerState = {
    layout: 1,
    cluster: cluster === join(folder, 'cluster') ? 'cluster' : cluster,
    initialised: false, port: 0, password: newPassword(), adminPassword: newPassword(),
  };
  writeState(folder, state);
  const secret = passwordFile(account, state.adminPassword);
  try {
    const { code, output } = await run(account, join(binaries.folder, 'bin/initdb'), [
      '--pgdata', place, '--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8',
      '--auth', 'scram-sha-256', '--username', ADMIN, '--pwfile', secret.file,
    ]);
    if (code !== 0) {
      rmSync(place, { recursive: true, force: true });
      throw new BadInput(`PostgreSQL could not make its files in ${place}: ${output.split('\n').find((line) => /error|FATAL|could not/i.test(line)) ?? readFailure(output).words}`);
    }
  } finally {
    secret.remove();
  }
  if (place !== cluster) {
    rmSync(cluster, { recursive: true, force: true });
    renameSync(place, cluster);
  }
  const made = { ...state, initialised: true };
  writeState(folder, made);
  return made;
}

/** Makes role and database where they are not, and sets the role's password to the remembered one. */
export async function ensureDatabase(port: number, state: ServerState): Promise<void> {
  await asAdmin(port, state, async (client) => {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [ROLE]);
    const password = client.escapeLiteral(state.password);
    if (role.rowCount === 0) await client.query(`create role ${ROLE} login password ${password}`);
    const database = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`create database ${DATABASE} owner ${ROLE}`);
  });
}

/** Opens one connection as the superuser for `work`. */
export async function asAdmin<T>(port: number, state: ServerState, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: ADMIN, password: state.adminPassword, database: 'postgres', connectionTimeoutMillis: 10_000 });
  client.on('error', () => { /* A query in flight rejects with the same error. */ });
  await client.connect();
  try { return await work(client); } finally { await client.end(); }
}

/** initdb takes the password from a file only, which its account must be able to read; it is gone a second later. */
function passwordFile(account: Account | null, password: string): { file: string; remove(): void } {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'claque-'));
  const file = join(folder, 'password');
  writeFileSync(file, password, { mode: 0o600 });
  if (account !== null) for (const path of [folder, file]) chownSync(path, account.uid, account.gid);
  chmodSync(folder, 0o700);
  return { file, remove: () => { rmSync(dirname(file), { recursive: true, force: true }); } };
}
