import { BadInput } from '../../errors.js';
import { DEFAULT_COLUMNS, FIELDS, Rejected, type Columns, type Reading, type RejectedRows, type Rejection } from './events.js';
import { Fields } from './csv-fields.js';
import { FNV_BASIS, FNV_PRIME, hashBytes, mix } from './names.js';
import { ACCOUNT, Block, BLOCK, CONTENT, OBJECT, Rows, type RowsPart } from './rows.js';
import { readTime, secondsOf } from './time.js';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;
/** What a column is: 0 for those that are passed over, else 1 more than its field's place in a block; time is none of those. */
const ROLES = [OBJECT + 1, ACCOUNT + 1, CONTENT + 1] as const;
const TIME = 4;

/** A CSV file whose header was read, or a part of it: where its rows stand and what its columns are. May be posted to another thread. */
export interface Csv {
  bytes: Uint8Array;
  from: number;
  to: number;
  /** Lines before `from`; in a part that another reads, 0. */
  lines: number;
  /** Which column is object, account, content (-1 for none) and time. */
  places: readonly [number, number, number, number];
}
/** What was read of a part, as it can be posted. */
export interface CsvPart { rows: RowsPart; rejected: RejectedRows }

/**
 * CSV (RFC 4180: quoted fields, doubled quotes, quoted newlines, CRLF or LF, optional byte order mark) with a header that names the columns, to
 * events; other columns are passed over. Rows that cannot be used are returned with line and reason, never dropped in silence.
 * Owns `bytes`: doubled quotes are undone in place. A missing column is BadInput that says which columns there are.
 */
export function readCsv(bytes: Uint8Array, name = 'the input', columns: Columns = DEFAULT_COLUMNS, progress?: (bytes: number) => void): Reading {
  return readAll(openCsv(bytes, name, columns), progress);
}

/** A file that was opened; once, since reading undoes its quotes. */
export function readAll(csv: Csv, progress?: (bytes: number) => void): Reading {
  const { rows, rejected } = readRows(csv, progress);
  return { events: rows.take(), rejected };
}

/** Reads the header. */
export function openCsv(bytes: Uint8Array, name: string, columns: Columns): Csv {
  const table = new Fields(bytes);
  const wanted = FIELDS.map((field) => columns[field]);
  if (bytes.length === 0 || !table.next()) throw new BadInput(`${name} is empty: expected a header with the columns ${wanted.filter((column) => column !== null).join(', ')}`);
  const header = Array.from({ length: table.count }, (_none, at) => table.text(at).trim());
  const places = wanted.map((column) => (column === null ? -1 : header.indexOf(column)));
  const missing = wanted.filter((column, i) => column !== null && places[i]! < 0);
  if (missing.length > 0) throw new BadInput(`${name} has no column ${missing.map((column) => `"${column}"`).join(', ')}; found: ${header.map((column) => `"${column}"`).join(', ')} (say which is which: --columns ${likelyColumns(header)})`);
  return { bytes, from: table.position, to: bytes.length, lines: table.lines, places: places as unknown as Csv['places'] };
}

/** By their names, what the columns of a file probably are, as `--columns` takes it; NAME where none is likely. */
function likelyColumns(header: readonly string[]): string {
  const left = new Set(header);
  const likely = (names: RegExp): string | undefined => {
    const found = [...left].find((column) => names.test(column));
    if (found !== undefined) left.delete(found);
    return found;
  };
  const time = likely(/time|date|when|created|^at$/i);
  const account = likely(/account|user|author|screen|channel|page|handle|^by$|^who$/i);
  const object = likely(/object|url|link|hashtag|target|domain|image|shared|text/i);
  const content = likely(/content|post|tweet|message|status|^id$/i);
  return `object=${object ?? 'NAME'},account=${account ?? 'NAME'},time=${time ?? 'NAME'},content=${content ?? '-'}`;
}

/**
 * Two parts that may be read beside each other; null for one row. Where nothing is quoted, every end of a line is the end of a row; elsewhere quotes are followed from the first row on.
 * The first is longer by so many bytes as are read before whoever reads the second begins.
 */
export function halves(csv: Csv, headStart = 0): [first: Csv, second: Csv] | null {
  const { bytes, from, to } = csv;
  // A Buffer looks for a byte many times faster than an array over shared memory does.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const behind = from + ((to - from + Math.min(headStart, (to - from) >> 1)) >> 1);
  const middle = text.includes(QUOTE, from) ? rowBehind(bytes, from, behind) : text.indexOf(LF, behind) + 1;
  return middle === 0 || middle >= to ? null : [{ ...csv, to: middle }, { ...csv, from: middle, lines: 0 }];
}

/** Where the first row behind a place begins; 0 for none. As `Fields` has it, quotes open where a field begins. */
function rowBehind(bytes: Uint8Array, from: number, behind: number): number {
  const to = bytes.length;
  let begins = true;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE && begins) {
      for (at++; at < to; at++) if (bytes[at] === QUOTE) { if (bytes[at + 1] !== QUOTE) break; at++; }
    }
    if (byte === LF && at >= behind) return at + 1;
    begins = byte === COMMA || byte === LF;
  }
  return 0;
}

/** Reads the second half for the thread that has the first. */
export function readSecond(csv: Csv): CsvPart {
  const { rows, rejected } = readRows(csv, undefined, true);
  return { rows: rows.leave(), rejected: rejected.list };
}

/** Reads the first half, and puts what another has read of the second behind it: the same events, with the same numbers, as from one that reads all. */
export function readFirst(csv: Csv, second: () => CsvPart, progress?: (bytes: number) => void): Reading {
  const { rows, rejected, lines } = readRows(csv, progress);
  const part = second();
  rows.append(part.rows);
  rejected.append(part.rejected, lines);
  return { events: rows.take(), rejected };
}

/** Rows without quotes are read in one pass over their bytes that hashes names on the way; the others go through `Fields`. */
function readRows({ bytes: whole, from, to, lines, places }: Csv, progress?: (bytes: number) => void, part = false): { rows: Rows; rejected: Rejected; lines: number } {
  const bytes = whole.subarray(0, to);
  const table = new Fields(bytes);
  table.skipTo(from, lines);
  const [objectAt, accountAt, contentAt, timeAt] = places;
  const fields = Math.max(...places) + 1;
  const roles = new Uint8Array(fields);
  places.forEach((place, i) => { if (place >= 0) roles[place] = ROLES[i] ?? TIME; });
  const twice = new Set(places.filter((place) => place >= 0)).size < places.filter((place) => place >= 0).length;

  // A first half gets room for the second.
  const rows = new Rows(whole, expectedRows(whole, from), part);
  const rejected = new Rejected();
  const layout: Layout = { roles, fields, whole: bytes.lastIndexOf(LF) + 1 };
  const block = new Block();
  while (table.position < to) {
    progress?.(table.position);
    if (!twice && plainRows(table, layout, rows, block) > 0) continue;
    table.next();
    const reason = faultOf(table, fields, objectAt, accountAt, contentAt);
    if (reason !== null) { rejected.add(table.line, reason); continue; }
    if (table.count < fields) continue; // A blank line.
    const seconds = readTime(bytes, table.from[timeAt]!, table.to[timeAt]!);
    if (Number.isNaN(seconds)) { rejected.add(table.line, 'timestamp is neither a number nor an ISO time'); continue; }
    rows.add(
      table.from[objectAt]!, table.to[objectAt]!, hashBytes(bytes, table.from[objectAt]!, table.to[objectAt]!),
      table.from[accountAt]!, table.to[accountAt]!, hashBytes(bytes, table.from[accountAt]!, table.to[accountAt]!),
      contentAt < 0 ? 0 : table.from[contentAt]!, contentAt < 0 ? -1 : table.to[contentAt]! - table.from[contentAt]!, contentAt < 0 ? 0 : hashBytes(bytes, table.from[contentAt]!, table.to[contentAt]!), seconds,
    );
  }
  return { rows, rejected, lines: table.lines };
}

/** Rows read between two reports of progress. */
const AT_ONCE = 100_000;

interface Layout { roles: Uint8Array; fields: number; /** Behind the last line that ends. */ whole: number }

/** Reads rows from `table.position` on, up to the first that has quotes, a fault or a time that is not plain digits; answers how many. */
function plainRows(table: Fields, layout: Layout, rows: Rows, block: Block): number {
  let done = 0;
  while (done < AT_ONCE) {
    const count = fillBlock(table, layout, block);
    if (count > 0) rows.addBlock(block);
    done += count;
    if (count < BLOCK) break;
  }
  return done;
}

/** Fills an empty block with rows, as far as they are plain. */
function fillBlock(table: Fields, layout: Layout, block: Block): number {
  let next = table.position;
  let done = 0;
  for (; next < layout.whole && done < BLOCK; done++) {
    const end = plainRow(table.bytes, next, layout, block, done);
    if (end < 0) break;
    next = end;
  }
  block.count = done;
  table.skipTo(next, done);
  return done;
}

/**
 * Reads one row into its place in a block; answers where the next begins, or -1 where the row is not plain: quoted newlines and doubled quotes are not.
 * A function of its own, and a short one: what is called often is compiled early, and what is short is compiled quickly.
 */
function plainRow(bytes: Uint8Array, start: number, layout: Layout, block: Block, row: number): number {
  const { roles, fields } = layout;
  let at = start;
  let byte = 0;
  for (let field = 0; field < fields; field++) {
    const from = at;
    let hash = FNV_BASIS;
    byte = bytes[at]!;
    if (byte === QUOTE) return quotedRow(bytes, start, layout, block, row);
    while (byte !== COMMA && byte !== LF) { hash = Math.imul(hash ^ byte, FNV_PRIME); byte = bytes[++at]!; }
    const to = byte === LF && at > from && bytes[at - 1] === CR ? at - 1 : at;
    const role = roles[field]!;
    if (role === TIME) {
      const seconds = plainTime(bytes, from, to);
      if (seconds < 0) return -1;
      block.seconds[row] = seconds;
    } else if (role !== 0) {
      if (to === from) return -1;
      const place = (role - 1) * BLOCK + row;
      block.froms[place] = from;
      block.lengths[place] = to - from;
      block.hashes[place] = to === at ? mix(hash) : hashBytes(bytes, from, to);
    }
    if (byte === COMMA) at++; else if (field < fields - 1) return -1;
  }
  return byte === LF ? at + 1 : restOfRow(bytes, at);
}

/** The same for rows of which fields are in quotes. */
function quotedRow(bytes: Uint8Array, start: number, { roles, fields }: Layout, block: Block, row: number): number {
  let at = start;
  let byte = 0;
  for (let field = 0; field < fields; field++) {
    const quoted = bytes[at] === QUOTE;
    const from = quoted ? ++at : at;
    for (byte = bytes[at]!; quoted ? byte !== QUOTE && byte !== LF : byte !== COMMA && byte !== LF; byte = bytes[at]!) at++;
    let to = at;
    if (quoted) {
      if (byte === LF) return -1;
      byte = bytes[++at]!;
      if (byte === CR && bytes[at + 1] === LF) byte = bytes[++at]!;
      // A doubled quote, or text behind a closing one.
      if (byte !== COMMA && byte !== LF) return -1;
    } else if (byte === LF && at > from && bytes[at - 1] === CR) to--;
    const role = roles[field]!;
    if (role === TIME) {
      const seconds = plainTime(bytes, from, to);
      if (seconds < 0) return -1;
      block.seconds[row] = seconds;
    } else if (role !== 0) {
      if (to === from) return -1;
      const place = (role - 1) * BLOCK + row;
      block.froms[place] = from;
      block.lengths[place] = to - from;
      block.hashes[place] = hashBytes(bytes, from, to);
    }
    if (byte === COMMA) at++; else if (field < fields - 1) return -1;
  }
  return byte === LF ? at + 1 : restOfRow(bytes, at);
}

/** Seconds from plain digits; -1 for anything else. */
function plainTime(bytes: Uint8Array, from: number, to: number): number {
  if (to === from || to - from > 15) return -1;
  let number = 0;
  for (let digit = from; digit < to; digit++) {
    const value = bytes[digit]! - 48;
    if (value < 0 || value > 9) return -1;
    number = number * 10 + value;
  }
  return secondsOf(number);
}

/** Where the next row begins behind fields that are passed over from `at` on, where one begins; -1 where quotes stand in them that are not plain: they may hold an end of a line. */
function restOfRow(bytes: Uint8Array, at: number): number {
  for (let byte = bytes[at]!; byte !== LF; byte = bytes[++at]!) {
    if (byte !== QUOTE) continue;
    if (bytes[at - 1] !== COMMA) return -1;
    do at++; while (bytes[at] !== QUOTE && bytes[at] !== LF);
    if (bytes[at] === LF || bytes[at + 1] === QUOTE) return -1;
  }
  return at + 1;
}

function faultOf(table: Fields, fields: number, objectAt: number, accountAt: number, contentAt: number): Rejection | null {
  if (table.fault !== null) return table.fault;
  if (table.count < fields) return table.blank ? null : 'too few fields';
  if (table.from[objectAt] === table.to[objectAt]) return 'empty object_id';
  if (table.from[accountAt] === table.to[accountAt]) return 'empty account_id';
  return contentAt >= 0 && table.from[contentAt] === table.to[contentAt] ? 'empty content_id' : null;
}

/** How many rows there may be, from the length of the first ones. */
function expectedRows(bytes: Uint8Array, from: number): number {
  const sample = bytes.subarray(from, from + 65_536);
  let lines = 1;
  for (let at = sample.indexOf(LF); at >= 0; at = sample.indexOf(LF, at + 1)) lines++;
  return Math.ceil((bytes.length - from) / Math.max(4, sample.length / lines) * 1.02) + 16;
}
