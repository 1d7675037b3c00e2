import { z } from 'zod';
import { modelSpendingSchema, queuesSchema } from './answers.js';
import { operation } from './operation.js';
import { done, words } from './parts.js';
import { ADMINS } from './roles.js';

export const getQueues = operation({ id: 'getQueues', path: '/api/v1/queues', summary: 'Jobs by queue and state', answer: queuesSchema });
export const pauseQueue = operation({
  id: 'pauseQueue', method: 'put', path: '/api/v1/queues/{queue}/paused', summary: 'Stops or goes on handing out a queue\'s jobs', roles: ADMINS, whole: true, params: z.strictObject({ queue: z.string().regex(/^[a-z-]{1,40}$/, 'a queue\'s name') }), body: z.strictObject({ paused: z.boolean(), why: words(300).default('paused on the dashboard') }), example: { paused: true, why: 'Their server is down' }, answer: done,
});
export const listModelSpending = operation({ id: 'listModelSpending', path: '/api/v1/model-spending', summary: 'Tokens that the model used, by day (UTC), election, purpose and model, newest first; what is set aside for requests under way counts as spent', answer: modelSpendingSchema });
export const followChanges = operation({
  id: 'followChanges', path: '/api/v1/live', summary: 'Says what kind of thing changed as it changes (server-sent events `changed`, data `{"election": id, "what": ["documents", …]}`); ask for the thing itself', media: 'text/event-stream', streamed: true, also: { 429: 'Too many of these are open already' },
});
