import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { operations } from '#core/contract/operations.js';

/** Method and path of every operation, so that the page knows the contract's routes without carrying its schemas. */
const routes = Object.fromEntries(operations.map(({ id, method, path }) => [id, [method.toUpperCase(), path]]));
/** Writes `NAME.br` beside every script and style, so that the server compresses nothing itself. */
const compressed = (): Plugin => ({
  name: 'claque-compressed', apply: 'build',
  writeBundle: ({ dir }) => {
    const assets = join(dir!, 'assets');
    for (const name of readdirSync(assets).filter((one) => /\.(js|css)$/.test(one))) {
      const bytes = readFileSync(join(assets, name));
      if (bytes.length > 1000) writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
    }
  },
});

/** Vite refers to the file of a worker by a name that the pinned rolldown (package.json, `overrides`) does not know yet; it knows the older one. Without it the worker's address is `undefined`. */
const namedWorkers = (): Plugin => ({
  name: 'claque-named-workers', apply: 'build', enforce: 'post',
  transform: (code) => (code.includes('import.meta.ROLLDOWN_FILE_URL_') ? { code: code.replaceAll('import.meta.ROLLDOWN_FILE_URL_', 'import.meta.ROLLUP_FILE_URL_'), map: null } : null),
});

/** In development the API is another process: CLAQUE_API says where, and its own origin is what it is asked from. */
const api = process.env['CLAQUE_API'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react(), namedWorkers(), compressed()],
  define: { ROUTES_OF_CONTRACT: JSON.stringify(routes) },
  // Nothing is inlined: the page's policy lets only files of its own origin through.
  build: { outDir: '../../dist/apps/dashboard', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, rolldownOptions: { checks: { pluginTimings: false } } },
  server: { host: '127.0.0.1', proxy: { '^/(editions|feed|health|api|openapi|queues|unsubscribe)': { target: api, changeOrigin: true, headers: { origin: api } } } },
});
