import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { operations } from '#core/contract/operations.js';

/** `claque:routes`: method and path of every operation, so that the page knows the contract's routes without carrying its schemas. */
const routes = (): Plugin => ({
  name: 'claque-routes',
  resolveId: (id) => (id === 'claque:routes' ? `\0${id}` : undefined),
  load: (id) => (id === '\0claque:routes' ? `export const routes = ${JSON.stringify(Object.fromEntries(operations.map((operation) => [operation.id, [operation.method.toUpperCase(), operation.path]])))}` : undefined),
});

/** In development the API is another process: CLAQUE_API says where, and its own origin is what it is asked from. */
const api = process.env['CLAQUE_API'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react(), routes()],
  // Nothing is inlined: the page's policy lets only files of its own origin through.
  build: { outDir: '../../dist/apps/dashboard', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', proxy: { '^/(editions|feed|health|api|openapi|queues|unsubscribe)': { target: api, changeOrigin: true, headers: { origin: api } } } },
});
