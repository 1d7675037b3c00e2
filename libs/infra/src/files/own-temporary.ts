import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

const OWN = 'own-';
/** A process says this often that its folder is in use. */
const TOUCH_MS = 10 * 60_000;
/** A folder of which nobody said so for this long is that of a process that was killed. */
const DEAD_MS = 6 * TOUCH_MS;

/**
 * A folder for this process's unfinished files within `folder`, which other processes may use for theirs, also from other machines (a shared volume), so that nobody's number
 * says who lives. What processes left there that were killed goes.
 */
export function ownTemporary(folder: string): { path: string; close(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = mkdtempSync(join(folder, OWN));
  const tidy = (): void => {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    utimesSync(path, new Date(), new Date());
    for (const name of readdirSync(folder)) {
      // Commands in the same container have theirs beside, under names of their own.
      if (!name.startsWith(OWN)) continue;
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      if (found !== undefined && Date.now() - found.mtimeMs > DEAD_MS) rmSync(join(folder, name), { recursive: true, force: true });
    }
  };
  tidy();
  // A disk that takes nothing now takes it at the next turn.
  const timer = setInterval(() => { try { tidy(); } catch { /* at the next turn */ } }, TOUCH_MS).unref();
  return { path, close() { clearInterval(timer); rmSync(path, { recursive: true, force: true }); } };
}
