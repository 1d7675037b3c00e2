import { afterAll, beforeAll, expect, it } from 'vitest';
import { operations } from '#core/contract/operations.js';
import { isUnsafe } from '#core/contract/operation.js';
import { startApi, type Api } from './api-server.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(() => api.close());
const once = () => ({ 'Idempotency-Key': crypto.randomUUID() });
const question = { election: 'lowlands', actor: 'tides', question: 'Who asked?', channel: 'e-mail' };
const ask = (headers: Record<string, string>, body: object = question) => api.ask('POST', '/api/v1/replies', { key: api.keys.editor, headers, body });
const audit = () => api.db.query<{ who: string; did: string; before: string | null; after: string | null; about: string }[]>('SELECT who, did, before, after, about FROM audit ORDER BY id');

it('the same Idempotency-Key is done once and answered alike, also when both come at the same time; with another body it is refused', async () => {
  const headers = once();
  const answers = await Promise.all([ask(headers), ask(headers), ask(headers)]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await api.db.query('SELECT count(*)::int AS n FROM replies')).toEqual([{ n: 1 }]);
  expect((await ask(headers, { ...question, question: 'Who else?' })).status).toBe(409);
  expect((await api.ask('POST', '/api/v1/replies', { key: api.keys.admin, headers, body: question })).text).not.toBe(answers[0]!.text);
});

it('a change that fails leaves nothing: no row, no entry, and its key is free', async () => {
  const headers = once();
  const before = await audit();
  expect((await ask(headers, { ...question, actor: 'nobody' })).status).toBe(400);
  expect(await audit()).toEqual(before);
  expect((await ask(headers)).status).toBe(200);
  const after = await audit();
  expect(after).toHaveLength(before.length + 1);
  expect(after.at(-1)).toMatchObject({ who: 'key:editor', did: 'askReply', about: '/api/v1/replies' });
});

it('an answer that is known is not sent again, and a change of what was changed meanwhile is refused', async () => {
  const path = `/api/v1/editions/${api.planted.heldEdition}`;
  const first = await api.ask('GET', path, { key: api.keys.editor });
  const etag = first.headers.get('etag')!;
  const again = await api.ask('GET', path, { key: api.keys.editor, headers: { 'If-None-Match': `"other", ${etag}` } });
  expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
  const release = (headers: Record<string, string>) => api.ask('POST', `${path}/release`, { key: api.keys.editor, headers: { ...once(), ...headers }, body: {} });
  expect((await release({ 'If-Match': '"stale"' })).status).toBe(412);
  const done = await release({ 'If-Match': etag });
  expect([done.status, done.json]).toEqual([200, { done: true }]);
  const late = await release({ 'If-Match': etag });
  expect([late.status, late.json.changed]).toEqual([412, { by: 'key:editor', did: 'releaseEdition', at: expect.any(String) }]);
  const now = await api.ask('GET', path, { key: api.keys.editor });
  expect(now.headers.get('etag')).toBe(done.headers.get('etag'));
  expect(now.json.releasedBy).toBe('key:editor');
  const entry = (await audit()).at(-1)!;
  expect([entry.did, entry.before === entry.after]).toEqual(['releaseEdition', false]);
});

it('the audit is a chain that nobody changes, and a broken one is found', async () => {
  const verified = async () => (await api.ask('GET', '/api/v1/audit/verification', { key: api.keys.admin })).json;
  expect(await verified()).toMatchObject({ whole: true, brokenAt: null });
  for (const statement of [`UPDATE audit SET who = 'x'`, 'DELETE FROM audit', 'TRUNCATE audit']) await expect(api.db.query(statement)).rejects.toThrow(/permission denied/);
  const [one] = await api.db.query('SELECT id FROM audit ORDER BY id LIMIT 1 OFFSET 1');
  // Not even by somebody who has given themselves the right.
  await api.db.query('GRANT UPDATE, DELETE ON audit TO CURRENT_USER');
  await expect(api.db.query(`UPDATE audit SET who = 'x'`)).rejects.toThrow(/never changed/);
  await api.db.query(`ALTER TABLE audit DISABLE TRIGGER audit_is_kept`);
  await api.db.query(`UPDATE audit SET who = 'somebody else' WHERE id = $1`, [one.id]);
  expect(await verified()).toMatchObject({ whole: false, brokenAt: one.id });
  await api.db.query(`UPDATE audit SET who = 'key:editor' WHERE id = $1`, [one.id]);
});

it('bodies that are too large, too deep, too long, of another type or no JSON are refused with what was wrong', async () => {
  const send = (raw: string | Uint8Array<ArrayBuffer>, type = 'application/json') => api.ask('POST', '/api/v1/replies', { key: api.keys.editor, raw, headers: { 'Content-Type': type } });
  const nested = `${'{"a":'.repeat(30)}1${'}'.repeat(30)}`;
  expect((await send('x'.repeat(1_100_000))).status).toBe(413);
  for (const [body, said] of [[nested, /deep/], ['[1]', /JSON object/], ['{', /JSON object/], ['null', /JSON object/], [JSON.stringify({ question: Array.from({ length: 1001 }, () => 1) }), /list of more/], [new Uint8Array([0x7b, 0xff, 0x7d]), /UTF-8/]] as const) {
    const answer = await send(body);
    expect([answer.status, said.test(answer.json.detail)]).toEqual([400, true]);
  }
  expect((await send(JSON.stringify(question), 'text/plain')).status).toBe(400);
  expect((await send(`{"__proto__": {"admin": true}, "constructor": 1}`)).status).toBe(400);
  for (const extra of ['role', 'electionId', 'id', 'createdAt', 'passwordHash', 'by', 'askedBy']) expect((await ask({}, { ...question, [extra]: 'x' })).json.errors[0].where).toBe(extra);
});

it('every change says who may, and sets or keeps its election apart', () => {
  for (const { id, access, roles, item, whole, path, params } of operations.filter(isUnsafe)) {
    if (access === 'public') continue;
    expect(roles.length, id).toBeLessThan(5);
    const named = /\{election\}/.test(path) || item !== undefined || whole === true || params !== undefined;
    expect(named, id).toBe(true);
  }
});

it('answers are packed for whoever understands it, under the same ETag, and events are not', async () => {
  const path = `/api/v1/editions/${api.planted.heldEdition}`;
  const as = (encoding: string, headers: Record<string, string> = {}) => api.ask('GET', path, { key: api.keys.editor, headers: { 'Accept-Encoding': encoding, ...headers } });
  const plain = await as('identity');
  expect(plain.headers.get('content-encoding')).toBeNull();
  for (const encoding of ['gzip', 'br']) {
    const packed = await as(encoding);
    expect([packed.headers.get('content-encoding'), packed.headers.get('vary'), packed.headers.get('etag'), packed.text === plain.text]).toEqual([encoding, 'Accept-Encoding', plain.headers.get('etag'), true]);
    expect((await as(encoding, { 'If-None-Match': packed.headers.get('etag')! })).status).toBe(304);
  }
  const events = await fetch(`${api.base}/api/v1/live`, { headers: { 'X-API-Key': api.keys.viewer, 'Accept-Encoding': 'gzip, br' } });
  expect(events.headers.get('content-encoding')).toBeNull();
  await events.body!.cancel();
  const table = await api.ask('GET', '/api/v1/exports/documents.jsonl?election=lowlands', { key: api.keys.viewer, headers: { 'Accept-Encoding': 'gzip' } });
  expect([table.headers.get('content-encoding'), table.text.trim().split('\n').length]).toEqual(['gzip', 3]);
});
