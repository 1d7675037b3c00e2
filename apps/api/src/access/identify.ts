import type { Request, Response } from 'express';
import { Gone } from '#core/errors.js';
import { findApiKey, apiKeyHolder } from '#infra/store/keys.js';
import { findSession, sessionById } from '#infra/store/sessions.js';
import type { Parts } from '../parts.js';
import type { Caller } from './caller.js';
import { cookieOf, giveCookie } from './cookie.js';

export const isHttps = ({ config }: Pick<Parts, 'config'>): boolean => config.baseUrl?.startsWith('https:') ?? false;

/**
 * Who asks; null where nobody is recognised. It is asked of the database each time, so that a key or session that was ended ends at once.
 * A key comes before a session: a program that shows a wrong one is not taken for the person at the same machine.
 */
export async function identify(parts: Pick<Parts, 'db' | 'config'>, request: Request, response: Response): Promise<Caller | null> {
  if (request.headers['x-api-key'] !== undefined || request.headers.authorization !== undefined) {
    const key = keyOf(request);
    const holder = key === null ? null : await findApiKey(parts.db, key);
    return holder && { kind: 'key', id: holder.id, code: `key:${holder.name}`, role: holder.role, elections: holder.elections, session: null };
  }
  const secret = cookieOf(request, isHttps(parts));
  const session = secret === null ? null : await findSession(parts.db, secret);
  if (session === null) return null;
  if (session.rotated !== null) giveCookie(response, session.rotated, isHttps(parts));
  return { kind: 'person', id: session.personId, code: session.code, role: session.role, elections: session.elections, session: { id: session.id, confirmed: session.confirmedUntil !== null } };
}

/** The same one again, for what goes on for long: null where session or key ended meanwhile. */
export async function again({ db }: Pick<Parts, 'db'>, caller: Caller): Promise<Caller | null> {
  const now = caller.session === null ? await apiKeyHolder(db, caller.id) : await sessionById(db, caller.session.id).catch((error: unknown) => { if (error instanceof Gone) return null; throw error; });
  return now && { ...caller, role: now.role, elections: now.elections };
}

/** `Authorization: Bearer KEY`, `X-API-Key: KEY`, or the password of Basic, as a browser asks for it. */
function keyOf(request: Pick<Request, 'headers'>): string | null {
  const header = request.headers['x-api-key'];
  if (typeof header === 'string' && header !== '') return plausible(header);
  const [, scheme, value] = /^(\w+) +(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (value === undefined) return null;
  if (scheme?.toLowerCase() === 'bearer') return plausible(value);
  if (scheme?.toLowerCase() === 'basic') return plausible(Buffer.from(value, 'base64').toString('utf8').replace(/^[^:]*:/, ''));
  return null;
}

const plausible = (key: string): string | null => (/^ck_[\w-]{20,100}$/.test(key) ? key : null);
