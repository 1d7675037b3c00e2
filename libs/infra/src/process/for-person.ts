import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PartMessage } from '#core/contract/process.js';

type Note = Extract<PartMessage, { type: 'note' }>;

/** In the data folder; readable by its account alone. */
export const SIGN_IN_FILE = 'sign-in.txt';

/**
 * The words of a note as they go out. A secret goes to a terminal as it is. Where the output is a file, a pipe or a log, which others may read and which is kept, it goes into a
 * file of this account alone, and the words say where that is (`shown`, as a person would type it).
 */
export function wordsFor(note: Pick<Note, 'text' | 'secret'>, out: { isTTY?: boolean }, dataDir: string, shown: (file: string) => string = (file) => file): string {
  if (note.secret === undefined || out.isTTY === true) return note.text;
  const file = join(dataDir, SIGN_IN_FILE);
  const [beginning = ''] = note.text.split(': ');
  // An earlier one of its kind no longer opens anything.
  const others = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith(beginning)) : [];
  rmSync(file, { force: true });
  writeFileSync(file, [...others, note.text, ''].join('\n'), { mode: 0o600, flag: 'wx' });
  return `${note.secret} is in ${shown(file)}, since this output is no terminal: read it there and delete the file`;
}
