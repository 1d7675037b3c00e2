#!/usr/bin/env node
// Committed as an executable file: a file that a build writes loses its execute bit. Runs on any Node that knows ES modules,
// so that an old one gets a sentence, not a stack.
import { existsSync } from 'node:fs';
// Whole: an old Node that lacks one of its names must still get to the sentence below.
import * as modules from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const main = join(root, 'dist/apps/cli/src/main.js');
const ownNode = join(root, 'node_modules/node/bin/node');

if (!existsSync(main)) {
  console.error('claque is not built here: run `npm ci` (which builds it), or `npm run build`.');
  process.exit(1);
}
/**
 * How the heap of a verb grows, where the default costs memory for nothing: pages of a crawl live for milliseconds, and V8 would keep 300 MB of them.
 * The process replaces itself before it loads anything; where a system cannot do that (Windows), the verb runs with the default.
 */
const HEAP = { crawl: ['--max-semi-space-size=8', '--heap-growing-percent=100'] };
const heap = HEAP[process.argv[2] ?? ''];

if (Number.parseInt(process.versions.node, 10) >= 24) {
  if (heap && process.execve && process.platform !== 'win32' && !process.execArgv.includes(heap[0])) {
    // The C library's allocator (glibc) keeps freed bodies of some megabytes for itself, unless it is told where to begin giving them back.
    process.execve(process.execPath, [process.execPath, ...heap, ...process.execArgv, ...process.argv.slice(1)], { MALLOC_MMAP_THRESHOLD_: '131072', ...process.env });
  }
  modules.enableCompileCache(join(root, 'dist/.compiled'));
  await import(main);
}
else if (existsSync(ownNode)) {
  const { spawn } = await import('node:child_process');
  const child = spawn(ownNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => { if (signal) { process.removeAllListeners(signal); process.kill(process.pid, signal); } else process.exit(code ?? 1); });
} else {
  console.error(`claque needs Node 24, and this is Node ${process.versions.node}. Run \`npm ci\` without --ignore-scripts: it brings Node 24 with it.`);
  process.exit(1);
}
