import { createHash, randomBytes } from 'node:crypto';

/** A random secret of 256 bits, in letters that stand in an address. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
/** What is kept of such a secret: there is nothing to guess, so no slow hash is needed. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');
