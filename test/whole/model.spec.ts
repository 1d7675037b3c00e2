import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { modelSpending, unaskedDocuments } from '#infra/store/model.js';
import { LLM_READER_VERSION } from '#kinds/detectors/llm-reader/reader.js';
import { askModel } from '#pipeline/steps/ask-model.js';
import { collectBatches, lackingModel, submitBatch } from '#pipeline/steps/model-batch.js';
import { summarise } from '#pipeline/summarise.js';
import { translateQuotes } from '#pipeline/translate-quotes.js';
import { busyDay } from '#core/digest/example-days.js';
import { composeEdition } from '#core/digest/compose.js';
import { modelServer, type ModelServer } from '../material/model-server.js';
import { plantSmallElection } from '../store/small-election.js';
import { openFlow, type Flow } from './flow.js';

/** The model reader in the flow: real PostgreSQL, a real server that speaks OpenAI's language and misbehaves on request. */
let flow: Flow;
let server: ModelServer;
let documents: string[];
const QUOTE = 'Staff are asked to follow t.me/harbour_example';
const call = { quote: QUOTE, voice: 'own', caller: null, audience: 'employees', action: 'follow', strength: 'instruction', platform: 'telegram', account: 't.me/harbour_example', owner: null };
const settings = () => ({ OPENAI_MODEL: 'reader', OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'sk-secret' });
const reopen = async (more: Record<string, string> = {}) => { await flow.end(); await flow.open({ ...settings(), ...more }); };
const states = async () => (await flow.db.query<{ state: string; detail: string | null }[]>('SELECT state, detail FROM model_readings ORDER BY document_id'));
const gaps = async () => (await flow.db.query<{ reason: string; detail: string }[]>(`SELECT reason, detail FROM gaps WHERE reason LIKE 'model%' AND open ORDER BY reason`));

beforeAll(async () => {
  server = await modelServer(() => ({ calls: [call] }));
  flow = await openFlow();
  ({ documents } = await plantSmallElection(flow.db));
  await flow.open(settings());
});
afterAll(async () => { await flow?.close(); await server?.close(); });
beforeEach(async () => {
  for (const table of ['model_answers', 'model_spending', 'model_readings', 'model_pauses', 'model_batches', 'translations']) await flow.db.query(`DELETE FROM ${table}`);
  await flow.db.query(`DELETE FROM gaps WHERE reason LIKE 'model%'`);
  await flow.db.query(`DELETE FROM observations WHERE detector = 'llm-reader'`);
  await flow.db.query(`DELETE FROM detections WHERE detector = 'llm-reader'`);
  server.asked.length = 0;
  server.answer = () => ({ calls: [call] });
  server.promptTokens = 100;
});

it('sums up a note in sentences that hold, drops those that do not, and goes without where the model fails', async () => {
  const content = composeEdition(busyDay());
  server.answer = ({ schemaName }) => (schemaName === 'summary' ? { sentences: [{ text: 'Ministry of Harbours told employees to follow The Premier.', cites: ['F1'] }, { text: 'Ninety ministries did.', cites: ['F1'] }] } : {});
  expect((await summarise(flow.world, content, ['en'])).summary).toEqual({ sentences: [{ text: 'Ministry of Harbours told employees to follow The Premier.', cites: ['F1'] }], dropped: 1, model: 'reader-2031' });
  expect(await modelSpending(flow.db)).toMatchObject([{ purpose: 'summarise', requests: 1 }]);
  // In Khmer it is asked for on its own and checked in Khmer; a language that cannot be checked is not asked for.
  server.answer = ({ schemaName, system }) => (schemaName === 'summary' && system.includes('Khmer') ? { sentences: [{ text: 'ក្រសួងកំពង់ផែ បានប្រាប់បុគ្គលិក។', cites: ['F1'] }, { text: 'ក្រសួង ៩០ បានប្រាប់។', cites: ['F1'] }] } : { sentences: [] });
  expect((await summarise(flow.world, content, ['en', 'km', 'th'])).summary).toEqual({ sentences: [], dropped: 0, model: 'reader-2031', in: { km: { sentences: [{ text: 'ក្រសួងកំពង់ផែ បានប្រាប់បុគ្គលិក។', cites: ['F1'] }], dropped: 1 } } });
  server.answer = (_asked, response) => { response.writeHead(400).end('{"error":{"message":"no"}}'); };
  expect(await summarise(flow.world, content, ['en'])).toEqual(content);
  expect(await summarise(flow.world, { ...content, quiet: true }, ['en'])).not.toHaveProperty('summary');
});

it('says where it agrees with the rules, adds what they lack, and keeps an answer for the same text', async () => {
  server.answer = () => ({ calls: [call, { ...call, quote: 'Staff are asked', account: null }, { ...call, quote: 'burn the ballots' }] });
  expect(await askModel(flow.world, { documents })).toMatchObject({ done: expect.stringContaining('3 calls added') });
  const rows = await flow.db.query<{ kind: string; quote: string; why: string }[]>(`SELECT kind, quote, why FROM observations WHERE detector = 'llm-reader' AND document_id = $1 ORDER BY kind`, [documents[0]]);
  expect(rows.map(({ kind, quote }) => [kind, quote])).toEqual([['call', 'Staff are asked'], ['call-agreed', QUOTE]]);
  expect(rows[0]!.why).toContain('reader-2031');
  expect(await flow.db.query('SELECT DISTINCT dropped FROM model_readings')).toEqual([{ dropped: { 'quote not in the text': 1 } }]);
  // Two ministries publish one text under other names and titles: asked apart. The third document was read before.
  const asked = server.asked.length;
  expect(asked).toBe(3);
  await flow.db.query('DELETE FROM model_readings');
  await askModel(flow.world, { documents });
  expect(server.asked).toHaveLength(asked);
});
it('stops hard at the budget of the day, says so in the digest, and asks again when there is budget', async () => {
  await reopen({ OPENAI_TOKENS_PER_DAY: '12000' });
  server.promptTokens = 5000;
  expect(await askModel(flow.world, { documents })).toEqual({ skipped: 'not-yet' });
  expect(server.asked).toHaveLength(1);
  expect((await gaps())[0]).toMatchObject({ reason: 'model-budget', detail: expect.stringContaining('budget of the day') });
  expect(await modelSpending(flow.db)).toMatchObject([{ electionId: 'lowlands', purpose: 'read', requests: 1, promptTokens: 5000, answerTokens: 20, reserved: 0 }]);
  await reopen();
  await askModel(flow.world, { documents });
  expect(server.asked).toHaveLength(3);
  expect(await gaps()).toEqual([]);
});
it('never spends more than the budget when many ask at once', async () => {
  await reopen({ OPENAI_TOKENS_PER_ELECTION: '12000' });
  server.promptTokens = 5000;
  await Promise.all(documents.map((id) => askModel(flow.world, { documents: [id] })));
  expect(server.asked.length).toBe(1);
  await reopen();
});
it('lets everybody wait when the server asks to, and asks nobody meanwhile', async () => {
  server.answer = (_asked, response) => { response.writeHead(429, { 'retry-after': '60' }); response.end('{}'); };
  expect(await askModel(flow.world, { documents })).toMatchObject({ later: expect.any(Date) });
  expect(server.asked).toHaveLength(1);
  expect(await lackingModel(flow.world)).toEqual([]);
  expect(await askModel(flow.world, { documents })).toMatchObject({ later: expect.any(Date) });
  expect(server.asked).toHaveLength(1);
  expect(await unaskedDocuments(flow.db, LLM_READER_VERSION)).toHaveLength(3);
  expect((await gaps())[0]).toMatchObject({ reason: 'model-failed' });
});
it('does not wait in the queue for a server that is away for a day or refuses the key, and never prints the key', async () => {
  server.answer = (_asked, response) => { response.writeHead(401); response.end('{"error":{"message":"Incorrect API key sk-secret"}}'); };
  expect(await askModel(flow.world, { documents })).toEqual({ skipped: 'not-yet' });
  expect(JSON.stringify(await gaps())).toContain('OPENAI_API_KEY');
  expect(JSON.stringify([await gaps(), await flow.db.query('SELECT * FROM model_pauses')])).not.toContain('sk-secret');
});
it('asks once more after an answer that is no answer, then leaves the document to a person', async () => {
  server.answer = () => ({ calls: 'none' });
  await askModel(flow.world, { documents: [documents[0]!] });
  expect(server.asked).toHaveLength(2);
  expect(await states()).toMatchObject([{ state: 'needs-review', detail: expect.stringContaining('malformed') }]);
  await askModel(flow.world, { documents: [documents[0]!] });
  expect(server.asked).toHaveLength(2);
});
it('passes over a document in which nothing names an account', async () => {
  await flow.db.query(`UPDATE documents SET text = 'The tide is high today.' WHERE id = $1`, [documents[2]]);
  await askModel(flow.world, { documents: [documents[2]!] });
  expect(server.asked).toHaveLength(0);
  expect(await states()).toMatchObject([{ state: 'not-asked' }]);
});
it('reads a back-fill through the batch interface, once', async () => {
  await reopen({ OPENAI_BATCH: 'on' });
  expect(await submitBatch(flow.world, { election: 'lowlands' })).toMatchObject({ done: expect.stringContaining('2 documents') });
  expect(await unaskedDocuments(flow.db, LLM_READER_VERSION)).toEqual([]);
  expect(await submitBatch(flow.world, { election: 'lowlands' })).toEqual({ skipped: 'nothing-due' });
  expect(await lackingModel(flow.world)).toEqual([{ name: 'model.collect', payload: {} }]);
  expect(await collectBatches(flow.world)).toMatchObject({ done: '2 documents read in batches' });
  expect((await states()).map(({ state }) => state)).toEqual(['read', 'read', 'not-asked']);
  expect(await modelSpending(flow.db)).toMatchObject([{ promptTokens: 200, answerTokens: 40, reserved: 0 }]);
  await reopen();
});
it('translates the quotes of an edition beside the original, and drops a translation that names another account or says what may not be said', async () => {
  const content = composeEdition(busyDay());
  server.answer = ({ user }) => ({ translation: /t\.me\/\S+|@\w+/.exec(user)?.[0] ? `Follow ${/(t\.me\/\w+|@\w+)/.exec(user)![1]}` : 'Follow him' });
  const translated = await translateQuotes(flow.world, content, ['en', 'km']);
  const found = translated.findings.flatMap(({ quotes }) => quotes).flatMap(({ translations }) => translations ?? []);
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ by, model }) => by === 'machine' && model === 'reader-2031')).toBe(true);
  expect(translated.findings.map(({ quotes }) => quotes.map(({ text }) => text))).toEqual(content.findings.map(({ quotes }) => quotes.map(({ text }) => text)));
  await flow.db.query('DELETE FROM translations');
  server.answer = () => ({ translation: 'Follow the fake t.me/another_account' });
  expect((await translateQuotes(flow.world, content, ['en', 'km'])).findings.flatMap(({ quotes }) => quotes).flatMap(({ translations }) => translations ?? [])).toEqual([]);
});
