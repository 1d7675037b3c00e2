import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BadInput } from '#core/errors.js';

/** A new database, a day's evidence and the queue's files; below this PostgreSQL stops in the middle of its work. */
const LEAST_BYTES = 400 * 1024 ** 2;

/** Refuses a folder on a disk that is nearly full, before anything is written. `freeBytes` asks how much is left. */
export async function refuseFullDisk(folder: string, freeBytes: (folder: string) => Promise<number> = freeAt): Promise<void> {
  const free = await freeBytes(folder);
  if (free >= LEAST_BYTES) return;
  throw new BadInput(`The disk of ${folder} has only ${Math.floor(free / 1024 ** 2)} MB left, and ${LEAST_BYTES / 1024 ** 2} MB are needed to work: free some, or give a folder on another disk with --data.`);
}

/** Bytes that this account may still write on the folder's disk; of a folder that is not there yet, on its parent's. */
export async function freeAt(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder).catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT' && dirname(folder) !== folder) return statfs(dirname(folder)); throw error; });
  return bavail * bsize;
}
