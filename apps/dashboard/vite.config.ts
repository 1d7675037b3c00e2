import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // Nothing is inlined: the page's policy lets only files of its own origin through.
  build: { outDir: '../../dist/apps/dashboard', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', proxy: { '^/(editions|feed|health|api|openapi)': 'http://127.0.0.1:3000' } },
});
