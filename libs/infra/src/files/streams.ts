import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable, Transform, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { BadInput } from '#core/errors.js';

/** The bytes of a file or of standard input (`-`), unpacked where they begin as gzip does, whatever the name says. Missing files are BadInput. */
export function openInput(file: string): Readable {
  const raw: Readable = file === '-' ? process.stdin : createReadStream(file);
  const out = new Transform({ transform(chunk, _encoding, done) { done(null, chunk); } });
  raw.on('error', (error: NodeJS.ErrnoException) => out.destroy(new BadInput(error.code === 'ENOENT' ? `there is no file ${file}` : `cannot read ${file}: ${error.message}`)));
  raw.once('readable', () => {
    const first: Buffer | null = raw.read() as Buffer | null;
    if (first === null) { raw.pipe(out); return; }
    raw.unshift(first);
    if (first[0] === 0x1f && first[1] === 0x8b) {
      const unzip = createGunzip();
      unzip.on('error', (error) => out.destroy(new BadInput(`${file} is not a whole gzip file: ${error.message}`)));
      raw.pipe(unzip).pipe(out);
    } else raw.pipe(out);
  });
  return out;
}

/** Lines of a UTF-8 file with their numbers from 1; a byte order mark is dropped. */
export async function* readLines(file: string): AsyncGenerator<{ line: string; number: number }> {
  const input = openInput(file);
  const failed = new Promise<never>((_resolve, reject) => { input.once('error', reject); });
  failed.catch(() => {});
  let number = 0;
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const iterator = lines[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([iterator.next(), failed]);
    if (next.done) break;
    number += 1;
    yield { line: number === 1 ? next.value.replace(/^\uFEFF/, '') : next.value, number };
  }
  if (input.errored) throw input.errored;
}

/** JSONL: one value a line; blank lines are skipped. A line that is no JSON is BadInput with file and line. */
export async function* readJsonLines(file: string): AsyncGenerator<{ value: unknown; number: number }> {
  for await (const { line, number } of readLines(file)) {
    if (line.trim() === '') continue;
    let value: unknown;
    try { value = JSON.parse(line); } catch (error) { throw new BadInput(`${file} line ${number}: not JSON (${(error as Error).message})`); }
    yield { value, number };
  }
}

/** `discard` leaves nothing behind. */
export interface Output { write(text: string): Promise<void>; close(): Promise<void>; discard(): Promise<void> }

/**
 * A file (packed when it ends in .gz) or standard output (`-` or undefined). A file appears under its name only when closed,
 * so that a run that was stopped leaves no half file.
 */
export async function openOutput(file: string | undefined): Promise<Output> {
  if (file === undefined || file === '-') {
    return {
      write: (text) => new Promise((resolve, reject) => { process.stdout.write(text, (error) => (error ? reject(error) : resolve())); }),
      close: async () => {},
      discard: async () => {},
    };
  }
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.part`;
  const disk = createWriteStream(partial);
  let sink: Writable = disk;
  if (file.endsWith('.gz')) { const zip = createGzip(); zip.pipe(disk); sink = zip; }
  // A stream whose error nobody hears ends the process; what is pending when it is thrown away is such an error.
  let failed: Error | null = null;
  for (const stream of [sink, disk]) stream.on('error', (error: Error) => { failed ??= error; });
  return {
    write: async (text) => {
      if (failed !== null) throw failed;
      if (!sink.write(text)) await once(sink, 'drain');
    },
    close: async () => { const written = finished(disk); sink.end(); await written; await rename(partial, file); },
    discard: async () => {
      const closed = finished(disk).catch(() => {});
      sink.destroy();
      disk.destroy();
      await closed;
      await rm(partial, { force: true });
    },
  };
}
