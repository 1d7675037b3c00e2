/** A sheet of who is to be watched, read row by row. Every fault names its cell, as spreadsheets do. */

export interface SheetFault { cell: string; message: string }
export interface SheetSource { kind: string; url: string }
export interface SheetActor { id: string; name: Record<string, string>; kind: string; side: string; leaning: { basis: string; on: string; decided_by: string } | null; sources: SheetSource[] }
export interface SheetAccount { platform: string; handle: string; owner: string; status: string }
export interface SheetRead { actors: SheetActor[]; accounts: SheetAccount[]; faults: SheetFault[]; rows: number }
export interface Known { kinds: readonly string[]; sides: readonly string[]; statuses: readonly string[] }

/** The columns, in any order and case; a sheet may leave out all but the first five. */
export const COLUMNS = ['actor', 'name', 'name_km', 'kind', 'side', 'source', 'source_kind', 'account', 'account_status', 'leaning_basis', 'leaning_on', 'leaning_by'] as const;
type Column = (typeof COLUMNS)[number];
const NEEDED: readonly Column[] = ['actor', 'name', 'kind', 'side'];
const MOST_ROWS = 5000;

/** `A1`, `AB12`: of a column and a row from 0. */
export function cellName(column: number, row: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

const textOf = (cell: unknown): string => (cell instanceof Date ? cell.toISOString().slice(0, 10) : typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell).trim() : '');
const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** What a sheet says. Rows of one actor add up; what is empty in a later row stands as before. */
export function readSheet(rows: readonly (readonly unknown[])[], known: Known): SheetRead {
  const faults: SheetFault[] = [];
  const heads = (rows[0] ?? []).map((cell) => textOf(cell).toLowerCase().replaceAll(/[\s-]+/g, '_'));
  const place = new Map<Column, number>();
  heads.forEach((head, column) => {
    if (head === '') return;
    const found = COLUMNS.find((name) => name === head);
    if (found === undefined) faults.push({ cell: cellName(column, 0), message: `"${textOf(rows[0]![column])}" is no column; known are ${COLUMNS.join(', ')}` });
    else if (place.has(found)) faults.push({ cell: cellName(column, 0), message: `the column ${found} is there twice` });
    else place.set(found, column);
  });
  for (const name of NEEDED) if (!place.has(name)) faults.push({ cell: cellName(0, 0), message: `the column ${name} is missing` });
  if (rows.length > MOST_ROWS) faults.push({ cell: cellName(0, MOST_ROWS), message: `more than ${MOST_ROWS} rows: cut the sheet into several` });
  if (faults.length > 0) return { actors: [], accounts: [], faults, rows: 0 };

  const actors = new Map<string, SheetActor>();
  const accounts = new Map<string, SheetAccount>();
  let read = 0;
  for (const [index, cells] of rows.entries()) {
    if (index === 0 || cells.every((cell) => textOf(cell) === '')) continue;
    read += 1;
    const value = (name: Column): string => textOf(cells[place.get(name) ?? -1]);
    const fault = (name: Column, message: string): void => { faults.push({ cell: cellName(place.get(name) ?? 0, index), message }); };
    const oneOf = (name: Column, list: readonly string[]): string => {
      const given = value(name).toLowerCase();
      if (given !== '' && !list.includes(given)) fault(name, `"${value(name)}" is not known; known are ${list.join(', ')}`);
      return given;
    };
    const id = value('actor');
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(id)) { fault('actor', id === '' ? 'the actor\'s id is missing' : `"${id}": lower-case letters, digits and hyphens only, at most 63`); continue; }
    const before = actors.get(id);
    const actor: SheetActor = before ?? { id, name: {}, kind: '', side: '', leaning: null, sources: [] };
    if (value('name') !== '') actor.name['en'] = value('name');
    if (value('name_km') !== '') actor.name['km'] = value('name_km');
    for (const [name, list] of [['kind', known.kinds], ['side', known.sides]] as const) {
      const given = oneOf(name, list);
      if (given !== '' && actor[name] !== '' && actor[name] !== given) fault(name, `"${given}", but an earlier row of ${id} says "${actor[name]}"`);
      else if (given !== '') actor[name] = given;
    }
    if (before === undefined) for (const name of ['name', 'kind', 'side'] as const) if (value(name) === '') fault(name, `${name} of ${id} is missing`);
    if (value('leaning_basis') !== '') {
      const on = value('leaning_on');
      if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(Date.parse(on))) fault('leaning_on', `"${on}" is no day such as 2027-03-01: a leaning needs the day on which it was decided`);
      if (value('leaning_by') === '') fault('leaning_by', 'a leaning needs who decided it (a code)');
      actor.leaning = { basis: value('leaning_basis'), on, decided_by: value('leaning_by') };
    }
    const source = value('source');
    if (source !== '') {
      if (!isWebAddress(source)) fault('source', `"${source}" is no address that begins with http:// or https://`);
      else if (!actor.sources.some(({ url }) => url === source)) actor.sources.push({ kind: value('source_kind') || guessKind(source), url: source });
    }
    const account = value('account');
    if (account !== '') {
      const [, platform, handle] = /^([a-z]+):@?(\S+)$/i.exec(account) ?? [];
      if (platform === undefined || handle === undefined) fault('account', `"${account}" is not platform:handle, such as telegram:harbour_example`);
      else accounts.set(`${platform}:${handle}`.toLowerCase(), { platform: platform.toLowerCase(), handle, owner: id, status: oneOf('account_status', known.statuses) || 'unknown' });
    }
    actors.set(id, actor);
  }
  return { actors: [...actors.values()], accounts: [...accounts.values()], faults, rows: read };
}

/** By its address; the server guesses again, from the page, when it is tried. */
export function guessKind(address: string): string {
  const { hostname, pathname } = new URL(address);
  if (/(^|\.)t\.me$/.test(hostname)) return 'telegram-channel';
  if (/(^|\.)youtube\.com$/.test(hostname)) return 'youtube-channel';
  if (/sitemap[^/]*\.xml(\.gz)?$/i.test(pathname)) return 'sitemap';
  if (/\/(feed|rss|atom)\/?$|\.(rss|atom|rdf)$|feed[^/]*\.(xml|json)$|rss[^/]*\.xml$/i.test(pathname)) return 'feed';
  return 'website';
}
