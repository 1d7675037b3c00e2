import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const git = (...args: string[]): string | null => { const { status, stdout } = spawnSync('git', ['-C', root, ...args], { encoding: 'utf8' }); return status === 0 ? stdout.trim() : null; };

/** The last state of this repository before its tables changed for the last time, as a commit; null where its history is not there. */
export function commitBeforeLastMigration(): string | null {
  const changed = git('log', '-1', '--format=%H', '--', 'libs/infra/src/store/migrations/index.ts');
  return changed ? git('rev-parse', '--verify', '--quiet', `${changed}^`) : null;
}

/** Builds that state, with today's packages, in a folder of its own. Throws with the compiler's words. */
export function buildOf(commit: string): { worker: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'claque-older-'));
  const run = (command: string, args: string[], input?: Buffer): Buffer => {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, maxBuffer: 1 << 30, ...(input === undefined ? {} : { input }) });
    if (status !== 0) throw new Error(`${command} ${args[0]}: ${String(stderr) || String(stdout)}`);
    return stdout;
  };
  run('tar', ['-x'], run('git', ['-C', root, 'archive', commit]));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  run(process.execPath, [join(root, 'node_modules/@nestjs/cli/bin/nest.js'), 'build']);
  return { worker: join(folder, 'dist/apps/worker/src/main.js'), remove() { rmSync(folder, { recursive: true, force: true }); } };
}
