import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readWhole } from './whole.js';

const folder = mkdtempSync(join(tmpdir(), 'claque-whole-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

describe('reading a whole file', () => {
  it('gives its bytes, unpacked where it is packed', async () => {
    writeFileSync(join(folder, 'a.csv'), 'a,b\n');
    writeFileSync(join(folder, 'a.csv.gz'), gzipSync('a,b\n'));
    for (const name of ['a.csv', 'a.csv.gz']) expect(Buffer.from(await readWhole(join(folder, name))).toString()).toBe('a,b\n');
  });
  it('says that a file is too large, also one that is small until it is unpacked, and what to do', async () => {
    writeFileSync(join(folder, 'large.csv'), 'x'.repeat(2000));
    writeFileSync(join(folder, 'large.csv.gz'), gzipSync('x'.repeat(2000)));
    for (const name of ['large.csv', 'large.csv.gz']) await expect(readWhole(join(folder, name), 1000)).rejects.toThrow(/large\.csv.* holds more than 1000 bytes \(unpacked\): split it/);
  });
  it('says what is wrong with a missing file, a folder and a broken archive', async () => {
    writeFileSync(join(folder, 'broken.gz'), gzipSync('x'.repeat(2000)).subarray(0, 20));
    await expect(readWhole(join(folder, 'none'))).rejects.toThrow(/there is no file/);
    await expect(readWhole(folder)).rejects.toThrow(/is a folder/);
    await expect(readWhole(join(folder, 'broken.gz'))).rejects.toThrow(/not a whole gzip file/);
  });
});
