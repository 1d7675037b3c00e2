import type { NextFunction, Request, Response } from 'express';
import { Pace } from './pace.js';
import { NoSuchMethod, TooMany } from './refusals.js';

const KNOWN = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Methods that no route has are refused before anything else, and so is whoever asks too fast. */
export function methodsAndPace(): (request: Request, response: Response, next: NextFunction) => void {
  const pace = new Pace();
  return (request, response, next) => {
    if (!KNOWN.has(request.method)) { response.setHeader('Allow', [...KNOWN].join(', ')); throw new NoSuchMethod('This server knows GET, HEAD, POST, PUT, PATCH and DELETE.'); }
    const wait = pace.ask(request.socket.remoteAddress ?? '');
    if (wait > 0) throw new TooMany('Too many requests from this address.', wait);
    next();
  };
}
