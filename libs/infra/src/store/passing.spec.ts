import { pastDeadlocks } from './open.js';
import { expect, it } from 'vitest';
import { isPassing } from './passing.js';

const failure = (code: string, message = 'x') => Object.assign(new Error(message), { code });

it('a full disk, a server that stops or is not there pass by themselves; a wrong statement and a broken rule do not', () => {
  for (const code of ['53100', '40P01', '53300', '57P01', '57P02', '57P03', '08006', 'ENOSPC', 'ECONNREFUSED']) expect(isPassing(failure(code))).toBe(true);
  for (const code of ['23505', '42601', '22P02', '57014', 'ENOENT']) expect(isPassing(failure(code))).toBe(false);
  expect(isPassing(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(isPassing(new Error('a step failed', { cause: failure('53100') }))).toBe(true);
  expect(isPassing('53100')).toBe(false);
});

it('work that a deadlock broke off is begun again, and no other failure is', async () => {
  let begun = 0;
  expect(await pastDeadlocks(() => { begun += 1; return begun < 3 ? Promise.reject(failure('40P01')) : Promise.resolve('done'); })).toBe('done');
  expect(begun).toBe(3);
  await expect(pastDeadlocks(() => { begun += 1; return Promise.reject(failure('23505')); })).rejects.toThrow();
  expect(begun).toBe(4);
});
