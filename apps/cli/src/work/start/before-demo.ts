import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LocalDate } from '#core/model.js';
import { BadInput } from '#core/errors.js';

/** What is asked of the process: whether no other election is in its database, and, for a `past` that is not there yet, the counters of the evenings before `date`. */
export interface Order { watchlist: string; date: LocalDate; past: boolean }
/** What it says: a moment at which it wants the country's clock, and how it ended; `person`: somebody must put that right. */
export type Said = { clock: string } | { done: true } | { fault: string; person: boolean };

/**
 * Does in a process of its own what the demo needs once before it begins: the supervisor, which lives for days, never loads what reads pages. Settings come by `env`, since a
 * command line is seen by every account. `abort` ends it. Rejects with what went wrong.
 */
export async function beforeDemo(order: Order, env: NodeJS.ProcessEnv, setClock: (at: Date) => Promise<unknown>, abort: AbortSignal): Promise<void> {
  const child: ChildProcess = fork(fileURLToPath(new URL('before-demo-process.js', import.meta.url)), [], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const end = (): void => { child.kill(); };
  abort.addEventListener('abort', end, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      child.on('message', (said: Said) => {
        if ('clock' in said) setClock(new Date(said.clock)).then(() => { if (child.connected) child.send({}); }, (error: unknown) => { reject(error as Error); end(); });
        else if ('done' in said) resolve();
        else reject(said.person ? new BadInput(said.fault) : new Error(said.fault));
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => { reject(new Error(`reading the evenings before ended ${signal ? `by ${signal}` : `with code ${code}`}`)); });
      child.send(order);
    });
  } finally { abort.removeEventListener('abort', end); }
}
