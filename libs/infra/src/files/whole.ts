import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { open, mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BadInput, messageOf } from '#core/errors.js';

/** All bytes of a file or of standard input (`-`), unpacked where they begin as gzip does. BadInput where there is none or it is broken. */
export async function readWhole(file: string): Promise<Uint8Array> {
  let bytes: Buffer;
  if (file === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    bytes = Buffer.concat(chunks);
  } else {
    try { bytes = await readFile(file); } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new BadInput(code === 'ENOENT' ? `there is no file ${file}` : code === 'EISDIR' ? `${file} is a folder` : `cannot read ${file}: ${messageOf(error)}`);
    }
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try { return gunzipSync(bytes); } catch (error) { throw new BadInput(`${file} is not a whole gzip file: ${messageOf(error)}`); }
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
