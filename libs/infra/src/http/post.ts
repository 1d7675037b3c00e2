import { messageOf } from '#core/errors.js';
import { readExceptions, urlFault } from '#core/web/guard-url.js';
import { guardedConnector, systemResolver, type Connect, type Resolver } from './connector.js';
import { Agent, buildConnector } from './undici.js';

/** `status` of a whole answer, or why there was none. `refused`: the address may not be asked, now or ever. */
export type Posted = { status: number; retryAfter: string | null } | { status: null; error: string; refused: boolean };
export interface Poster { post(url: string, headers: Record<string, string>, body: string): Promise<Posted>; close(): Promise<void> }
export interface PosterOptions { userAgent: string; allowPrivate?: readonly string[]; totalMs?: number; resolver?: Resolver; connect?: Connect }

/** Why an address may not be posted to; null when it may. Secrets travel by https alone, but to exceptions that the operator declared. */
export function postFault(url: string, allowPrivate: readonly string[] = []): string | null {
  let parsed: URL;
  try { parsed = new URL(url); } catch { return `"${url.slice(0, 80)}" is no address`; }
  const exceptions = readExceptions(allowPrivate);
  const fault = urlFault(parsed, exceptions);
  if (fault !== null) return fault.detail;
  return parsed.protocol === 'https:' || exceptions.has(`${parsed.hostname}:${parsed.port || '80'}`) ? null : 'it must begin with https://';
}

/**
 * Posts to addresses that people configured, through the same guard as everything else that is asked: no private address is contacted, whatever a name resolves
 * to. Follows no redirect, reads nothing of an answer but its status, and ends after `totalMs` whatever the other side does.
 */
export function createPoster({ userAgent, allowPrivate = [], totalMs = 15_000, resolver = systemResolver, connect = buildConnector({ allowH2: false, timeout: 10_000 }) }: PosterOptions): Poster {
  const agent = new Agent({ connect: guardedConnector({ resolver, exceptions: readExceptions(allowPrivate), connect }), keepAliveTimeout: 1000, maxHeaderSize: 16 << 10 });
  return {
    async post(url, headers, body) {
      const fault = postFault(url, allowPrivate);
      if (fault !== null) return { status: null, error: fault, refused: true };
      const { origin, pathname, search } = new URL(url);
      return new Promise<Posted>((settle) => {
        let end: (() => void) | null = null;
        const timer = setTimeout(() => { settle({ status: null, error: `no answer within ${totalMs / 1000} s`, refused: false }); end?.(); }, totalMs);
        const done = (posted: Posted): void => { clearTimeout(timer); settle(posted); };
        agent.dispatch({ origin, path: `${pathname}${search}`, method: 'POST', headers: { ...headers, 'user-agent': userAgent, 'content-type': 'application/json; charset=utf-8' }, body, headersTimeout: totalMs, bodyTimeout: totalMs }, {
          onRequestStart(controller) { end = () => controller.abort(new Error('too late')); },
          onResponseStart(controller, status, answered) {
            // Early hints are no answer yet.
            if (status < 200) return;
            const after = answered['retry-after'];
            done({ status, retryAfter: typeof after === 'string' ? after : null });
            controller.abort(new Error('the status is all that is wanted'));
          },
          onResponseData() { /* never read */ },
          onResponseEnd() { /* settled by the status */ },
          onResponseError(_controller, error) { done({ status: null, error: messageOf(error), refused: error.name === 'AddressRefused' }); },
        });
      });
    },
    close: () => agent.destroy(),
  };
}
