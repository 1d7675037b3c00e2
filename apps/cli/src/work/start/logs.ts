import { closeSync, copyFileSync, mkdirSync, openSync, readdirSync, readSync, renameSync, statSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LIMIT = 10 * 1024 * 1024;
const KEPT = 3;

/** Opens a log for a child to write to directly: it outlives the supervisor, and appends, so that it may be cut short under it. */
export function openLogFile(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, 'a', 0o600);
}

/** Moves what is in each log above `limit` bytes to NAME.1, and the older ones up; keeps three. Lines written in the same millisecond may be lost. */
export function rotateLogs(folder: string, limit = LIMIT): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!name.endsWith('.log') || statSync(file).size <= limit) continue;
    for (let age = KEPT - 1; age >= 1; age -= 1) {
      if (statSync(`${file}.${age}`, { throwIfNoEntry: false }) !== undefined) renameSync(`${file}.${age}`, `${file}.${age + 1}`);
    }
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
  }
}

/** The last `count` lines written to a log at or after `from` bytes. */
export function lastLines(file: string, count: number, from = 0): string[] {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const start = Math.max(from > size ? 0 : from, size - 16_384);
  const bytes = Buffer.alloc(size - start);
  const handle = openSync(file, 'r');
  try { readSync(handle, bytes, 0, bytes.length, start); } finally { closeSync(handle); }
  return bytes.toString().split('\n').filter((line) => line.trim() !== '').slice(-count);
}
