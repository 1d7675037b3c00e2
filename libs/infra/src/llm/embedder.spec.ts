import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { embedderFrom } from './embedder.js';

const clock = { now: () => new Date('2031-03-04T00:00:00Z') };
let server: Server;
let baseUrl: string;
const answers: Record<string, (input: string[]) => unknown> = {
  good: (input) => ({ data: input.map((text, index) => ({ index, embedding: [text.length, 0, 0] })).reverse(), usage: { total_tokens: input.length } }),
  short: (input) => ({ data: input.slice(1).map((_text, index) => ({ index, embedding: [1] })) }),
  words: (input) => ({ data: input.map((_text, index) => ({ index, embedding: ['a'] })) }),
  ragged: (input) => ({ data: input.map((_text, index) => ({ index, embedding: Array.from({ length: index + 1 }, () => 1) })) }),
};
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    request.on('end', () => {
      const { model, input, encoding_format: format } = JSON.parse(body) as { model: string; input: string[]; encoding_format: string };
      response.writeHead(format === 'float' ? 200 : 400, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answers[model]!(input)));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => { server.close(); });
const embed = (model: string, texts: string[]) => embedderFrom({ openaiEmbeddingModel: model, openaiBaseUrl: baseUrl }, clock)!.embed(texts);

it('is off unless a model is named', () => { expect(embedderFrom({ openaiBaseUrl: baseUrl }, clock)).toBeNull(); });
it('gives one unit vector a text, in the order of the texts, over several requests', async () => {
  const { vectors, tokens } = await embed('good', Array.from({ length: 130 }, (_none, at) => 'x'.repeat(at + 1)));
  expect(vectors).toHaveLength(130);
  expect(vectors.every((vector) => vector[0] === 1)).toBe(true);
  expect(tokens).toBe(130);
});
it.each(['short', 'words', 'ragged'])('takes an answer that is %s for malformed', async (model) => {
  await expect(embed(model, ['a', 'b', 'c'])).rejects.toMatchObject({ reason: 'malformed' });
});
