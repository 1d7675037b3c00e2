import { request as rawRequest } from 'node:http';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { operations } from '#core/contract/operations.js';
import { problemSchema } from '#core/contract/problem.js';
import { makeApiKey } from '#infra/store/keys.js';
import { addPerson } from '#infra/store/people.js';
import { startApi, type Api } from './api-server.js';

let api: Api;
let base: string;
let key: string;
let planted: Api['planted'];
beforeAll(async () => {
  api = await startApi();
  await addPerson(api.db, { name: 'first', role: 'viewer', elections: [] });
  ({ base, planted } = api);
  key = api.keys.admin;
});
afterAll(() => api.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${base}${path}`, { headers, redirect: 'manual' });
const withKey = (path: string) => get(path, { 'X-API-Key': key });
interface Listed { items: Record<string, unknown>[]; next: string | null }
const list = async (path: string): Promise<Listed> => { const answer = await withKey(path); expect(answer.status, path).toBe(200); return await answer.json() as Listed; };
const filled = (path: string): string => api.filled(path);

it('the live router and the document name the same routes', async () => {
  interface Layer { route?: { path: string; methods: Record<string, boolean> } }
  const { stack } = (api.server.getHttpAdapter().getInstance() as { router: { stack: Layer[] } }).router;
  const live = stack.flatMap(({ route }) => (route ? Object.keys(route.methods).map((method) => `${method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`) : [])).sort();
  const document = await (await get('/openapi.json')).json() as { openapi: string; paths: Record<string, object> };
  expect(live).toEqual(Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`)).sort());
  expect(document.openapi).toBe('3.1.0');
});

it('every route of the contract answers a right question as its schema says, given a key', async () => {
  for (const { id, method, path, answer, media } of operations.filter((operation) => operation.method === 'get' && operation.id !== 'followChanges')) {
    const response = await get(api.questionOf(id, path), { 'X-API-Key': key });
    expect(response.status, `${method} ${filled(path)}`).toBe(200);
    expect(response.headers.get('content-type'), id).toContain(media);
    if (media !== 'application/json') continue;
    const json: unknown = await response.json();
    expect(answer.safeParse(json).error, id).toBeUndefined();
    const short = shortened(json);
    if (answer.safeParse(short).success && JSON.stringify(short).length <= LONGEST_EXAMPLE && !['getOpenApi', 'getSettings'].includes(id)) examples[id] = short;
  }
  if (process.env['CLAQUE_WRITE_GOLDEN']) writeFileSync(EXAMPLES, `/** Answers of each route that reads, taken from the small election of the tests (CLAQUE_WRITE_GOLDEN=1 writes them anew), lists and texts cut short. */\nexport const ANSWERS: Readonly<Record<string, unknown>> = ${JSON.stringify(examples, null, 1).replaceAll('SECRET-SETTING', 'as-the-source-wants-it').replaceAll('reader@mission.example', 'someone@example.org')};\n`);
});
const EXAMPLES = new URL('../../libs/core/src/contract/answer-examples.ts', import.meta.url);
const LONGEST_EXAMPLE = 3000;
const examples: Record<string, unknown> = {};
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shortened);
  if (typeof value === 'string') return value.length > 160 ? `${value.slice(0, 159)}…` : value;
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortened(inner)])) : value;
}

it('without a key only the public routes answer; a wrong, a malformed and a revoked key are no key', async () => {
  for (const { path, access, method } of operations.filter((operation) => operation.method === 'get')) {
    const { status, headers } = await get(filled(path));
    expect(`${path} ${status}`).toBe(`${path} ${access === 'public' ? 200 : 401}`);
    if (access === 'key') expect(headers.get('www-authenticate'), method).toBe('Bearer');
  }
  const revoked = await makeApiKey(api.db, 'old', 'admin');
  expect((await get('/api/v1/elections', { Authorization: `Bearer ${revoked}` })).status).toBe(200);
  await api.db.query(`UPDATE api_keys SET revoked_at = now() WHERE name = 'old'`);
  for (const headers of [{ Authorization: `Bearer ${revoked}` }, { Authorization: `Bearer ck_${'a'.repeat(43)}` }, { 'X-API-Key': `${key}, ${key}` }, { Authorization: key }, { 'X-API-Key': "' OR 1=1 --" }]) {
    expect((await get('/api/v1/elections', headers as never)).status).toBe(401);
  }
  expect((await get('/queues')).status).toBe(401);
  expect((await get('/queues/api/queues')).status).toBe(401);
});

it('an unknown /api path is 404 with and without a key, as a problem with an id and no stack', async () => {
  for (const answer of [await get('/api/v1/nothing'), await withKey('/api/v1/nothing'), await get('/api'), await get('/nothing'), await withKey('/api/v1/documents/999999'), await withKey('/api/v1/elections/nowhere')]) {
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const text = await answer.text();
    expect(problemSchema.parse(JSON.parse(text)).id).toMatch(/^[0-9a-f-]{36}$/);
    expect(text).not.toMatch(/node_modules|at \w+ \(|SELECT/);
  }
});

it('wrong parameters are 400 and say what is allowed', async () => {
  const cases: [string, RegExp][] = [
    ['/api/v1/documents?limit=101', /limit: at most 100/], ['/api/v1/documents?limit=x', /whole number/], ['/api/v1/documents?from=yesterday', /YYYY-MM-DD/], ['/api/v1/documents?colour=red', /allowed are election, source/],
    ['/api/v1/documents?limit=1&limit=2', /more than once/], ['/api/v1/documents?cursor=abc', /cursor/], ['/api/v1/calls?cursor=WyIxJyBPUiAxPTEgLS0iXQ', /begin without it/], ['/api/v1/documents?from=0000-01-01', /1900/], ['/api/v1/calls?target=telegram:%00', /platform:handle/], ['/api/v1/documents/abc', /whole number/],
    ['/api/v1/editions?audience=everyone', /staff/], ['/api/v1/campaigns?active=maybe', /true or false/], ['/api/v1/elections/UPPER', /lower-case/], ['/api/v1/elections?__proto__=1', /not known/],
  ];
  for (const [path, allowed] of cases) {
    const answer = await withKey(path);
    expect(`${path} ${answer.status}`).toBe(`${path} 400`);
    expect(JSON.stringify(await answer.json()), path).toMatch(allowed);
  }
  expect((await withKey('/api/v1/elections/%E0%A4%A')).status).toBe(400);
});

it('pages follow each other without a gap or a repeat', async () => {
  const ids: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page: Listed = await list(`/api/v1/documents?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor);
  expect(ids).toEqual([...planted.documents].reverse());
});

it('filters compose, and days are those of the election', async () => {
  const titles = async (query: string) => (await list(`/api/v1/documents?${query}`)).items.map(({ title }) => String(title).slice(0, 8));
  expect(await titles('actor=tides')).toEqual(['Letter 2', 'Letter 0']);
  expect(await titles('election=lowlands&source=dykes-website')).toEqual(['Letter 1']);
  // Published 1 March 23:30 UTC, which is 2 March there.
  expect(await titles('from=2031-03-02&to=2031-03-02')).toEqual(['Letter 0']);
  expect(await titles('election=elsewhere')).toEqual([]);
  expect((await list('/api/v1/calls?target=telegram:harbour_example&actor=dykes')).items).toHaveLength(1);
  expect((await list('/api/v1/campaigns?actor=dykes&active=true')).items).toHaveLength(1);
  expect((await list('/api/v1/campaigns?actor=nobody')).items).toEqual([]);
  expect((await list('/api/v1/editions?released=false')).items.map(({ id }) => id)).toEqual([planted.heldEdition]);
  expect((await list('/api/v1/gaps?open=true&source=dykes-website')).items).toMatchObject([{ reason: 'blocked' }]);
});

it('without a release nothing of an edition is seen, with or without a key; what was released to staff is not for everybody', async () => {
  expect(await (await get('/editions/lowlands/2031-03-02.json')).text()).toContain('RELEASED');
  for (const date of ['2031-03-03', '2031-03-04', '2031-03-05']) {
    for (const ending of ['', '.json', '.txt']) expect((await get(`/editions/lowlands/${date}${ending}`)).status).toBe(404);
  }
  for (const path of ['/editions', '/feed.xml', '/feed.json']) {
    const listed = await (await get(path)).text();
    expect(listed, path).toMatch(/2031-03-02|lowlands/);
    expect(listed, path).not.toMatch(/2031-03-0[345]|HELD|STAFF/);
  }
});

it('a public page is in the language asked for, runs nothing and loads nothing', async () => {
  const page = await get('/editions/lowlands/2031-03-02?language=km');
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self' 'sha256-[^']+'/);
  const html = await page.text();
  expect(html).toContain('<html lang="km"');
  expect(html).not.toMatch(/<script|<img|<iframe/);
  expect(await (await get('/editions/lowlands/2031-03-02.txt?language=en')).text()).not.toContain('<');
  expect((await get('/editions/lowlands/today')).status).toBe(400);
});

it('a call shows who, in which document, and the verbatim span', async () => {
  const [call] = (await list('/api/v1/calls?limit=1')).items as { quote: string; span: { start: number; end: number }; document: { id: string } }[];
  const document = await (await withKey(`/api/v1/documents/${call!.document.id}`)).json() as { text: string };
  expect(document.text.slice(call!.span.start, call!.span.end)).toBe(call!.quote);
});

it('secrets of a source, hashes of keys and tokens of recipients go out nowhere', async () => {
  const bodies = await Promise.all(operations.filter(({ method, path, id }) => method === 'get' && !path.startsWith('/unsubscribe') && id !== 'followChanges' && !['listRecipients', 'getWatchlist', 'getWatchlistFile', 'getWatchlistVersion'].includes(id)).map(async ({ id, path }) => (await withKey(api.questionOf(id, path))).text()));
  const all = bodies.join('\n');
  expect(all).not.toContain('SECRET-SETTING');
  expect(all).not.toContain(planted.token);
  expect(all).not.toContain(key);
  expect(all).not.toContain('reader@mission.example');
});

it('looking at the unsubscribe page changes nothing; the post ends the mail, and says so twice alike', async () => {
  const suppressed = async () => (await api.db.query<{ at: Date | null }[]>('SELECT suppressed_at AS at FROM recipients'))[0]!.at;
  const page = await get(`/unsubscribe/${planted.token}`);
  expect(await page.text()).toContain('<form method="post">');
  expect(await suppressed()).toBeNull();
  for (let time = 0; time < 2; time++) {
    const answer = await fetch(`${base}/unsubscribe/${planted.token}`, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' });
    expect(answer.status).toBe(200);
  }
  expect(await suppressed()).toBeInstanceOf(Date);
  expect((await fetch(`${base}/unsubscribe/${'x'.repeat(32)}`, { method: 'POST' })).status).toBe(404);
});

it('a link with parameters of others opens all the same', async () => {
  for (const path of ['/?from=mail', '/editions/lowlands/2031-03-02?utm_source=x', '/feed.xml?x=1', `/unsubscribe/${planted.token}?fbclid=1`]) expect((await get(path)).status, path).toBe(200);
});

it('every answer carries the headers, a body too large is refused, and the maker is not named', async () => {
  for (const path of ['/', '/api/v1/elections', '/nothing', '/health/live', '/queues']) {
    const { headers } = await get(path);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
  expect((await fetch(`${base}/unsubscribe/${planted.token}`, { method: 'POST', body: 'x'.repeat(1_100_000) })).status).toBe(413);
  for (const method of ['DELETE', 'PUT', 'PATCH']) expect((await fetch(`${base}/api/v1/elections`, { method, headers: { 'X-API-Key': key, 'X-HTTP-Method-Override': 'GET' } })).status).toBe(404);
  const trace = await new Promise<number | undefined>((resolve, reject) => { rawRequest(`${base}/`, { method: 'TRACE' }, (answer) => { answer.resume(); resolve(answer.statusCode); }).on('error', reject).end(); });
  expect(trace).toBe(405);
});

it('the queue board opens with the key, also as the password a browser asks for, and changes nothing', async () => {
  const basic = { Authorization: `Basic ${Buffer.from(`anybody:${key}`).toString('base64')}` };
  expect(await (await get('/queues', basic)).text()).toContain('<title>');
  const board = await (await get('/queues/api/queues', basic)).json() as { queues: { name: string; readOnlyMode: boolean }[] };
  expect(board.queues.find(({ name }) => name === 'read')).toMatchObject({ readOnlyMode: true });
  expect((await fetch(`${base}/queues/api/queues/read/pause`, { method: 'PUT', headers: basic })).status).toBeGreaterThanOrEqual(400);
});

it('is ready with database and queue, and alive whatever they do', async () => {
  expect(await (await get('/health/ready')).json()).toEqual({ status: 'ready', database: 'ok', queue: 'ok' });
  expect(await (await get('/health/live')).json()).toEqual({ status: 'ok' });
});
