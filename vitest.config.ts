import { fileURLToPath } from 'node:url';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

const libs = fileURLToPath(new URL('libs/', import.meta.url));
const apps = fileURLToPath(new URL('apps/', import.meta.url));
const shared = {
  // Not .swcrc, which leaves the specs out of what is built.
  plugins: [swc.vite({ swcrc: false, jsc: { parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true }, target: 'es2023', keepClassNames: true } })],
  resolve: { alias: [
    { find: /^#(core|kinds|infra|publish|pipeline)\/(.*)\.js$/, replacement: `${libs}$1/src/$2.ts` },
    { find: /^#apps\/(.*)\.js$/, replacement: `${apps}$1.ts` },
  ] },
};

export default defineConfig({
  test: {
    projects: [
      // Pure code and files: no server, no database. Files share a worker's modules, which are thus loaded once and not 150 times.
      { ...shared, test: { name: 'unit', isolate: false, testTimeout: 30_000, include: ['libs/**/*.spec.ts', 'apps/**/*.spec.ts'], exclude: ['**/node_modules/**', 'dist/**'] } },
      // Real PostgreSQL (the embedded one), real processes; runs what `npm run build` made where it starts processes.
      { ...shared, test: { name: 'whole', include: ['test/{store,whole}/**/*.spec.ts'], testTimeout: 180_000, hookTimeout: 120_000, fileParallelism: false, env: { CLAQUE_TEST_QUEUE: 'postgres' } } },
      // What is killed, filled, cut off or set wrong: real processes on servers of their own, PostgreSQL and, where it is installed, Redis.
      { ...shared, test: { name: 'faults', include: ['test/faults/**/*.spec.ts'], testTimeout: 240_000, hookTimeout: 120_000, fileParallelism: false } },
      // The same whole-day test on Redis: needs a server at CLAQUE_TEST_REDIS_URL.
      { ...shared, test: { name: 'redis', include: ['test/whole/day.spec.ts'], testTimeout: 180_000, hookTimeout: 120_000, env: { CLAQUE_TEST_QUEUE: 'redis' } } },
      // Pages in a real browser: needs Chromium at CLAQUE_BROWSER or /usr/bin/chromium.
      { ...shared, test: { name: 'browser', include: ['test/browser/**/*.spec.ts'], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
  },
});
