import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { securityHeaders } from '../../apps/api/src/headers.js';
import { QUERY_MS } from '../../apps/api/src/limits.js';
import { ProblemFilter } from '../../apps/api/src/problem.filter.js';
import { operations } from '#core/contract/operations.js';
import { exportRows } from '#infra/store/exports.js';
import { openDatabase } from '#infra/store/open.js';
import { startApi, type Api } from './api-server.js';

/**
 * What the public checklists of API security ask (OWASP API Security Top 10 of 2023, and what an observation mission adds), statement by statement, and the tests that prove it: `file > name`, from the repo's root. Where a statement is
 * about something that Claque does not have, its test proves that it has not.
 */
const PROOFS: Record<string, string[]> = {
  'API1-BOLA 1: what belongs to an election that one has no right to is not there': ['test/store/api-matrix.spec.ts > without a right to an election, what belongs to it is not there: for reading and for changing', 'test/store/api-matrix.spec.ts > what needs an election\'s right says so in the contract'],
  'API1-BOLA 2: confidential reports of the field': [OWN('no route takes or shows a confidential report, and no table keeps one')],
  'API2-AUTH 1: nothing answers without credentials but what is listed': ['test/store/api.spec.ts > without a key only the public routes answer; a wrong, a malformed and a revoked key are no key'],
  'API2-AUTH 2: keys are long, kept as digests, shown once, and end': ['test/store/api-access.spec.ts > a key is shown once, ends at its time, and within a second of being revoked', 'test/store/api-access.spec.ts > passwords are kept as argon2id of 19 MiB and two passes, secrets of sessions and keys as digests'],
  'API2-AUTH 3: passwords, and guessing them': ['test/store/api-access.spec.ts > passwords are kept as argon2id of 19 MiB and two passes, secrets of sessions and keys as digests', 'test/store/api-access.spec.ts > a wrong password and an unknown name are answered alike, and five tries a minute are all'],
  'API2-AUTH 4: sessions are new, end at the server, and a copy ends them; codes are good once': ['test/store/api-access.spec.ts > signing in gives a new session whatever cookie came with it, and signing out ends it at the server', 'test/store/api-access.spec.ts > a copy of an old secret ends the session for both', 'test/store/api-access.spec.ts > an authenticator\'s code is good once, and a password alone is no longer enough'],
  'API3-BOPLA 1: fields that nobody asked for are refused': ['test/store/api-access.spec.ts > nobody takes the last admin away, and nobody gives themselves a role or a field that is not asked for', 'test/store/api-review.spec.ts > a decision says why, a correction what, and neither may touch what a finding does not have'],
  'API3-BOPLA 2: nothing goes out that no schema has': ['test/store/api.spec.ts > secrets of a source, hashes of keys and tokens of recipients go out nowhere', 'test/store/api.spec.ts > every route of the contract answers a right question as its schema says, given a key'],
  'API4-RESOURCE 1: bodies, depth, lists, pages and time have limits': ['test/store/api-changes.spec.ts > bodies that are too large, too deep, too long, of another type or no JSON are refused with what was wrong', 'test/store/api.spec.ts > wrong parameters are 400 and say what is allowed', OWN('a question that takes too long is ended by the database, and answered as that')],
  'API4-RESOURCE 2: one who floods holds up nobody': ['apps/api/src/access/pace.spec.ts > one address that floods is told to wait, refills by the second, and holds up no other, also while the database is away', 'test/store/api-access.spec.ts > many who prove who they are at once hold up nobody'],
  'API4-RESOURCE 3: what people look for is data, and quick': ['test/store/api-search.spec.ts > what is odd, long or meant to break is answered, and quickly', OWN('fifty thousand letters are refused, wherever somebody may type')],
  'API4-RESOURCE 4: exports are streamed, end, and are few at once': [OWN('an export ends at its most rows, comes as it is written, and a fourth at once is told to wait')],
  'API5-BFLA: roles by method and route are the committed table': ['test/store/api-matrix.spec.ts > who may do what is the committed table, and every route of the live router is in it', 'test/store/api-matrix.spec.ts > the live server lets each role do what the table says and nothing else'],
  'API6-FLOW: what is sensitive asks again, is done once, and is on record': ['test/store/api-access.spec.ts > what is sensitive asks for the password again, and for a key of its own', 'test/store/api-changes.spec.ts > the same Idempotency-Key is done once and answered alike, also when both come at the same time; with another body it is refused', OWN('what goes to readers or changes who they are is sensitive')],
  'API7-SSRF: addresses are checked when they are saved and when they are asked': ['test/store/api-watchlist.spec.ts > what is never fetched is refused when it is saved, and exceptions are not given here', 'test/store/api-webhooks.spec.ts > an outlet is added with a secret that is shown once, and never to a private address', 'libs/infra/src/http/post.spec.ts'],
  'API8-CONFIG 1: headers': ['test/store/api.spec.ts > every answer carries the headers, a body too large is refused, and the maker is not named', OWN('a page runs nothing that stands in it, whatever is written into it, and asks for https where it is reached so')],
  'API8-CONFIG 2: faults say an id and nothing of the inside': ['test/store/api.spec.ts > an unknown /api path is 404 with and without a key, as a problem with an id and no stack', OWN('a fault of the database says an id, and nothing of the database')],
  'API8-CONFIG 3: changes in a session come from our own pages': ['test/store/api-access.spec.ts > a change in a session must come from the server\'s own pages'],
  'API8-CONFIG 4: methods and headers that change nothing': ['test/store/api-access.spec.ts > methods that no route has, and headers that would change one, change nothing', OWN('an address that is only claimed is nobody\'s')],
  'API9-INVENTORY: the document and the router are one; boards are behind the sign-in': ['test/store/api.spec.ts > the live router and the document name the same routes', 'test/store/api.spec.ts > the queue board opens with the key, also as the password a browser asks for, and changes nothing', OWN('no page of the document or of the queues opens to nobody')],
  'API10-UPSTREAM: what models, mail servers and archives answer is checked and limited': ['test/whole/model.spec.ts > asks once more after an answer that is no answer, then leaves the document to a person', 'libs/infra/src/llm/openai.spec.ts > follows no redirect', 'test/whole/import.spec.ts > says what is wrong with a source, a format or a list of people'],
  'AUDIT: each change is in a chain that nobody changes': ['test/store/api-changes.spec.ts > the audit is a chain that nobody changes, and a broken one is found', 'test/store/api-changes.spec.ts > every change says who may, and sets or keeps its election apart'],
  'PRIVACY 1: who asked, from where and with what is kept nowhere': [OWN('who asked, from where and with what stands in no table')],
  'PRIVACY 2: a copy of the database opens nothing': [OWN('whoever has a copy of the database has no key, session, password, code or secret of a webhook')],
  'PRIVACY 3: mails that tell staff name nobody': ['test/whole/release.spec.ts > news is told to staff without names, rate-limited, and only what is new', 'test/whole/release.spec.ts > staff are told at the hour that the note is late, once, by a mail that names nobody, however many clocks ask'],
  'REPLAY: links are good for one thing, once or until they end, and looking changes nothing': ['test/store/api.spec.ts > looking at the unsubscribe page changes nothing; the post ends the mail, and says so twice alike', 'test/store/api-access.spec.ts > the first person comes in by a one-time link, once'],
  'EXPORT: hostile text stays text in tables, mails and pages': ['test/store/api-exports.spec.ts > no cell is run by a spreadsheet', 'test/browser/dashboard/hostile.spec.ts', 'test/gate/sets/hostile-strings.ts'],
};
/** A test of this file. */
function OWN(name: string): string { return `test/store/api-checklist.spec.ts > ${name}`; }

const root = new URL('../../', import.meta.url).pathname;
let api: Api;
beforeAll(async () => { api = await startApi(undefined, { baseUrl: 'https://watch.example' }); });
afterAll(() => api.close());

it('every statement names tests, and they are there', () => {
  for (const [statement, proofs] of Object.entries(PROOFS)) {
    expect(proofs.length, statement).toBeGreaterThan(0);
    for (const proof of proofs) {
      const [file, name] = proof.split(' > ') as [string, string | undefined];
      expect(existsSync(join(root, file)), `${statement}: ${file}`).toBe(true);
      // As it is written in the file, with its quotation marks escaped; the own ones below, and not in the table above.
      if (name !== undefined) expect(readFileSync(join(root, file), 'utf8').includes(`it('${name.replaceAll('\'', '\\\'')}'`), `${statement}: no test "${name}" in ${file}`).toBe(true);
    }
  }
});

const LIST = join(process.env['CLAQUE_DATA'] ?? '/nowhere', 'security/admin-api-checklist.json');
it.skipIf(!existsSync(LIST))('every statement of the checklist, as it is given, has its line here', () => {
  const given = Map.groupBy(JSON.parse(readFileSync(LIST, 'utf8')) as [id: string, statement: string][], ([id]) => id);
  for (const [id, statements] of given) expect(Object.keys(PROOFS).filter((key) => key.startsWith(`${id} `) || key.startsWith(`${id}:`)), id).toHaveLength(statements.length);
});

it('no route takes or shows a confidential report, and no table keeps one', async () => {
  expect(operations.filter(({ path }) => /intake|field|report/.test(path)).map(({ path }) => path)).toEqual(['/mail-reports']);
  const tables = await api.db.query<{ name: string }[]>(`SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND (table_name ~ 'report|intake' OR column_name ~ 'reporter|cipher')`);
  expect(tables).toEqual([]);
});

it('a question that takes too long is ended by the database, and answered as that', async () => {
  // The API's own limit is five seconds; here a shorter one, of the same making.
  expect(QUERY_MS).toBeLessThanOrEqual(5000);
  const hurried = await openDatabase((api.db.options as { url: string }).url, 1, 200);
  const began = performance.now();
  const fault: unknown = await hurried.query('SELECT pg_sleep(20)').catch((error: unknown) => error);
  expect(performance.now() - began).toBeLessThan(10_000);
  await hurried.destroy();
  const said: Record<string, unknown> = {};
  const response = { headersSent: false, setHeader: () => response, status: (status: number) => { said['status'] = status; return response; }, type: () => response, send: (text: string) => { said['problem'] = JSON.parse(text); } };
  new ProblemFilter().answer(fault, { path: '/api/v1/search', method: 'GET', accepts: () => false } as never, response as never);
  expect(said).toMatchObject({ status: 503, problem: { id: expect.any(String), title: 'That took too long' } });
});

it('fifty thousand letters are refused, wherever somebody may type', async () => {
  const long = 'a'.repeat(50_000);
  const began = performance.now();
  for (const path of [`/api/v1/search?q=${long}`, `/api/v1/documents?actor=${long}`, `/api/v1/documents/${long}`, `/api/v1/calls?cursor=${long}`]) expect([400, 404, 414, 431], path.slice(0, 40)).toContain((await api.ask('GET', path, { key: api.keys.viewer })).status);
  for (const [path, body] of [['/api/v1/decision-notes', { election: 'lowlands', about: long, knew: 'x', interest: 'x' }], ['/api/v1/tries', { election: 'lowlands', url: `https://tides.example/${long}` }]] as const) expect((await api.ask('POST', path, { key: api.keys.editor, body })).status, path).toBe(400);
  // Six of them: none was matched letter by letter against anything. Generous, since others may use the machine.
  expect(performance.now() - began).toBeLessThan(5000);
});

it('an export ends at its most rows, comes as it is written, and a fourth at once is told to wait', async () => {
  const rows: unknown[] = [];
  for await (const batch of await exportRows(api.db, 'documents', { election: 'lowlands' }, 2)) rows.push(...batch);
  expect(rows).toHaveLength(2);
  const one = await fetch(`${api.base}/api/v1/exports/documents.csv?election=lowlands`, { headers: { 'X-API-Key': api.keys.viewer } });
  expect([one.headers.get('content-length'), one.headers.get('transfer-encoding')]).toEqual([null, 'chunked']);
  await one.text();
  // While the audit waits, so do they: three are under way, and the fourth is not.
  const blocker = api.db.createQueryRunner();
  await blocker.startTransaction();
  await blocker.query('LOCK TABLE audit IN ACCESS EXCLUSIVE MODE');
  const waiting = Array.from({ length: 3 }, () => api.ask('GET', '/api/v1/exports/gaps.csv?election=lowlands', { key: api.keys.viewer }));
  await new Promise((resolve) => { setTimeout(resolve, 1000); });
  const fourth = await api.ask('GET', '/api/v1/exports/gaps.csv?election=lowlands', { key: api.keys.viewer });
  await blocker.rollbackTransaction();
  await blocker.release();
  expect([fourth.status, fourth.headers.get('retry-after') !== null]).toEqual([429, true]);
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200]);
});

it('what goes to readers or changes who they are is sensitive', () => {
  const sensitive = operations.filter((operation) => operation.sensitive).map(({ id }) => id);
  expect(sensitive).toEqual(expect.arrayContaining(['releaseEdition', 'withdrawEdition', 'correctEdition', 'addRecipient', 'removeRecipient', 'addWebhook', 'removeWebhook', 'addPerson', 'changePerson', 'linkPerson', 'addKey']));
});

it('a page runs nothing that stands in it, whatever is written into it, and asks for https where it is reached so', async () => {
  await api.db.query(`UPDATE elections SET name = '{"en":"</script><script>alert(1)</script>"}' WHERE id = 'lowlands'`);
  const { cookie } = await api.signedIn('looks', 'viewer');
  const page = await api.ask('GET', '/', { cookie: cookie });
  // The state that comes with the page is data; the policy knows no inline script, with a nonce or without.
  expect([...page.text.matchAll(/<script\b([^>]*)>/gi)].map(([, attributes]) => attributes!.trim()).filter((attributes) => !attributes.startsWith('type="application/json"') && !/\bsrc="\//.test(attributes))).toEqual([]);
  expect(page.text).not.toContain('<script>alert');
  const policy = page.headers.get('content-security-policy')!;
  expect(policy).toContain('script-src \'self\'');
  expect(policy).not.toMatch(/unsafe|nonce|sha256|\*|https?:/);
  const headers = new Map<string, string>();
  securityHeaders(true)({ path: '/' } as never, { setHeader: (name: string, value: string) => headers.set(name, value) } as never, () => {});
  expect(headers.get('Strict-Transport-Security')).toBe('max-age=31536000');
  expect([page.headers.get('strict-transport-security'), page.headers.get('cache-control')]).toEqual(['max-age=31536000', 'no-store']);
});

it('a fault of the database says an id, and nothing of the database', async () => {
  await api.db.query('ALTER TABLE document_events RENAME TO document_events_away');
  const answer = await api.ask('GET', '/api/v1/document-events', { key: api.keys.viewer });
  await api.db.query('ALTER TABLE document_events_away RENAME TO document_events');
  expect([answer.status, answer.json.id]).toEqual([500, expect.any(String)]);
  expect(answer.text).not.toMatch(/document_events|relation|SELECT|postgres|node_modules|\.js|stack|\/work|0\.0\.0/i);
});

it('an address that is only claimed is nobody\'s', async () => {
  const tries = async (n: number) => (await api.ask('POST', '/api/v1/session', { body: { name: 'somebody', password: 'not the password' }, headers: { 'X-Forwarded-For': `203.0.113.${n}`, 'X-Real-IP': `203.0.113.${n}`, Forwarded: `for=203.0.113.${n}` } })).status;
  const answers = [];
  for (let n = 0; n < 6; n++) answers.push(await tries(n));
  expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
});

it('no page of the document or of the queues opens to nobody', async () => {
  for (const path of ['/queues', '/queues/api/queues', '/api', '/api-docs', '/docs', '/swagger', '/swagger-ui', '/api/docs', '/metrics', '/.env', '/.git/config']) expect((await api.ask('GET', path)).status, path).toBeGreaterThanOrEqual(400);
});

/** All that the database holds, as text. */
async function everything(): Promise<string> {
  const tables = await api.db.query<{ name: string }[]>(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`);
  const all = [];
  for (const { name } of tables) all.push(...(await api.db.query<{ row: string }[]>(`SELECT x::text AS row FROM ${name} x`)).map(({ row }) => row));
  return all.join('\n');
}

it('who asked, from where and with what stands in no table', async () => {
  const canary = 'CANARY-BROWSER/7.31';
  const headers = { 'User-Agent': canary, 'X-Forwarded-For': '198.51.100.77', Referer: 'https://canary.example/from' };
  const { cookie } = await api.signedIn('careful', 'editor');
  for (const path of ['/', '/api/v1/session', `/unsubscribe/${api.planted.token}`, `/notes/${api.planted.noteToken}`, '/api/v1/search?q=harbour_example', '/api/v1/exports/calls.csv?election=lowlands']) await api.ask('GET', path, { cookie, headers });
  await api.ask('POST', '/api/v1/session', { body: { name: 'nobody', password: 'x'.repeat(12) }, headers });
  await api.ask('POST', '/api/v1/tries', { cookie, headers: { ...headers, Origin: 'https://watch.example' }, body: { election: 'lowlands', url: 'https://tides.example/canary' } });
  await api.ask('POST', `/unsubscribe/${api.planted.token}`, { headers });
  const all = await everything();
  expect(all.length).toBeGreaterThan(10_000);
  for (const trace of [canary, '198.51.100.77', 'canary.example', '127.0.0.1', '::1']) expect(all.includes(trace), trace).toBe(false);
});

it('whoever has a copy of the database has no key, session, password, code or secret of a webhook', async () => {
  const { cookie } = await api.signedIn('sealed', 'admin');
  const once = () => ({ 'Idempotency-Key': crypto.randomUUID(), Origin: 'https://watch.example' });
  const key = await api.ask('POST', '/api/v1/keys', { cookie, headers: once(), body: { name: 'program', role: 'viewer' } });
  const hook = await api.ask('POST', '/api/v1/webhooks', { cookie, headers: once(), body: { election: 'lowlands', audience: 'partners', url: 'https://desk.example/copy' } });
  const totp = await api.ask('POST', '/api/v1/session/totp', { cookie, headers: once(), body: {} });
  expect([key.status, hook.status, totp.status]).toEqual([200, 200, 200]);
  const secrets = [cookie.split('=')[1]!, key.json.key as string, hook.json.secret as string, totp.json.secret as string, ...Object.values(api.keys)];
  const all = await everything();
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(15);
    expect(all.includes(secret), secret.slice(0, 6)).toBe(false);
  }
});
