import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { requireKey } from './key.guard.js';
import type { Parts } from './parts.js';

/**
 * The board of queues at /queues, behind the key, to look only: retrying and emptying by hand wait for sign-in with roles and an audit,
 * and the sweep does both by itself.
 */
export function queueBoard({ db, queues }: Parts): RequestHandler[] {
  // The adapter brings its own copy of the board's types, one release apart; the two are the same in use.
  const adapter = new ExpressAdapter().setBasePath('/queues');
  createBullBoard({ queues: [...queues.queues.values()].map((queue) => new BullMQAdapter(queue as never, { readOnlyMode: true })), serverAdapter: adapter as never, options: { uiConfig: { boardTitle: 'Queues' } } });
  // Express awaits a handler's promise and sends its rejection to the error handler.
  const guard = async (request: Request, _response: Response, next: NextFunction): Promise<void> => { await requireKey(db, request, 'Basic'); next(); };
  return [guard, adapter.getRouter() as RequestHandler];
}
