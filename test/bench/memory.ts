import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeDatabase } from '#infra/embedded-postgres/index.js';

const MINUTES = Number(process.env['CLAQUE_BENCH_MINUTES'] ?? 5);
const cli = fileURLToPath(new URL('../../../apps/cli/bin/claque.js', import.meta.url));

/** Private and shared-once memory of a process in MB (proportional set size): what it costs, pages that processes share counted once between them. */
function costMb(pid: number): { pss: number; rss: number } {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const of = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024;
  return { pss: of('Pss'), rss: of('Rss') };
}
const commandOf = (pid: number): string => { try { return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '); } catch { return ''; } };

/** `claque start` with the demo country, left alone for some minutes: what each process holds when it is in its stride. */
export async function run(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'claque-memory-'));
  const child = spawn(process.execPath, [cli, 'start', '--port', '0', '--data', dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => { child.once('exit', resolve); });
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk) => { if (String(chunk).includes('started in')) resolve(); });
      child.once('exit', () => { reject(new Error('claque start ended')); });
    });
    for (let minute = 1; minute <= MINUTES; minute++) {
      await new Promise((resolve) => { setTimeout(resolve, 60_000); });
      const parts: Record<string, number> = {};
      let [node, postgres] = [0, 0];
      for (const name of readdirSync('/proc')) {
        const pid = Number(name);
        if (!Number.isInteger(pid)) continue;
        const command = commandOf(pid);
        const ours = pid === child.pid || command.includes(dataDir) || parentOf(pid) === child.pid || isPostgresOf(pid, dataDir);
        if (!ours) continue;
        try {
          const { pss } = costMb(pid);
          if (/postgres/.test(command)) { postgres += pss; continue; }
          parts[/apps\/(\w+)\//.exec(command)?.[1] ?? 'other'] = Math.round(pss);
          node += pss;
        } catch { /* it ended meanwhile */ }
      }
      console.log(`minute ${minute}: ${Object.entries(parts).map(([part, mb]) => `${part} ${mb}`).join(', ')}; Node together ${Math.round(node)} MB; PostgreSQL with its shared buffers ${Math.round(postgres)} MB; all ${Math.round(node + postgres)} MB`);
    }
  } finally {
    child.kill('SIGTERM');
    await ended;
    removeDatabase(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const statOf = (pid: number): string[] => { try { return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? []; } catch { return []; } };
const parentOf = (pid: number): number => Number(statOf(pid)[1]);

/** A backend's command line names no folder: its parent's does. */
function isPostgresOf(pid: number, dataDir: string): boolean {
  try {
    const { cluster } = JSON.parse(readFileSync(join(dataDir, 'postgres/server.json'), 'utf8')) as { cluster: string };
    const words = ` ${commandOf(parentOf(pid))}${commandOf(pid)}`;
    return words.includes(cluster.startsWith('/') ? cluster : join(dataDir, 'postgres', cluster));
  } catch { return false; }
}
