import { closeSync, fdatasync, openSync, writevSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const sync = promisify(fdatasync);
/** A body that decodes to more than this was not written by us. */
const MAX_BODY = 256 << 20;

/** Where a body stands in its pack; bytes. */
export interface Place { offset: number; length: number }

/**
 * Bodies one after another in one file, each a zstd frame of its own: `zstd -dc FILE` gives all of them, `readPacked` one. For a crawl into a folder, where a
 * file for each of many thousand pages costs more than fetching them. The same bytes are stored once.
 */
export class PackFile {
  private readonly places = new Map<string, Place>();
  private waiting: Buffer[] = [];
  private end = 0;
  private readonly fd: number;

  constructor(path: string) { this.fd = openSync(path, 'w', 0o640); }

  has(sha256: string): boolean { return this.places.has(sha256); }
  /** Takes a body; it is in the file after the next `flush`. */
  add(sha256: string, body: Uint8Array): Place {
    let place = this.places.get(sha256);
    if (place !== undefined) return place;
    const packed = zstdCompressSync(body);
    place = { offset: this.end, length: packed.length };
    this.places.set(sha256, place);
    this.waiting.push(packed);
    this.end += packed.length;
    return place;
  }

  /** Resolves when every body that was added is on disk. */
  async flush(): Promise<void> {
    const waiting = this.waiting.splice(0);
    for (let size = waiting.reduce((sum, { length }) => sum + length, 0); size > 0;) {
      let written = writevSync(this.fd, waiting);
      size -= written;
      while (waiting[0] !== undefined && written >= waiting[0].length) written -= (waiting.shift() as Buffer).length;
      if (waiting[0] !== undefined) waiting[0] = waiting[0].subarray(written);
    }
    await sync(this.fd);
  }

  async close(): Promise<void> {
    await this.flush();
    closeSync(this.fd);
  }
}

/** One body of a pack. Throws where the place holds none. */
export async function readPacked(path: string, { offset, length }: Place): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    return zstdDecompressSync(buffer.subarray(0, bytesRead), { maxOutputLength: MAX_BODY });
  } finally { await file.close(); }
}
