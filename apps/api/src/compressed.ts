import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { constants } from 'node:zlib';
import compression from 'compression';
import type { NextFunction, Request, Response } from 'express';

const TYPES: Record<string, string> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml' };

/** Hands out what the build compressed beforehand (`NAME.br` beside `NAME`) to whoever understands it; nothing is compressed while somebody waits. */
export function compressedAssets(dir: string): (request: Request, response: Response, next: NextFunction) => void {
  let there: ReadonlySet<string>;
  try { there = new Set(readdirSync(join(dir, 'assets')).filter((name) => name.endsWith('.br')).map((name) => `/assets/${name.slice(0, -3)}`)); } catch { there = new Set(); }
  return (request, response, next) => {
    const type = TYPES[request.path.split('.').at(-1) ?? ''];
    if ((request.method === 'GET' || request.method === 'HEAD') && type !== undefined && there.has(request.path)) {
      response.vary('Accept-Encoding');
      if (request.acceptsEncodings('br') === 'br') {
        response.setHeader('Content-Type', type);
        response.setHeader('Content-Encoding', 'br');
        request.url = request.url.replace(/^[^?]*/, (path) => `${path}.br`);
      }
    }
    next();
  };
}

/** Below this an answer is one packet anyhow. */
const LEAST_BYTES = 1024;
/** Quick levels: whoever waits for an answer waits for its packing too. */
const LEVELS = { level: 4, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } } };

/** Packs answers for whoever understands it; not events, which must not wait in a packer, nor what is packed already. ETags are weak: they are of the content, whatever its packing. */
export const compressedAnswers = () => compression({
  threshold: LEAST_BYTES, ...LEVELS,
  filter: (request, response) => { const type = String(response.getHeader('Content-Type') ?? ''); return !type.startsWith('text/event-stream') && (/jsonl|yaml/.test(type) || compression.filter(request, response)); },
});
