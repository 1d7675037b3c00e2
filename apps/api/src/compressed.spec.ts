import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Request, Response } from 'express';
import { expect, it } from 'vitest';
import { compressedAssets } from './compressed.js';

const dir = mkdtempSync(join(tmpdir(), 'claque-assets-'));
mkdirSync(join(dir, 'assets'));
for (const name of ['page.js', 'page.js.br', 'plain.css']) writeFileSync(join(dir, 'assets', name), 'x');

/** What is asked for in the end, and the headers that are set before it is. */
function asked(path: string, accepts: 'br' | false, method = 'GET'): { url: string; headers: Record<string, string> } {
  const headers: Record<string, string> = {};
  const request = { method, path: path.split('?')[0], url: path, acceptsEncodings: () => accepts } as unknown as Request;
  const response = { vary: (name: string) => { headers['vary'] = name; }, setHeader: (name: string, value: string) => { headers[name.toLowerCase()] = value; } } as unknown as Response;
  compressedAssets(dir)(request, response, () => { /* goes on */ });
  return { url: request.url, headers };
}

it('whoever understands Brotli gets what the build compressed, under the type of what it is', () => {
  expect(asked('/assets/page.js?v=1', 'br')).toEqual({ url: '/assets/page.js.br?v=1', headers: { vary: 'Accept-Encoding', 'content-type': 'text/javascript; charset=utf-8', 'content-encoding': 'br' } });
});

it('whoever does not gets it plain, and caches are told that there are two', () => {
  expect(asked('/assets/page.js', false)).toEqual({ url: '/assets/page.js', headers: { vary: 'Accept-Encoding' } });
});

it('what has no compressed copy, is none of the assets, or is not read is left alone', () => {
  for (const [path, method] of [['/assets/plain.css', 'GET'], ['/api/v1/page.js', 'GET'], ['/assets/../assets/page.js', 'GET'], ['/assets/page.js', 'POST']] as const) expect(asked(path, 'br', method)).toEqual({ url: path, headers: {} });
});

it('a dashboard that was not built is no fault here', () => {
  expect(() => compressedAssets(join(dir, 'nowhere'))).not.toThrow();
});
