import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from './accounts.js';

let dir: string;
beforeAll(async () => { dir = await mkdtemp(join(tmpdir(), 'claque-accounts-')); });
afterAll(() => rm(dir, { recursive: true, force: true }));
const file = async (name: string, text: string): Promise<string> => { const path = join(dir, name); await writeFile(path, text); return path; };

it('finds followers that came and went in a file of counts, and says where a goal stands', async () => {
  let level = 100_000;
  const lines = Array.from({ length: 60 }, (_, n) => {
    level += 300 + ((n * 37) % 60) + (n === 40 ? 9000 : 0) - (n === 50 ? 8000 : 0);
    return `=harbour,${new Date(Date.UTC(2031, 0, 1) + n * 86_400_000).toISOString()},${level}`;
  });
  await run([await file('counts.csv', ['account,at,count', ...lines].join('\n'))], { timeZone: 'Asia/Phnom_Penh', goal: '150000', by: '2031-03-20', out: dir });
  const anomalies = (await readFile(join(dir, 'anomalies.csv'), 'utf8')).trim().split('\n');
  expect(anomalies.slice(1).map((line) => line.split(',').slice(0, 4).join())).toEqual(['"\'=harbour",jump,2031-02-10,2031-02-10', '"\'=harbour",purge,2031-02-20,2031-02-20']);
  expect(anomalies[2]).toContain('jump:2031-02-10');
  expect((await readFile(join(dir, 'goals.csv'), 'utf8')).split('\n')[1]).toMatch(/^"'=harbour",projected-miss,2031-03-01,/);
});

it.each([
  ['account,at,count\nx,yesterday,5\n', /line 2: at is "yesterday"/], ['account,at,count\nx,2031-01-01T00:00:00Z,many\n', /line 2: count is "many"/], ['account,at\nx,2031-01-01T00:00:00Z\n', /no column "count"/],
  ['account,at,count,low,high\nx,2031-01-01T00:00:00Z,5,6,9\n', /does not lie between/], ['account,at,count\n', /holds no count/],
])('says where a file of counts is wrong', async (text, message) => {
  await expect(run([await file('wrong.csv', text)], { timeZone: 'UTC', out: dir })).rejects.toThrow(message);
});
