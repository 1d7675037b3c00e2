import { Rejected, type Columns, type Reading } from './events.js';
import { bytes as sharedBytes } from '../columns.js';
import { FNV_BASIS, FNV_PRIME, hashBytes, mix } from './names.js';
import { Rows, type RowsPart } from './rows.js';
import { secondsOf, timeOfText } from './time.js';

/** What was read of a part of the input: rows, and the bytes that their ids stand in. */
export interface ValuesPart { rows: RowsPart; bytes: Uint8Array<ArrayBuffer> }

/** Rows whose fields come as values (JSON, Parquet) instead of as bytes of the input: their ids are written into bytes of our own. */
export class ValueRows {
  readonly rejected = new Rejected();
  private bytes: Buffer;
  private used = 0;
  private readonly rows: Rows;

  /** `part`: of a part, which is handed over. */
  constructor(private readonly columns: Columns, expected: number, private readonly part = false) {
    this.bytes = this.room(Math.max(1 << 16, expected * 24));
    this.rows = new Rows(this.bytes, Math.max(16, expected), part);
  }

  private room(size: number): Buffer { return this.part ? Buffer.from(new ArrayBuffer(size)) : Buffer.from(sharedBytes(size).buffer); }

  /** Values are text, numbers, bigints or dates; anything else, and what is empty or missing, rejects the row under its line. */
  add(line: number, object: unknown, account: unknown, content: unknown, time: unknown): void {
    const objectId = idOf(object);
    const accountId = idOf(account);
    const contentId = this.columns.content_id === null ? undefined : idOf(content);
    if (objectId === null || accountId === null || contentId === null) return this.rejected.add(line, 'a field is neither text nor a number');
    if (objectId === '') return this.rejected.add(line, 'empty object_id');
    if (accountId === '') return this.rejected.add(line, 'empty account_id');
    if (contentId === '') return this.rejected.add(line, 'empty content_id');
    const seconds = time instanceof Date ? time.getTime() / 1000 : typeof time === 'number' || typeof time === 'bigint' ? secondsOf(Number(time)) : typeof time === 'string' ? timeOfText(time) : Number.NaN;
    if (!Number.isFinite(seconds)) return this.rejected.add(line, 'timestamp is neither a number nor an ISO time');
    const objectFrom = this.write(objectId);
    const objectTo = this.used;
    const accountFrom = this.write(accountId);
    const accountTo = this.used;
    const contentFrom = contentId === undefined ? 0 : this.write(contentId);
    const { bytes } = this;
    this.rows.add(objectFrom, objectTo, hashBytes(bytes, objectFrom, objectTo), accountFrom, accountTo, hashBytes(bytes, accountFrom, accountTo), contentFrom, contentId === undefined ? -1 : this.used - contentFrom, hashBytes(bytes, contentFrom, this.used), seconds);
    return undefined;
  }

  /** Object, account and content (from -1: none) as they stand in bytes, none of them empty; seconds. */
  addBytes(bytes: Uint8Array, from: Int32Array, to: Int32Array, seconds: number): void {
    this.makeRoom(to[0]! - from[0]! + to[1]! - from[1]! + (from[2]! < 0 ? 0 : to[2]! - from[2]!));
    const object = this.used;
    const objectHash = this.copy(bytes, from[0]!, to[0]!);
    const account = this.used;
    const accountHash = this.copy(bytes, from[1]!, to[1]!);
    const content = this.used;
    const contentHash = from[2]! < 0 ? 0 : this.copy(bytes, from[2]!, to[2]!);
    this.rows.add(object, account, objectHash, account, content, accountHash, from[2]! < 0 ? 0 : content, from[2]! < 0 ? -1 : this.used - content, contentHash, seconds);
  }

  /** Copies bytes, and gives their `hashBytes`. */
  private copy(bytes: Uint8Array, from: number, to: number): number {
    const own = this.bytes;
    let hash = FNV_BASIS;
    let put = this.used;
    for (let at = from; at < to; at++) { const byte = bytes[at]!; own[put++] = byte; hash = Math.imul(hash ^ byte, FNV_PRIME); }
    this.used = put;
    return mix(hash);
  }

  /** What was read, as it can be posted to the thread that read what stands before it. No more rows are taken. */
  leave(): ValuesPart { return { rows: this.rows.leave(), bytes: this.bytes.subarray(0, this.used) as Uint8Array<ArrayBuffer> }; }

  /** Rows that another has read from what follows; their ids are copied behind those here. */
  append({ rows, bytes }: ValuesPart): void {
    this.makeRoom(bytes.length);
    this.bytes.set(bytes, this.used);
    for (const places of [rows.objects.offsets.subarray(0, rows.objects.count), rows.accounts.offsets.subarray(0, rows.accounts.count), rows.contentFrom.subarray(0, rows.rows)]) for (let at = 0; at < places.length; at++) places[at]! += this.used;
    this.used += bytes.length;
    this.rows.append(rows);
  }

  take(): Reading { return { events: this.rows.take(), rejected: this.rejected }; }

  private write(text: string): number {
    const from = this.used;
    this.makeRoom(text.length * 3);
    this.used += this.bytes.write(text, from);
    return from;
  }

  private makeRoom(size: number): void {
    if (this.used + size <= this.bytes.length) return;
    const larger = this.room(this.bytes.length * 2 + size);
    this.bytes.copy(larger, 0, 0, this.used);
    this.bytes = larger;
    this.rows.moveTo(larger);
  }
}

/** Empty for a missing value, null for one that is no id. */
function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)) ? String(value) : null;
}
