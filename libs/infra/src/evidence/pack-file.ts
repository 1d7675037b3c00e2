import { closeSync, fdatasync, openSync, writevSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const sync = promisify(fdatasync);
/** A frame that decodes to more than this was not written by us. */
const MAX_FRAME = 256 << 20;
/** Bodies that are packed together: pages of a site are much alike, so that eight at level 1 take two thirds of the work and of the room of eight alone at level 3. Bytes. */
const FRAME_BYTES = 320 << 10;

/** Where a body stands in its pack: `offset` and `length` of its frame in the file, `from` and `bytes` of the body in the frame as decoded. */
export interface Place { offset: number; length: number; from: number; bytes: number }

/**
 * Bodies one after another in one file, in zstd frames of some pages each: `zstd -dc FILE` gives all of them, `readPacked` one. For a crawl into a folder, where a
 * file for each of many thousand pages costs more than fetching them. The same bytes are stored once.
 */
export class PackFile {
  private readonly places = new Map<string, Place>();
  private frame: { body: Uint8Array; place: Place }[] = [];
  private frameBytes = 0;
  private packed: Buffer[] = [];
  private end = 0;
  private readonly fd: number;

  constructor(path: string) { this.fd = openSync(path, 'w', 0o640); }

  has(sha256: string): boolean { return this.places.has(sha256); }

  /** Takes a body, whose bytes nobody may change before the next `flush`. Where its frame stands in the file is known only then. */
  add(sha256: string, body: Uint8Array): Place {
    let place = this.places.get(sha256);
    if (place !== undefined) return place;
    place = { offset: 0, length: 0, from: this.frameBytes, bytes: body.length };
    this.places.set(sha256, place);
    this.frame.push({ body, place });
    this.frameBytes += body.length;
    if (this.frameBytes >= FRAME_BYTES) this.pack();
    return place;
  }

  /** Resolves when every body that was added is on disk; its place is known at once. */
  async flush(): Promise<void> {
    this.pack();
    const packed = this.packed.splice(0);
    for (let size = packed.reduce((sum, { length }) => sum + length, 0); size > 0;) {
      let written = writevSync(this.fd, packed);
      size -= written;
      while (packed[0] !== undefined && written >= packed[0].length) written -= (packed.shift() as Buffer).length;
      if (packed[0] !== undefined) packed[0] = packed[0].subarray(written);
    }
    await sync(this.fd);
  }

  async close(): Promise<void> {
    await this.flush();
    closeSync(this.fd);
  }

  private pack(): void {
    const { frame } = this;
    if (frame.length === 0) return;
    const whole = frame.length === 1 ? (frame[0] as { body: Uint8Array }).body : Buffer.concat(frame.map(({ body }) => body));
    // The size given, tables are made for it and not for the largest.
    const packed = zstdCompressSync(whole, { pledgedSrcSize: whole.length, chunkSize: 64 << 10, params: { [constants.ZSTD_c_compressionLevel]: 1 } });
    for (const { place } of frame) { place.offset = this.end; place.length = packed.length; }
    this.packed.push(packed);
    this.end += packed.length;
    this.frame = [];
    this.frameBytes = 0;
  }
}

/** One body of a pack. Throws where the place holds none. */
export async function readPacked(path: string, { offset, length, from, bytes }: Place): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    const body = zstdDecompressSync(buffer.subarray(0, bytesRead), { maxOutputLength: MAX_FRAME }).subarray(from, from + bytes);
    if (body.length !== bytes) throw new Error(`${path} holds no body of ${bytes} bytes at ${from} of the frame at ${offset}`);
    return body;
  } finally { await file.close(); }
}
