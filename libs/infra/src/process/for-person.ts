import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PartMessage } from '#core/contract/process.js';
import { messageOf } from '#core/errors.js';

type Note = Extract<PartMessage, { type: 'note' }>;

/** In the data folder; readable by its account alone. */
export const SIGN_IN_FILE = 'sign-in.txt';

/**
 * The words of a note as they go out. A secret goes to a terminal as it is. Where the output is a file, a pipe or a log, which others may read and which is kept, it goes into a
 * file of this account alone, and the words say where that is (`shown`, as a person would type it). Where that cannot be written, they say how to get another.
 */
export function wordsFor(note: Pick<Note, 'text' | 'secret'>, out: { isTTY?: boolean }, dataDir: string, shown: (file: string) => string = (file) => file): string {
  if (note.secret === undefined || out.isTTY === true) return note.text;
  const file = join(dataDir, SIGN_IN_FILE);
  try { keep(file, note.text); } catch (error) {
    return `${note.secret} could not be kept in ${shown(file)} (${messageOf(error)}), and is not shown, since this output is no terminal: claque user add NAME --role admin gives a link, claque user key NAME --role service a key`;
  }
  return `${note.secret} is in ${shown(file)}, since this output is no terminal: read it there and delete the file`;
}

/** Whole or not at all, in place of an earlier one of its kind, which no longer opens anything. */
function keep(file: string, text: string): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  const [beginning = ''] = text.split(': ');
  const others = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith(beginning)) : [];
  const unfinished = `${file}.${randomUUID().slice(0, 8)}`;
  writeFileSync(unfinished, [...others, text, ''].join('\n'), { mode: 0o600, flag: 'wx' });
  renameSync(unfinished, file);
}
