import type { Request } from 'express';
import { Forbidden } from './refusals.js';

/**
 * A page of another site must not make a browser act in a person's name: what a browser sends says where it comes from (`Origin`, which pages cannot set).
 * Without one it is no browser's form or script, unless `needed`.
 */
export function refuseOtherOrigin(request: Pick<Request, 'headers'>, baseUrl: string | undefined, needed: boolean): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (origin === undefined) {
    if (site === 'same-origin' || (!needed && site === undefined)) return;
    throw new Forbidden('a change in a session must come from this server\'s own pages: programs use an API key');
  }
  const own = [`http://${host}`, `https://${host}`, ...(baseUrl === undefined ? [] : [new URL(baseUrl).origin])];
  if (!own.includes(origin) || (site !== undefined && site !== 'same-origin')) throw new Forbidden('this came from a page of another site');
}
