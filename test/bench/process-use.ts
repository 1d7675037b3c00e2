import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Use { seconds: number; /** User and system time of all its Node processes. */ cpuSeconds: number; /** The largest resident set of one of them, and all of them together; MB. */ peakMb: number; sumMb: number; stdout: string }

/**
 * Runs a Node command and says what it cost: each Node process that it starts leaves its own account when it ends, since Node does not tell what children used.
 * Throws when the command fails.
 */
export async function useOf(args: string[], env: Record<string, string> = {}): Promise<Use> {
  const folder = mkdtempSync(join(tmpdir(), 'claque-use-'));
  const started = performance.now();
  try {
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env, CLAQUE_BENCH_ACCOUNTS: folder, NODE_OPTIONS: `--import=${new URL('account.js', import.meta.url).href}` }, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => { stdout += String(chunk); });
    child.stderr.on('data', (chunk) => { stderr = (stderr + String(chunk)).slice(-4000); });
    const code = await new Promise((resolve) => { child.on('close', resolve); });
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);
    const seconds = (performance.now() - started) / 1000;
    const all = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { cpu: number; rss: number });
    return { seconds, stdout, cpuSeconds: all.reduce((sum, { cpu }) => sum + cpu, 0), peakMb: Math.max(...all.map(({ rss }) => rss)), sumMb: all.reduce((sum, { rss }) => sum + rss, 0) };
  } finally { rmSync(folder, { recursive: true }); }
}

export const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
