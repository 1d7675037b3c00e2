import { PIECES, type Pieces } from './pieces.js';

/** Who does pieces of a run, one after the other. */
export interface SecondThread {
  /** Begins a piece, or puts it behind those asked for before. A failure may be met here or in `settled`. */
  run<Name extends keyof Pieces>(name: Name, given: Parameters<Pieces[Name]>[0]): Promise<Awaited<ReturnType<Pieces[Name]>>>;
  /** Waits until all pieces are done; rejects when one of them failed. */
  settled(): Promise<void>;
  end(): void;
}

/** What is posted back: the answer, or why there is none. */
export type Answer = { result: unknown } | { error: unknown };

/** A thread of its own, which begins to load at once. The caller goes on meanwhile, and must wait before it ends. */
export function secondThread(): SecondThread {
  // Loaded where it is needed: small inputs need no thread.
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  // By its name in the package: the build moves the code of this module (scripts/prepare.mjs).
  const worker = new Worker(new URL(import.meta.resolve('#apps/cli/src/work/coordinate/second-thread-entry.js')));
  const waiting: { resolve: (result: never) => void; reject: (error: unknown) => void }[] = [];
  const fail = (error: unknown): void => { for (const one of waiting.splice(0)) one.reject(error); };
  worker.on('message', (answer: Answer) => {
    const next = waiting.shift()!;
    if ('error' in answer) next.reject(answer.error); else next.resolve(answer.result as never);
  });
  worker.on('error', fail);
  worker.on('exit', () => { fail(new Error('the second thread ended before its work')); });
  return queue((name, given) => new Promise((resolve, reject) => { waiting.push({ resolve, reject }); worker.postMessage({ name, given }, []); }), () => { waiting.length = 0; void worker.terminate(); });
}

/** No other thread: pieces are done at once. For inputs that are done before a thread would have started. */
export const sameThread = (): SecondThread => queue(async (name, given) => (PIECES[name] as (given: unknown) => never)(given), () => {});

function queue(run: (name: keyof Pieces, given: unknown) => Promise<never>, end: () => void): SecondThread {
  const asked: Promise<unknown>[] = [];
  return {
    run(name, given) {
      const done = run(name, given);
      // Until it is waited for, a failure is nobody's.
      done.catch(() => {});
      asked.push(done);
      return done;
    },
    async settled() { await Promise.all(asked); },
    end,
  };
}
