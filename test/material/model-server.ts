import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a chat completion is asked with: the parts that tests look at. */
export interface Asked { model: string; system: string; user: string; schemaName: string }
export type Answering = (asked: Asked, response: ServerResponse) => unknown;

export interface ModelServer {
  baseUrl: string;
  /** Every completion that was asked for, batches included. */
  asked: Asked[];
  /** What comes next: an object is the answer; a function that writes to the response itself returns `undefined`. */
  answer: Answering;
  /** Tokens that the server says a question had. */
  promptTokens: number;
  close(): Promise<void>;
}

const completion = (asked: Asked, answer: unknown, promptTokens: number, model = asked.model) => ({
  id: 'c', object: 'chat.completion', created: 1, model, choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: JSON.stringify(answer) } }], usage: { prompt_tokens: promptTokens, completion_tokens: 20, total_tokens: promptTokens + 20 } });
type Body = { model: string; messages: { content: string }[]; response_format: { json_schema: { name: string } } };
const askedOf = (body: Body): Asked => ({ model: body.model, system: body.messages[0]!.content, user: body.messages[1]!.content, schemaName: body.response_format.json_schema.name });

/** An OpenAI-compatible server on loopback: completions, files, batches and embeddings (a text's vector counts its letters). */
export async function modelServer(answer: Answering): Promise<ModelServer> {
  const files = new Map<string, string>();
  const batches = new Map<string, string>();
  const here: ModelServer = { baseUrl: '', asked: [], answer, promptTokens: 100, close: async () => { server.closeAllConnections(); await new Promise<void>((resolve) => { server.close(() => resolve()); }); } };
  const json = (response: ServerResponse, body: unknown) => { response.writeHead(200, { 'content-type': 'application/json' }); response.end(JSON.stringify(body)); };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const path = request.url!.replace(/^\/v1/, '');
      if (path === '/chat/completions') {
        const asked = askedOf(JSON.parse(text) as Body);
        here.asked.push(asked);
        const result = here.answer(asked, response);
        if (result !== undefined) json(response, completion(asked, result, here.promptTokens, `${asked.model}-2031`));
      } else if (path === '/embeddings') {
        const { input } = JSON.parse(text) as { input: string[] };
        json(response, { object: 'list', model: 'm', data: input.map((words, index) => ({ object: 'embedding', index, embedding: Array.from({ length: 26 }, (_none, letter) => words.toLowerCase().split(String.fromCharCode(97 + letter)).length - 1) })), usage: { prompt_tokens: 3, total_tokens: 3 } });
      } else if (path === '/files') {
        const id = `file-${files.size}`;
        files.set(id, text.slice(text.indexOf('{"custom_id"')).split('\r\n')[0]!);
        json(response, { id, object: 'file', bytes: 1, created_at: 1, filename: 'requests.jsonl', purpose: 'batch', status: 'processed' });
      } else if (path === '/batches') {
        const id = `batch-${batches.size}`;
        batches.set(id, (JSON.parse(text) as { input_file_id: string }).input_file_id);
        json(response, { id, object: 'batch', status: 'validating' });
      } else if (path.startsWith('/batches/')) {
        json(response, { id: path.slice(9), object: 'batch', status: 'completed', output_file_id: `out-${batches.get(path.slice(9))}` });
      } else if (path.startsWith('/files/out-')) {
        const lines = files.get(path.slice('/files/out-'.length).replace('/content', ''))!.split('\n').filter((line) => line.trim() !== '').map((line) => {
          const { custom_id, body } = JSON.parse(line) as { custom_id: string; body: Body };
          here.asked.push(askedOf(body));
          return JSON.stringify({ custom_id, response: { status_code: 200, body: completion(askedOf(body), here.answer(askedOf(body), response), here.promptTokens) } });
        });
        response.end(lines.join('\n'));
      } else { response.writeHead(404); response.end(); }
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  here.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return here;
}
