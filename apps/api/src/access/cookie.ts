import type { Request, Response } from 'express';
import { SESSION_COOKIE } from '#core/contract/openapi.js';

/** Where readers come by https the browser itself sees to it that no other host and no plain page sets this cookie. */
const cookieName = (https: boolean): string => (https ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE);

/** The session's secret; null where there is none, or more than one, which no browser of ours sends. */
export function cookieOf(request: Pick<Request, 'headers'>, https: boolean): string | null {
  const name = `${cookieName(https)}=`;
  const found = (request.headers.cookie ?? '').split(';').map((part) => part.trim()).filter((part) => part.startsWith(name));
  const value = found[0]?.slice(name.length);
  return found.length === 1 && value !== undefined && /^[\w-]{30,100}$/.test(value) ? value : null;
}

const MOST_AGE_MS = 30 * 86_400_000;
export function giveCookie(response: Response, secret: string, https: boolean): void {
  response.cookie(cookieName(https), secret, { httpOnly: true, sameSite: 'strict', secure: https, path: '/', maxAge: MOST_AGE_MS });
}
export function takeCookie(response: Response, https: boolean): void {
  response.cookie(cookieName(https), '', { httpOnly: true, sameSite: 'strict', secure: https, path: '/', maxAge: 0 });
}
