import { z } from 'zod';
import { liveSchema, publicEditionSchema, publicEditionSummarySchema, readySchema } from './answers.js';
import { operation } from './operation.js';
import { byElection, day, languageCode, pageOf, paging, slug } from './parts.js';

/** What anybody may ask for: whether the server is there, the page, and editions released to everybody. */

export const getLive = operation({ id: 'getLive', path: '/health/live', summary: 'The process answers', access: 'public', answer: liveSchema });
export const getReady = operation({ id: 'getReady', path: '/health/ready', summary: 'Database reachable, tables up to date, queue reachable', access: 'public', answer: readySchema, alsoAnswers: [503] });
export const getOpenApi = operation({ id: 'getOpenApi', path: '/openapi.json', summary: 'This document', access: 'public', answer: z.record(z.string(), z.unknown()) });

/** What people open from mails and other sites comes with parameters of others' making: they are let pass. */
const visitor = z.object({});
const editionParams = z.strictObject({ election: slug, date: day });
/** Needed where the installation shows public editions by link alone. */
const link = z.string().max(100).optional();
const reader = visitor.extend({ language: languageCode.optional(), link });
export const listPublicEditions = operation({ id: 'listPublicEditions', path: '/editions', summary: 'Editions released to the public, newest first', access: 'public', query: z.strictObject({ ...byElection, link, ...paging }), answer: pageOf(publicEditionSummarySchema) });
export const editionPage = operation({ id: 'editionPage', path: '/editions/{election}/{date}', summary: 'A public edition as a web page', access: 'public', params: editionParams, query: reader, also: { 410: 'It was withdrawn' } });
export const editionText = operation({ id: 'editionText', path: '/editions/{election}/{date}.txt', summary: 'A public edition as plain text', access: 'public', params: editionParams, query: reader, media: 'text/plain' });
export const editionJson = operation({ id: 'editionJson', path: '/editions/{election}/{date}.json', summary: 'A public edition as data', access: 'public', params: editionParams, query: visitor.extend({ link }), answer: publicEditionSchema });
export const editionTable = operation({ id: 'editionTable', path: '/editions/{election}/{date}.csv', summary: 'All findings of a public edition as a table', access: 'public', params: editionParams, query: visitor.extend({ link }), media: 'text/csv' });
/** The secret of one edition, as the mail that brought it has it. */
const note = z.strictObject({ token: z.string().regex(/^[0-9a-f]{64}$/, 'the address as the mail gave it') });
export const noteTable = operation({ id: 'noteTable', path: '/notes/{token}.csv', summary: 'All findings of a released edition as a table, for those who were sent its address', access: 'public', params: note, query: visitor, media: 'text/csv' });
export const notePage = operation({ id: 'notePage', path: '/notes/{token}', summary: 'A released edition of any audience as a web page, for those who were sent its address', access: 'public', params: note, query: visitor.extend({ language: languageCode.optional() }), also: { 410: 'It was withdrawn' } });
export const feedXml = operation({ id: 'feedXml', path: '/feed.xml', summary: 'Public editions as RSS', access: 'public', query: reader, media: 'application/rss+xml', also: { 404: 'Nothing without the link' } });
export const feedJson = operation({ id: 'feedJson', path: '/feed.json', summary: 'Public editions as JSON Feed', access: 'public', query: reader, media: 'application/feed+json', also: { 404: 'Nothing without the link' } });
const token = z.strictObject({ token: z.string().regex(/^[\w-]{16,64}$/, 'the link as the mail gave it') });
export const askUnsubscribe = operation({ id: 'askUnsubscribe', path: '/unsubscribe/{token}', summary: 'Asks whether to stop the mail; changes nothing', access: 'public', params: token, query: visitor });
export const unsubscribe = operation({ id: 'unsubscribe', method: 'post', path: '/unsubscribe/{token}', summary: 'Stops the mail at once (RFC 8058)', access: 'public', params: token, query: visitor });
/** What a provider of mail tells, in words of no provider: each report names a reader by address, by the Message-ID of the mail, or by both. */
const mailReport = z.strictObject({
  kind: z.enum(['bounce', 'complaint']), address: z.email().max(254).optional(), messageId: z.string().regex(/^<[^<>\s]{1,250}>$/, 'a Message-ID in angle brackets').optional(),
  /** Of a bounce: whether it failed for good. A mailbox that is full may take the next note. */
  permanent: z.boolean().optional(),
}).refine(({ address, messageId }) => address !== undefined || messageId !== undefined, 'needs an address or a messageId');
export const takeMailReports = operation({
  id: 'takeMailReports', method: 'post', path: '/mail-reports', summary: 'Takes bounces and complaints from a provider of mail, with MAIL_REPORT_SECRET as Bearer token or as password; readers named get no more', access: 'public',
  body: z.strictObject({ reports: z.array(mailReport).min(1).max(1000) }), example: { reports: [{ kind: 'bounce', address: 'reader@town.example', permanent: true }, { kind: 'complaint', messageId: '<0123456789abcdef@localhost.localdomain>' }] },
  answer: z.strictObject({ stopped: z.int().min(0) }), also: { 401: 'The secret is missing or wrong', 404: 'No secret is set' },
});
export const dashboard = operation({ id: 'dashboard', path: '/', summary: 'The dashboard', access: 'public', query: visitor, also: { 503: 'The dashboard has not been built' } });
