import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BadInput } from '#core/errors.js';

/**
 * Gives people's names a form in which the same person is the same and nobody can be read: a keyed hash. The key stands in the installation's data folder
 * (author.key, made at first use, readable by its owner only) and leaves it nowhere.
 */
export async function hiddenNames(dataDir: string): Promise<(name: string) => string> {
  const file = join(dataDir, 'author.key');
  await mkdir(dataDir, { recursive: true });
  // Of two imports at once one makes the key, and both use it.
  await writeFile(file, randomBytes(32), { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'EEXIST') throw error; });
  const key = await readFile(file);
  if (key.length !== 32) throw new BadInput(`${file} is not a key of 32 bytes: restore it from a backup; with another key the same people would pass for others`);
  return (name) => `anon-${createHmac('sha256', key).update(name.normalize('NFKC').trim().toLowerCase()).digest('hex').slice(0, 16)}`;
}
