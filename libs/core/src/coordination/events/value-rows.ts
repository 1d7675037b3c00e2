import { Rejected, type Columns, type Reading } from './events.js';
import { hashBytes } from './names.js';
import { Rows } from './rows.js';
import { secondsOf, timeOfText } from './time.js';

/** Rows whose fields come as values (JSON, Parquet) instead of as bytes of the input: their ids are written into bytes of our own. */
export class ValueRows {
  readonly rejected = new Rejected();
  private bytes: Buffer;
  private used = 0;
  private readonly rows: Rows;

  constructor(private readonly columns: Columns, expected: number) {
    this.bytes = Buffer.allocUnsafe(Math.max(1 << 16, expected * 24));
    this.rows = new Rows(this.bytes, Math.max(16, expected));
  }

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

  take(): Reading { return { events: this.rows.take(), rejected: this.rejected }; }

  private write(text: string): number {
    const from = this.used;
    if (from + text.length * 3 > this.bytes.length) {
      const larger = Buffer.allocUnsafe(this.bytes.length * 2 + text.length * 3);
      this.bytes.copy(larger, 0, 0, from);
      this.bytes = larger;
      this.rows.moveTo(larger);
    }
    this.used += this.bytes.write(text, from);
    return from;
  }
}

/** Empty for a missing value, null for one that is no id. */
function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)) ? String(value) : null;
}
