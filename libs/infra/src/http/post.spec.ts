import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createPoster, postFault } from './post.js';

const servers: Server[] = [];
const seen: string[] = [];
afterEach(() => { for (const server of servers.splice(0)) { server.closeAllConnections(); server.close(); } seen.length = 0; });
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => { seen.push(`${request.method} ${request.url}`); answer(request, response); });
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('posts the body as it is and reads the status alone', async () => {
  let body = '';
  const place = await serve((request, response) => { request.on('data', (chunk: Buffer) => { body += chunk.toString(); }).on('end', () => { response.writeHead(202); response.write('x'.repeat(1000)); }); });
  const poster = createPoster({ userAgent: 'MediaMonitor/0.1', allowPrivate: [place] });
  expect(await poster.post(`http://${place}/hook?a=1`, { 'webhook-id': 'msg_1' }, '{"a":"ស"}')).toEqual({ status: 202, retryAfter: null });
  expect([body, seen]).toEqual(['{"a":"ស"}', ['POST /hook?a=1']]);
  await poster.close();
});
it('follows no redirect', async () => {
  const place = await serve((_request, response) => { response.writeHead(307, { location: '/other' }).end(); });
  const poster = createPoster({ userAgent: 'MediaMonitor/0.1', allowPrivate: [place] });
  expect(await poster.post(`http://${place}/`, {}, '{}')).toMatchObject({ status: 307 });
  expect(seen).toEqual(['POST /']);
  await poster.close();
});
it('contacts no private address, whatever a name resolves to', async () => {
  const place = await serve((_request, response) => { response.end(); });
  const poster = createPoster({ userAgent: 'MediaMonitor/0.1', resolver: async () => [{ address: '127.0.0.1', family: 4 }] });
  for (const url of [`http://${place}/`, 'https://169.254.169.254/latest', 'https://hook.example.org/', 'https://[::1]/', 'ftp://hook.example.org/', 'https://user:secret@hook.example.org/']) expect(await poster.post(url, {}, '{}'), url).toMatchObject({ status: null, refused: true });
  expect(seen).toEqual([]);
  await poster.close();
});
it('ends where the other side says nothing', async () => {
  const place = await serve(() => {});
  const poster = createPoster({ userAgent: 'MediaMonitor/0.1', allowPrivate: [place], totalMs: 200 });
  expect(await poster.post(`http://${place}/`, {}, '{}')).toMatchObject({ status: null, refused: false });
  await poster.close();
});
it('an address with a secret must be https, and fit for the guard', () => {
  expect(postFault('https://desk.example.org/hook')).toBeNull();
  for (const [url, why] of [['http://desk.example.org/hook', 'https'], ['https://10.0.0.1/', 'private'], ['https://intranet/', 'dot'], ['nonsense', 'no address']] as const) expect(postFault(url), url).toContain(why);
});
