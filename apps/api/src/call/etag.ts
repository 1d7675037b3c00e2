import { createHash } from 'node:crypto';

/** Weak: the same content, whatever the bytes on the way. */
export const etagOf = (text: string): string => `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;

/** Whether `If-None-Match` names it. */
export const isKnown = (header: string | undefined, etag: string): boolean => header !== undefined && header.length < 2000 && header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''));
