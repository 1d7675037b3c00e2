import { parentPort } from 'node:worker_threads';
import { PIECES, type Pieces } from './pieces.js';
import type { Answer } from './second-thread.js';

parentPort!.on('message', ({ name, given }: { name: keyof Pieces; given: never }) => {
  let answer: Answer;
  try { answer = { result: PIECES[name](given) }; } catch (error) { answer = { error }; }
  parentPort!.postMessage(answer);
});
