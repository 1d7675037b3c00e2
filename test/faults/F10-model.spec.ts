import { afterAll, beforeAll, expect, it } from 'vitest';
import { getEdition } from '#infra/store/editions.js';
import { modelSpending, unaskedDocuments } from '#infra/store/model.js';
import { LLM_READER_VERSION } from '#kinds/detectors/llm-reader/reader.js';
import { modelServer, type Answering, type ModelServer } from '../material/model-server.js';
import { Installation, until, wait, type Process } from './installation.js';

let house: Installation;
let server: ModelServer;
let worker: Process | undefined;
beforeAll(async () => {
  server = await modelServer(() => ({ calls: [] }));
  house = await Installation.open({ sites: 1, letters: 2, recipients: 1, settings: { OPENAI_MODEL: 'reader', OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'sk-never-shown', OPENAI_TOKENS_PER_DAY: '60000' } });
});
afterAll(async () => { await house?.close(); await server?.close(); });

const forget = async (): Promise<void> => {
  // Questions that were put off would keep new ones away.
  const queues = await house.queues();
  await queues.obliterate();
  await queues.close();
  for (const table of ['model_answers', 'model_spending', 'model_readings', 'model_pauses', 'translations', 'deliveries', 'editions']) await house.db.query(`DELETE FROM ${table}`);
  await house.db.query(`DELETE FROM gaps WHERE reason LIKE 'model%'`);
};
const FAULTS: [string, Answering][] = [
  ['answers 429 with a time to wait', (_asked, response) => { response.writeHead(429, { 'retry-after': '120' }).end('{}'); }],
  ['never answers', () => undefined],
  ['answers something that is no JSON', (_asked, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices": [{"mess'); }],
  ['refuses', (asked, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: 'c', object: 'chat.completion', created: 1, model: asked.model, choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: null, refusal: 'I cannot help with that.' } }], usage: { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105 } })); }],
  ['is cut short', (asked, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: 'c', object: 'chat.completion', created: 1, model: asked.model, choices: [{ index: 0, finish_reason: 'length', message: { role: 'assistant', content: '{"calls": [{"quote": "All' } }], usage: { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105 } })); }],
];

it.each(FAULTS)('F10: a model that %s: what the rules found stays, the document waits for the model or for a person, and the worker lives', async (_words, answer) => {
  await worker?.kill();
  await forget();
  server.answer = answer;
  server.asked.length = 0;
  worker = await house.worker();
  await house.rest();
  await until('a question', () => server.asked.length > 0);
  await wait(1500);
  expect(worker?.alive).toBe(true);
  expect(await house.count('documents', `url LIKE '%letters%' AND current`)).toBe(2);
  expect(await house.count('observations', `kind = 'call' AND detector = 'call-to-follow'`)).toBe(2);
  expect(await house.count('observations', `detector = 'llm-reader'`)).toBe(0);
  // Each letter is still to be asked about, or lies before a person: none is taken for read.
  const waiting = new Set((await unaskedDocuments(house.db, LLM_READER_VERSION)).map(({ id }) => id));
  const states = new Map((await house.db.query<{ id: string; state: string }[]>('SELECT document_id AS id, state FROM model_readings')).map(({ id, state }) => [id, state]));
  for (const { id } of await house.db.query<{ id: string }[]>(`SELECT id FROM documents WHERE url LIKE '%letters%'`)) expect(waiting.has(id) || states.get(id) === 'needs-review', `document ${id}: ${states.get(id) ?? 'no state'}`).toBe(true);
  expect(worker?.output).not.toContain('sk-never-shown');
});

it('F10: the note of the day says what the model did not read, and no more is spent than the budget', async () => {
  await worker?.kill();
  await forget();
  server.answer = (_asked, response) => { response.writeHead(429, { 'retry-after': '600' }).end('{}'); };
  server.asked.length = 0;
  // The evening on which the model fails, and the morning whose note is about that day.
  worker = await house.worker({ env: { CLAQUE_CLOCK_AT: '2031-03-01T20:00:00Z' } });
  await until('a gap', async () => (await house.count('gaps', `reason LIKE 'model%' AND open`)) > 0);
  await worker?.kill();
  for (const table of ['deliveries', 'editions']) await house.db.query(`DELETE FROM ${table}`);
  worker = await house.worker({ env: { CLAQUE_CLOCK_AT: '2031-03-02T07:00:00Z' } });
  await until('an edition', async () => (await house.count('editions', `audience = 'staff'`)) > 0, 60_000);
  const [{ id } = { id: '' }] = await house.db.query<{ id: string }[]>(`SELECT id FROM editions WHERE audience = 'staff' LIMIT 1`);
  expect(JSON.stringify((await getEdition(house.db, id)).content)).toMatch(/model-failed|model-budget/);
  const spent = (await modelSpending(house.db)).reduce((sum, { promptTokens, answerTokens, reserved }) => sum + promptTokens + answerTokens + reserved, 0);
  expect(spent).toBeLessThanOrEqual(60_000);
});
