import { createServer as createHttp } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProcess } from '../faults/installation.js';

const SECRET = 'pa55-Th@t/nobody sees';
let silent: Server;
let web: Server;
let folder: string;
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claque-doctor-'));
  // It takes every connection and says nothing.
  silent = createServer(() => {}).listen(0, '127.0.0.1');
  web = createHttp((request, response) => { response.writeHead(request.headers.authorization?.includes('sk-') ? 401 : 200).end(`you said ${request.headers.authorization ?? 'nothing'}`); }).listen(0, '127.0.0.1');
  await new Promise((resolve) => { setTimeout(resolve, 50); });
});
afterAll(() => { silent.close(); web.close(); rmSync(folder, { recursive: true, force: true }); });

async function doctor(env: Record<string, string>): Promise<{ code: number | null; output: string; wrong: Record<string, string> }> {
  const run = startProcess('apps/cli/src/main.js', ['doctor', '--json', '--data', join(folder, 'data')], env);
  const { code } = await run.ended;
  return { code, output: run.output, wrong: Object.fromEntries(run.lines.filter(({ state }) => state === 'wrong').map((line) => [line['check'], `${String(line['says'])} → ${String(line['advice'])}`])) };
}

it('names each server that is not there, says nothing, speaks another language or refuses the key, each with what to do, and prints no secret', async () => {
  const secret = encodeURIComponent(SECRET);
  const settings = (port: number) => ({
    DATABASE_URL: `postgres://claque:${secret}@127.0.0.1:${port}/claque`, QUEUE_URL: `redis://:${secret}@127.0.0.1:${port}`, SMTP_URL: `smtp://note:${secret}@127.0.0.1:${port}`, MAIL_FROM: 'note@mission.example',
    OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_MODEL: 'reader', OPENAI_API_KEY: 'sk-nobody-sees', CLAQUE_EVIDENCE_S3: `http://127.0.0.1:${port}/bucket`, CLAQUE_S3_KEY_ID: 'id', CLAQUE_S3_SECRET: SECRET, CLAQUE_BROWSER: join(folder, 'no-browser'),
  });
  const [gone, mute, strange] = await Promise.all([doctor(settings(9)), doctor(settings(portOf(silent))), doctor(settings(portOf(web)))]);
  for (const { code, output, wrong } of [gone, mute, strange]) {
    expect(code).toBe(1);
    for (const words of [SECRET, secret, 'sk-nobody-sees']) expect(output).not.toContain(words);
    expect(Object.keys(wrong)).toEqual(expect.arrayContaining(['PostgreSQL', 'Redis', 'mail', 'model', 'evidence', 'CLAQUE_BROWSER']));
  }
  expect(gone.wrong['PostgreSQL']).toContain('nothing listens there');
  // Why, and not only that: "fetch failed" says nothing.
  for (const { wrong } of [gone, strange]) for (const said of Object.values(wrong)) expect(said).not.toContain('fetch failed');
  expect(mute.wrong['PostgreSQL']).toMatch(/timeout|no answer/);
  expect(mute.wrong['model']).toContain('no answer');
  expect(strange.wrong['model']).toContain('refuses the key (401)');
});

it('says in one line a setting that cannot be used, and finds nothing wrong with a place where nothing was started yet', async () => {
  const bad = await doctor({ QUEUE_URL: `http://user:${encodeURIComponent(SECRET)}@host` });
  expect(bad.wrong['settings']).toContain('QUEUE_URL is set, but must be');
  expect(bad.output).not.toContain(encodeURIComponent(SECRET));
  const half = await doctor({ CLAQUE_LEAST_FREE: '0', CLAQUE_EVIDENCE_S3: 'https://s3.example.org/bucket' });
  expect(half.wrong['evidence']).toMatch(/CLAQUE_S3_KEY_ID or CLAQUE_S3_SECRET is not.*docs\/configuration\.md/);
  const fresh = await doctor({ CLAQUE_LEAST_FREE: '0' });
  expect(fresh.wrong).toEqual({});
  expect(fresh.code).toBe(0);
  expect(fresh.output).toContain('holds no database yet');
});
