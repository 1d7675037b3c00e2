import { z } from 'zod';
import { gapSchema, sourceSchema } from './answers.js';
import { operation } from './operation.js';
import { byElection, days, done, flag, id, localDate, moment, pageOf, paging, rowId, slug, sourceSlug, words } from './parts.js';
import { CODERS_AND_SERVICES, EDITORS } from './roles.js';

const one = z.strictObject({ election: slug, source: sourceSlug });
export const listSources = operation({ id: 'listSources', path: '/api/v1/sources', summary: 'Sources with what their last asking gave', query: z.strictObject({ ...byElection, actor: slug.optional(), kind: z.string().max(60).optional(), paused: flag, ...paging }), answer: pageOf(sourceSchema) });
export const getSource = operation({ id: 'getSource', path: '/api/v1/sources/{election}/{source}', summary: 'One source', params: one, answer: sourceSchema });

const counted = z.object({ visited: z.int(), waiting: z.int() });
const backFillSchema = z.object({
  id, electionId: id, sourceId: id, to: localDate.describe('How far back'), askedBy: z.string(), askedAt: moment, state: z.enum(['paging back', 'visiting', 'done', 'stopped']), endedAt: moment.nullable(),
  olderPages: counted.describe('Older pages of its lists and channels'), addresses: counted.describe('What those led to'), documents: z.int().describe('New documents since it began'), oldestAt: moment.nullable().describe('Of the earliest of them'),
}).meta({ id: 'BackFill' });
const daysBack = z.int('a whole number of days').min(1, 'at least one day').max(400, 'at most 400 days').default(30);
export const beginBackFill = operation({
  id: 'beginBackFill', method: 'post', path: '/api/v1/sources/{election}/{source}/back-fills', summary: 'Reads what a source published in the days before, as far as it shows it: older posts of a channel, older pages of lists, what sitemaps name. Its host is asked at its pace and within its requests of a day',
  roles: EDITORS, params: one, body: z.strictObject({ days: daysBack }), example: { days: 30 }, answer: backFillSchema, also: { 409: 'One is under way' },
});
export const beginBackFills = operation({
  id: 'beginBackFills', method: 'post', path: '/api/v1/elections/{election}/back-fills', summary: 'The same for all sources of an election that can', roles: EDITORS, params: z.strictObject({ election: slug }), body: z.strictObject({ days: daysBack }), example: { days: 30 },
  answer: z.object({ begun: z.array(backFillSchema), left: z.array(z.object({ sourceId: id, why: z.string() })).describe('Sources that cannot, and why') }).meta({ id: 'BackFillsBegun' }),
});
export const listBackFills = operation({ id: 'listBackFills', path: '/api/v1/back-fills', summary: 'Back-fills and how far they are, newest first', query: z.strictObject({ ...byElection, source: sourceSlug.optional(), open: flag, ...paging }), answer: pageOf(backFillSchema) });
export const getBackFill = operation({ id: 'getBackFill', path: '/api/v1/back-fills/{id}', summary: 'How far it is', item: 'back-fill', params: z.strictObject({ id: rowId }), answer: backFillSchema });
export const stopBackFill = operation({ id: 'stopBackFill', method: 'delete', path: '/api/v1/back-fills/{id}', summary: 'Goes no further back; what was read stays', item: 'back-fill', roles: EDITORS, params: z.strictObject({ id: rowId }), answer: done });

export const getSourceHealth = operation({
  id: 'getSourceHealth', path: '/api/v1/sources/{election}/{source}/health', summary: 'How a source fares: what it gives, how often it is asked, what its host says', params: one,
  answer: z.object({
    electionId: id, sourceId: id, host: z.string(), documents: z.int(), documentsByDay: z.array(z.object({ day: localDate, documents: z.int() })).describe('The last thirty days with documents'), newestDocumentAt: moment.nullable(),
    addresses: z.int(), due: z.int().describe('Addresses due now'), failing: z.int().describe('Addresses whose last three askings failed'), nextDueAt: moment.nullable(), lastVisitAt: moment.nullable(), lastGoodAt: moment.nullable(),
    outcomes: z.record(z.string(), z.int()).describe('Addresses by their last outcome'), unread: z.int().describe('Snapshots waiting to be read'), quarantined: z.int(), drift: z.boolean().describe('Pages come, documents do not: its lay-out may have changed'),
    everyMs: z.object({ least: z.number().nullable(), most: z.number().nullable() }),
    hostState: z.object({ notBefore: moment.nullable(), failures: z.int(), requestsToday: z.int(), robots: z.enum(['none', 'read', 'unreachable', 'not asked']), robotsAt: moment.nullable(), robotsText: z.string().nullable().describe('At most 20,000 characters') }),
    gaps: z.array(gapSchema), backFill: backFillSchema.nullable().describe('The newest'),
  }).meta({ id: 'SourceHealth' }),
});
export const listSourceOutcomes = operation({
  id: 'listSourceOutcomes', path: '/api/v1/sources/{election}/{source}/outcomes', summary: 'Its addresses by their last visit, newest first', params: one, query: z.strictObject({ outcome: z.string().max(40).optional(), ...paging }),
  answer: pageOf(z.object({ id, url: z.string(), role: z.string(), why: z.string(), lastOutcome: z.string().nullable(), lastVisitAt: moment.nullable(), dueAt: moment.nullable(), visits: z.int(), changes: z.int(), failures: z.int() }).meta({ id: 'Outcome' })),
});
export const pauseSource = operation({
  id: 'pauseSource', method: 'put', path: '/api/v1/sources/{election}/{source}/paused', summary: 'Stops or goes on asking a source; it holds whatever the watchlist says of it', roles: EDITORS, changes: 'getSource', params: one,
  body: z.strictObject({ paused: z.boolean(), why: words(300).optional() }), example: { paused: true, why: 'Their server is down for the week' }, answer: sourceSchema,
});

const step = z.object({ step: z.string().describe('kind, robots, redirect, fetch, read, document, link, counter, detect, gap, fault'), text: z.string() });
const trySchema = z.object({
  id, electionId: id, url: z.string(), kind: z.string().nullable(), state: z.enum(['waiting', 'working', 'done', 'failed']), askedBy: z.string(), askedAt: moment, endedAt: moment.nullable(), steps: z.array(step),
  /** What a crawl would make of it. */
  found: z.object({
    kind: z.string(), documents: z.array(z.object({ url: z.string(), title: z.string().nullable(), publishedAt: moment.nullable(), language: z.string(), text: z.string().describe('The first 2,000 characters') })), links: z.array(z.object({ url: z.string(), why: z.string() })), feeds: z.array(z.object({ url: z.string(), kind: z.string() })),
    watch: z.array(z.object({ url: z.string(), kind: z.string() })).optional().describe('What to put on the watchlist for it, the first before all: of an article its site or section, then feeds and sitemaps. Absent in older tries'),
    calls: z.array(z.object({
      kind: z.string(), quote: z.string(), why: z.string(), target: z.string().nullable().optional().describe('platform:handle; absent in older tries, as what follows'),
      strength: z.string().nullable().optional(), audience: z.string().nullable().optional(), voice: z.string().nullable().optional(), confidence: z.number().optional(),
    })),
  }).nullable(),
}).meta({ id: 'Try' });
export const tryAddress = operation({
  id: 'tryAddress', method: 'post', path: '/api/v1/tries', summary: 'Fetches, reads and detects one page as the crawl would, and keeps nothing but the steps; look again at `/api/v1/tries/{id}`', roles: CODERS_AND_SERVICES,
  body: z.strictObject({ election: slug, url: z.url({ protocol: /^https?$/, error: 'an http or https address' }).max(2000), kind: z.string().regex(/^[a-z-]{1,60}$/).optional().describe('Else guessed') }), example: { election: 'lowlands', url: 'https://tides.example/news' }, answer: trySchema,
});
export const getTry = operation({ id: 'getTry', path: '/api/v1/tries/{id}', summary: 'How far it is, or what came of it', item: 'try', params: z.strictObject({ id: rowId }), answer: trySchema });

export const listGaps = operation({
  id: 'listGaps', path: '/api/v1/gaps', summary: 'What could not be seen, newest first', query: z.strictObject({ ...byElection, source: sourceSlug.optional(), open: flag, ...days, ...paging }), answer: pageOf(gapSchema),
});
