import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { modelServer, type ModelServer } from '../material/model-server.js';

/** `claque similar --meaning` as a process, with a server on loopback whose vectors count letters. */
let server: ModelServer;
let folder: string;
beforeAll(async () => {
  server = await modelServer(() => ({}));
  folder = await mkdtemp(join(tmpdir(), 'claque-meaning-'));
  await writeFile(join(folder, 'texts.csv'), 'id,text\n1,listen to the tides\n2,silent of the tides to\n3,zebra quiz\n4,zebra quiz\n');
});
afterAll(async () => { await server.close(); await rm(folder, { recursive: true, force: true }); });
const run = (env: Record<string, string>) => promisify(execFile)(process.execPath, [resolve('apps/cli/bin/claque.js'), 'similar', join(folder, 'texts.csv'), '--meaning', '--out', folder], { env: { ...process.env, ...env } });

it('writes what is alike in meaning beside what is alike in letters', async () => {
  await run({ OPENAI_EMBEDDING_MODEL: 'letters', OPENAI_BASE_URL: server.baseUrl });
  expect(await readFile(join(folder, 'meaning.csv'), 'utf8')).toMatch(/^a,b,cosine\n1,2,0\.9\d+\n$/);
});
it('says what to set where no model is named', async () => {
  await expect(run({ OPENAI_EMBEDDING_MODEL: '' })).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('OPENAI_EMBEDDING_MODEL') });
});
