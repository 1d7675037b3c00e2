import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BadInput } from '#core/errors.js';
import { installationKey, isSealed, sealerOf } from './sealer.js';

const key = new Uint8Array(32).fill(7);

it('what was sealed opens for whom it was sealed, and for nobody else', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (text, about, other) => {
    const sealed = sealerOf(key).seal(text, about);
    expect(isSealed(sealed)).toBe(true);
    expect(sealerOf(key).open(sealed, about)).toBe(text.toWellFormed());
    if (other !== about) expect(sealerOf(key).open(sealed, other)).toBeNull();
    expect(sealerOf(new Uint8Array(32).fill(8)).open(sealed, about)).toBeNull();
  }));
});

it('nothing that was altered opens, and the same is never sealed alike', () => {
  const sealed = sealerOf(key).seal('JBSWY3DPEHPK3PXP', 'totp 1');
  for (let at = 3; at < sealed.length; at++) {
    const altered = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
    if (Buffer.from(altered.slice(3), 'base64url').equals(Buffer.from(sealed.slice(3), 'base64url'))) continue;
    expect(sealerOf(key).open(altered, 'totp 1')).toBeNull();
  }
  for (const text of ['', 's1.', 's1.AAAA', 'JBSWY3DPEHPK3PXP']) expect(sealerOf(key).open(text, 'totp 1')).toBeNull();
  expect(sealerOf(key).seal('JBSWY3DPEHPK3PXP', 'totp 1')).not.toBe(sealed);
});

it('an installation has one key, in a file that its account alone may read, unless a setting gives it', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'claque-key-'));
  const made = installationKey({ dataDir });
  expect(Buffer.from(installationKey({ dataDir })).equals(Buffer.from(made))).toBe(true);
  expect(statSync(join(dataDir, 'installation.key')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(dataDir, 'installation.key'), 'utf8').trim()).toHaveLength(44);
  expect([...installationKey({ dataDir, secretKey: Buffer.from(key).toString('base64') })]).toEqual([...key]);
  writeFileSync(join(dataDir, 'installation.key'), 'short');
  expect(() => installationKey({ dataDir })).toThrow(BadInput);
});
