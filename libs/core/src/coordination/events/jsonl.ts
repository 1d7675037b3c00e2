import { BadInput } from '../../errors.js';
import { FlatLine } from './flat-line.js';
import { ValueRows, type ValuesPart } from './value-rows.js';
import { DEFAULT_COLUMNS, type Columns, type Reading, type RejectedRows } from './events.js';

const LF = 10;

/** JSON lines, or a part of them. May be posted to another thread. */
export interface Lines { bytes: Uint8Array; from: number; to: number; columns: Columns }
/** What was read of a part, as it can be posted. `read`: lines that are not blank. */
export interface LinesPart { rows: ValuesPart; rejected: RejectedRows; lines: number; read: number }

/** JSON lines to events. A key of `columns` may be a path with dots (`author.id`). Lines that cannot be used are returned with number and reason. */
export function readJsonl(bytes: Uint8Array, name = 'the input', columns: Columns = DEFAULT_COLUMNS, progress?: (bytes: number) => void): Reading {
  return takeLines(readLines({ bytes, from: 0, to: bytes.length, columns }, progress), name, columns);
}

/** Two parts that may be read beside each other; null for one line. The first is longer by what is read before whoever reads the second begins. */
export function lineHalves(bytes: Uint8Array, columns: Columns, headStart = 0): [first: Lines, second: Lines] | null {
  const middle = bytes.indexOf(LF, (bytes.length + Math.min(headStart, bytes.length >> 1)) >> 1) + 1;
  return middle === 0 || middle >= bytes.length ? null : [{ bytes, from: 0, to: middle, columns }, { bytes, from: middle, to: bytes.length, columns }];
}

/** Reads the second half for the thread that has the first. */
export function readSecondLines(lines: Lines): LinesPart {
  const { rows, ...counts } = readLines(lines, undefined, true);
  return { rows: rows.leave(), rejected: rows.rejected.list, ...counts };
}

/** Reads the first half, and puts what another has read of the second behind it: the same events, with the same numbers, as from one that reads all. */
export function readFirstLines(lines: Lines, second: () => LinesPart, name: string, progress?: (bytes: number) => void): Reading {
  const first = readLines(lines, progress);
  const part = second();
  first.rows.append(part.rows);
  first.rows.rejected.append(part.rejected, first.lines);
  return takeLines({ ...first, read: first.read + part.read }, name, lines.columns);
}

function takeLines({ rows, read }: { rows: ValueRows; read: number }, name: string, columns: Columns): Reading {
  if (read === 0) throw new BadInput(`${name} is empty: expected a JSON object a line with ${Object.values(columns).filter((column) => column !== null).join(', ')}`);
  return rows.take();
}

function readLines({ bytes, from: first, to: end, columns }: Lines, progress?: (bytes: number) => void, part = false): { rows: ValueRows; lines: number; read: number } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, end);
  const keys = [columns.object_id, columns.account_id, columns.content_id, columns.timestamp_share];
  const [object, account, content, time] = keys.map((key) => reader(key ?? '')) as [Read, Read, Read, Read];
  const rows = new ValueRows(columns, Math.ceil((end - first) / 100), part);
  const flat = new FlatLine(bytes, keys);
  // Where one column is two fields, both need it.
  const twice = new Set(keys).size < keys.length;
  let read = 0;
  let line = 0;
  let from = first === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : first;
  while (from < end) {
    line++;
    let to = text.indexOf(LF, from);
    if (to < 0) to = end;
    const begins = from;
    from = to + 1;
    if ((line & 0xffff) === 0) progress?.(from);
    if (!twice && flat.read(begins, to)) {
      read++;
      rows.addBytes(bytes, flat.from, flat.to, flat.seconds);
      continue;
    }
    const one = text.toString('utf8', begins, to).trim();
    if (one === '') continue;
    read++;
    let value: unknown;
    try { value = JSON.parse(one); } catch { rows.rejected.add(line, 'not JSON'); continue; }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) { rows.rejected.add(line, 'not an object'); continue; }
    rows.add(line, object(value), account(value), content(value), time(value));
  }
  return { rows, lines: line, read };
}

type Read = (value: object) => unknown;
function reader(path: string): Read {
  const parts = path.split('.');
  return (value) => {
    if (Object.hasOwn(value, path)) return (value as Record<string, unknown>)[path];
    let at: unknown = value;
    for (const part of parts) { if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined; at = (at as Record<string, unknown>)[part]; }
    return at;
  };
}
