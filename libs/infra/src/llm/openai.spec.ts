import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelFailed } from '#core/errors.js';
import { modelFrom, openAiModel } from './openai.js';

const now = new Date('2031-03-04T00:00:00Z');
const clock = { now: () => now };
const json = (response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}) => { response.writeHead(status, { 'content-type': 'application/json', ...headers }); response.end(body); };
const answer = (message: unknown, finish = 'stop') => JSON.stringify({ id: '1', object: 'chat.completion', created: 1, model: 'm', choices: [{ index: 0, message, finish_reason: finish }], usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 } });
const says = (content: string | null, finish?: string) => answer({ role: 'assistant', content }, finish);
let elsewhere = 0;
const received: { body: Record<string, unknown>; key: string | undefined }[] = [];
/** A model server on loopback whose behaviour is the model's name. */
const behaviours: Record<string, (response: ServerResponse) => void> = {
  good: (r) => json(r, 200, says('{"calls":[]}')), fenced: (r) => json(r, 200, says('Here:\n```json\n{"calls":[]}\n```')), slow: () => {},
  drip: (r) => { r.writeHead(200); const timer = setInterval(() => r.write(' '), 30); r.on('close', () => clearInterval(timer)); },
  wait: (r) => json(r, 429, '{}', { 'retry-after': '7' }), key: (r) => json(r, 401, '{"error":{"message":"bad key secret-1"}}'), pay: (r) => json(r, 402, '{}'), long: (r) => json(r, 400, '{"error":{"code":"context_length_exceeded"}}'), down: (r) => json(r, 503, '<html>'),
  cut: (r) => json(r, 200, says('{"calls":[', 'length')), broken: (r) => json(r, 200, says('{"calls":[')), empty: (r) => json(r, 200, '{"choices":[]}'), none: (r) => json(r, 200, says(null)), refuse: (r) => json(r, 200, answer({ role: 'assistant', content: null, refusal: 'I cannot' })),
  portal: (r) => { r.writeHead(200, { 'content-type': 'text/html' }); r.end('<html>'); }, huge: (r) => json(r, 200, says('x'.repeat(3 << 20))), reset: (r) => { r.writeHead(200, { 'content-length': 999 }); r.write('{'); setTimeout(() => r.socket?.destroy(), 10); },
  away: (r) => { r.writeHead(307, { location: `http://127.0.0.1:${(other.address() as AddressInfo).port}/` }); r.end(); },
};
let server: Server;
let other: Server;
let baseUrl: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    response.on('error', () => {});
    request.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    request.on('end', () => {
      const parsed = JSON.parse(body) as Record<string, unknown>;
      received.push({ body: parsed, key: request.headers.authorization });
      behaviours[parsed['model'] as string]!(response);
    });
  });
  other = createServer((_request, response) => { elsewhere += 1; response.end(); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  await new Promise<void>((resolve) => { other.listen(0, '127.0.0.1', resolve); });
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => { server.closeAllConnections(); server.close(); other.close(); });

const ask = (model: string) => openAiModel({ model, baseUrl, key: 'secret-1', timeoutMs: 300, clock }).ask({ system: 's', text: 't', schemaName: 'calls', schema: { type: 'object', properties: {}, required: [], additionalProperties: false }, longestAnswer: 100 });

describe('openAiModel', () => {
  it('asks with a JSON schema, without tools, and counts tokens', async () => {
    expect(await ask('good')).toEqual({ answer: { calls: [] }, model: 'm', promptTokens: 7, answerTokens: 3 });
    expect(received.at(-1)).toMatchObject({ key: 'Bearer secret-1', body: { temperature: 0, response_format: { type: 'json_schema', json_schema: { name: 'calls', strict: true } } } });
    expect(received.at(-1)!.body).not.toHaveProperty('tools');
  });
  it('takes a code fence off an answer', async () => { expect((await ask('fenced')).answer).toEqual({ calls: [] }); });
  it.each([['slow', 'timed-out'], ['drip', 'timed-out'], ['wait', 'throttled'], ['key', 'unauthorised'], ['pay', 'over-budget'], ['long', 'too-long'], ['down', 'unavailable'], ['cut', 'incomplete'], ['broken', 'malformed'], ['empty', 'malformed'], ['none', 'malformed'], ['refuse', 'refused'], ['portal', 'malformed'], ['huge', 'too-large'], ['reset', 'unavailable'], ['away', 'unavailable']])('names the failure of a server that is "%s": %s', async (model, reason) => {
    const error = await ask(model).then(() => null, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ModelFailed);
    expect((error as ModelFailed).reason).toBe(reason);
    expect((error as ModelFailed).message).not.toContain('secret-1');
  });
  it('says when a throttled server may be asked again', async () => { await expect(ask('wait')).rejects.toMatchObject({ retryAt: new Date(now.getTime() + 7000) }); });
  it('follows no redirect', () => { expect(elsewhere).toBe(0); });
  it('is off unless a model is named', () => {
    expect(modelFrom({ openaiKey: 'k' }, clock)).toBeNull();
    expect(modelFrom({ openaiModel: 'm', openaiKey: 'k' }, clock)?.name).toBe('m');
  });
});
