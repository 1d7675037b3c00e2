import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Gone } from '#core/errors.js';
import { sha256Of } from '#core/sha256.js';
import { S3EvidenceStore } from './s3-store.js';

let server: Server;
let objects: Map<string, Buffer>;
let puts: string[];
let refuse = 0;
let store: S3EvidenceStore;
const page = (text: string) => ({ sha256: sha256Of(text), body: Buffer.from(text) });

beforeEach(async () => {
  objects = new Map();
  puts = [];
  refuse = 0;
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      const signed = /^AWS4-HMAC-SHA256 Credential=KEY\/\d{8}\/eu-test\/s3\/aws4_request/.test(request.headers.authorization ?? '');
      if (!signed) return response.writeHead(403).end('unsigned');
      const key = request.url ?? '';
      if (refuse-- > 0) return response.writeHead(503).end('slow down');
      if (request.method === 'PUT') { puts.push(key); objects.set(key, Buffer.concat(parts)); return response.writeHead(200).end(); }
      const found = objects.get(key);
      return found === undefined ? response.writeHead(404).end() : response.writeHead(200).end(request.method === 'HEAD' ? undefined : found);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  store = new S3EvidenceStore({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket/evidence/`, keyId: 'KEY', secret: 'SECRET', region: 'eu-test' });
});
afterEach(() => { server.closeAllConnections(); server.close(); });

it('gives back the bytes it was given, from a signed object named by their hash, stored once', async () => {
  const one = page('<p>ការបោះឆ្នោត</p>');
  await store.putAll([one, page('two'), one]);
  await store.put(one.sha256, one.body);
  expect(Buffer.from(await store.get(one.sha256))).toEqual(one.body);
  expect(puts.toSorted()).toEqual([one, page('two')].map(({ sha256 }) => `/bucket/evidence/${sha256.slice(0, 2)}/${sha256}.zst`).toSorted());
});
it('tries again when the server is busy', async () => {
  refuse = 2;
  const one = page('again');
  await store.put(one.sha256, one.body);
  expect(puts).toHaveLength(1);
});
it('names what is missing, and what is not what its name says', async () => {
  await expect(store.get('0'.repeat(64))).rejects.toThrow(Gone);
  await expect(store.put('0'.repeat(64), Buffer.from('x'))).rejects.toThrow(TypeError);
  await expect(store.get('../../etc')).rejects.toThrow(TypeError);
  const [one, two] = [page('one'), page('two')];
  await store.putAll([one, two]);
  const [first, second] = [...objects.keys()] as [string, string];
  objects.set(first, objects.get(second)!);
  await expect(store.get(first.slice(-68, -4))).rejects.toThrow(/damaged/);
});
