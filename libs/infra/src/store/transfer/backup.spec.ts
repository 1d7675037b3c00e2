import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyEvidence } from './backup.js';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'claque-evidence-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
const write = (name: string, text: string): void => { const file = join(folder, name); mkdirSync(dirname(file), { recursive: true }); writeFileSync(file, text); };
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const copy = (): Promise<number> => copyEvidence(join(folder, 'backup'), join(folder, 'evidence'), () => {});
const body = `ab/${'ab'.repeat(32)}.zst`;

it('a ledger of purges that outlived its machine keeps every line, and one of the backup adds those that it lacks', async () => {
  write('backup/purges.jsonl', '{"n":1}\n{"n":2}\n');
  write('evidence/purges.jsonl', '{"n":2}\n{"n":3}\n');
  await copy();
  expect(read('evidence/purges.jsonl').trim().split('\n').sort()).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
  rmSync(join(folder, 'evidence/purges.jsonl'));
  await copy();
  expect(read('evidence/purges.jsonl')).toBe('{"n":1}\n{"n":2}\n');
});

it('a body that was cut off is made whole, one that is there stays, and a longer archive that outlived its machine is not replaced by the backup\'s', async () => {
  write(`backup/${body}`, 'whole body');
  write('backup/warc/2031-03-01/visits.warc.gz', 'half a day');
  write('backup/ab/unfinished.part', 'x');
  write(`evidence/${body}`, 'who');
  write('evidence/warc/2031-03-01/visits.warc.gz', 'half a day and the other half');
  expect(await copy()).toBe(2);
  expect(read(`evidence/${body}`)).toBe('whole body');
  expect(read('evidence/warc/2031-03-01/visits.warc.gz')).toBe('half a day and the other half');
});
