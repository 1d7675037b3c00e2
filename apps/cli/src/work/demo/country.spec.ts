import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { checkedDate, readCountry, writeCountry } from './country.js';

let folder: string;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'claque-country-')); });

it('a folder remembers its country and the time there', async () => {
  expect(await readCountry(folder)).toBeNull();
  const state = { seed: 7, date: '2027-03-09', clock: '2027-03-09T01:30:00.000Z' };
  await writeCountry(folder, state);
  expect(await readCountry(folder)).toEqual(state);
});
it('a folder of an earlier release, or one that cannot be understood, is refused with a way out', async () => {
  await mkdir(join(folder, 'demo'));
  await writeFile(join(folder, 'demo', 'ports.json'), '{}');
  await expect(readCountry(folder)).rejects.toThrow(/earlier release.*give another folder with --data/);
  await writeFile(join(folder, 'demo', 'country.json'), '{"seed":"one"}');
  await expect(readCountry(folder)).rejects.toThrow(/does not say which demo country/);
});
it.each(['2027-02-30', '1850-01-01', '12345-01-01', '2100-01-01', 'tomorrow', ''])('refuses "%s" as the day of a country', (text) => {
  expect(() => checkedDate(text)).toThrow(expect.objectContaining({ exitCode: 2 }));
});
it('takes a day long past and one far ahead', () => {
  expect([checkedDate('2000-02-29'), checkedDate('2099-12-31')]).toEqual(['2000-02-29', '2099-12-31']);
});
