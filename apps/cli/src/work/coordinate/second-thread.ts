import type { MessagePort } from 'node:worker_threads';
import { alone, type Beside } from '#core/coordination/beside.js';
import { PIECES, type Pieces } from './pieces.js';

export interface SecondThread extends Beside<Pieces> { end(): void }

/** How far a piece is, in memory of both threads: the next part that nobody has begun, how many are done, and a number that rises while the second thread is at one. */
const NEXT = 0;
export const DONE = 1;
export const BEATS = 2;
/** A thread that has shown nothing for so long has ended in the middle of its part, as one does whose memory is full: nothing else can tell, while the first thread waits. */
const PATIENCE_MS = 300_000;
/** Takes the next part of a piece; beyond the last there is none. */
export const takePart = (state: Int32Array): number => Atomics.add(state, NEXT, 1);

/** What is posted to the thread, and what it posts back, besides what it writes into shared columns. */
export interface Begun { port: MessagePort }
export interface Asked { name: keyof Pieces; given: unknown; parts: number; state: Int32Array<SharedArrayBuffer> }
type Told = { answer: unknown } | { error: unknown };

/**
 * A thread of its own, which begins to load at once and lives until `end`. Parts of a piece are done by whoever is free, so that a thread which is late, or whose core others
 * use, holds nobody up for longer than the part that it is at. The first thread waits without its event loop, as pure code needs it.
 */
export function secondThread(patienceMs = PATIENCE_MS): SecondThread {
  // Loaded where it is needed: small inputs need no thread.
  const { MessageChannel, receiveMessageOnPort, Worker } = process.getBuiltinModule('node:worker_threads');
  const { port1, port2 } = new MessageChannel();
  // By its name in the package: the build moves the code of this module (scripts/prepare.mjs).
  const worker = new Worker(new URL(import.meta.resolve('#apps/cli/src/work/coordinate/second-thread-entry.js')), { workerData: { port: port2 } satisfies Begun, transferList: [port2] });
  // A thread that cannot begin does nothing, and so nothing waits for it.
  worker.on('error', () => {});
  return {
    begin(name, given, parts = 1) {
      const state = new Int32Array(new SharedArrayBuffer(12));
      port1.postMessage({ name, given, parts, state } satisfies Asked);
      const run = PIECES[name] as (given: unknown, part: number, parts: number) => never;
      return () => {
        let answer: unknown;
        for (let part = takePart(state); part < parts; part = takePart(state)) {
          try { answer = run(given, part, parts); } finally { Atomics.add(state, DONE, 1); }
        }
        for (let done = Atomics.load(state, DONE); done < parts; done = Atomics.load(state, DONE)) {
          const beats = Atomics.load(state, BEATS);
          if (Atomics.wait(state, DONE, done, patienceMs) === 'timed-out' && Atomics.load(state, BEATS) === beats) throw new Error(`the second thread has ended or stands still in "${name}": is there memory enough?`);
        }
        for (let told = receiveMessageOnPort(port1); told !== undefined; told = receiveMessageOnPort(port1)) {
          const message = told.message as Told;
          if ('error' in message) throw message.error;
          answer = message.answer;
        }
        return answer as never;
      };
    },
    end() { port1.close(); void worker.terminate(); },
  };
}

/** No other thread: pieces are done at once. For inputs that are done before a thread would have started. */
export const sameThread = (): SecondThread => ({ ...alone(PIECES), end() {} });
