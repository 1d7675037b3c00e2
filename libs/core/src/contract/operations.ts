import * as accounts from './accounts.js';
import * as audit from './audit.js';
import * as campaigns from './campaigns.js';
import * as documents from './documents.js';
import * as editions from './editions.js';
import * as elections from './elections.js';
import * as exported from './exports.js';
import type { Operation } from './operation.js';
import * as open from './public.js';
import * as queues from './queues.js';
import * as review from './review.js';
import * as search from './search.js';
import * as session from './session.js';
import * as sources from './sources.js';
import * as today from './today.js';
import * as watchlist from './watchlist.js';
import * as webhooks from './webhooks.js';

export * from './accounts.js';
export * from './audit.js';
export * from './campaigns.js';
export * from './documents.js';
export * from './editions.js';
export * from './elections.js';
export * from './exports.js';
export * from './public.js';
export * from './queues.js';
export * from './review.js';
export * from './search.js';
export * from './session.js';
export * from './sources.js';
export * from './today.js';
export * from './watchlist.js';
export * from './webhooks.js';

const isOperation = (value: unknown): value is Operation => typeof value === 'object' && value !== null && 'access' in value && 'path' in value;
/** Every route of the server but static assets and the pages of the queue board. A spec compares this with the live router. */
export const operations: Operation[] = [open, session, today, elections, campaigns, review, documents, accounts, sources, editions, search, watchlist, webhooks, queues, exported, audit].flatMap((part) => Object.values(part).filter(isOperation));
