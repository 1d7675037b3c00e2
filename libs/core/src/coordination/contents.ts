import type { Events } from './events/events.js';
import { hashBytes, Names } from './events/names.js';

const UNKNOWN = -1;
const ITS_OBJECT = -2;

/** Numbers for the contents of rows, given only where they are asked for: most rows never meet another, and their content ids need not be compared. */
export class Contents {
  private readonly names: Names;
  private readonly id: Int32Array;
  private own = false;

  /** `dropItsObject`: a row whose content id is its object's id, byte for byte, has no number: it is the thing itself, not a share of it. */
  constructor(private readonly events: Events, expected: number, private readonly dropItsObject: boolean) {
    this.names = new Names(events.bytes, expected);
    this.id = new Int32Array(events.rows).fill(UNKNOWN);
  }

  /** Numbers given are below this. */
  get bound(): number { return this.own ? this.events.rows : this.names.count; }

  /** The number of a row's content, negative for none. A row that is its own content has a number that no other row has. */
  of(row: number): number {
    const known = this.id[row]!;
    return known === UNKNOWN ? this.number(row) : known;
  }

  private number(row: number): number {
    const { contentFrom, contentLength, bytes } = this.events;
    const length = contentLength[row]!;
    if (length < 0) { this.own = true; return this.id[row] = row; }
    if (this.dropItsObject && isItsObject(this.events, row)) return this.id[row] = ITS_OBJECT;
    const from = contentFrom[row]!;
    return this.id[row] = this.names.of(from, from + length, hashBytes(bytes, from, from + length));
  }

  /** The number of a row's content where that content was given one under any row; negative otherwise. */
  find(row: number): number {
    if (this.id[row]! >= 0) return this.id[row]!;
    const { contentFrom, contentLength, bytes } = this.events;
    const length = contentLength[row]!;
    const from = contentFrom[row]!;
    return length < 0 ? UNKNOWN : this.names.find(from, from + length, hashBytes(bytes, from, from + length));
  }
}

function isItsObject({ object, objects, contentFrom, contentLength, bytes }: Events, row: number): boolean {
  const thing = object[row]!;
  const from = objects.from(thing);
  const length = contentLength[row]!;
  if (objects.to(thing) - from !== length) return false;
  const name = objects.bytes;
  for (let at = 0, other = contentFrom[row]!; at < length; at++) if (name[from + at] !== bytes[other + at]) return false;
  return true;
}
