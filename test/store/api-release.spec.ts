import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Api, type Asking } from './api-server.js';

/** What editors and administrators do with editions, readers and replies, over HTTP. */
let api: Api;
let held: string;
beforeAll(async () => { api = await startApi(); held = api.planted.heldEdition; });
afterAll(() => api.close());

const post = (path: string, body: object, { key = api.keys.editor, ...rest }: Asking = {}) => api.ask('POST', path, { key, body, ...rest, headers: { 'Idempotency-Key': crypto.randomUUID(), ...rest.headers } });
const state = async () => (await api.ask('GET', `/api/v1/editions/${held}`, { key: api.keys.viewer })).json as { releasedBy: string | null; withdrawnWhy: string | null };
const page = (date: string) => fetch(`${api.base}/editions/lowlands/${date}`);

describe('an edition', () => {
  it('is released by editors alone, once, and never from silence to the close of polls', async () => {
    for (const key of [api.keys.viewer, api.keys.coder, api.keys.service]) expect((await post(`/api/v1/editions/${held}/release`, {}, { key })).status).toBe(403);
    await api.db.query(`UPDATE elections SET polling_day = '2031-03-05' WHERE id = 'lowlands'`);
    const locked = await post(`/api/v1/editions/${held}/release`, {});
    expect([locked.status, locked.json.detail]).toEqual([400, expect.stringContaining('silence')]);
    await api.db.query(`UPDATE elections SET polling_day = '2031-03-14' WHERE id = 'lowlands'`);
    expect([(await page('2031-03-03')).status, (await state()).releasedBy]).toEqual([404, null]);
    expect((await post(`/api/v1/editions/${held}/release`, {})).json).toEqual({ done: true });
    expect((await post(`/api/v1/editions/${held}/release`, {}, { key: api.keys.admin })).json).toEqual({ done: false });
    expect([(await page('2031-03-03')).status, (await state()).releasedBy]).toEqual([200, 'key:editor']);
  });
  it('is corrected in words that a note may say, and the correction waits for its readers', async () => {
    const wrong = await post(`/api/v1/editions/${held}/corrections`, { text: { en: 'They were all bots.' } });
    expect([wrong.status, wrong.json.detail]).toEqual([400, expect.stringContaining('cannot say')]);
    expect((await post(`/api/v1/editions/${held}/corrections`, { text: { km: 'ពីរ' } })).status).toBe(400);
    expect((await post(`/api/v1/editions/${held}/corrections`, { text: { en: 'Three ministries was two.', km: 'ក្រសួងបី គឺពីរ។' } })).json).toEqual({ done: true });
    expect(await api.db.query(`SELECT kind, about_edition_id AS about FROM editions WHERE kind = 'correction'`)).toEqual([{ kind: 'correction', about: held }]);
  });
  it('is withdrawn with a reason, and its page says so and no more', async () => {
    expect((await post(`/api/v1/editions/${held}/withdraw`, { why: 'no' })).status).toBe(400);
    expect((await post(`/api/v1/editions/${held}/withdraw`, { why: 'A quote was another office\'s.' })).json).toEqual({ done: true });
    expect((await post(`/api/v1/editions/${held}/withdraw`, { why: 'A quote was another office\'s.' })).status).toBe(400);
    const gone = await page('2031-03-03');
    expect([gone.status, await gone.text()]).toEqual([410, expect.not.stringContaining('another office')]);
    expect((await post(`/api/v1/editions/${held}/release`, {})).status).toBe(400);
    expect((await api.ask('GET', `/api/v1/editions/${held}/log`, { key: api.keys.viewer })).json.items.map(({ did, by }: { did: string; by: string }) => [did, by])).toEqual([['released', 'key:editor'], ['corrected', 'key:editor'], ['withdrawn', 'key:editor']]);
  });
  it('of an election that is none of one\'s own is not there', async () => {
    for (const what of ['release', 'withdraw', 'corrections']) expect((await post(`/api/v1/editions/${held}/${what}`, what === 'withdraw' ? { why: 'A good reason.' } : what === 'corrections' ? { text: { en: 'x' } } : {}, { key: api.elsewhere })).status, what).toBe(404);
  });
});

describe('readers', () => {
  const add = (email: string, rest: object = {}) => post('/api/v1/recipients', { election: 'lowlands', email, audience: 'staff', ...rest }, { key: api.keys.admin });
  it('are added by administrators, each once, by one right address', async () => {
    expect((await post('/api/v1/recipients', { election: 'lowlands', email: 'a@desk.example', audience: 'staff' })).status).toBe(403);
    const first = await add('analyst@desk.example', { language: 'km', sendAt: '07:30' });
    expect([first.status, first.json]).toEqual([200, expect.objectContaining({ email: 'analyst@desk.example', language: 'km', sendAt: '07:30', origin: 'here' })]);
    expect((await add('analyst@desk.example')).status).toBe(409);
    for (const email of ['a@desk.example, b@desk.example', 'a@desk.example\r\nBcc: b@desk.example', '<a@desk.example>', 'nobody']) expect((await add(email)).status, email).toBe(400);
    expect((await add('b@desk.example', { name: 'B\r\nBcc: c@desk.example' })).status).toBe(400);
    expect((await add('b@desk.example', { sendAt: '25:00' })).status).toBe(400);
  });
  it('whom an administrator took away may be taken up again, who left by themselves may not, in whatever order both happened', async () => {
    const reader = async () => (await api.db.query<{ id: string; token: string; why: string | null }[]>(`SELECT id, unsubscribe_token AS token, suppressed_why AS why FROM recipients WHERE email = 'analyst@desk.example'`))[0]!;
    const takeAway = async () => api.ask('DELETE', `/api/v1/recipients/${(await reader()).id}`, { key: api.keys.admin, headers: { 'Idempotency-Key': crypto.randomUUID() } });
    const leave = async () => fetch(`${api.base}/unsubscribe/${(await reader()).token}`, { method: 'POST' });
    expect((await takeAway()).json).toEqual({ done: true });
    expect((await add('analyst@desk.example')).status).toBe(200);
    await leave();
    expect((await add('analyst@desk.example')).status).toBe(409);
    await takeAway();
    expect([(await add('analyst@desk.example')).status, (await reader()).why]).toEqual([409, 'left']);
    // Taken away first, then left; and off the watchlist.
    await api.db.query(`UPDATE recipients SET suppressed_at = now(), suppressed_why = 'taken away by an administrator', active = false WHERE email = 'analyst@desk.example'`);
    await leave();
    expect([(await add('analyst@desk.example')).status, (await reader()).why]).toEqual([409, 'left']);
    await api.db.query(`UPDATE recipients SET suppressed_why = 'complained' WHERE email = 'analyst@desk.example'`);
    expect((await add('analyst@desk.example')).status).toBe(409);
    await api.db.query(`UPDATE recipients SET suppressed_at = NULL, suppressed_why = NULL WHERE email = 'analyst@desk.example'`);
    expect((await add('analyst@desk.example')).status).toBe(200);
  });
});

describe('replies', () => {
  it('are asked for and answered once, in the words that came', async () => {
    const asked = await post('/api/v1/replies', { election: 'lowlands', actor: 'tides', question: 'Was it an order?', channel: 'telephone', deadline: '2031-03-06T00:00:00Z' });
    const path = `/api/v1/replies/${asked.json.id}/answer`;
    const open = async (): Promise<number> => (await api.ask('GET', '/api/v1/replies?election=lowlands&open=true', { key: api.keys.viewer })).json.items.length;
    expect(await open()).toBe(1);
    expect((await post(path, { answer: 'An invitation,\nnot an order', language: 'en' }, { key: api.keys.viewer })).status).toBe(403);
    expect((await post(path, { answer: 'An invitation,\nnot an order', language: 'en' })).json).toEqual({ done: true });
    expect((await post(path, { answer: 'Another', language: 'en' })).status).toBe(400);
    expect([await open(), (await api.ask('GET', '/api/v1/replies?election=lowlands', { key: api.keys.viewer })).json.items[0].answer]).toEqual([0, 'An invitation,\nnot an order']);
  });
});
