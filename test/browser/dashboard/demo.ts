import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeDatabase } from '#infra/embedded-postgres/index.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The whole product with the demo country, as `npm start` starts it, with its first notes made. */
export interface Demo { url: string; welcome: string; stop: () => Promise<void> }

/** Starts it on a free port and waits until the note for everybody is out. Rejects with what it printed when it ends before that. */
export async function startDemo(): Promise<Demo> {
  const data = mkdtempSync(join(tmpdir(), 'claque-dashboard-'));
  const child: ChildProcess = spawn(process.execPath, [join(root, 'apps/cli/bin/claque.js'), 'start', '--port', '0', '--data', data], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const ended = new Promise<void>((done) => { child.once('exit', () => done()); });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    removeDatabase(data);
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await new Promise<void>((ready, failed) => {
      const read = (chunk: Buffer): void => {
        printed += chunk.toString('utf8');
        if (/edition \S+,.* public\b/.test(printed)) ready();
      };
      child.stdout!.on('data', read);
      child.stderr!.on('data', read);
      void ended.then(() => failed(new Error(`claque start ended:\n${printed}`)));
    });
  } catch (error) {
    await stop();
    throw error;
  }
  const [, url] = /dashboard +(http:\S+)/.exec(printed) ?? [];
  // Its output is no terminal.
  const [welcome] = /http:\S+#\/welcome\/[\w-]+/.exec(readFileSync(join(data, 'sign-in.txt'), 'utf8')) ?? [];
  if (url === undefined || welcome === undefined) { await stop(); throw new Error(`neither address nor link in:\n${printed}`); }
  return { url, welcome, stop };
}
