import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recogniserBy } from './command.js';

let folder: string;
const program = async (name: string, code: string): Promise<string> => { const path = join(folder, name); await writeFile(path, code); return `${process.execPath} ${path}`; };
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'claque-ocr-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));
const pdf = new TextEncoder().encode('%PDF-1.4');

test('gives what the program writes of the bytes it is given', async () => {
  const command = await program('echo.mjs', 'let n = 0; for await (const chunk of process.stdin) n += chunk.length; console.log(`${n} bytes`);');
  expect(await recogniserBy(command)(pdf)).toBe('8 bytes\n');
});

test('keeps the server\'s settings from the program', async () => {
  process.env['CLAQUE_TEST_SECRET'] = 'x';
  const command = await program('env.mjs', 'console.log(Object.keys(process.env).includes("CLAQUE_TEST_SECRET"));');
  expect(await recogniserBy(command)(pdf)).toBe('false\n');
});

test('ends a program that takes too long or writes too much, and says so', async () => {
  await expect(recogniserBy(await program('hang.mjs', 'setInterval(() => {}, 1000);'), { wallMs: 300 })(pdf)).rejects.toThrow('was stopped after 300 ms');
  await expect(recogniserBy(await program('flood.mjs', 'for (;;) await new Promise((go) => process.stdout.write("x".repeat(65536), go));'), { maxBytes: 100_000 })(pdf)).rejects.toThrow('more than 100000 bytes');
});

test('passes on what a failing or missing program says', async () => {
  await expect(recogniserBy(await program('fail.mjs', 'console.error("no language data"); process.exit(3);'))(pdf)).rejects.toThrow('ended with 3: no language data');
  await expect(recogniserBy('/nowhere/ocr')(pdf)).rejects.toThrow('could not be run');
});
