import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openOutput, readJsonLines } from './streams.js';

const folder = () => mkdtemp(join(tmpdir(), 'claque-files-'));
const all = async (file: string) => { const values = []; for await (const { value } of readJsonLines(file)) values.push(value); return values; };

it('reads JSON lines from plain and packed files alike', async () => {
  const dir = await folder();
  await writeFile(join(dir, 'a.jsonl'), '\uFEFF{"a":1}\n\n{"a":2}\n');
  await writeFile(join(dir, 'b'), gzipSync('{"a":1}\n{"a":2}'));
  expect(await all(join(dir, 'a.jsonl'))).toEqual([{ a: 1 }, { a: 2 }]);
  expect(await all(join(dir, 'b'))).toEqual([{ a: 1 }, { a: 2 }]);
});
it('names the file and line of what is not JSON', async () => {
  const dir = await folder();
  await writeFile(join(dir, 'a.jsonl'), '{}\n{"a":\n');
  await expect(all(join(dir, 'a.jsonl'))).rejects.toThrow(/a\.jsonl line 2: not JSON/);
});
it('says that a file is not there', async () => {
  await expect(all(join(await folder(), 'none.jsonl'))).rejects.toThrow(/there is no file .*none\.jsonl/);
});
it('writes a packed file that reads back, and an empty input gives nothing', async () => {
  const dir = await folder();
  const out = await openOutput(join(dir, 'new/c.jsonl.gz'));
  await out.write('{"a":3}\n');
  await out.close();
  expect(await all(join(dir, 'new/c.jsonl.gz'))).toEqual([{ a: 3 }]);
  await writeFile(join(dir, 'empty'), '');
  expect(await all(join(dir, 'empty'))).toEqual([]);
});
it('leaves nothing behind of what is thrown away, also while its file is still being opened', async () => {
  const dir = await folder();
  for (const name of ['early.jsonl', 'early.jsonl.gz']) {
    const out = await openOutput(join(dir, name));
    await out.write('{"a":1}\n');
    await out.discard();
  }
  expect(await readdir(dir)).toEqual([]);
});
