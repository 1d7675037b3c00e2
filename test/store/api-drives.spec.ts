import { afterAll, beforeAll, expect, it } from 'vitest';
import { factsOfDay } from '#infra/store/facts.js';
import { saveCampaigns } from '#infra/store/campaigns.js';
import type { Campaign } from '#core/model.js';
import { sha256Of } from '#core/sha256.js';
import { startApi, type Api } from './api-server.js';

let api: Api;
let calls: { observationId: string; documentId: string; actorId: string; at: Date }[];
const campaign = (id: string, actors: string[]): Campaign => {
  const own = calls.filter(({ actorId }) => actors.includes(actorId));
  return {
    id, target: 'telegram:harbour_example', members: actors, calls: own, firstAt: own[0]!.at, lastAt: own.at(-1)!.at, links: ['same target', 'same link'], objects: [{ kind: 'same link', key: 'https://t.me/harbour_example', members: actors, documentIds: own.map(({ documentId }) => documentId) }],
    order: actors.map((actorId) => ({ actorId, firstAt: own.find((call) => call.actorId === actorId)!.at, afterMs: 0, calls: own.filter((call) => call.actorId === actorId).length, role: 'origin' })), similarity: 0.9, pValue: 0.001, verdict: 'observed' };
};
const compute = (campaigns: Campaign[]) => saveCampaigns(api.db, 'lowlands', campaigns, { clusteredTo: '1' });
beforeAll(async () => {
  api = await startApi();
  calls = await api.db.query(`SELECT o.id AS "observationId", o.document_id AS "documentId", d.actor_id AS "actorId", d.published_at AS at FROM observations o JOIN documents d ON d.id = o.document_id ORDER BY d.published_at`);
  await compute([campaign('one', ['tides', 'dykes'])]);
});
afterAll(() => api.close());

const edit = (method: string, path: string, body?: object) => api.ask(method, `/api/v1/campaigns/${path}`, { key: api.keys.editor, ...(body === undefined ? {} : { body }) });
const list = async () => (await api.ask('GET', '/api/v1/campaigns?active=true', { key: api.keys.viewer })).json.items as { id: string; name: string | null; members: { id: string }[]; pValue: number | null }[];

it('a name, a split and a merge hold when drives are computed anew, and reach the note', async () => {
  expect((await edit('PUT', 'one/name', { name: 'The letters' })).json.name).toBe('The letters');
  const off = (await edit('POST', 'one/splits', { actors: ['dykes'], name: 'Another notice', why: 'Of another kind' })).json;
  expect([off.name, off.members.map(({ id }: { id: string }) => id), off.splitFrom, off.pValue]).toEqual(['Another notice', ['dykes'], 'one', null]);
  await compute([campaign('one', ['tides', 'dykes'])]);
  expect((await list()).map(({ name, members }) => [name, members.map(({ id }) => id)])).toEqual([['The letters', ['tides']], ['Another notice', ['dykes']]]);
  const day = { date: '2031-03-05', from: new Date(0), to: new Date('2031-04-01') };
  expect((await factsOfDay(api.db, { electionId: 'lowlands', day, before: day, readingsFrom: new Date(0) })).campaigns.map(({ members }) => members)).toEqual([['tides'], ['dykes']]);
  expect((await edit('POST', 'one/merges', { other: off.id, why: 'It was one after all' })).json.members).toHaveLength(2);
  expect(await list()).toHaveLength(1);
});

it('what was decided is listed and can be taken back', async () => {
  const { items } = (await edit('GET', 'one/decisions')).json;
  expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['merge', 'split', 'name']);
  for (const { id, kind } of items) if (kind !== 'name') expect((await edit('DELETE', `one/decisions/${id}`)).json).toEqual({ done: true });
  expect((await list())[0]!.pValue).toBe(0.001);
});

it('nobody is left alone, no stranger is taken out, and no drive is taken in twice', async () => {
  expect((await edit('POST', 'one/splits', { actors: ['tides', 'dykes'], why: 'x' })).status).toBe(400);
  expect((await edit('POST', 'one/splits', { actors: ['mills'], why: 'x' })).status).toBe(400);
  expect((await edit('POST', 'one/merges', { other: 'one', why: 'x' })).status).toBe(400);
  expect((await edit('POST', 'one/merges', { other: 'nothing', why: 'x' })).status).toBe(404);
});

it('texts stand beside the one that they copy, and the network says who shares what', async () => {
  const { items, more } = (await edit('GET', 'one/texts')).json;
  expect([items.length, more, items[0].like, items[1].like === items[0].documentId]).toEqual([3, 0, null, true]);
  const { start, end } = items[0].quotes[0];
  expect(items[0].text.slice(start, end)).toBe('follow t.me/harbour_example');
  expect((await edit('GET', 'one/network')).json).toMatchObject({ nodes: [{ id: 'tides', calls: 2 }, { id: 'dykes', calls: 1 }], edges: [{ from: 'tides', to: 'dykes', shared: 1, kinds: ['same link'] }] });
  const first = (await edit('GET', 'one/calls?limit=2')).json;
  expect([first.items.length, (await edit('GET', `one/calls?limit=2&cursor=${first.next}`)).json.items.length]).toEqual([2, 1]);
});

it('the day at a glance counts what there is to do', async () => {
  const today = (await api.ask('GET', '/api/v1/elections/lowlands/today', { key: api.keys.viewer })).json;
  expect(today).toMatchObject({ date: '2031-03-05', daysLeft: 9, review: { waiting: 3, byKind: { call: 3 } }, campaigns: { active: 1 }, gaps: { open: 1 }, goals: [{ value: 1000, now: 800, share: 0.8 }] });
  expect(today.days.find(({ day }: { day: string }) => day === '2031-03-02')).toEqual({ day: '2031-03-02', documents: 1, calls: 1, actors: 1, reported: 0, standing: 0 });
});

it('a source that a person stopped stays stopped, an address is tried by the worker, and none that is private', async () => {
  const pause = await api.ask('PUT', '/api/v1/sources/lowlands/tides-website/paused', { key: api.keys.editor, body: { paused: true, why: 'Their server is down' } });
  expect(pause.json.paused).toBe(true);
  const tried = await api.ask('POST', '/api/v1/tries', { key: api.keys.coder, body: { election: 'lowlands', url: 'https://tides.example/news' } });
  expect([tried.status, tried.json.state]).toEqual([200, 'waiting']);
  expect((await api.queues.counts())['crawl']).toMatchObject({ waiting: 1 });
  for (const url of ['http://127.0.0.1/', 'http://[::1]/', 'http://169.254.169.254/latest', 'http://localhost/', 'https://tides.example:8443/', 'ftp://tides.example/', 'http://0x7f000001/', 'https://user:pw@tides.example/']) {
    expect((await api.ask('POST', '/api/v1/tries', { key: api.keys.coder, body: { election: 'lowlands', url } })).status, url).toBe(400);
  }
});

it('bytes come as a file to save, never as a page', async () => {
  const bytes = Buffer.from('<script>alert(1)</script>');
  const sha256 = sha256Of(bytes);
  await api.db.query('UPDATE snapshots SET sha256 = $2 WHERE id = $1', [api.planted.snapshots[0], sha256]);
  expect((await api.ask('GET', `/api/v1/snapshots/${api.planted.snapshots[1]}/body`, { key: api.keys.viewer })).status).toBe(410);
  await api.evidence.put(sha256, bytes);
  const answer = await api.ask('GET', `/api/v1/snapshots/${api.planted.snapshots[0]}/body`, { key: api.keys.viewer });
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition'), answer.headers.get('x-content-type-options')]).toEqual([200, 'application/octet-stream', `attachment; filename="${sha256}.bin"`, 'nosniff']);
});

it('a reader is added and taken away, and does not come twice', async () => {
  const once = () => ({ 'Idempotency-Key': crypto.randomUUID() });
  const body = { election: 'lowlands', email: 'new@mission.example', audience: 'staff' };
  const add = () => api.ask('POST', '/api/v1/recipients', { key: api.keys.admin, headers: once(), body });
  const added = await add();
  expect(added.json).toMatchObject({ email: 'new@mission.example', language: 'en', origin: 'here', active: true });
  expect((await add()).status).toBe(409);
  expect((await api.ask('DELETE', `/api/v1/recipients/${added.json.id}`, { key: api.keys.admin, headers: once() })).json).toEqual({ done: true });
  expect((await add()).status).toBe(200);
  await api.db.query(`UPDATE recipients SET suppressed_at = now(), suppressed_why = NULL WHERE email = 'new@mission.example'`);
  expect((await add()).status).toBe(409);
});
