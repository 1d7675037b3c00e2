import { Worker } from 'node:worker_threads';
import { PIECES, type Pieces } from './pieces.js';

/** Who does pieces of a run: they begin in the order in which they are asked for. */
export interface SecondThread {
  run<Name extends keyof Pieces>(name: Name, given: Parameters<Pieces[Name]>[0]): Promise<Awaited<ReturnType<Pieces[Name]>>>;
  end(): void;
}

/** What is posted back: the answer, or why there is none. */
export type Answer = { result: unknown } | { error: unknown };

/** A thread of its own, which begins to load at once. Pieces are done while the caller goes on; it must wait for each before it ends. */
export function secondThread(): SecondThread {
  const worker = new Worker(new URL('second-thread-entry.js', import.meta.url));
  const waiting: { resolve: (result: never) => void; reject: (error: unknown) => void }[] = [];
  const fail = (error: unknown): void => { for (const one of waiting.splice(0)) one.reject(error); };
  worker.on('message', (answer: Answer) => {
    const next = waiting.shift()!;
    if ('error' in answer) next.reject(answer.error); else next.resolve(answer.result as never);
  });
  worker.on('error', fail);
  worker.on('exit', () => { fail(new Error('the second thread ended before its work')); });
  return {
    run(name, given) {
      const done = new Promise<never>((resolve, reject) => { waiting.push({ resolve, reject }); });
      // Waited for later: until then a failure is nobody's yet.
      done.catch(() => {});
      worker.postMessage({ name, given });
      return done;
    },
    end() { waiting.length = 0; void worker.terminate(); },
  };
}

/** No thread at all: pieces are done at once. For inputs that are read before a thread has started. */
export const sameThread: SecondThread = {
  run: async (name, given) => (PIECES[name] as (given: unknown) => never)(given),
  end() {},
};
