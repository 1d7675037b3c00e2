import type { NextFunction, Request, Response } from 'express';

const POLICY = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
/** The queue board sets styles on its elements and has a base address; its scripts are files of its own. */
const BOARD_POLICY = POLICY.replace(`style-src 'self'`, `style-src 'self' 'unsafe-inline'`).replace(`base-uri 'none'`, `base-uri 'self'`);

/** Headers of every answer: nothing from or to another origin, nothing framed, nothing sniffed, no address handed on. */
export const securityHeaders = (https: boolean) => (request: Request, response: Response, next: NextFunction): void => {
  response.setHeader('Content-Security-Policy', request.path.startsWith('/queues') ? BOARD_POLICY : POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()');
  response.setHeader('Cache-Control', 'no-store');
  if (https) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
  next();
};
