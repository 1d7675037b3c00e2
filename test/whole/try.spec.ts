import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const words = 'The orchard office asks every one of its staff to follow the Telegram channel t.me/orchard_daily before Friday. ';
let server: Server;
let host = '';
const claque = (...args: string[]) => promisify(execFile)(process.execPath, ['apps/cli/bin/claque.js', 'try', ...args]);

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/robots.txt') { response.end('User-agent: *\nDisallow: /closed/\n'); return; }
    if (request.url === '/gone') { response.statusCode = 404; response.end('no'); return; }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<html lang="en"><body><article><h1>Notice to staff</h1><p>${words.repeat(3)}</p></article></body></html>`);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => { server.close(); });

test('each step of one page is shown, down to the calls in it', async () => {
  const { stdout } = await claque(`http://${host}/news/1`, '--allow-private', host);
  expect(stdout).toMatch(/robots .*allowed/);
  expect(stdout).toMatch(/fetch +200 /);
  expect(stdout).toMatch(/read +website: 1 documents/);
  expect(stdout).toMatch(/detect +call-to-follow@\d+: call ".*orchard_daily/);
});

test('what cannot be fetched is named, and the exit code is 1', async () => {
  await expect(claque(`http://${host}/closed/1`, '--allow-private', host)).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('refused-by-robots') as string });
  await expect(claque(`http://${host}/gone`, '--allow-private', host)).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('not-found') as string });
  await expect(claque(`http://${host}/news/1`)).rejects.toMatchObject({ code: 1, stdout: expect.stringMatching(new RegExp(`^fetch +private-address.*--allow-private ${host}`, 's')) as string });
});
