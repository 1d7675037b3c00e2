import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealerOf } from '#infra/crypto/sealer.js';
import { openedSecret, sealWebhooks, type WebhookTarget } from '#infra/store/webhooks.js';
import { startApi, type Api } from './api-server.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(() => api.close());
const once = () => ({ 'Idempotency-Key': crypto.randomUUID() });
const add = (body: object, headers = once()) => api.ask('POST', '/api/v1/webhooks', { key: api.keys.admin, headers, body });

it('an outlet is added with a secret that is shown once, and never to a private address', async () => {
  const made = await add({ election: 'lowlands', audience: 'partners', url: 'https://desk.example/hook' });
  expect(made.status).toBe(200);
  expect(made.json.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(made.json.webhook).toMatchObject({ electionId: 'lowlands', audience: 'partners', url: 'https://desk.example/hook', active: true, test: null });
  for (const path of ['/api/v1/webhooks', `/api/v1/webhooks/${made.json.webhook.id}`]) expect((await api.ask('GET', path, { key: api.keys.admin })).text).not.toMatch(/whsec|SECRET-HOOK/);
  expect(JSON.stringify(await api.db.query('SELECT * FROM once_calls'))).not.toContain('whsec');
  expect((await add({ election: 'lowlands', audience: 'partners', url: 'https://desk.example/hook' })).status).toBe(409);
  for (const url of ['http://desk.example/hook', 'https://127.0.0.1/', 'https://[::1]/', 'https://169.254.169.254/latest', 'ftp://desk.example/', 'https://10.0.0.1/']) expect((await add({ election: 'lowlands', url })).status, url).toBe(400);
  expect((await add({ election: 'nowhere', url: 'https://desk.example/hook' })).status).toBe(404);
});

it('its secret is kept sealed, for its own address alone, and what an earlier release kept as it was is sealed at the next start', async () => {
  const { secret } = (await add({ election: 'lowlands', audience: 'staff', url: 'https://desk.example/sealed' })).json;
  const kept = async () => (await api.db.query<WebhookTarget[]>('SELECT url, secret, election_id AS "electionId", audience FROM webhooks ORDER BY id'));
  const sealer = sealerOf(new Uint8Array(32));
  const hook = (await kept()).at(-1)!;
  expect(hook.secret).toMatch(/^s1\./);
  expect([openedSecret(hook, sealer), openedSecret({ ...hook, url: 'https://desk.example/other' }, sealer), openedSecret(hook, sealerOf(new Uint8Array(32).fill(1)))]).toEqual([secret, null, null]);
  expect(await sealWebhooks(api.db, sealer)).toBe(1);
  expect(await sealWebhooks(api.db, sealer)).toBe(0);
  const [first] = await kept();
  expect([first!.secret.startsWith('s1.'), openedSecret(first!, sealer)]).toEqual([true, 'whsec_SECRET-HOOK']);
});

it('one that was stopped is told nothing of what was released meanwhile, and If-Match keeps two admins apart', async () => {
  const path = '/api/v1/webhooks/1';
  const before = await api.ask('GET', path, { key: api.keys.admin });
  const hold = (active: boolean, etag: string) => api.ask('PUT', `${path}/active`, { key: api.keys.admin, headers: { 'If-Match': etag }, body: { active, why: 'Their server moves' } });
  const etag = before.headers.get('etag')!;
  expect((await hold(false, etag)).json).toMatchObject({ active: false, stoppedWhy: 'Their server moves' });
  expect((await hold(true, etag)).status).toBe(412);
  const again = await hold(true, (await api.ask('GET', path, { key: api.keys.admin })).headers.get('etag')!);
  expect(again.json).toMatchObject({ active: true, stoppedWhy: null });
  expect(Date.parse(again.json.createdAt)).toBe(Date.parse('2031-03-05T00:00:00Z'));
});

it('a test is a job of a worker, one at a time', async () => {
  const asked = await api.ask('POST', '/api/v1/webhooks/1/tests', { key: api.keys.admin, body: {} });
  expect(asked.json.test).toMatchObject({ endedAt: null, ok: null });
  expect((await api.ask('POST', '/api/v1/webhooks/1/tests', { key: api.keys.admin, body: {} })).status).toBe(409);
  expect(Object.values((await api.queues.counts())['publish']!).reduce((sum, count) => sum + count, 0)).toBe(1);
});

it('what it was told is listed, and one that is removed is gone with it', async () => {
  await api.db.query(`INSERT INTO webhook_deliveries (edition_id, webhook_id, state, due_at, updated_at, attempts, detail) VALUES ($1, 1, 'failed', now(), now(), 7, 'HTTP 503')`, [api.planted.releasedEdition]);
  expect((await api.ask('GET', '/api/v1/webhooks/1/deliveries', { key: api.keys.admin })).json.items).toMatchObject([{ editionId: api.planted.releasedEdition, state: 'failed', attempts: 7, nextTryAt: null, detail: 'HTTP 503' }]);
  expect((await api.ask('GET', '/api/v1/webhooks/1', { key: api.elsewhere })).status).toBe(404);
  expect((await api.ask('DELETE', '/api/v1/webhooks/1', { key: api.keys.admin, headers: once() })).json).toEqual({ done: true });
  expect((await api.ask('GET', '/api/v1/webhooks/1/deliveries', { key: api.keys.admin })).status).toBe(404);
  expect(await api.db.query('SELECT 1 FROM webhook_deliveries WHERE webhook_id = 1')).toEqual([]);
});
