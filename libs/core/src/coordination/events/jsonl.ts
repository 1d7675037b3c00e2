import { BadInput } from '../../errors.js';
import { ValueRows } from './value-rows.js';
import { DEFAULT_COLUMNS, type Columns, type Reading } from './events.js';

const LF = 10;

/** JSON lines to events. A key of `columns` may be a path with dots (`author.id`). Lines that cannot be used are returned with number and reason. */
export function readJsonl(bytes: Uint8Array, name = 'the input', columns: Columns = DEFAULT_COLUMNS, progress?: (bytes: number) => void): Reading {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const [object, account, content, time] = [columns.object_id, columns.account_id, columns.content_id ?? '', columns.timestamp_share].map(reader) as [Read, Read, Read, Read];
  const rows = new ValueRows(columns, Math.ceil(bytes.length / 100));
  let read = 0;
  for (let from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0, line = 1; from < text.length; line++) {
    let to = text.indexOf(LF, from);
    if (to < 0) to = text.length;
    const one = text.toString('utf8', from, to).trim();
    from = to + 1;
    if ((line & 0xffff) === 0) progress?.(from);
    if (one === '') continue;
    read++;
    let value: unknown;
    try { value = JSON.parse(one); } catch { rows.rejected.add(line, 'not JSON'); continue; }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) { rows.rejected.add(line, 'not an object'); continue; }
    rows.add(line, object(value), account(value), content(value), time(value));
  }
  if (read === 0) throw new BadInput(`${name} is empty: expected a JSON object a line with ${Object.values(columns).filter((column) => column !== null).join(', ')}`);
  return rows.take();
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
