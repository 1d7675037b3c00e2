import { workerData } from 'node:worker_threads';
import { showProgress } from './files.js';
import { PIECES, handedOver, type Pieces } from './pieces.js';
import { BEATS, DONE, takePart, type Asked, type Begun } from './second-thread.js';

const { port } = workerData as Begun;
port.on('message', ({ name, given, parts, state }: Asked) => {
  let answer: ReturnType<Pieces['secondHalf' | 'secondLines']> | undefined;
  showProgress(() => { Atomics.add(state, BEATS, 1); });
  const run = PIECES[name] as (given: unknown, part: number, parts: number) => never;
  for (let part = takePart(state); part < parts; part = takePart(state)) {
    // What is posted is there before it is told that the part is done.
    try {
      answer = run(given, part, parts);
      if (answer !== undefined) port.postMessage({ answer }, handedOver(answer));
    } catch (error) { port.postMessage({ error }); }
    Atomics.add(state, DONE, 1);
    Atomics.notify(state, DONE);
  }
});
