import type { Events } from './events.js';
import { Names } from './names.js';

/** Rows that are named together. */
export const BLOCK = 512;
export const OBJECT = 0;
export const ACCOUNT = 1;
export const CONTENT = 2;

/** Up to BLOCK rows as they stand in the bytes: the field of row i (OBJECT, ACCOUNT or CONTENT) is at froms[field * BLOCK + i], and so on; a content's length is -1 where there is none. */
export class Block {
  count = 0;
  readonly froms = new Int32Array(3 * BLOCK);
  readonly lengths = new Int32Array(3 * BLOCK).fill(-1);
  readonly hashes = new Int32Array(3 * BLOCK);
  readonly seconds = new Float64Array(BLOCK);
}

/** Rows as they are read, for any format: columns that grow, and the tables of names over the bytes that hold them. */
export class Rows {
  private rows = 0;
  private object: Int32Array;
  private account: Int32Array;
  private contentFrom: Int32Array;
  private contentLength: Int32Array;
  private contentHash: Int32Array;
  private time: Float64Array;
  private readonly accounts: Names;
  private readonly objects: Names;

  constructor(private bytes: Uint8Array, expected: number) {
    this.object = new Int32Array(expected);
    this.account = new Int32Array(expected);
    this.contentFrom = new Int32Array(expected);
    this.contentLength = new Int32Array(expected);
    this.contentHash = new Int32Array(expected);
    this.time = new Float64Array(expected);
    this.accounts = new Names(bytes, Math.ceil(expected / 8));
    this.objects = new Names(bytes, Math.ceil(expected / 8));
  }

  /** Bounds in `bytes` and hashes (`hashBytes`) of object, account and content; content length -1 where the row is its own content; seconds. */
  add(objectFrom: number, objectTo: number, objectHash: number, accountFrom: number, accountTo: number, accountHash: number, contentFrom: number, contentLength: number, contentHash: number, seconds: number): void {
    const row = this.rows++;
    if (row === this.object.length) this.grow();
    this.object[row] = this.objects.of(objectFrom, objectTo - objectFrom, objectHash);
    this.account[row] = this.accounts.of(accountFrom, accountTo - accountFrom, accountHash);
    this.contentFrom[row] = contentFrom;
    this.contentLength[row] = contentLength;
    this.contentHash[row] = contentHash;
    this.time[row] = seconds;
  }

  /** All rows of a block, which is empty afterwards. */
  addBlock(block: Block): void {
    const { count, froms, lengths, hashes } = block;
    const row = this.rows;
    while (row + count > this.object.length) this.grow();
    this.objects.ofMany(froms, lengths, hashes, OBJECT * BLOCK, count, this.object, row);
    this.accounts.ofMany(froms, lengths, hashes, ACCOUNT * BLOCK, count, this.account, row);
    for (let at = 0, from = CONTENT * BLOCK; at < count; at++) {
      this.contentFrom[row + at] = froms[from + at]!;
      this.contentLength[row + at] = lengths[from + at]!;
      this.contentHash[row + at] = hashes[from + at]!;
      this.time[row + at] = block.seconds[at]!;
    }
    this.rows = row + count;
    block.count = 0;
  }

  /** The bytes that names stand in were copied to a larger place. */
  moveTo(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.accounts.moveTo(bytes);
    this.objects.moveTo(bytes);
  }

  take(): Events {
    const { rows, object, account, contentFrom, contentLength, contentHash, time, bytes } = this;
    return { rows, object, account, contentFrom, contentLength, contentHash, time, accounts: this.accounts.list(), objects: this.objects.list(), bytes };
  }

  private grow(): void {
    this.object = longer(this.object, Int32Array);
    this.account = longer(this.account, Int32Array);
    this.contentFrom = longer(this.contentFrom, Int32Array);
    this.contentLength = longer(this.contentLength, Int32Array);
    this.contentHash = longer(this.contentHash, Int32Array);
    this.time = longer(this.time, Float64Array);
  }
}

function longer<T extends Int32Array | Float64Array>(array: T, Kind: new (size: number) => T): T {
  const larger = new Kind(Math.ceil(array.length * 1.5) + 16);
  larger.set(array);
  return larger;
}
