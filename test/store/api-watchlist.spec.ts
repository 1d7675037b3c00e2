import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listGoals } from '#infra/store/elections.js';
import { putWatchlistFile } from '#pipeline/watchlist.js';
import { ZipFile } from 'yazl';
import { startApi, type Api } from './api-server.js';

let api: Api;
beforeAll(async () => {
  api = await startApi();
  await api.db.query('UPDATE elections SET watchlist_text = $1', [text()]);
  await api.db.query('UPDATE watchlist_versions SET text = $1', [text()]);
});
afterAll(() => api.close());

const text = (more = '', url = 'https://tides.example/', network = '') => `version: 1
election: { id: lowlands, name: { en: Lowlands vote }, polity: { en: Lowlands }, time_zone: Asia/Phnom_Penh, polling_day: 2031-03-14 }
${network}actors:
  # The harbour's own office.
  - { id: tides, name: { en: Ministry of tides }, kind: ministry, side: government, sources: [{ kind: website, url: "${url}" }] }
  - { id: dykes, name: { en: Ministry of dykes }, kind: ministry, side: government, sources: [{ kind: website, url: "https://dykes.example/" }] }
${more}`;
const check = async (yaml: string) => (await api.ask('POST', '/api/v1/watchlist-checks', { key: api.keys.editor, body: { text: yaml } })).json;
const apply = (yaml: string, headers: Record<string, string> = {}) => api.ask('PUT', '/api/v1/elections/lowlands/watchlist', { key: api.keys.admin, body: { text: yaml }, headers });

it('says what is wrong with a watchlist and where, and what it would change', async () => {
  expect((await check('version: 1\nelection: 3')).faults).toContainEqual(expect.objectContaining({ line: 2, column: 11 }));
  expect((await check(text('', 'ftp://tides.example/'))).faults[0]).toMatchObject({ line: 5, message: expect.stringContaining('http') });
  const { faults, diff, balance } = await check(text('accounts: [{ platform: telegram, handle: tides_office, owner: tides }]'));
  expect([faults, diff, balance]).toEqual([[], { from: 1, added: ['account telegram:tides_office'], removed: [], changed: [] }, [{ side: 'government', actors: 2, sources: 2 }]]);
});

it('what is never fetched is refused when it is saved, and exceptions are not given here', async () => {
  for (const url of ['http://127.0.0.1:8080/', 'http://10.0.0.7/', 'http://[fd00::1]/', 'http://metadata.internal/', 'https://tides.example:8443/', 'http://2130706433/']) expect((await apply(text('', url))).status, url).toBe(400);
  const { faults } = await check(text('', 'http://127.0.0.1:8080/', 'network: { allow_private: ["127.0.0.1:8080"] }\n'));
  expect(faults[0]).toMatchObject({ line: 3, message: expect.stringContaining('on the machine itself') });
});

it('a new version is put into force against the one that was read, and the history keeps all', async () => {
  const read = await api.ask('GET', '/api/v1/elections/lowlands/watchlist', { key: api.keys.admin });
  const etag = read.headers.get('etag')!;
  const next = text('accounts: [{ platform: telegram, handle: harbour_example }]');
  expect((await apply(next, { 'If-Match': etag })).json).toEqual({ electionId: 'lowlands', version: 2 });
  expect((await apply(text(), { 'If-Match': etag })).status).toBe(412);
  expect((await apply(text().replace('id: lowlands', 'id: highlands'))).json.detail).toContain('highlands');
  const { items } = (await api.ask('GET', '/api/v1/elections/lowlands/watchlist/versions', { key: api.keys.viewer })).json;
  expect(items.map(({ version, by }: { version: number; by: string }) => [version, by])).toEqual([[2, 'key:admin'], [1, 'file']]);
  expect((await api.ask('GET', '/api/v1/elections/lowlands/watchlist/diff?from=1&to=2', { key: api.keys.viewer })).json.added).toEqual(['account telegram:harbour_example']);
  expect((await api.ask('GET', '/api/v1/elections/lowlands/watchlist.yaml', { key: api.keys.admin })).text).toBe(next);
  expect((await api.ask('GET', '/api/v1/elections/lowlands/watchlist', { key: api.keys.viewer })).status).toBe(403);
});

it('a goal that is corrected or taken back ends: it stays on record, and nothing counts towards it', async () => {
  const goal = (value: number) => text(`accounts: [{ platform: telegram, handle: harbour_example }]\ngoals: [{ account: "telegram:harbour_example", value: ${value}, stated_by: tides, source: "https://tides.example/goal" }]`);
  const goals = async (query = '') => ((await api.ask('GET', `/api/v1/goals?election=lowlands${query}`, { key: api.keys.viewer })).json.items as { value: number; endedAt: string | null }[]).map(({ value, endedAt }) => [value, endedAt !== null]);
  await apply(goal(1_000_000));
  expect(await goals()).toEqual([[1_000_000, false]]);
  await apply(goal(1_100_000));
  expect(await goals()).toEqual([[1_100_000, false]]);
  expect(await goals('&ended=true')).toContainEqual([1_000_000, true]);
  const account = (await api.ask('GET', '/api/v1/accounts/lowlands/telegram:harbour_example', { key: api.keys.viewer })).json;
  expect(account.goals.map(({ value }: { value: number }) => value)).toEqual([1_100_000]);
  expect((await api.ask('GET', '/api/v1/elections/lowlands/today', { key: api.keys.viewer })).json.goals.map(({ value }: { value: number }) => value)).toEqual([1_100_000]);
  expect((await listGoals(api.db, 'lowlands')).map(({ value }) => value)).toEqual([1_100_000]);
  // Said again, it is one again.
  await apply(goal(1_000_000));
  expect([await goals(), await goals('&ended=true')]).toEqual([[[1_000_000, false]], expect.arrayContaining([[1_100_000, true]])]);
});

it('an election comes by its watchlist, once', async () => {
  const add = () => api.ask('POST', '/api/v1/elections', { key: api.keys.admin, body: { text: text().replace('id: lowlands', 'id: highlands') } });
  expect((await add()).json).toEqual({ electionId: 'highlands', version: 1 });
  expect((await add()).status).toBe(409);
});

it('an account that calls name is watched once two people say whose it is', async () => {
  await api.db.query(`UPDATE observations SET target = 'telegram:new_channel' WHERE id = (SELECT max(id) FROM observations)`);
  const list = async () => (await api.ask('GET', '/api/v1/account-proposals?election=lowlands', { key: api.keys.editor })).json.items;
  expect(await list()).toMatchObject([{ account: 'telegram:new_channel', url: 'https://t.me/new_channel', calls: 1, state: 'open', actors: [{ id: 'tides' }] }]);
  const { cookie: first } = await api.signedIn('first', 'editor');
  const { cookie: second } = await api.signedIn('second', 'editor');
  const say = (cookie: string, body: object) => api.ask('POST', '/api/v1/account-proposals/lowlands/telegram:new_channel/confirmations', { cookie, body: { decision: 'confirm', owner: 'tides', status: 'official', proof: 'https://tides.example/contact', ...body } });
  expect((await say(first, { owner: 'nobody' })).status).toBe(400);
  expect((await say(first, {})).json.state).toBe('one confirmed');
  expect((await say(first, {})).status).toBe(409);
  expect((await say(second, {})).json.state).toBe('confirmed');
  const accounts = (await api.ask('GET', '/api/v1/accounts?election=lowlands', { key: api.keys.viewer })).json.items;
  expect(accounts.find(({ key }: { key: string }) => key === 'telegram:new_channel')).toMatchObject({ ownerActorId: 'tides', status: 'official', watched: true });
  const kept = (await api.ask('GET', '/api/v1/elections/lowlands/watchlist.yaml', { key: api.keys.admin })).text;
  expect(kept).toContain('# The harbour\'s own office.');
});

const sheet = (file: Uint8Array | string, name: string, more: object = {}) => api.ask('POST', '/api/v1/watchlist-sheets', { key: api.keys.admin, body: { name, file: Buffer.from(file).toString('base64'), ...more } });
const CSV = 'actor,name,kind,side,source,account\nreeds,Ministry of Reeds,ministry,government,https://reeds.example/,telegram:reeds_example\nreeds,,,,https://reeds.example/feed/,\n';

it('a sheet is put into the watchlist in force, whose comments stay; what comes of it passes the check', async () => {
  const { json } = await sheet(CSV, 'actors.csv', { election: 'lowlands' });
  expect(json).toMatchObject({ faults: [], rows: 2, actors: 1, sources: 2, accounts: 1 });
  expect(json.text).toContain('# The harbour\'s own office.');
  expect((await check(json.text)).diff.added).toContain('actor reeds');
  expect((await sheet(CSV, 'actors.csv')).json.text).toContain('id: reeds');
  // As spreadsheets in many countries write it.
  expect((await sheet(`\u{FEFF}${CSV.replaceAll(',', ';')}`, 'actors.csv')).json.actors).toBe(1);
});

it('each wrong cell is named, and nothing is made of a sheet with one', async () => {
  const { json } = await sheet(CSV.replace('ministry,government', 'guild,government').replace('telegram:reeds_example', 'reeds_example'), 'actors.csv', { election: 'lowlands' });
  expect([json.faults.map(({ cell }: { cell: string }) => cell), json.text]).toEqual([['C2', 'F2'], null]);
});

it('a workbook is read in a thread, and what is none, or a bomb, is refused in words', async () => {
  const workbook = await xlsx([['actor', 'name', 'kind', 'side'], ['reeds', 'Ministry of Reeds', 'ministry', 'government']]);
  expect((await sheet(workbook, 'actors.xlsx')).json).toMatchObject({ faults: [], actors: 1 });
  expect((await sheet(await xlsx([['actor', 'name', 'kind', 'side'], ['reeds', 'Ministry of Reeds', 'ministry', 'nobody']]), 'actors.xlsx')).json.faults).toMatchObject([{ cell: 'D2' }]);
  for (const [file, name] of [['no zip', 'a.xlsx'], [workbook.subarray(0, 300), 'a.xlsx'], [await xlsx([['actor']], 60_000_000), 'a.xlsx'], [new Uint8Array([0xff, 0xfe, 0x00]), 'a.csv'], ['a,"b', 'a.csv']] as const) {
    const answer = await sheet(file, name);
    expect([answer.status, answer.json.detail.startsWith('file: ')], name).toEqual([400, true]);
  }
  expect((await sheet(CSV, 'actors.ods')).status).toBe(400);
}, 60_000);

/** The least that is a workbook; with `padding`, so many spaces more in it. */
async function xlsx(rows: string[][], padding = 0): Promise<Uint8Array> {
  const zip = new ZipFile();
  const add = (name: string, xml: string) => { zip.addBuffer(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${xml}`), name); };
  add('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>');
  add('_rels/.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>');
  add('xl/workbook.xml', '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Actors" sheetId="1" r:id="rId1"/></sheets></workbook>');
  add('xl/_rels/workbook.xml.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>');
  add('xl/worksheets/sheet1.xml', `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${' '.repeat(padding)}<sheetData>${rows.map((cells, at) => `<row r="${at + 1}">${cells.map((cell, column) => `<c r="${String.fromCharCode(65 + column)}${at + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`).join('')}</sheetData></worksheet>`);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

it('a watchlist file that has not changed undoes nothing that people put into force after it', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'claque-watchlist-')), 'uplands.yaml');
  const uplands = (more = '') => text(more).replace('id: lowlands', 'id: uplands');
  writeFileSync(file, uplands());
  expect(await putWatchlistFile(api.db, file)).toEqual({ electionId: 'uplands', version: 1, kept: false });
  const changed = await api.ask('PUT', '/api/v1/elections/uplands/watchlist', { key: api.keys.admin, body: { text: uplands('accounts: [{ platform: telegram, handle: uplands_office }]') } });
  expect(changed.json.version).toBe(2);
  const again = await Promise.all([putWatchlistFile(api.db, file), putWatchlistFile(api.db, file)]);
  expect(again).toEqual([{ electionId: 'uplands', version: 2, kept: true }, { electionId: 'uplands', version: 2, kept: true }]);
  expect((await api.ask('GET', '/api/v1/accounts?election=uplands', { key: api.keys.viewer })).json.items).toHaveLength(1);
  writeFileSync(file, uplands('accounts: [{ platform: telegram, handle: other_office }]'));
  expect(await putWatchlistFile(api.db, file)).toEqual({ electionId: 'uplands', version: 3, kept: false });
});
