import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { identify } from './access/identify.js';
import { NoKey } from './access/refusals.js';
import type { Parts } from './parts.js';

/**
 * The board of queues at /queues, behind sign-in or the key, to look only: the sweep retries and empties by itself, and pausing is a call of the API, with an audit.
 */
export function queueBoard(parts: Parts): RequestHandler[] {
  const { queues } = parts;
  // The adapter brings its own copy of the board's types, one release apart; the two are the same in use.
  const adapter = new ExpressAdapter().setBasePath('/queues');
  createBullBoard({ queues: [...queues.queues.values()].map((queue) => new BullMQAdapter(queue as never, { readOnlyMode: true })), serverAdapter: adapter as never, options: { uiConfig: { boardTitle: 'Queues' } } });
  // Express awaits a handler's promise and sends its rejection to the error handler.
  const guard = async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const caller = await identify(parts, request, response);
    // Its jobs are those of every election.
    if (caller === null || caller.elections !== null) throw new NoKey('Basic realm="key as password", charset="UTF-8"');
    next();
  };
  return [guard, adapter.getRouter() as RequestHandler];
}
