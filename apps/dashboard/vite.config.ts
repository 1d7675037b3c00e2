import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { operations } from '#core/contract/operations.js';

/** Method and path of every operation, so that the page knows the contract's routes without carrying its schemas. */
const routes = Object.fromEntries(operations.map(({ id, method, path }) => [id, [method.toUpperCase(), path]]));
/** In development the API is another process: CLAQUE_API says where, and its own origin is what it is asked from. */
const api = process.env['CLAQUE_API'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  define: { ROUTES_OF_CONTRACT: JSON.stringify(routes) },
  // Nothing is inlined: the page's policy lets only files of its own origin through.
  build: { outDir: '../../dist/apps/dashboard', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', proxy: { '^/(editions|feed|health|api|openapi|queues|unsubscribe)': { target: api, changeOrigin: true, headers: { origin: api } } } },
});
