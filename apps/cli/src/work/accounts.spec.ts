import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
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
  expect(anomalies.slice(1).map((line) => line.split(',').slice(0, 4).join())).toEqual(['"\'=harbour","jump","2031-02-10","2031-02-10"', '"\'=harbour","purge","2031-02-20","2031-02-20"']);
  expect(anomalies[2]).toContain('jump:2031-02-10');
  expect((await readFile(join(dir, 'goals.csv'), 'utf8')).split('\n')[1]).toMatch(/^"'=harbour","projected-miss","2031-03-01",/);
});

it('holds accounts against those of their platform alone, and says where there are too many', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    // Every account of the first platform falls on one day; the one of the second stands alone with its fall.
    const counts = (account: string, from: number): string[] => Array.from({ length: 30 }, (_, n) => `${account},${new Date(Date.UTC(2031, 0, 1) + n * 86_400_000).toISOString()},${from + n * 40 + ((n * 7) % 11) - (n >= 20 ? from / 10 : 0)}`);
    const explained = async (lines: string[]): Promise<[string, string][]> => {
      await run([await file('platforms.csv', ['account,at,count', ...lines].join('\n'))], { timeZone: 'UTC', out: dir });
      return (JSON.parse(await readFile(join(dir, 'anomalies.json'), 'utf8')) as { account: string; kind: string; checks: { explanation: string; result: string }[] }[]).filter(({ kind }) => kind === 'purge').map(({ account, checks }) => [account, checks.find(({ explanation }) => explanation === 'same-on-other-accounts')!.result]);
    };
    const some = ['a', 'b', 'c', 'd'].flatMap((name, at) => counts(`telegram:${name}`, 100_000 + at * 10_000));
    expect(new Map(await explained([...some, ...counts('tiktok:alone', 90_000)]))).toEqual(new Map([['telegram:a', 'explains'], ['telegram:b', 'explains'], ['telegram:c', 'explains'], ['telegram:d', 'explains'], ['tiktok:alone', 'not-seen']]));
    expect(said.mock.calls.flat().join()).not.toContain('held against each other');
    await explained(Array.from({ length: 51 }, (_, at) => counts(`telegram:m${at}`, 100_000).slice(0, 2)).flat());
    expect(said.mock.calls.flat().join()).toContain('51 accounts of telegram: more than 50 are not held against each other');
  } finally { said.mockRestore(); }
});

it('refuses a day that the calendar does not have', async () => {
  await expect(run([await file('days.csv', 'account,at,count\nx,2031-01-01T00:00:00Z,5\n')], { timeZone: 'UTC', goal: '10', by: '2031-02-30', out: dir })).rejects.toThrow(/--by is "2031-02-30"/);
});

it.each([
  ['account,at,count\nx,yesterday,5\n', /line 2: at is "yesterday"/], ['account,at,count\nx,2031-01-01T00:00:00Z,many\n', /line 2: count is "many"/], ['account,at\nx,2031-01-01T00:00:00Z\n', /no column "count"/],
  ['account,at,count,low,high\nx,2031-01-01T00:00:00Z,5,6,9\n', /does not lie between/], ['account,at,count\n', /holds no count/],
])('says where a file of counts is wrong', async (text, message) => {
  await expect(run([await file('wrong.csv', text)], { timeZone: 'UTC', out: dir })).rejects.toThrow(message);
});
