import { z } from 'zod';
import { AUDIENCES } from '../model.js';
import { accountDetailSchema, accountFindingSchema, accountSchema, accountSeriesSchema, migrationSchema, modelSpendingSchema, callSchema, campaignSchema, documentSchema, documentSummarySchema, editionSchema, editionSummarySchema, electionSchema, gapSchema, liveSchema, pageOf, publicEditionSchema, publicEditionSummarySchema, replySchema, queuesSchema, readySchema, sourceSchema } from './answers.js';
import { operation, type Operation } from './operation.js';

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens, at most 63');
const sourceSlug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,130}$/, 'lower-case letters, digits and hyphens');
const rowId = z.string().regex(/^[1-9]\d{0,17}$/, 'a whole number');
const campaignId = z.string().regex(/^[\w:.-]{1,200}$/, 'a drive\'s id, as lists give it');
const accountKey = z.string().regex(/^[a-z][a-z0-9-]*:[^\s\p{C}/?#]{1,200}$/u, 'platform:handle');
const day = z.iso.date('a calendar day, YYYY-MM-DD').refine((text) => text >= '1900', 'a day from 1900 on');
const limit = z.coerce.number('a whole number from 1 to 100').int('a whole number from 1 to 100').min(1, 'at least 1').max(100, 'at most 100').default(50);
const cursor = z.string().max(400).regex(/^[\w-]+$/, 'the `next` of the page before').optional();
const flag = z.enum(['true', 'false'], 'true or false').transform((text) => text === 'true').optional();
const paging = { limit, cursor };
const days = { from: day.optional().describe('First local day, inclusive'), to: day.optional().describe('Last local day, inclusive') };
const byElection = { election: slug.optional() };

export const getLive = operation({ id: 'getLive', path: '/health/live', summary: 'The process answers', access: 'public', answer: liveSchema });
export const getReady = operation({ id: 'getReady', path: '/health/ready', summary: 'Database reachable, tables up to date, queue reachable', access: 'public', answer: readySchema, alsoAnswers: [503] });
export const getOpenApi = operation({ id: 'getOpenApi', path: '/openapi.json', summary: 'This document', access: 'public', answer: z.record(z.string(), z.unknown()) });

export const listElections = operation({ id: 'listElections', path: '/api/v1/elections', summary: 'Elections', query: z.strictObject(paging), answer: pageOf(electionSchema) });
export const getElection = operation({ id: 'getElection', path: '/api/v1/elections/{election}', summary: 'One election', params: z.strictObject({ election: slug }), answer: electionSchema });
export const listSources = operation({ id: 'listSources', path: '/api/v1/sources', summary: 'Sources with what their last asking gave', query: z.strictObject({ ...byElection, actor: slug.optional(), ...paging }), answer: pageOf(sourceSchema) });
export const getSource = operation({ id: 'getSource', path: '/api/v1/sources/{election}/{source}', summary: 'One source', params: z.strictObject({ election: slug, source: sourceSlug }), answer: sourceSchema });
export const listDocuments = operation({
  id: 'listDocuments', path: '/api/v1/documents', summary: 'Documents at their present version, newest first; days are those of publication, else of first sight',
  query: z.strictObject({ ...byElection, source: sourceSlug.optional(), actor: slug.optional(), ...days, ...paging }), answer: pageOf(documentSummarySchema),
});
export const getDocument = operation({ id: 'getDocument', path: '/api/v1/documents/{id}', summary: 'One document with its text', params: z.strictObject({ id: rowId }), answer: documentSchema });
export const listCalls = operation({
  id: 'listCalls', path: '/api/v1/calls', summary: 'Calls to follow, with their quote and document, newest first',
  query: z.strictObject({ ...byElection, source: sourceSlug.optional(), actor: slug.optional(), target: accountKey.optional(), ...days, ...paging }), answer: pageOf(callSchema),
});
export const getCall = operation({ id: 'getCall', path: '/api/v1/calls/{id}', summary: 'One call', params: z.strictObject({ id: rowId }), answer: callSchema });
export const listCampaigns = operation({
  id: 'listCampaigns', path: '/api/v1/campaigns', summary: 'Campaigns (shown to readers as drives): calls that belong together',
  query: z.strictObject({ ...byElection, actor: slug.optional(), target: accountKey.optional(), active: flag, ...days, ...paging }), answer: pageOf(campaignSchema),
});
export const getCampaign = operation({ id: 'getCampaign', path: '/api/v1/campaigns/{id}', summary: 'One campaign', params: z.strictObject({ id: campaignId }), answer: campaignSchema });
export const listAccounts = operation({ id: 'listAccounts', path: '/api/v1/accounts', summary: 'Accounts of the watchlist with their newest reading', query: z.strictObject({ ...byElection, ...paging }), answer: pageOf(accountSchema) });
export const getAccount = operation({ id: 'getAccount', path: '/api/v1/accounts/{election}/{account}', summary: 'One account with readings and goals', params: z.strictObject({ election: slug, account: accountKey }), answer: accountDetailSchema });
export const getAccountSeries = operation({
  id: 'getAccountSeries', path: '/api/v1/accounts/{election}/{account}/series', summary: 'Counts of an account by day and origin, its goals with their projection, and what its page showed',
  params: z.strictObject({ election: slug, account: accountKey }), query: z.strictObject(days), answer: accountSeriesSchema,
});
export const listAccountAnomalies = operation({
  id: 'listAccountAnomalies', path: '/api/v1/accounts/{election}/{account}/anomalies', summary: 'What stands out in an account\'s counts, with the ordinary reasons that were looked for, newest first',
  params: z.strictObject({ election: slug, account: accountKey }), query: z.strictObject({ unexplained: flag, active: flag, ...days, ...paging }), answer: pageOf(accountFindingSchema),
});
export const listAccountFindings = operation({
  id: 'listAccountFindings', path: '/api/v1/account-findings', summary: 'Anomalies, events in the life of accounts, and promises against acts, newest first',
  query: z.strictObject({ ...byElection, class: z.enum(['anomaly', 'event', 'commitment']).optional(), kind: z.string().regex(/^[a-z-]{1,40}$/).optional(), account: accountKey.optional(), actor: slug.optional(), unexplained: flag, active: flag, ...days, ...paging }), answer: pageOf(accountFindingSchema),
});
export const getMigration = operation({ id: 'getMigration', path: '/api/v1/elections/{election}/migration', summary: 'Who left a platform and who stayed, with posting rates before and after', params: z.strictObject({ election: slug }), answer: migrationSchema });
export const listEditions = operation({
  id: 'listEditions', path: '/api/v1/editions', summary: 'Editions, released or not, newest first',
  query: z.strictObject({ ...byElection, audience: z.enum(AUDIENCES).optional(), released: flag, ...days, ...paging }), answer: pageOf(editionSummarySchema),
});
export const getEdition = operation({ id: 'getEdition', path: '/api/v1/editions/{id}', summary: 'One edition with its frozen content', params: z.strictObject({ id: rowId }), answer: editionSchema });
const by = z.string().min(1).max(80).describe('Who does it: a code or a role, as the note will show it');
const words = (most: number) => z.string().min(1).max(most).regex(/^[^\p{Cc}]*$/u, 'no line breaks or control characters');
const done = z.strictObject({ done: z.boolean().describe('False where it was so already') }).meta({ id: 'Done' });
export const releaseEdition = operation({ id: 'releaseEdition', method: 'post', path: '/api/v1/editions/{id}/release', summary: 'Releases an edition to its audience; mails follow within a minute', params: z.strictObject({ id: rowId }), body: z.strictObject({ by }), answer: done });
export const withdrawEdition = operation({ id: 'withdrawEdition', method: 'post', path: '/api/v1/editions/{id}/withdraw', summary: 'Withdraws a released edition; a notice stays and goes to whoever got it', params: z.strictObject({ id: rowId }), body: z.strictObject({ by, why: words(500) }), answer: done });
export const correctEdition = operation({
  id: 'correctEdition', method: 'post', path: '/api/v1/editions/{id}/corrections', summary: 'Notes an error of a released edition; it goes to whoever got the error and stands in the next edition', params: z.strictObject({ id: rowId }),
  body: z.strictObject({ by, text: z.object({ en: words(600) }).catchall(words(600)) }), answer: done,
});
export const listReplies = operation({ id: 'listReplies', path: '/api/v1/replies', summary: 'Questions put to those spoken of, and their answers, newest first', query: z.strictObject({ ...byElection, actor: slug.optional(), open: flag, ...paging }), answer: pageOf(replySchema) });
export const askReply = operation({
  id: 'askReply', method: 'post', path: '/api/v1/replies', summary: 'Notes that somebody was asked; `about` is the id of a finding as the note has it',
  body: z.strictObject({ election: slug, actor: slug, about: z.string().max(200).optional(), question: words(2000), channel: words(60), by, deadline: z.iso.datetime({ offset: true }).optional() }), answer: z.strictObject({ id: rowId }),
});
export const answerReply = operation({
  id: 'answerReply', method: 'post', path: '/api/v1/replies/{id}/answer', summary: 'Notes what came back, in its own words', params: z.strictObject({ id: rowId }),
  body: z.strictObject({ answer: z.string().min(1).max(5000), language: z.string().regex(/^[a-z]{2,3}$/) }), answer: done,
});
export const listGaps = operation({
  id: 'listGaps', path: '/api/v1/gaps', summary: 'What could not be seen, newest first',
  query: z.strictObject({ ...byElection, source: sourceSlug.optional(), open: flag, ...days, ...paging }), answer: pageOf(gapSchema),
});
export const listModelSpending = operation({ id: 'listModelSpending', path: '/api/v1/model-spending', summary: 'Tokens that the model used, by day (UTC), election, purpose and model, newest first; what is set aside for requests under way counts as spent', answer: modelSpendingSchema });
export const getQueues = operation({ id: 'getQueues', path: '/api/v1/queues', summary: 'Jobs by queue and state', answer: queuesSchema });

/** What people open from mails and other sites comes with parameters of others' making: they are let pass. */
const visitor = z.object({});
const editionParams = z.strictObject({ election: slug, date: day });
const language = z.string().regex(/^[a-z]{2,3}$/, 'a language code such as en or km').optional();
/** Needed where the installation shows public editions by link alone. */
const link = z.string().max(100).optional();
const reader = visitor.extend({ language, link });
export const listPublicEditions = operation({ id: 'listPublicEditions', path: '/editions', summary: 'Editions released to the public, newest first', access: 'public', query: z.strictObject({ ...byElection, link, ...paging }), answer: pageOf(publicEditionSummarySchema) });
export const editionPage = operation({ id: 'editionPage', path: '/editions/{election}/{date}', summary: 'A public edition as a web page', access: 'public', params: editionParams, query: reader });
export const editionText = operation({ id: 'editionText', path: '/editions/{election}/{date}.txt', summary: 'A public edition as plain text', access: 'public', params: editionParams, query: reader, media: 'text/plain' });
export const editionJson = operation({ id: 'editionJson', path: '/editions/{election}/{date}.json', summary: 'A public edition as data', access: 'public', params: editionParams, query: visitor.extend({ link }), answer: publicEditionSchema });
export const feedXml = operation({ id: 'feedXml', path: '/feed.xml', summary: 'Public editions as RSS', access: 'public', query: reader, media: 'application/rss+xml' });
export const feedJson = operation({ id: 'feedJson', path: '/feed.json', summary: 'Public editions as JSON Feed', access: 'public', query: reader, media: 'application/feed+json' });
const token = z.strictObject({ token: z.string().regex(/^[\w-]{16,64}$/, 'the link as the mail gave it') });
export const askUnsubscribe = operation({ id: 'askUnsubscribe', path: '/unsubscribe/{token}', summary: 'Asks whether to stop the mail; changes nothing', access: 'public', params: token, query: visitor });
export const unsubscribe = operation({ id: 'unsubscribe', method: 'post', path: '/unsubscribe/{token}', summary: 'Stops the mail at once (RFC 8058)', access: 'public', params: token, query: visitor });
export const dashboard = operation({ id: 'dashboard', path: '/', summary: 'The dashboard', access: 'public', query: visitor, also: { 503: 'The dashboard has not been built' } });

/** Every route of the server but static assets and the pages of the queue board. A spec compares this with the live router. */
export const operations: Operation[] = [getLive, getReady, getOpenApi, listElections, getElection, listSources, getSource, listDocuments, getDocument, listCalls, getCall, listCampaigns, getCampaign,
  listAccounts, getAccount, getAccountSeries, listAccountAnomalies, listAccountFindings, getMigration, listEditions, getEdition, releaseEdition, withdrawEdition, correctEdition, listReplies, askReply, answerReply, listGaps, listModelSpending, getQueues, listPublicEditions, editionPage, editionText, editionJson, feedXml, feedJson, askUnsubscribe, unsubscribe, dashboard];
