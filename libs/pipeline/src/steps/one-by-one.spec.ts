import { expect, it } from 'vitest';
import { oneByOne } from './one-by-one.js';

const failure = (code?: string) => Object.assign(new Error(`fault ${code}`), code === undefined ? {} : { code });

async function tried(faults: Record<string, Error>): Promise<{ done: string[]; refused: string[]; thrown: unknown }> {
  const done: string[] = [];
  const refused: string[] = [];
  let thrown: unknown = null;
  await oneByOne(['a', 'b', 'c'], async (item) => { if (faults[item]) throw faults[item]; done.push(item); }, async (item, why) => { refused.push(`${item}: ${why}`); }).catch((error: unknown) => { thrown = error; });
  return { done, refused, thrown };
}

it('does what stands behind one that fails, and tells the first failure when all were tried', async () => {
  const first = failure();
  expect(await tried({ a: first, b: failure() })).toEqual({ done: ['c'], refused: [], thrown: first });
});
it('sets aside what the database refuses', async () => {
  expect(await tried({ a: failure('54000'), b: failure('22P02') })).toEqual({ done: ['c'], refused: ['a: fault 54000', 'b: fault 22P02'], thrown: null });
});
it('stops where the database itself is away', async () => {
  const away = failure('57P01');
  expect(await tried({ b: away })).toEqual({ done: ['a'], refused: [], thrown: away });
});
