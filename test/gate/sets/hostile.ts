import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { GateSet } from '../set.js';
import { faultOfEnd } from '../hostile/expected.js';
import type { Ended } from '../hostile/run.js';

interface Behaviour { path: string; class: string; expect: string }
const MOST_MB = 250;
/** Of the classes whose cases take until a limit is reached: they wait together. */
const SLOW = new Set(['time', 'framing', 'robots']);
/** Pages that `claque crawl` must come to an end on. */
const TRAPS = ['/calendar', '/trap/', '/session', '/random', '/soft404'];

/** Every behaviour of a hostile server, by the product's own fetcher, readers and crawl, in processes whose memory is judged. */
const set: GateSet = {
  name: 'hostile',
  needs: ['security/hostile-server.mjs', 'security/hostile-index.json'],
  async judge(data) {
    const behaviours = JSON.parse(readFileSync(join(data, 'security/hostile-index.json'), 'utf8')) as Behaviour[];
    const server = spawn(process.execPath, [join(data, 'security/hostile-server.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [line] = await once(createInterface(server.stdout), 'line') as [string];
      const origin = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`;
      // A process for each class, as a visit meets one hostile host; those that wait for their limits wait together.
      const runs: { kind: string; ended: Ended[]; peakMb: number }[] = [];
      for (const kind of new Set(behaviours.map((one) => one.class))) runs.push({ kind, ...await runAll(origin, behaviours.filter((one) => one.class === kind), SLOW.has(kind) ? 16 : 1) });
      const wrong = runs.flatMap(({ ended }) => ended).flatMap((end) => {
        const behaviour = behaviours.find(({ path }) => path === end.path);
        const fault = faultOfEnd(end, behaviour?.class ?? '');
        return fault === null ? [] : [`${end.path} ${fault}`];
      });
      const crawls = await Promise.all(TRAPS.filter((path) => behaviours.some((one) => one.path === path)).map((path) => trap(origin, path)));
      wrong.push(...crawls.flatMap(({ fault }) => (fault === null ? [] : [fault])));
      const missing = behaviours.length - runs.reduce((sum, { ended }) => sum + ended.length, 0);
      return [
        { name: 'behaviours that end as documented', value: (behaviours.length - missing - new Set(wrong.map((text) => text.split(' ')[0])).size) / behaviours.length, floor: 1, of: `of ${behaviours.length}${wrong.length > 0 ? `; wrong: ${wrong.join('; ')}` : ''}` },
        { name: 'peak memory, MB', value: Math.max(...runs.map(({ peakMb }) => peakMb)), floor: MOST_MB, atMost: true, of: runs.toSorted((a, b) => b.peakMb - a.peakMb).slice(0, 4).map(({ kind, peakMb }) => `${kind} ${Math.round(peakMb)}`).join(', ') },
        { name: 'slowest to read, ms', value: Math.max(...runs.flatMap(({ ended }) => ended.map(({ readMs }) => readMs ?? 0))) },
      ];
    } finally { server.kill(); }
  },
};

/** With allocator and heap set as `claque start` sets them for its worker. */
async function runAll(origin: string, behaviours: Behaviour[], lanes: number): Promise<{ ended: Ended[]; peakMb: number }> {
  const child = spawn(process.execPath, ['--max-semi-space-size=4', fileURLToPath(new URL('../hostile/run.js', import.meta.url)), origin, JSON.stringify(behaviours.map(({ path }) => path)), String(lanes)], { stdio: ['ignore', 'pipe', 'inherit'], env: { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_ARENA_MAX: '2', ...process.env } });
  const ended: Ended[] = [];
  let peakMb = Number.POSITIVE_INFINITY;
  for await (const line of createInterface(child.stdout)) {
    const said = JSON.parse(line) as Ended | { peakMb: number };
    if ('peakMb' in said) peakMb = said.peakMb; else ended.push(said);
  }
  return { ended, peakMb };
}

/** A crawl that starts in a trap ends by itself, with a bounded number of pages. */
async function trap(origin: string, path: string): Promise<{ fault: string | null }> {
  const out = mkdtempSync(join(tmpdir(), 'claque-gate-'));
  const child = spawn(process.execPath, ['apps/cli/bin/claque.js', 'crawl', `${origin}${path}`, '--pace', '0', '--allow-private', new URL(origin).host, '--out', out], { stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), 120_000);
  try {
    const [code] = await once(child, 'exit') as [number | null];
    if (code !== 0) return { fault: `${path} crawl ended with ${code}` };
    const { pages } = JSON.parse(readFileSync(join(out, 'crawl.json'), 'utf8')) as { pages: number };
    return { fault: pages <= 1100 ? null : `${path} crawl took ${pages} pages` };
  } finally {
    clearTimeout(timer);
    rmSync(out, { recursive: true });
  }
}
export default set;
