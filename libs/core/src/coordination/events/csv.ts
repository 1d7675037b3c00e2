import { BadInput } from '../../errors.js';
import { DEFAULT_COLUMNS, FIELDS, Rejected, type Columns, type Reading, type Rejection } from './events.js';
import { Fields } from './csv-fields.js';
import { FNV_BASIS, FNV_PRIME, hashBytes, mix } from './names.js';
import { Rows } from './rows.js';
import { readTime, secondsOf } from './time.js';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;
/** What a column is: its field's place in FIELDS, from 1; 0 for columns that are passed over. */
const OBJECT = 1;
const ACCOUNT = 2;
const CONTENT = 3;
const TIME = 4;

/**
 * CSV (RFC 4180: quoted fields, doubled quotes, quoted newlines, CRLF or LF, optional byte order mark) with a header that names the columns, to
 * events; other columns are passed over. Rows that cannot be used are returned with line and reason, never dropped in silence.
 * Owns `bytes`: doubled quotes are undone in place. A missing column is BadInput that says which columns there are.
 * Rows without quotes are read in one pass over their bytes that hashes names on the way; the others go through `Fields`.
 */
export function readCsv(bytes: Uint8Array, name = 'the input', columns: Columns = DEFAULT_COLUMNS, progress?: (bytes: number) => void): Reading {
  const table = new Fields(bytes);
  const wanted = FIELDS.map((field) => columns[field]);
  if (bytes.length === 0 || !table.next()) throw new BadInput(`${name} is empty: expected a header with the columns ${wanted.filter((column) => column !== null).join(', ')}`);
  const header = Array.from({ length: table.count }, (_none, at) => table.text(at).trim());
  const places = wanted.map((column) => (column === null ? -1 : header.indexOf(column)));
  const missing = wanted.filter((column, i) => column !== null && places[i]! < 0);
  if (missing.length > 0) throw new BadInput(`${name} has no column ${missing.map((column) => `"${column}"`).join(', ')}; found: ${header.map((column) => `"${column}"`).join(', ')} (say which is which with --columns)`);
  const [objectAt, accountAt, contentAt, timeAt] = places as [number, number, number, number];
  const fields = Math.max(...places) + 1;
  const roles = new Uint8Array(fields);
  places.forEach((place, i) => { if (place >= 0) roles[place] = i + 1; });
  const twice = new Set(places.filter((place) => place >= 0)).size < places.filter((place) => place >= 0).length;

  const rows = new Rows(bytes, expectedRows(bytes, table.position));
  const rejected = new Rejected();
  const layout: Layout = { roles, fields };
  while (table.position < bytes.length) {
    progress?.(table.position);
    if (!twice && plainRows(table, layout, rows) > 0) continue;
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
  return { events: rows.take(), rejected };
}

/** Rows read between two reports of progress. */
const AT_ONCE = 100_000;

interface Layout { roles: Uint8Array; fields: number }

/** Reads rows from `table.position` on, up to the first that has quotes, a fault or a time that is not plain digits; answers how many. */
function plainRows(table: Fields, { roles, fields }: Layout, rows: Rows): number {
  const { bytes } = table;
  const size = bytes.length;
  let next = table.position;
  let done = 0;
  rows: for (; next < size && done < AT_ONCE; done++) {
    let at = next;
    let objectFrom = 0;
    let objectTo = 0;
    let objectHash = 0;
    let accountFrom = 0;
    let accountTo = 0;
    let accountHash = 0;
    let contentFrom = 0;
    let contentLength = -1;
    let contentHash = 0;
    let seconds = 0;
    let ended = false;
    for (let field = 0; field < fields; field++) {
      const from = at;
      const role = roles[field]!;
      let byte = at < size ? bytes[at]! : LF;
      if (byte === QUOTE) break rows;
      if (role === OBJECT || role === ACCOUNT) {
        let hash = FNV_BASIS;
        while (byte !== COMMA && byte !== LF) { hash = Math.imul(hash ^ byte, FNV_PRIME); at++; byte = at < size ? bytes[at]! : LF; }
        if (at === from || bytes[at - 1] === CR) break rows;
        if (role === OBJECT) { objectFrom = from; objectTo = at; objectHash = mix(hash); } else { accountFrom = from; accountTo = at; accountHash = mix(hash); }
      } else if (role === TIME) {
        while (byte >= 48 && byte <= 57) { seconds = seconds * 10 + byte - 48; at++; byte = at < size ? bytes[at]! : LF; }
        const digits = at - from;
        if (digits === 0 || digits > 15) break rows;
        if (byte === CR) { at++; byte = at < size ? bytes[at]! : LF; }
        if (byte !== COMMA && byte !== LF) break rows;
      } else if (role === CONTENT) {
        let hash = FNV_BASIS;
        while (byte !== COMMA && byte !== LF) { hash = Math.imul(hash ^ byte, FNV_PRIME); at++; byte = at < size ? bytes[at]! : LF; }
        if (at === from || bytes[at - 1] === CR) break rows;
        contentFrom = from;
        contentLength = at - from;
        contentHash = mix(hash);
      } else while (byte !== COMMA && byte !== LF) { at++; byte = at < size ? bytes[at]! : LF; }
      ended = byte === LF;
      if (!ended) at++; else if (field < fields - 1) break rows;
    }
    // What is left of the row holds no wanted column, but may hold a quoted newline.
    while (!ended) {
      const byte = at < size ? bytes[at]! : LF;
      if (byte === QUOTE) break rows;
      ended = byte === LF;
      if (!ended) at++;
    }
    rows.add(objectFrom, objectTo, objectHash, accountFrom, accountTo, accountHash, contentFrom, contentLength, contentHash, secondsOf(seconds));
    next = at + 1;
  }
  table.skipTo(next, done);
  return done;
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
  for (const byte of sample) if (byte === LF) lines++;
  return Math.ceil((bytes.length - from) / Math.max(4, sample.length / lines) * 1.02) + 16;
}
