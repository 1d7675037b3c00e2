import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf } from '#core/errors.js';
import { CLUSTERS } from './places.js';
import { parsePostmaster } from './postmaster.js';
import { isServerOf } from './server.js';
import { parseState } from './state.js';

const OWNER = '.data-folder';

/** Notes beside a cluster that lies outside its data folder whose it is. Only root comes here; where it cannot be noted, the start goes on without. */
export function noteOwner(cluster: string, dataFolder: string): void {
  try { writeFileSync(cluster + OWNER, `${dataFolder}\n`, { mode: 0o600 }); } catch { /* `claque doctor` then says that nobody knows whose it is */ }
}

export function forgetOwner(cluster: string): void { rmSync(cluster + OWNER, { force: true }); }

export interface ClusterElsewhere { folder: string; /** Its data folder, as it was noted at its last start; null for one of an earlier release. */ owner: string | null; runs: boolean; /** Its data folder says that this is its database. */ owned: boolean; lastUsed: Date }

/** Every database that root's installations have placed outside their data folders, for want of a folder that PostgreSQL's account can reach. */
export function clustersElsewhere(home = CLUSTERS): ClusterElsewhere[] {
  let names: string[];
  try { names = readdirSync(home); } catch { return []; }
  return names.filter((name) => /^[0-9a-f]{12}$/.test(name)).map((name) => {
    const folder = join(home, name);
    const owner = read(folder + OWNER)?.trim() ?? null;
    return { folder, owner, runs: runs(folder), owned: owner !== null && isOf(folder, owner), lastUsed: lastUsed(folder) };
  });
}

/** Of all there are, those whose data folder is gone or has another database, and those of which nobody knows. None that runs. */
export function strays(clusters: ClusterElsewhere[]): { orphans: ClusterElsewhere[]; unknown: ClusterElsewhere[] } {
  const idle = clusters.filter(({ runs: alive, owned }) => !alive && !owned);
  return { orphans: idle.filter(({ owner }) => owner !== null), unknown: idle.filter(({ owner }) => owner === null) };
}

function isOf(cluster: string, owner: string): boolean {
  const file = join(owner, 'postgres', 'server.json');
  const text = read(file);
  // A state that cannot be read is no proof that nobody needs the database.
  try { return text !== null && parseState(text, file).cluster === cluster; } catch { return true; }
}

function runs(cluster: string): boolean {
  const text = read(join(cluster, 'postmaster.pid'));
  return text !== null && isServerOf(parsePostmaster(text)?.pid ?? 0, cluster);
}

/** Written at every checkpoint. */
function lastUsed(cluster: string): Date {
  try { return statSync(join(cluster, 'global/pg_control')).mtime; } catch { return new Date(0); }
}

function read(file: string): string | null {
  try { return readFileSync(file, 'utf8'); } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw new Error(`${basename(dirname(file))}/${basename(file)} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
