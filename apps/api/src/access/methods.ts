import type { NextFunction, Request, Response } from 'express';
import { A_SECOND, AT_ONCE, forgetPaces, grantRequests } from '#infra/store/request-paces.js';
import type { Parts } from '../parts.js';
import { Pace } from './pace.js';
import { NoSuchMethod, TooMany } from './refusals.js';

const KNOWN = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const LIVE = '/health/live';
/** Of so many grants one also forgets who asks no longer. */
const FORGET_EVERY = 500;

/** Methods that no route has are refused before anything else, and so is whoever asks too fast, whichever of the installation's APIs. */
export function methodsAndPace({ db, sealer }: Pick<Parts, 'db' | 'sealer'>): (request: Request, response: Response, next: NextFunction) => Promise<void> {
  let grants = 0;
  const pace = new Pace(async (network) => {
    grants += 1;
    if (grants % FORGET_EVERY === 0) await forgetPaces(db);
    return grantRequests(db, sealer.nameOf(network));
  }, { atOnce: AT_ONCE, aSecond: A_SECOND });
  return async (request, response, next) => {
    if (!KNOWN.has(request.method)) { response.setHeader('Allow', [...KNOWN].join(', ')); throw new NoSuchMethod('This server knows GET, HEAD, POST, PUT, PATCH and DELETE.'); }
    // Whether the process lives is answered whatever the database does.
    if (request.path === LIVE) { next(); return; }
    const wait = await pace.ask(request.socket.remoteAddress ?? '');
    if (wait > 0) throw new TooMany('Too many requests from this address.', wait);
    next();
  };
}
