import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What left, kept beside the database and not in it: a database that is brought back from yesterday does not know it. */
export interface SentLedger { note: (name: string) => Promise<void>; close: () => Promise<void> }

/** A file of one line a mail. `note` resolves when the line is on disk; it is called before the first byte of the mail goes out. */
export function sentLedger(file: string): SentLedger {
  let opening: Promise<FileHandle> | null = null;
  return {
    async note(name) {
      opening ??= mkdir(dirname(file), { recursive: true }).then(() => open(file, 'a', 0o600));
      // A disk that is full now may not be at the next mail.
      const handle = await opening.catch((error: unknown) => { opening = null; throw error; });
      await handle.appendFile(`${name}\n`);
      await handle.datasync();
    },
    async close() { await (await opening?.catch(() => null))?.close(); },
  };
}

/** The names in a ledger; null where there is none. A last line that was cut off is left out: its mail had not begun. */
export async function readSent(file: string): Promise<string[] | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return null; throw error; });
  return text === null ? null : [...new Set(text.slice(0, text.lastIndexOf('\n') + 1).split('\n').filter((line) => line !== ''))];
}
