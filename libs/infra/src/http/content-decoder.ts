import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { FetchFailed } from '#core/errors.js';

/** What we tell servers we read. zstd is decoded where a server sends it unasked, but not asked for: its windows are the server's to choose. */
export const ACCEPT_ENCODING = 'gzip, deflate, br';
/** 8 MiB, the window that RFC 8878 asks decoders to take; a larger one would let a header allocate memory. */
const ZSTD_WINDOW_LOG_MAX = 23;

/** A bomb is known by how it expands long before it reaches the cap: pages shrink to a tenth, seldom to a fiftieth. Looked at from this many decoded bytes. */
const RATIO_FROM = 2 << 20;
const MOST_RATIO = 200;

/** How each decoder gives what it has without waiting for more. */
const FLUSH = { gzip: constants.Z_SYNC_FLUSH, deflate: constants.Z_SYNC_FLUSH, br: constants.BROTLI_OPERATION_FLUSH, zstd: constants.ZSTD_e_flush };

/** The one coding of a Content-Encoding header; null for none. Throws FetchFailed for a chain of codings or one that is not known. */
export function contentCoding(header: string | undefined): 'gzip' | 'deflate' | 'br' | 'zstd' | null {
  const codings = (header ?? '').toLowerCase().split(',').map((part) => part.trim()).filter((part) => part !== '' && part !== 'identity');
  if (codings.length === 0) return null;
  const coding = codings[0]?.replace(/^x-/, '');
  if (codings.length > 1) throw new FetchFailed('broken', `${codings.length} content codings in a row`);
  if (coding !== 'gzip' && coding !== 'deflate' && coding !== 'br' && coding !== 'zstd') throw new FetchFailed('broken', `unknown content coding "${coding?.slice(0, 40)}"`);
  return coding;
}

/** Decodes as bytes arrive, so that a bomb is noticed at `cap` decoded bytes, whatever it would still have sent. */
export class ContentDecoder {
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private taken = 0;
  private stream: ReturnType<typeof createGunzip> | null = null;
  private failed: FetchFailed | null = null;
  /** The beginning that was wanted is there. */
  full = false;
  private resolve!: (body: Buffer) => void;
  private reject!: (error: FetchFailed) => void;
  /** Resolves with all bytes after `end`; rejects with FetchFailed: too-large, or broken where the stream is damaged or cut short. */
  readonly body = new Promise<Buffer>((resolve, reject) => { this.resolve = resolve; this.reject = reject; });

  /**
   * `onFull` and `onDrain` hold back and resume the sender; `onFailed` is told at once when no more bytes are wanted. With `beginning`, the first `cap` bytes are taken for the whole, and a
   * stream may be cut short; a bomb stays too large.
   */
  constructor(private readonly coding: 'gzip' | 'deflate' | 'br' | 'zstd', private readonly cap: number, private readonly on: { full(): void; drain(): void; failed(error: FetchFailed): void }, private readonly beginning = false) {
    this.body.catch(() => {}); // whoever awaits it is told; nobody else needs to be
  }

  write(chunk: Buffer): void {
    if (this.failed !== null || this.full || chunk.length === 0) return;
    this.taken += chunk.length;
    this.stream ??= this.open(chunk);
    if (!this.stream.write(chunk)) this.on.full();
  }

  end(): void {
    if (this.failed !== null || this.full) return;
    if (this.stream === null) return this.resolve(Buffer.alloc(0));
    this.stream.end();
  }

  /** Takes what the bytes so far come to for the whole: a stream that was cut off has no end that could be waited for. */
  cutOff(): void {
    if (this.failed !== null || this.full) return;
    const { stream } = this;
    if (stream === null) return this.resolve(Buffer.alloc(0));
    stream.flush(FLUSH[this.coding], () => setImmediate(() => { this.resolve(Buffer.concat(this.chunks)); stream.destroy(); }));
  }

  destroy(): void { this.stream?.destroy(); }

  private open(first: Buffer) {
    const options = { chunkSize: 64 * 1024 };
    const ends = this.beginning ? { finishFlush: FLUSH[this.coding] } : {};
    // "deflate" means zlib by the standard and raw deflate by some servers; zlib's first nibble is 8.
    const stream = this.coding === 'gzip' ? createGunzip({ ...options, ...ends }) : this.coding === 'br' ? createBrotliDecompress({ ...options, ...ends })
      : this.coding === 'zstd' ? createZstdDecompress({ ...options, ...ends, params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG_MAX } })
      : ((first[0] ?? 0) & 0x0f) === 8 ? createInflate({ ...options, ...ends }) : createInflateRaw({ ...options, ...ends });
    stream.on('data', (chunk: Buffer) => {
      this.size += chunk.length;
      if (this.size > RATIO_FROM && this.size > this.taken * MOST_RATIO) this.fail(new FetchFailed('too-large', `${this.coding} that expands more than ${MOST_RATIO} times`));
      else if (this.size > this.cap && this.beginning) this.enough(chunk);
      else if (this.size > this.cap) this.fail(new FetchFailed('too-large', `more than ${this.cap} bytes after decoding ${this.coding}`));
      else this.chunks.push(chunk);
    });
    stream.on('drain', () => this.on.drain());
    stream.on('end', () => this.resolve(this.chunks.length === 1 ? this.chunks[0] as Buffer : Buffer.concat(this.chunks, this.size)));
    stream.on('error', (error: Error) => this.fail(new FetchFailed('broken', `${this.coding}: ${error.message}`)));
    return stream as ReturnType<typeof createGunzip>;
  }

  private enough(last: Buffer): void {
    if (this.full) return;
    this.full = true;
    this.chunks.push(last);
    this.resolve(Buffer.concat(this.chunks).subarray(0, this.cap));
    this.stream?.destroy();
  }

  private fail(error: FetchFailed): void {
    if (this.failed !== null) return;
    this.failed = error;
    this.chunks.length = 0;
    this.stream?.destroy();
    this.reject(error);
    this.on.failed(error);
  }
}
