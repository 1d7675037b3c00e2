import { randomBytes } from 'node:crypto';
import { sha256Of } from '#core/sha256.js';

/** A random secret of 256 bits, in letters that stand in an address. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
/** What is kept of such a secret: there is nothing to guess, so no slow hash is needed. */
export const secretHash = (secret: string): string => sha256Of(secret);
