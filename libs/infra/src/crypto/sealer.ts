import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput } from '#core/errors.js';

/** Keeps what must be read again (an authenticator's secret) so that whoever has the database, or a backup of it, but not the installation's key, cannot. */
export interface Sealer {
  /** `about` says whose it is: sealed for one it does not open for another. */
  seal: (text: string, about: string) => string;
  /** Null where it was sealed under another key, for another, or was altered. */
  open: (sealed: string, about: string) => string | null;
  /** A name under which something is counted that must not be read back, such as an address. */
  nameOf: (text: string) => string;
}

const PREFIX = 's1.';
const NONCE = 12;
const TAG = 16;
export const isSealed = (text: string): boolean => text.startsWith(PREFIX);

/** AES-256-GCM under a key derived (HKDF, RFC 5869) from the installation's; another one for names. `key`: 32 bytes. */
export function sealerOf(key: Uint8Array): Sealer {
  const derived = (what: string): Buffer => Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `claque ${what}`, 32));
  const sealing = derived('secrets');
  const naming = derived('names');
  return {
    seal(text, about) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(about));
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${PREFIX}${sealed.toString('base64url')}`;
    },
    open(sealed, about) {
      const bytes = isSealed(sealed) ? Buffer.from(sealed.slice(PREFIX.length), 'base64url') : Buffer.alloc(0);
      if (bytes.length < NONCE + TAG) return null;
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE), { authTagLength: TAG }).setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-TAG));
      try { return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8'); } catch { return null; }
    },
    nameOf: (text) => createHmac('sha256', naming).update(text).digest('base64url'),
  };
}

const FILE = 'installation.key';
const BYTES = 32;
interface KeyPlace { secretKey?: string | undefined; dataDir: string }

/**
 * The installation's key: as the setting gives it (for several machines), or from `installation.key` in the data folder, which is made where it is not there, for this account alone to read.
 * BadInput where the file holds something else.
 */
export function installationKey({ secretKey, dataDir }: KeyPlace): Uint8Array {
  if (secretKey === undefined && !existsSync(join(dataDir, FILE))) {
    mkdirSync(dataDir, { recursive: true });
    makeWhole(join(dataDir, FILE), `${randomBytes(BYTES).toString('base64')}\n`);
  }
  return knownKey({ secretKey, dataDir })!;
}

/** The same where it is there already; null where it is not: a key of somebody's own would seal what nobody else can open. */
export function knownKey({ secretKey, dataDir }: KeyPlace): Uint8Array | null {
  if (secretKey !== undefined) return Buffer.from(secretKey, 'base64');
  const path = join(dataDir, FILE);
  if (!existsSync(path)) return null;
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== BYTES) throw new BadInput(`${path} is no key of ${BYTES} bytes in base64: bring the right one back from where you keep it, or move this one away (authenticators must then be set up again)`);
  return key;
}

/** A file that is there whole or not at all; of several processes that make it at once, one does. */
function makeWhole(path: string, text: string): void {
  const part = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    writeFileSync(part, text, { flag: 'wx', mode: 0o600, flush: true });
    linkSync(part, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(part, { force: true });
  }
}
