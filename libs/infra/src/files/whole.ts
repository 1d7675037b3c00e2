import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { open, mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BadInput, messageOf } from '#core/errors.js';

/** Places in bytes are whole numbers of 32 bits. */
const MOST_BYTES = 2 ** 31 - 1;

/** All bytes of a file or of standard input (`-`), unpacked where they begin as gzip does. BadInput where there is none, it is broken, or it holds over `most` bytes (2 GiB). */
export async function readWhole(file: string, most = MOST_BYTES): Promise<Uint8Array> {
  const tooLarge = () => new BadInput(`${file === '-' ? 'standard input' : file} holds more than ${most === MOST_BYTES ? '2 GiB' : `${most} bytes`} (unpacked): split it, for example by month, or leave out columns that are not needed`);
  let bytes: Buffer;
  if (file === '-') {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of process.stdin) {
      chunks.push(chunk as Buffer);
      if ((size += (chunk as Buffer).length) > most) throw tooLarge();
    }
    bytes = Buffer.concat(chunks);
  } else {
    try { bytes = readFileSync(file); } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ERR_FS_FILE_TOO_LARGE') throw tooLarge();
      throw new BadInput(code === 'ENOENT' ? `there is no file ${file}` : code === 'EISDIR' ? `${file} is a folder` : `cannot read ${file}: ${messageOf(error)}`);
    }
  }
  if (bytes.length > most) throw tooLarge();
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try { return gunzipSync(bytes, { maxOutputLength: most }); } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new BadInput(`${file} is not a whole gzip file: ${messageOf(error)}`);
  }
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
