import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeSync } from 'node:fs';
import { open, mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bytes as sharedBytes } from '#core/coordination/columns.js';
import { BadInput, messageOf } from '#core/errors.js';

/** Places in bytes are whole numbers of 32 bits. */
const MOST_BYTES = 2 ** 31 - 1;

/**
 * All bytes of a file or of standard input (`-`), in memory that threads share, unpacked where they begin as gzip does. BadInput where there is none, it is broken,
 * or it holds over `most` bytes (2 GiB).
 */
export async function readWhole(file: string, most = MOST_BYTES): Promise<Uint8Array> {
  const tooLarge = () => new BadInput(`${file === '-' ? 'standard input' : file} holds more than ${most === MOST_BYTES ? '2 GiB' : `${most} bytes`} (unpacked): split it, for example by month, or leave out columns that are not needed`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (file === '-') {
    for await (const chunk of process.stdin) {
      chunks.push(chunk as Buffer);
      if ((size += (chunk as Buffer).length) > most) throw tooLarge();
    }
  } else {
    try { chunks.push(readShared(file, most)); } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ERR_FS_FILE_TOO_LARGE') throw tooLarge();
      throw new BadInput(code === 'ENOENT' ? `there is no file ${file}` : code === 'EISDIR' ? `${file} is a folder` : `cannot read ${file}: ${messageOf(error)}`);
    }
  }
  const whole = shared(chunks);
  if (whole.length > most) throw tooLarge();
  if (whole[0] !== 0x1f || whole[1] !== 0x8b) return whole;
  try { return shared([(await import('node:zlib')).gunzipSync(whole, { maxOutputLength: most })]); } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new BadInput(`${file} is not a whole gzip file: ${messageOf(error)}`);
  }
}

/** A file of known size is read into shared memory at once; another (a pipe, a device) as it comes. */
function readShared(file: string, most: number): Uint8Array {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    if (size === 0 || size > most) return readFileSync(handle);
    const bytes = sharedBytes(size);
    let done = 0;
    for (let read = -1; read !== 0 && done < size; done += read) read = readSync(handle, bytes, done, size - done, null);
    return bytes.subarray(0, done);
  } finally { closeSync(handle); }
}

function shared(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1 && chunks[0]!.buffer instanceof SharedArrayBuffer) return chunks[0]!;
  const bytes = sharedBytes(chunks.reduce((sum, { length }) => sum + length, 0));
  let put = 0;
  for (const chunk of chunks) { bytes.set(chunk, put); put += chunk.length; }
  return bytes;
}

/** Writes chunks to a file that appears under its name only when whole. */
export async function writeWhole(file: string, chunks: readonly (Uint8Array | string)[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.part`;
  const handle = await open(partial, 'w');
  try { for (const chunk of chunks) await handle.write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk); } finally { await handle.close(); }
  await rename(partial, file);
}

/** A file that appears under its name only when `close` is called. Writes at once, so that memory stays flat and a caller may reuse its bytes. */
export function wholeFile(file: string): { write(chunk: Uint8Array | string): void; close(): void } {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.part`;
  const handle = openSync(partial, 'w');
  return {
    write(chunk) {
      if (typeof chunk === 'string') chunk = Buffer.from(chunk);
      for (let at = 0; at < chunk.length;) at += writeSync(handle, chunk, at);
    },
    close() { closeSync(handle); renameSync(partial, file); },
  };
}
