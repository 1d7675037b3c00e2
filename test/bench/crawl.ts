import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, useOf, type Use } from './process-use.js';

const PAGES = 5000;
const ROUNDS = 3;

/** `claque crawl` of 5,000 pages on loopback, each run a process of its own. CLAQUE_BENCH_SITE names another site to serve (called with PORT and PAGES). */
export async function run(): Promise<void> {
  const site = await startSite(PAGES);
  const folder = mkdtempSync(join(tmpdir(), 'claque-bench-'));
  try {
    const rounds: (Use & { pagesPerSecond: number })[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const out = join(folder, String(round));
      const use = await useOf(['apps/cli/bin/claque.js', 'crawl', `${site.origin}/a/0.html`, '--pace', '0', '--concurrency', '16', '--allow-private', site.origin.slice('http://'.length), '--out', out]);
      const { pages, seconds } = JSON.parse(readFileSync(join(out, 'crawl.json'), 'utf8')) as { pages: number; seconds: number };
      if (pages !== PAGES) throw new Error(`${pages} pages were crawled, not ${PAGES}`);
      rounds.push({ ...use, pagesPerSecond: pages / seconds });
      rmSync(out, { recursive: true });
    }
    const of = (value: (round: (typeof rounds)[number]) => number) => median(rounds.map(value));
    console.log(`claque crawl, ${PAGES.toLocaleString('en')} pages, median of ${ROUNDS}: ${Math.round(of((round) => round.pagesPerSecond))} pages/s, ${(of((round) => round.cpuSeconds) * 1000 / PAGES).toFixed(2)} CPU ms a page, ${Math.round(of((round) => round.peakMb))} MB at the peak`);
    console.log(`  rounds: ${rounds.map((round) => `${Math.round(round.pagesPerSecond)}/s ${(round.cpuSeconds * 1000 / PAGES).toFixed(2)} ms ${Math.round(round.peakMb)} MB`).join('; ')}`);
  } finally {
    site.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Serves a site of so many pages on a free port. Throws when a site of somebody else's does not come up. */
export async function startSite(pages: number): Promise<{ origin: string; stop(): void }> {
  const path = process.env['CLAQUE_BENCH_SITE'] ?? fileURLToPath(new URL('../material/news-site.js', import.meta.url));
  const port = String(20_000 + Math.floor(Math.random() * 10_000));
  const child = spawn(process.execPath, [path, port, String(pages)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => { throw new Error(`${path} did not come up`); })]);
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}
