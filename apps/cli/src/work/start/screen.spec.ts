import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lastLines, rotateLogs } from './logs.js';
import { refuseTakenPort } from './port.js';
import { progressWords, Screen, shortPath } from './screen.js';

const progress = { type: 'progress' as const, sourcesVisited: 3, sources: 14, documents: 1092, calls: 12, drives: 1 };

it('progress is words with their plurals', () => {
  expect(progressWords(progress)).toBe('3 of 14 sources, 1,092 documents, 12 calls, 1 drive');
});

it('a file gets few lines of progress however many are told', () => {
  let text = '';
  let now = 1e12;
  const screen = new Screen({ write: (more: string) => { text += more; } }, () => now);
  for (let n = 0; n < 1000; n += 1) { now += 5000; screen.progress({ ...progress, documents: n }); }
  expect(text.split('\n').length - 1).toBe(8);
});

it('a terminal renews its line, and other lines go above it', () => {
  let text = '';
  const screen = new Screen({ write: (more: string) => { text += more; }, isTTY: true });
  screen.progress(progress);
  screen.line('worker', 'ready');
  screen.settle();
  expect(text.replaceAll('\r\u001B[2K', '<').trimEnd()).toBe(`<reading      ${progressWords(progress)}<worker       ready\nreading      ${progressWords(progress)}`);
});

it('paths below the working folder are shown short, others whole', () => {
  expect(shortPath('/srv/claque/data/logs', '/srv/claque')).toBe('data/logs');
  expect(shortPath('/var/data/logs', '/srv/claque')).toBe('/var/data/logs');
});

it('a large log moves to .1 and its writer goes on in the emptied file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claque-logs-'));
  const file = join(folder, 'api.log');
  for (const text of ['first\n', 'second\n']) { writeFileSync(file, text.repeat(10)); rotateLogs(folder, 20); }
  expect(readFileSync(file, 'utf8')).toBe('');
  expect(lastLines(`${file}.1`, 1)).toEqual(['second']);
  expect(lastLines(`${file}.2`, 2)).toEqual(['first', 'first']);
  rmSync(folder, { recursive: true });
});

it('a taken port is refused with its number and the way out', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => { server.listen(0, '127.0.0.1', () => { resolve((server.address() as { port: number }).port); }); });
  await expect(refuseTakenPort('127.0.0.1', port)).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken: choose another with \`--port N\``);
  server.close();
  await expect(refuseTakenPort('127.0.0.1', 0)).resolves.toBeUndefined();
});
