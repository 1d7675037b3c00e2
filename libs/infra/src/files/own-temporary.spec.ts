import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { ownTemporary } from './own-temporary.js';

const HOUR = 3_600_000;
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'claque-own-'));
  onTestFinished(() => { rmSync(made, { recursive: true, force: true }); });
  return join(made, 'tmp');
}

it('two processes on one volume leave each other\'s files alone, and the end of one takes only its own', () => {
  const shared = folder();
  const first = ownTemporary(shared);
  writeFileSync(join(first.path, 'half a package'), 'x');
  const second = ownTemporary(shared);
  expect(second.path).not.toBe(first.path);
  expect(existsSync(join(first.path, 'half a package'))).toBe(true);
  second.close();
  expect([existsSync(second.path), existsSync(first.path)]).toEqual([false, true]);
  first.close();
});

it('what a killed process left goes an hour after it was last heard of, and a folder that is in use stays however old its files are', () => {
  vi.useFakeTimers();
  onTestFinished(() => { vi.useRealTimers(); });
  const shared = folder();
  const left = join(shared, 'own-killed');
  mkdirSync(left, { recursive: true });
  const long = new Date(Date.now() - 2 * HOUR);
  utimesSync(left, long, long);
  const first = ownTemporary(shared);
  expect(existsSync(left)).toBe(false);
  vi.advanceTimersByTime(3 * HOUR);
  const second = ownTemporary(shared);
  expect(existsSync(first.path)).toBe(true);
  first.close();
  second.close();
});
