import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { messageOf } from '#core/errors.js';

/** The account under which the server runs, when this process is root: PostgreSQL refuses to run as root. */
export interface Account { name: string; uid: number; gid: number }
export interface Outcome { code: number | null; output: string }

/** No PG… variable of the person's own server gets in, and messages are in English, since they are read below. */
export const cleanEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' });

/**
 * Runs a program to its end, as `account` where one is given. `output` is what it wrote to both streams, together.
 * A program that could not be started (missing, unreachable for the account) has code `null` and the system's reason as output.
 */
export function run(account: Account | null, program: string, args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    let output = '';
    let child: ChildProcessByStdio<null, Readable, Readable>;
    try {
      child = spawn(program, args, {
        cwd: '/', env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'],
        ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
      });
    } catch (thrown) {
      // Some refusals of the system are thrown here (EPERM), others come as the event below (EACCES).
      resolve({ code: null, output: messageOf(thrown) });
      return;
    }
    child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    child.on('error', (error) => { resolve({ code: null, output: error.message }); });
    child.on('close', (code) => { resolve({ code: code ?? 1, output: output.trim() }); });
  });
}

/** Whether a shell test such as `-r FILE` holds for that account, by really trying it as that account. Each of `paths` is $1, $2, … in `script`. */
export async function holdsFor(account: Account | null, script: string, ...paths: string[]): Promise<boolean> {
  return (await run(account, '/bin/sh', ['-c', script, 'sh', ...paths])).code === 0;
}
