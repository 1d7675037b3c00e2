import { mkdirSync, mkdtempSync, renameSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Gone } from '#core/errors.js';
import { sha256Of } from '#core/sha256.js';
import { FileEvidenceStore } from './file-store.js';

let root = '';
let store: FileEvidenceStore;
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'evidence-')); store = new FileEvidenceStore(root); });
afterEach(() => rmSync(root, { recursive: true, force: true }));
const body = (text: string) => ({ sha256: sha256Of(text), body: Buffer.from(text) });
const files = () => readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name);

it('gives back the bytes it was given, from a file named by their hash', async () => {
  const page = body('<p>ការបោះឆ្នោត</p>');
  await store.put(page.sha256, page.body);
  expect(Buffer.from(await store.get(page.sha256))).toEqual(page.body);
  expect(files()).toEqual([`${page.sha256}.zst`]);
  expect(store.path(page.sha256)).toBe(join(root, page.sha256.slice(0, 2), `${page.sha256}.zst`));
});

it('still finds bodies where earlier releases put them', async () => {
  const page = body('of an earlier release');
  await store.put(page.sha256, page.body);
  const earlier = join(root, page.sha256.slice(0, 2), page.sha256.slice(2, 4));
  mkdirSync(earlier);
  renameSync(store.path(page.sha256), join(earlier, `${page.sha256}.zst`));
  expect(Buffer.from(await store.get(page.sha256))).toEqual(page.body);
  await store.put(page.sha256, page.body);
  expect(files()).toHaveLength(1);
});

it('stores the same bytes once, also when they come twice at a time', async () => {
  const page = body('same');
  await Promise.all([store.put(page.sha256, page.body), store.put(page.sha256, page.body), store.putAll([page, page])]);
  const written = statSync(store.path(page.sha256)).ino;
  await new FileEvidenceStore(root).put(page.sha256, page.body);
  expect(files()).toHaveLength(1);
  expect(statSync(store.path(page.sha256)).ino).toBe(written);
});

it('stores a batch, and leaves no unfinished file', async () => {
  const pages = Array.from({ length: 200 }, (_, at) => body(`page ${at}`));
  await store.putAll(pages);
  expect(files().toSorted()).toEqual(pages.map(({ sha256 }) => `${sha256}.zst`).toSorted());
});

it('refuses bytes that are not those of their name, and names that are no hash', async () => {
  const page = body('true');
  await expect(store.put(page.sha256, Buffer.from('false'))).rejects.toThrow('is not the SHA-256');
  expect(files()).toEqual([]);
  await expect(store.get('../../etc/passwd')).rejects.toThrow(TypeError);
});

it('says what is gone and what is damaged', async () => {
  const page = body('kept');
  await expect(store.get(page.sha256)).rejects.toBeInstanceOf(Gone);
  const other = body('other');
  await store.putAll([page, other]);
  const { readFileSync } = await import('node:fs');
  writeFileSync(store.path(page.sha256), readFileSync(store.path(other.sha256)));
  await expect(store.get(page.sha256)).rejects.toThrow('damaged');
});

it('takes away what a process that died was writing, once it is old enough, and nothing else', async () => {
  const page = body('whole');
  await store.put(page.sha256, page.body);
  const folder = join(root, page.sha256.slice(0, 2));
  for (const [name, age] of [['old.part', 120], ['young.part', 5]] as const) {
    writeFileSync(join(folder, name), 'half');
    utimesSync(join(folder, name), new Date(Date.now() - age * 1000), new Date(Date.now() - age * 1000));
  }
  expect(await store.tidy(60_000)).toBe(1);
  expect(files().sort()).toEqual([`${page.sha256}.zst`, 'young.part'].sort());
  // What was too young at one look is seen at a later one.
  utimesSync(join(folder, 'young.part'), new Date(Date.now() - 120_000), new Date(Date.now() - 120_000));
  expect(await store.tidy(60_000)).toBe(1);
  await store.remove(page.sha256);
  await store.remove(page.sha256);
  expect(files()).toEqual([]);
  await expect(store.get(page.sha256)).rejects.toThrow(Gone);
});
