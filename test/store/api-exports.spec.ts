import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import { XMLValidator } from 'fast-xml-parser';
import { EXPORTS } from '#core/contract/exports.js';
import { startApi, type Api } from './api-server.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(() => api.close());
const get = (path: string, key = api.keys.viewer) => api.ask('GET', `/api/v1/exports/${path}`, { key });

it('every table comes as CSV and as JSON Lines with the same rows', async () => {
  for (const table of EXPORTS) {
    const csv = await get(`${table}.csv?election=lowlands`);
    expect([csv.status, csv.headers.get('content-type'), csv.headers.get('content-disposition')], table).toEqual([200, 'text/csv; charset=utf-8', `attachment; filename="lowlands-${table}.csv"`]);
    const rows = parse(csv.text, { columns: true, bom: true }) as Record<string, string>[];
    const lines = (await get(`${table}.jsonl?election=lowlands`)).text.trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.length, table).toBe(rows.length);
    if (rows[0] !== undefined) expect(Object.keys(rows[0]), table).toEqual(Object.keys(lines[0]!));
  }
  const calls = parse((await get('calls.csv?election=lowlands&from=2031-03-03')).text, { columns: true, bom: true }) as Record<string, string>[];
  expect(calls.map(({ actor, quote, strength, review }) => [actor, quote, strength, review])).toEqual([['dykes', 'follow t.me/harbour_example', 'instruction', 'waiting'], ['tides', 'follow t.me/harbour_example', 'instruction', 'waiting']]);
});

it('no cell is run by a spreadsheet', async () => {
  await api.db.query(`UPDATE documents SET title = '=HYPERLINK("http://evil.example","x")', author = '@SUM(1)' WHERE id = $1`, [api.planted.documents[0]]);
  const { text } = await get('documents.csv?election=lowlands');
  expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
  expect(text).toContain(`"'@SUM(1)"`);
});

it('the network is right GraphML', async () => {
  await api.db.query(`UPDATE campaigns SET joined = '[{"actorId":"tides","firstAt":"2031-03-01T00:00:00Z","afterMs":0,"calls":2,"role":"origin"},{"actorId":"dykes","firstAt":"2031-03-01T00:00:00Z","afterMs":0,"calls":1,"role":"origin"}]', objects = '[{"kind":"same link","key":"k","members":["tides","dykes"],"documentIds":[]}]'`);
  await api.db.query(`UPDATE actors SET name = '{"en":"Tides & <Dykes> \\u0001"}' WHERE id = 'tides'`).catch(() => api.db.query(`UPDATE actors SET name = '{"en":"Tides & <Dykes>"}' WHERE id = 'tides'`));
  const { text } = await get('network.graphml?election=lowlands');
  expect(XMLValidator.validate(text)).toBe(true);
  expect(text).toContain('<edge source="dykes" target="tides"><data key="drives">1</data><data key="shared">1</data></edge>');
});

it('an election that is not there, or not theirs, has no export; and each is in the audit', async () => {
  expect((await get('calls.csv?election=nowhere')).status).toBe(404);
  expect((await get('calls.csv?election=lowlands', api.elsewhere)).status).toBe(404);
  expect((await get('secrets.csv?election=lowlands')).status).toBe(400);
  expect((await api.db.query(`SELECT count(*)::int AS n FROM audit WHERE did = 'export' AND who = 'key:viewer' AND outcome = 'lowlands-calls.csv'`))[0].n).toBe(2);
});

it('what a drive stands on comes as one file that can be checked elsewhere', async () => {
  const answer = await fetch(`${api.base}/api/v1/campaigns/drive-1/evidence.zip`, { headers: { 'X-API-Key': api.keys.viewer } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition'), bytes.subarray(0, 2).toString()]).toEqual([200, 'application/zip', 'attachment; filename="drive-drive-1-evidence.zip"', 'PK']);
  for (const name of ['evidence.wacz', 'manifest.json', 'findings.csv', 'README.txt', 'SHA256SUMS']) expect(bytes.includes(name), name).toBe(true);
  expect((await api.ask('GET', '/api/v1/campaigns/drive-1/evidence.zip', { key: api.elsewhere })).status).toBe(404);
});

it('one export that cannot begin takes no place from the others', async () => {
  await api.db.query('ALTER TABLE audit RENAME TO audit_away');
  for (let n = 0; n < 4; n++) expect((await get('gaps.csv?election=lowlands')).status).toBe(500);
  await api.db.query('ALTER TABLE audit_away RENAME TO audit');
  expect((await get('gaps.csv?election=lowlands')).status).toBe(200);
});

it('the network of some days is that of the drives of these days', async () => {
  expect((await get('network.graphml?election=lowlands&from=2031-03-01&to=2031-03-03')).text).toContain('<edge');
  expect((await get('network.graphml?election=lowlands&from=2031-04-01')).text).not.toContain('<edge');
});

it('changes are told as they happen, without what changed, and only of one\'s own elections; a key that ends ends its stream', async () => {
  const open = (key: string) => new Promise<{ text: () => string; ended: Promise<void> }>((resolve) => {
    request(`${api.base}/api/v1/live`, { headers: { 'X-API-Key': key } }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => { text += String(chunk); });
      const ended = new Promise<void>((done) => { answer.once('close', () => { done(); }); });
      answer.once('data', () => { resolve({ text: () => text, ended }); });
    }).end();
  });
  const [seen, blind] = await Promise.all([open(api.keys.service), open(api.elsewhere)]);
  const until = async (is: () => boolean) => { for (let n = 0; n < 100 && !is(); n++) await new Promise((done) => { setTimeout(done, 100); }); };
  const change = setInterval(() => { void api.db.query(`UPDATE gaps SET tries = tries + 1`); }, 300);
  await until(() => seen.text().includes('changed'));
  clearInterval(change);
  expect(seen.text()).toContain('event: changed\ndata: {"election":"lowlands","what":["gaps"]}\n\n');
  expect(blind.text()).not.toContain('lowlands');
  await api.db.query(`UPDATE api_keys SET revoked_at = now() WHERE name IN ('service', 'elsewhere')`);
  await Promise.all([seen.ended, blind.ended]);
});
