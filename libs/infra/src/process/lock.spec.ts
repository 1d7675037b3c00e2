import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commandLine, processIdentity } from './identity.js';
import { tryLock, withLock } from './lock.js';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'claque-lock-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

it('the second to ask is told who holds it, and gets it after release', () => {
  const file = join(folder, 'lock');
  const first = tryLock(file, 'claque start');
  const second = tryLock(file, 'claque digest');
  expect(second).toMatchObject({ held: false, by: { pid: process.pid, what: 'claque start' } });
  if (first.held) first.release();
  expect(tryLock(file, 'claque digest').held).toBe(true);
  expect(readdirSync(folder)).toEqual(['lock']);
});

it('a holder whose number now belongs to another process does not count', () => {
  const file = join(folder, 'lock');
  writeFileSync(file, JSON.stringify({ pid: process.pid, identity: 'an earlier boot', what: 'claque start' }));
  expect(tryLock(file, 'claque start').held).toBe(true);
});

it('a torn file does not count', () => {
  const file = join(folder, 'lock');
  writeFileSync(file, '{"pid": 1');
  expect(tryLock(file, 'claque start').held).toBe(true);
});

it('work under one lock never overlaps', async () => {
  let inside = 0;
  let most = 0;
  await Promise.all(Array.from({ length: 5 }, () => withLock(join(folder, 'lock'), 'test', async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    inside -= 1;
  })));
  expect(most).toBe(1);
});

it('a living process has one identity, a dead one has none', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
  const pid = child.pid ?? 0;
  await new Promise((resolve) => { child.once('spawn', resolve); });
  const identity = processIdentity(pid);
  expect(identity).not.toBeNull();
  expect(processIdentity(pid)).toBe(identity);
  expect(identity).not.toBe(processIdentity(process.ppid));
  expect(commandLine(pid)).toContain('setTimeout');
  child.kill('SIGKILL');
  await new Promise((resolve) => { child.once('exit', resolve); });
  expect(processIdentity(pid)).toBeNull();
});
