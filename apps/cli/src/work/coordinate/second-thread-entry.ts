import { parentPort } from 'node:worker_threads';
import { handedOver, PIECES, type Pieces } from './pieces.js';
import type { Answer } from './second-thread.js';

parentPort!.on('message', ({ name, given }: { name: keyof Pieces; given: never }) => {
  try {
    const result = PIECES[name](given);
    parentPort!.postMessage({ result } satisfies Answer, handedOver(result));
  } catch (error) { parentPort!.postMessage({ error } satisfies Answer, []); }
});
