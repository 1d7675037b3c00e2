import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveDetections } from '#infra/store/documents.js';
import { accountMaterial } from '#infra/store/accounts.js';
import { callsNow } from '#infra/store/campaigns.js';
import { factsOfDay } from '#infra/store/facts.js';
import { startApi, type Api, type Asking } from './api-server.js';

let api: Api;
let first: string;
let second: string;
let editor: string;
beforeAll(async () => {
  api = await startApi();
  ({ cookie: first } = await api.signedIn('first', 'coder'));
  ({ cookie: second } = await api.signedIn('second', 'coder'));
  ({ cookie: editor } = await api.signedIn('chief', 'editor'));
});
afterAll(() => api.close());

const call = async (n: number): Promise<string> => (await api.db.query<{ id: string }[]>(`SELECT id FROM observations WHERE kind = 'call' ORDER BY id LIMIT 1 OFFSET ${n}`))[0]!.id;
const decide = (id: string, cookie: string, body: object, more: Asking = {}) => api.ask('POST', `/api/v1/observations/${id}/decisions`, { cookie, body, ...more });
const one = async (id: string, cookie: string) => (await api.ask('GET', `/api/v1/observations/${id}`, { cookie })).json;
const queue = async (cookie: string, query = '') => (await api.ask('GET', `/api/v1/review?election=lowlands${query}`, { cookie })).json.items as { id: string; review: { state: string } }[];

it('a finding shows its quote in its context, and what the detector made of it', async () => {
  const found = await one(await call(0), first);
  expect(found.context).toEqual({ before: 'Staff are asked to ', after: ' by Friday.' });
  expect(found).toMatchObject({ kind: 'call', verdict: 'observed', check: 'machine', review: { state: 'waiting', decision: null, allegation: false, decisions: [] } });
});

it('the second reader is another person and sees nothing of the first; two alike agree', async () => {
  const id = await call(0);
  expect((await decide(id, first, { decision: 'confirm' })).json.review).toMatchObject({ state: 'second', mine: 'confirm', decision: 'confirm' });
  expect((await decide(id, first, { decision: 'confirm' })).status).toBe(409);
  expect((await queue(first)).map((item) => item.id)).not.toContain(id);
  const seen = (await queue(second)).find((item) => item.id === id)!;
  expect(seen.review).toMatchObject({ state: 'second', decision: null, decisions: [], hidden: 1, mine: null });
  expect((await one(id, editor)).review).toMatchObject({ decision: null, decisions: [], hidden: 1 });
  const agreed = (await decide(id, second, { decision: 'confirm' })).json;
  expect([agreed.check, agreed.review.state, agreed.review.decisions.map(({ by }: { by: string }) => by)]).toEqual(['two agree', 'agreed', ['C1', 'C2']]);
  expect((await decide(id, editor, { decision: 'confirm' })).status).toBe(409);
});

it('two who do not agree wait for an editor, whose word holds; what is rejected is no call any more', async () => {
  const id = await call(1);
  const from = new Date(0);
  await decide(id, first, { decision: 'correct', payload: { strength: 'mandatory' }, why: 'It sets a day' });
  expect(await callsNow(api.db, 'lowlands', from, [id])).toHaveLength(1);
  // What the first one corrected is not shown to the second, nor told by the verdict.
  expect(await one(id, second)).toMatchObject({ verdict: 'observed', payload: { strength: 'instruction' } });
  expect(await one(id, first)).toMatchObject({ payload: { strength: 'mandatory' } });
  const split = (await decide(id, second, { decision: 'reject', why: 'A quotation' })).json;
  expect([split.review.state, split.review.decision, split.payload.strength]).toEqual(['split', null, 'instruction']);
  expect((await api.ask('POST', `/api/v1/observations/${id}/adjudication`, { cookie: first, body: { decision: 'reject', why: 'x' } })).status).toBe(403);
  const settled = (await api.ask('POST', `/api/v1/observations/${id}/adjudication`, { cookie: editor, body: { decision: 'reject', why: 'The page quotes another office' } })).json;
  expect(settled.review).toMatchObject({ state: 'settled', decision: 'reject' });
  expect(settled.check).toBe('two agree');
  expect(await callsNow(api.db, 'lowlands', from, [id])).toEqual([]);
  // Another version of the detector finds the same words again: the decision holds.
  const [{ document }] = await api.db.query('SELECT document_id AS document FROM observations WHERE id = $1', [id]);
  const [old] = await api.db.query('SELECT span_start AS start, span_end AS "end", quote, payload, why, confidence, target FROM observations WHERE id = $1', [id]);
  const [{ text }] = await api.db.query('SELECT text FROM documents WHERE id = $1', [document]);
  await saveDetections(api.db, { id: document, electionId: 'lowlands', text }, [{ detector: 'call-to-follow', version: 2, observations: [{ kind: 'call', span: { start: old.start, end: old.end }, quote: old.quote, payload: old.payload, why: old.why, confidence: 0.8, target: old.target }] }]);
  const [again] = await api.db.query('SELECT id FROM observations WHERE document_id = $1 AND detector_version = 2', [document]);
  expect((await one(again.id, editor)).review.state).toBe('settled');
  expect(await callsNow(api.db, 'lowlands', from, [again.id])).toEqual([]);
});

it('a corrected account is that of the call in lists, exports and facts of the day once two agree, and again for a later version of the detector', async () => {
  const id = await call(0);
  const other = 'telegram:lighthouse_example';
  const correct = (cookie: string, target: string | null) => api.ask('POST', `/api/v1/observations/${id}/adjudication`, { cookie, body: { decision: 'correct', target, why: 'The keeper’s' } });
  const calls = async (target: string) => (await api.ask('GET', `/api/v1/calls?target=${target}`, { cookie: editor })).json.items as { id: string; target: string; targetUrl: string | null }[];
  expect((await calls('telegram:harbour_example')).map((item) => item.id)).toContain(id);
  expect((await correct(editor, other)).json).toMatchObject({ target: other, found: { target: { handle: 'harbour_example' } }, review: { state: 'settled', decisions: [{}, {}, { decision: 'correct', target: other }] } });
  expect(await calls(other)).toMatchObject([{ id, target: other, targetUrl: null }]);
  expect((await calls('telegram:harbour_example')).map((item) => item.id)).not.toContain(id);
  expect((await api.ask('GET', `/api/v1/observations?target=${other}`, { cookie: editor })).json.items).toMatchObject([{ id, target: other }]);
  expect((await api.ask('GET', '/api/v1/exports/calls.jsonl?election=lowlands', { cookie: editor })).text).toContain(`"target":"${other}"`);
  expect((await api.ask('GET', '/api/v1/account-proposals?election=lowlands', { cookie: editor })).json.items).toMatchObject([{ account: other, calls: 1 }]);
  const day = (date: string) => ({ date, from: new Date(0), to: new Date('2032-01-01') });
  const facts = await factsOfDay(api.db, { electionId: 'lowlands', day: day('2031-03-02'), before: day('2031-03-01'), readingsFrom: new Date(0) });
  expect(facts.calls.find((fact) => fact.id === id)!.observation.payload.target).toMatchObject({ platform: 'telegram', handle: 'lighthouse_example', url: null });
  expect(await callsNow(api.db, 'lowlands', new Date(0), [id])).toMatchObject([{ target: other }]);
  const [old] = await api.db.query('SELECT document_id AS document, span_start AS start, span_end AS "end", quote, payload, why, target FROM observations WHERE id = $1', [id]);
  const [{ text }] = await api.db.query('SELECT text FROM documents WHERE id = $1', [old.document]);
  await saveDetections(api.db, { id: old.document, electionId: 'lowlands', text }, [{ detector: 'call-to-follow', version: 2, observations: [{ kind: 'call', span: { start: old.start, end: old.end }, quote: old.quote, payload: old.payload, why: old.why, confidence: 0.8, target: old.target }] }]);
  expect(await calls(other)).toMatchObject([{ target: other }]);
  // Of no account at all: it is no call for anybody.
  const [again] = await calls(other);
  expect((await api.ask('POST', `/api/v1/observations/${again!.id}/adjudication`, { cookie: editor, body: { decision: 'correct', target: null, why: 'None is named' } })).json.target).toBeNull();
  expect(await callsNow(api.db, 'lowlands', new Date(0), [again!.id])).toEqual([]);
  for (const target of ['no-account', 7, 'telegram:']) expect((await api.ask('POST', `/api/v1/observations/${again!.id}/adjudication`, { cookie: editor, body: { decision: 'correct', target, why: 'x' } })).status, String(target)).toBe(400);
  expect((await api.ask('POST', `/api/v1/observations/${again!.id}/adjudication`, { cookie: editor, body: { decision: 'confirm', target: other, why: 'x' } })).status).toBe(400);
  expect((await api.ask('POST', `/api/v1/observations/${again!.id}/adjudication`, { cookie: editor, body: { decision: 'confirm', why: 'As found' } })).json.target).toBe('telegram:harbour_example');
});

it('an account that is none is nobody\'s by its owner, either: no event of the life of a watched page, and no count of it', async () => {
  const [document] = api.planted.documents;
  await api.db.query(`UPDATE accounts SET owner_actor_id = 'tides', watched = true WHERE election_id = 'lowlands'`);
  await saveDetections(api.db, { id: document!, electionId: 'lowlands', text: 'Staff are asked to follow t.me/harbour_example by Friday.' }, [{ detector: 'account-event', version: 1, observations: [
    { kind: 'account-event', span: { start: 0, end: 5 }, quote: 'Staff', payload: { kind: 'deleted', platform: 'telegram', handle: null, owner: 'Ministry of tides', date: null }, why: 'w', confidence: 0.5, target: null },
    { kind: 'metric', span: { start: 6, end: 9 }, quote: 'are', payload: { metric: 'followers', value: 5, bound: '=', platform: 'telegram', handle: null, owner: 'Ministry of tides' }, why: 'w', confidence: 0.5, target: null }] }]);
  const material = async () => (await accountMaterial(api.db, 'lowlands', new Date(0))).stated.filter(({ kind }) => kind === 'account-event').map(({ payload, target }) => [payload['owner'], target]);
  expect(await material()).toEqual([['Ministry of tides', null]]);
  for (const { id } of await api.db.query<{ id: string }[]>(`SELECT id FROM observations WHERE detector = 'account-event' ORDER BY id`)) {
    expect((await api.ask('POST', `/api/v1/observations/${id}/adjudication`, { cookie: editor, body: { decision: 'correct', target: null, why: 'Another ministry of that name' } })).status).toBe(200);
  }
  expect(await material()).toEqual([[undefined, null]]);
  const day = (date: string) => ({ date, from: new Date(0), to: new Date('2032-01-01') });
  const facts = await factsOfDay(api.db, { electionId: 'lowlands', day: day('2031-03-02'), before: day('2031-03-01'), readingsFrom: new Date(0) });
  expect(facts.metrics.map(({ observation }) => observation.payload.owner)).toEqual([null]);
});

it('a decision and a detector that finds the same words at the same moment see each other', async () => {
  const id = await call(0);
  const [old] = await api.db.query('SELECT document_id AS document, span_start AS start, span_end AS "end", quote, payload, why, target FROM observations WHERE id = $1', [id]);
  const [{ text }] = await api.db.query('SELECT text FROM documents WHERE id = $1', [old.document]);
  const again = (version: number) => saveDetections(api.db, { id: old.document, electionId: 'lowlands', text }, [{ detector: 'call-to-follow', version, observations: [{ kind: 'call', span: { start: old.start, end: old.end }, quote: old.quote, payload: old.payload, why: old.why, confidence: 0.8, target: old.target }] }]);
  for (let version = 10; version < 16; version++) {
    const target = `telegram:lamp_${version}`;
    await Promise.all([again(version), api.ask('POST', `/api/v1/observations/${id}/adjudication`, { cookie: editor, body: { decision: 'correct', target, why: 'The keeper’s' } })]);
    const rows = await api.db.query<{ target: string }[]>(`SELECT corrected_target AS target FROM observations WHERE document_id = $1 AND kind = 'call'`, [old.document]);
    expect(new Set(rows.map((row) => row.target))).toEqual(new Set([target]));
    // The log of calls names all of them, for the account before and the one after.
    const logged = await api.db.query<{ id: string }[]>('SELECT DISTINCT observation_id AS id FROM call_changes WHERE target = $1', [target]);
    expect(logged.length).toBe(rows.length);
  }
  await api.ask('POST', `/api/v1/observations/${id}/adjudication`, { cookie: editor, body: { decision: 'confirm', why: 'As found' } });
});

it('agreement is told by version of the codebook', async () => {
  const { items } = (await api.ask('GET', '/api/v1/elections/lowlands/agreement', { cookie: editor })).json;
  expect(items[0]).toMatchObject({ codebook: 0, kind: null, items: 2, agreed: 0.5 });
  expect((await api.ask('POST', '/api/v1/elections/lowlands/codebooks', { cookie: editor, body: { text: '1. A call names an account.\n2. …' } })).json).toMatchObject({ version: 1, by: 'E3' });
  const id = await call(2);
  expect((await decide(id, first, { decision: 'dispute', why: 'Unclear who speaks' })).json).toMatchObject({ verdict: 'disputed', review: { decisions: [{ codebook: 1 }] } });
});

it('an allegation is confirmed only with what we knew and why it is of public interest', async () => {
  const [document] = api.planted.documents;
  await saveDetections(api.db, { id: document!, electionId: 'lowlands', text: 'Staff are asked to follow t.me/harbour_example by Friday.' }, [{ detector: 'conduct', version: 1, observations: [
    { kind: 'conduct', span: { start: 0, end: 5 }, quote: 'Staff', payload: { act: 'list of followers', place: null }, why: 'w', confidence: 0.5, target: null }] }]);
  const [{ id }] = await api.db.query(`SELECT id FROM observations WHERE kind = 'conduct'`);
  expect((await queue(first)).map((item) => item.id)).toContain(id);
  const bare = await decide(id, first, { decision: 'confirm' });
  expect([bare.status, bare.json.detail.includes('public interest')]).toEqual([400, true]);
  const noted = await decide(id, first, { decision: 'confirm', decisionNote: { knew: 'The list itself', interest: 'Teachers were counted' } });
  expect([noted.status, noted.json.review.decisionNoteId === null]).toEqual([200, false]);
  expect((await decide(id, second, { decision: 'confirm' })).status).toBe(200);
  expect((await api.ask('GET', `/api/v1/decision-notes?about=observation:${id}`, { cookie: editor })).json.items).toMatchObject([{ knew: 'The list itself', by: 'C1' }]);
});

it('a decision says why, a correction what, and neither may touch what a finding does not have', async () => {
  const id = await call(0);
  for (const body of [{ decision: 'reject' }, { decision: 'correct', why: 'x' }, { decision: 'confirm', payload: { strength: 'mandatory' } }, { decision: 'correct', why: 'x', payload: { role: 'admin' } }, { decision: 'correct', why: 'x', payload: { strength: 'very' } }, { decision: 'maybe' }, { decision: 'confirm', by: 'E1' }, { decision: 'confirm', settles: true }]) {
    expect((await api.ask('POST', `/api/v1/observations/${id}/adjudication`, { cookie: editor, body: { why: 'x', ...body } })).status, JSON.stringify(body)).toBe('why' in body || body.decision !== 'reject' ? 400 : 200);
  }
});

it('the queue shows first what most hangs on, within a weight the newest; what a list knows of a finding\'s document follows the document', async () => {
  const weights = async (rows: [kind: string, payload: object, target: string | null][]) => Promise.all(rows.map(async ([kind, payload, target]) => (await api.db.query<{ w: number }[]>('SELECT finding_use($1, $2, $3) AS w', [kind, JSON.stringify(payload), target]))[0]!.w));
  const own = (strength: string, target: string | null = 't:a'): [string, object, string | null] => ['call', { voice: 'own', strength }, target];
  const reported = (strength: string, target: string | null = 't:a'): [string, object, string | null] => ['call', { voice: 'reported', strength }, target];
  const order = await weights([own('mandatory'), ['threat', {}, null], own('instruction'), ['conduct', {}, null], reported('mandatory'), own('mandatory', null), ['account-event', {}, null], own('invitation'), ['metric', {}, 't:a'], reported('invitation'), own('instruction', null), reported('mandatory', null), ['call', { voice: 'boilerplate', strength: 'mandatory' }, 't:a']]);
  expect(order).toEqual([9, 8, 7, 6, 5, 5, 4, 4, 3, 2, 2, 1, 0]);
  const queue = async (query = '') => (await api.ask('GET', `/api/v1/review?election=lowlands${query}`, { key: api.keys.editor })).json.items as { id: string; document: { id: string; publishedAt: string } }[];
  const before = await queue();
  const moved = before.at(-1)!;
  await api.db.query(`UPDATE documents SET published_at = '2031-03-04T23:00:00Z' WHERE id = $1`, [moved.document.id]);
  const days = (await queue()).filter(({ document }) => document.id === moved.document.id);
  expect(days[0]!.document.publishedAt).toBe('2031-03-04T23:00:00.000Z');
  expect((await queue('&from=2031-03-05&to=2031-03-05')).map(({ document }) => document.id)).toContain(moved.document.id);
  await api.db.query('UPDATE documents SET current = false WHERE id = $1', [moved.document.id]);
  expect((await queue()).map(({ document }) => document.id)).not.toContain(moved.document.id);
});
