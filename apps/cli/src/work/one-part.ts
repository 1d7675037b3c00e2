import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { partMessageSchema } from '#core/contract/process.js';
import { readConfig } from '#infra/config.js';
import { openDatabaseUrl } from '#infra/embedded-postgres/database-url.js';
import { wordsFor } from '#infra/process/for-person.js';
import { onSignals } from './start/signals.js';

/** `claque api`: the API in the foreground, its log on standard output. */
export const runApi = (_args: [], { port, data }: { port?: string; data?: string }): Promise<number> => runPart('api', [], data, { CLAQUE_PORT: port });

/** `claque worker`: a worker in the foreground, its log on standard output. */
export const runWorker = (_args: [], { queues, concurrency, watchlist, data }: { queues?: string; concurrency?: string; watchlist?: string; data?: string }): Promise<number> =>
  runPart('worker', queues === undefined ? [] : ['--queues', queues], data, { CLAQUE_WATCHLIST: watchlist, CLAQUE_CONCURRENCY: concurrency });

/** Runs one part to its end and gives back its exit code. The embedded database, where it is used, is stopped after it, unless others use it. */
async function runPart(app: string, args: string[], data: string | undefined, settings: Record<string, string | undefined>): Promise<number> {
  const given = Object.fromEntries(Object.entries({ ...settings, CLAQUE_DATA_DIR: data }).filter(([, value]) => value !== undefined));
  const config = readConfig({ ...process.env, ...given });
  const main = new URL(`../../../${app}/src/main.js`, import.meta.url);
  if (config.databaseUrl !== undefined) return becomePart(main, args, { ...given, CLAQUE_DATA_DIR: resolve(config.dataDir) });
  const database = await openDatabaseUrl(config, `claque ${app}`, (line) => { console.error(line); });
  try {
    const child = fork(fileURLToPath(main), args, {
      env: { ...process.env, ...given, DATABASE_URL: database.url, CLAQUE_DATA_DIR: resolve(config.dataDir) },
      execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    onSignals(() => { child.kill('SIGTERM'); }, () => { child.kill('SIGKILL'); });
    child.on('message', (raw) => {
      const message = partMessageSchema.safeParse(raw).data;
      if (message?.type === 'ready') console.error([`${app} is ready`, message.url, message.note].filter(Boolean).join(', '));
      if (message?.type === 'note') console.error(wordsFor(message, process.stderr, resolve(config.dataDir)));
    });
    return await new Promise<number>((ended, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => { ended(signal === null ? code ?? 1 : 1); });
    });
  } finally {
    await database.close();
  }
}

/** With a database of its own to look after there is nothing to supervise: this process is the part, and signals reach it without a detour. */
async function becomePart(main: URL, args: string[], settings: Record<string, string | undefined>): Promise<number> {
  Object.assign(process.env, settings);
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...args);
  await import(main.href);
  return new Promise(() => { /* the part ends the process */ });
}
