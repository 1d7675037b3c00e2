import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type Api } from './api-server.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(() => api.close());
const begin = (path: string, body: object = {}) => api.ask('POST', path, { key: api.keys.editor, body });
const OF_TIDES = '/api/v1/sources/lowlands/tides-website/back-fills';

it('a source is read back thirty days where nothing else is said, once at a time, and its health shows how far it is', async () => {
  const begun = await begin(OF_TIDES);
  // The election's own day is 5 March already.
  expect(begun.json).toMatchObject({ electionId: 'lowlands', sourceId: 'tides-website', to: '2031-02-03', askedBy: 'key:editor', state: 'paging back', documents: 0 });
  expect((await begin(OF_TIDES, { days: 60 })).status).toBe(409);
  for (const days of [0, 401, 1.5, '30']) expect((await begin(OF_TIDES, { days })).status).toBe(400);
  expect((await api.ask('GET', '/api/v1/sources/lowlands/tides-website/health', { key: api.keys.viewer })).json.backFill).toMatchObject({ id: begun.json.id, olderPages: { visited: 0, waiting: 0 } });
  expect((await api.ask('GET', `/api/v1/back-fills/${begun.json.id}`, { key: api.elsewhere })).status).toBe(404);
  expect((await api.ask('GET', '/api/v1/back-fills?open=true', { key: api.keys.viewer })).json.items.map(({ id }: { id: string }) => id)).toEqual([begun.json.id]);
});

it('all sources of an election that can are read back, and the others say why not', async () => {
  await api.db.query(`INSERT INTO sources (election_id, id, actor_id, kind, url, settings, robots, pace_ms, paused) VALUES ('lowlands', 'dykes-feed', 'dykes', 'feed', 'https://dykes.example/feed', '{}', '{"mode":"obey"}', 1000, false), ('lowlands', 'dykes-old', 'dykes', 'website', 'https://old.example/', '{}', '{"mode":"obey"}', 1000, true)`);
  const { json } = await begin('/api/v1/elections/lowlands/back-fills', { days: 10 });
  expect(json.begun.map(({ sourceId, to }: { sourceId: string; to: string }) => [sourceId, to])).toEqual([['dykes-website', '2031-02-23']]);
  expect(json.left.map(({ sourceId, why }: { sourceId: string; why: string }) => [sourceId, /kind "feed"|under way|not asked/.exec(why)?.[0]])).toEqual([['dykes-feed', 'kind "feed"'], ['dykes-old', 'not asked'], ['tides-website', 'under way']]);
  expect((await begin('/api/v1/sources/lowlands/dykes-feed/back-fills')).status).toBe(400);
});

it('one is stopped once', async () => {
  const { json } = await api.ask('GET', '/api/v1/back-fills?source=tides-website', { key: api.keys.viewer });
  const stop = () => api.ask('DELETE', `/api/v1/back-fills/${json.items[0].id}`, { key: api.keys.editor });
  expect([(await stop()).json, (await stop()).json]).toEqual([{ done: true }, { done: false }]);
});
