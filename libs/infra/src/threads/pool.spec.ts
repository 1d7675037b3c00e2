import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { createThreadPool } from './pool.js';

const pool = createThreadPool<{ act: string; value?: unknown }, unknown>({ entry: new URL('pool.fixture.mjs', import.meta.url), threads: 2, wallMs: 1000, memoryMb: 48 });
afterAll(() => pool.close());

test('a task that never ends is stopped as parser-timed-out, and its neighbour and successors go on', async () => {
  const endless = expect(pool.run({ act: 'loop' })).rejects.toMatchObject({ name: 'Unreadable', reason: 'parser-timed-out' });
  expect(await pool.run({ act: 'echo', value: new Date(0) })).toEqual(new Date(0));
  await endless;
  expect(await Promise.all([1, 2, 3, 4].map((value) => pool.run({ act: 'echo', value })))).toEqual([1, 2, 3, 4]);
});

test('the time of a task does not run while it waits for a thread', async () => {
  const blocked = [pool.run({ act: 'loop' }), pool.run({ act: 'loop' })].map((run) => expect(run).rejects.toMatchObject({ reason: 'parser-timed-out' }));
  expect(await pool.run({ act: 'echo', value: 'waited' })).toBe('waited');
  await Promise.all(blocked);
});

test('a task that eats memory is stopped as parser-failed', { timeout: 60_000 }, async () => {
  // On a busy machine eating takes longer than the second that the other tests wait.
  const patient = createThreadPool<{ act: string; value?: unknown }, unknown>({ entry: new URL('pool.fixture.mjs', import.meta.url), threads: 1, wallMs: 60_000, memoryMb: 48 });
  await expect(patient.run({ act: 'eat' })).rejects.toMatchObject({ name: 'Unreadable', reason: 'parser-failed' });
  expect(await patient.run({ act: 'echo', value: 1 })).toBe(1);
  await patient.close();
});

test('an error of the task itself comes through', async () => {
  await expect(pool.run({ act: 'throw' })).rejects.toThrow('broken');
});

test('a module that does not load is told at once as that, to every task, and not as a task that took too long', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'claque-threads-'));
  try {
    const entry = join(folder, 'entry.mjs');
    writeFileSync(entry, "import 'a-package-that-nobody-installed';\nexport default () => 1;\n");
    const broken = createThreadPool<number, number>({ entry: pathToFileURL(entry), threads: 2, wallMs: 60_000 });
    for (const tasks of [[1, 2, 3], [4]]) {
      for (const { reason } of await Promise.allSettled(tasks.map((task) => broken.run(task))) as PromiseRejectedResult[]) expect(reason).toMatchObject({ name: 'NoThread', message: expect.stringContaining('a-package-that-nobody-installed') as string });
    }
    await broken.close();
  } finally { rmSync(folder, { recursive: true }); }
});
