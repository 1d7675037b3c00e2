import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from './similar.js';

let folder: string;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'claque-similar-')); vi.spyOn(console, 'error').mockImplementation(() => undefined); });
afterEach(async () => { vi.restoreAllMocks(); await rm(folder, { recursive: true, force: true }); });
async function similar(csv: string): Promise<(name: string) => Promise<string>> {
  await writeFile(join(folder, 'texts.csv'), csv);
  await run([join(folder, 'texts.csv')], { containment: '0.65', out: folder });
  return (name) => readFile(join(folder, name), 'utf8');
}
const text = 'Follow the official channel of the First Citizen today, dear friends of the river';

describe('claque similar', () => {
  it('refuses a file without rows, and one without the columns, and says what it found', async () => {
    await expect(similar('')).rejects.toThrow(/holds no text/);
    await expect(similar('id,text\n')).rejects.toThrow(/holds no text/);
    await expect(similar('number,words\n1,a\n')).rejects.toThrow(/no column "id", "text"; found: "number", "words"/);
  });
  it('leaves out rows without text and repeated ids, and writes them with their line and the reason', async () => {
    const read = await similar(`id,text\n1,${text}\n1,another\n2\n"3,x","${text}!"\n`);
    expect(await read('rejected.csv')).toBe('line,reason,id\n3,the id stands in an earlier row,1\n4,no text in this row,2\n');
    expect(await read('clusters.csv')).toBe('id,cluster\n1,0\n"3,x",0\n');
  });
  it('writes ids byte for byte, so that they can be joined with the file they came from', async () => {
    const read = await similar(`id,text\n=cmd(),${text}\n@b,${text}!\n`);
    expect(await read('clusters.csv')).toBe('id,cluster\n=cmd(),0\n@b,0\n');
  });
  it('sentences that different texts carry are written so that no spreadsheet runs them, and a second run leaves nothing of the first', async () => {
    const about = ['The harvest of the northern hills was counted this week by the district office', 'A new bridge over the river was opened for carts and bicycles in the morning', 'Pupils of the third school sang at the lake for their parents and their teachers'];
    const read = await similar(`id,text\n${about.map((one, at) => `${at},"=1+1 follow the channel of the First Citizen.\n${one}."`).join('\n')}\n9\n`);
    expect(await read('boilerplate.csv')).toBe(`text,count,surroundings,ids\n"'=1+1 follow the channel of the First Citizen",3,3,"[""0"",""1"",""2""]"\n`);
    expect(await read('rejected.csv')).toContain('no text in this row');
    await similar(`id,text\n1,${text}\n`);
    await expect(read('rejected.csv')).rejects.toThrow(/ENOENT/);
  });
  it('takes a giant text, and identical ones beyond counting', async () => {
    const read = await similar(`id,text\ngiant,${'a word and '.repeat(300_000)}\n${Array.from({ length: 3000 }, (_none, at) => `${at},${text}\n`).join('')}`);
    expect((await read('clusters.csv')).split('\n')).toHaveLength(3002);
    expect((await read('pairs.csv')).split('\n')).toHaveLength(3001);
  });
});
