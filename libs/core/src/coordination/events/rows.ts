import { int32s, release } from '../columns.js';
import type { Events } from './events.js';
import { hashBytes, Names, type Places } from './names.js';

/** Rows that are named together. */
export const BLOCK = 512;
/** Room for names is made for so many rows of each; memory that is not touched costs nothing, and making room again means to place all anew. */
const ROWS_OF_A_NAME = 4;
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

/** Rows of a part of the input, in columns that may be longer than there are rows. */
export interface RowsPart extends Omit<Events, 'objects' | 'accounts' | 'bytes'> { objects: Places; accounts: Places }

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

  /** `part`: of a part, whose columns are handed over; otherwise those that other threads look at are shared. */
  constructor(private bytes: Uint8Array, expected: number, part = false) {
    const column = (size: number): Int32Array => (part ? new Int32Array(size) : int32s(size));
    this.object = column(expected);
    this.account = new Int32Array(expected);
    this.contentFrom = column(expected);
    this.contentLength = column(expected);
    this.contentHash = column(expected);
    this.time = new Float64Array(expected);
    this.accounts = new Names(bytes, Math.ceil(expected / ROWS_OF_A_NAME));
    this.objects = new Names(bytes, Math.ceil(expected / ROWS_OF_A_NAME));
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

  /** What was read, as it can be posted to the thread that read what stands before it in the same bytes. No more rows are taken. */
  leave(): RowsPart {
    this.close();
    const { rows, object, account, contentFrom, contentLength, contentHash, time, objects, accounts } = this;
    return { rows, object, account, contentFrom, contentLength, contentHash, time, objects: objects.places, accounts: accounts.places };
  }

  /** Rows that another has read from what follows in the same bytes: its names get the numbers that they have here. Takes the part's columns. */
  append(part: RowsPart): void {
    const row = this.rows;
    while (row + part.rows > this.object.length) this.grow();
    renumber(this.objects, this.bytes, part.objects, part.object, part.rows, this.object, row);
    renumber(this.accounts, this.bytes, part.accounts, part.account, part.rows, this.account, row);
    for (const column of ['contentFrom', 'contentLength', 'contentHash', 'time'] as const) this[column].set(part[column].subarray(0, part.rows), row);
    this.rows = row + part.rows;
    release(...columnsOf(part));
  }

  /** The bytes that names stand in were copied to a larger place. */
  moveTo(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.accounts.moveTo(bytes);
    this.objects.moveTo(bytes);
  }

  private close(): void { this.accounts.close(); this.objects.close(); }

  /** What was read. No more rows are taken. */
  take(): Events {
    this.close();
    const { rows, object, account, contentFrom, contentLength, contentHash, time, bytes } = this;
    return { rows, object, account, contentFrom, contentLength, contentHash, time, accounts: this.accounts.list(), objects: this.objects.list(), bytes };
  }

  private grow(): void {
    for (const column of ['object', 'account', 'contentFrom', 'contentLength', 'contentHash'] as const) this[column] = longer(this[column]);
    this.time = longer(this.time);
  }
}

/** What is large in a part: it is handed over, not copied, where it is posted. */
export const columnsOf = ({ object, account, contentFrom, contentLength, contentHash, time, objects, accounts }: RowsPart): (Int32Array | Float64Array)[] =>
  [object, account, contentFrom, contentLength, contentHash, time, objects.offsets, objects.lengths, accounts.offsets, accounts.lengths];

/** With room for half as much again, in memory of the same kind. */
function longer<T extends Int32Array | Float64Array>(array: T): T {
  const Memory = array.buffer instanceof ArrayBuffer ? ArrayBuffer : SharedArrayBuffer;
  const larger = new (array.constructor as new (buffer: ArrayBufferLike) => T)(new Memory((Math.ceil(array.length * 1.5) + 16) * array.BYTES_PER_ELEMENT));
  larger.set(array);
  return larger;
}

/** The numbers that the names of a part have in `names`, written into out[put ..] for its rows; names new here are numbered in the order of the part. */
function renumber(names: Names, bytes: Uint8Array, { count, offsets, lengths }: Places, numbers: Int32Array, rows: number, out: Int32Array, put: number): void {
  const hashes = new Int32Array(BLOCK);
  const here = new Int32Array(count);
  for (let from = 0; from < count; from += BLOCK) {
    const size = Math.min(BLOCK, count - from);
    for (let i = 0; i < size; i++) hashes[i] = hashBytes(bytes, offsets[from + i]!, offsets[from + i]! + lengths[from + i]!);
    names.ofMany(offsets.subarray(from, from + size), lengths.subarray(from, from + size), hashes, 0, size, here, from);
  }
  for (let row = 0; row < rows; row++) out[put + row] = here[numbers[row]!]!;
}
