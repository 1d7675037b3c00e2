import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { SIGN_IN_FILE, wordsFor } from './for-person.js';

const link = { text: 'open this once: http://127.0.0.1:3000/#/welcome/abc', secret: 'the link to sign in' };

it('a secret is shown on a terminal, and elsewhere only where it stands, in a file that others cannot read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claque-person-'));
  onTestFinished(() => { rmSync(folder, { recursive: true }); });
  const file = join(folder, SIGN_IN_FILE);
  expect(wordsFor(link, { isTTY: true }, folder)).toBe(link.text);
  // Left by somebody who made it readable.
  writeFileSync(file, '', { mode: 0o644 });
  const said = wordsFor(link, {}, folder);
  expect(said).toContain(file);
  expect(said).not.toContain('abc');
  wordsFor({ ...link, text: link.text.replace('abc', 'newer') }, {}, folder);
  wordsFor({ text: 'API key: ck_1', secret: 'the API key' }, { isTTY: false }, folder);
  expect(readFileSync(file, 'utf8')).toBe(`${link.text.replace('abc', 'newer')}\nAPI key: ck_1\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  // No folder yet, or none that can be: the words say what to do, and nothing is thrown.
  expect(wordsFor(link, {}, join(folder, 'new'))).toContain('new/sign-in.txt');
  const hopeless = wordsFor(link, {}, join(file, 'below a file'));
  expect(hopeless).toMatch(/could not be kept.*claque user add NAME/);
  expect(hopeless).not.toContain('abc');
  expect(wordsFor({ text: 'a port was taken' }, {}, folder)).toBe('a port was taken');
});
