import { hash } from 'node:crypto';

/** SHA-256 of bytes, or of a text's UTF-8, as 64 hexadecimal digits: the name of a body in the evidence, and what keys are made of. */
export const sha256Of = (bytes: string | Uint8Array): string => hash('sha256', bytes, 'hex');
