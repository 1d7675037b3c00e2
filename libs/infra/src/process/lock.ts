import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from './identity.js';

/** Who holds a lock file. `what` is words for people, such as "claque start". */
export interface Holder { pid: number; identity: string; what: string }
export type LockAttempt = { held: true; release(): void } | { held: false; by: Holder };

/**
 * Takes a lock file, or says which living process has it. A holder that died, even with -9 and even when its number is in use again, does not count.
 * Holds between processes of one machine only: another machine's processes cannot be looked up.
 */
export function tryLock(file: string, what: string): LockAttempt {
  const mine: Holder = { pid: process.pid, identity: processIdentity(process.pid) ?? '', what };
  const text = `${JSON.stringify(mine)}\n`;
  for (;;) {
    if (create(file, text)) return { held: true, release: () => { if (read(file) === text) rmSync(file, { force: true }); } };
    const found = read(file);
    if (found === null) continue;
    const by = parse(found);
    if (by !== null && processIdentity(by.pid) === by.identity) return { held: false, by };
    takeAway(file, found);
  }
}

/** Waits for the lock, then does the work. Rejects after `patience` milliseconds with the holder's name in the message. */
export async function withLock<T>(file: string, what: string, work: () => Promise<T>, patience = 120_000): Promise<T> {
  const until = Date.now() + patience;
  for (;;) {
    const attempt = tryLock(file, what);
    if (attempt.held) {
      try { return await work(); } finally { attempt.release(); }
    }
    if (Date.now() > until) throw new Error(`${file} is held by ${attempt.by.what} (process ${attempt.by.pid})`);
    await sleep(50);
  }
}

/** The file appears complete or not at all: it is written beside and linked, which fails when the name is there. */
function create(file: string, text: string): boolean {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // No hard links here (exFAT, some network folders).
    try { writeFileSync(file, text, { mode: 0o600, flag: 'wx' }); return true; } catch (other) {
      if ((other as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw other;
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes a dead holder's file. Where another was quicker and the name is already its lock, that is put back. */
function takeAway(file: string, dead: string): void {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try { renameSync(file, aside); } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw thrown;
  }
  const moved = read(aside);
  if (moved !== null && moved !== dead) create(file, moved);
  rmSync(aside, { force: true });
}

function read(file: string): string | null {
  try { return readFileSync(file, 'utf8'); } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw thrown;
  }
}

function parse(text: string): Holder | null {
  try {
    const { pid, identity, what } = JSON.parse(text) as Partial<Holder>;
    return typeof pid === 'number' && typeof identity === 'string' ? { pid, identity, what: String(what) } : null;
  } catch {
    return null;
  }
}
