import { readFileSync, statSync } from 'node:fs';
import { BadInput } from '#core/errors.js';
import { run, type Account } from './run.js';

const PREFERRED = ['postgres', 'nobody'];

/**
 * Who runs the server: `null` is this process's own account; as root, the owner of a cluster that is there, or else `postgres` or `nobody`.
 * Throws BadInput when root has nobody to hand over to, or when the cluster belongs to somebody else.
 */
export async function serverAccount(cluster: string | null): Promise<Account | null> {
  const owner = cluster === null ? null : statSync(cluster);
  if (process.getuid?.() !== 0) {
    if (owner !== null && owner.uid !== process.getuid?.()) {
      throw new BadInput(`The database in ${cluster} belongs to another account (number ${owner.uid}): start claque as that account or as root, or give another folder with --data.`);
    }
    return null;
  }
  const account = await chosen(owner);
  const { code, output } = await run(account, '/bin/sh', ['-c', 'exit 0']);
  if (code !== 0) throw new BadInput(`PostgreSQL refuses to run as root, and this root may not start programs as \`${account.name}\` (${output}): run claque as an ordinary user, or set DATABASE_URL.`);
  return account;
}

async function chosen(owner: { uid: number; gid: number } | null): Promise<Account> {
  if (owner !== null && owner.uid !== 0) return { name: accountOf(owner.uid), uid: owner.uid, gid: owner.gid };
  for (const name of PREFERRED) {
    const account = await lookUp(name);
    if (account === null || account.uid === 0) continue;
    if (owner !== null) throw new BadInput(`The database's folder belongs to root, as which PostgreSQL refuses to run: give it back with \`chown -R ${name}\` on the folder \`cluster\`.`);
    return account;
  }
  throw new BadInput('PostgreSQL refuses to run as root, and there is no account `postgres` or `nobody` to run it: add one (`useradd --system postgres`), run claque as an ordinary user, or set DATABASE_URL.');
}

async function lookUp(name: string): Promise<Account | null> {
  const line = passwd().find((fields) => fields[0] === name);
  if (line !== undefined) return { name, uid: Number(line[2]), gid: Number(line[3]) };
  // Accounts may come from a directory service, of which `id` knows.
  const [uid, gid] = await Promise.all([run(null, 'id', ['-u', name]), run(null, 'id', ['-g', name])]);
  return uid.code === 0 && gid.code === 0 ? { name, uid: Number(uid.output), gid: Number(gid.output) } : null;
}

const accountOf = (uid: number): string => passwd().find((fields) => Number(fields[2]) === uid)?.[0] ?? String(uid);

function passwd(): string[][] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).filter((fields) => fields.length >= 4);
  } catch {
    return [];
  }
}
