import { z } from 'zod';
import { AUDIENCES, DELIVERY_STATES } from '../model.js';
import { editionSchema, editionSummarySchema, replySchema } from './answers.js';
import { operation } from './operation.js';
import { byElection, days, done, flag, id, languageCode, moment, pageOf, paging, rowId, slug, words } from './parts.js';
import { ADMINS, EDITORS } from './roles.js';

const one = z.strictObject({ id: rowId });
export const listEditions = operation({
  id: 'listEditions', path: '/api/v1/editions', summary: 'Editions, released or not, newest first', query: z.strictObject({ ...byElection, audience: z.enum(AUDIENCES).optional(), released: flag, ...days, ...paging }), answer: pageOf(editionSummarySchema),
});
export const getEdition = operation({ id: 'getEdition', path: '/api/v1/editions/{id}', summary: 'One edition with its frozen content', item: 'edition', params: one, answer: editionSchema });
export const previewEdition = operation({
  id: 'previewEdition', path: '/api/v1/editions/{id}/preview', summary: 'An edition as its readers get it: a page to show in a frame without scripts', item: 'edition', params: one, query: z.strictObject({ language: languageCode.optional() }),
});
export const previewEditionText = operation({ id: 'previewEditionText', path: '/api/v1/editions/{id}/preview.txt', summary: 'The same as plain text', item: 'edition', params: one, query: z.strictObject({ language: languageCode.optional() }), media: 'text/plain' });
export const releaseEdition = operation({
  id: 'releaseEdition', method: 'post', path: '/api/v1/editions/{id}/release', summary: 'Releases an edition to its audience in your name (your code); mails follow within a minute', item: 'edition', roles: EDITORS, sensitive: true, changes: 'getEdition', params: one, body: z.strictObject({}), example: {}, answer: done,
});
export const withdrawEdition = operation({
  id: 'withdrawEdition', method: 'post', path: '/api/v1/editions/{id}/withdraw', summary: 'Withdraws a released edition; a notice stays and goes to whoever got it', item: 'edition', roles: EDITORS, sensitive: true, changes: 'getEdition', params: one,
  body: z.strictObject({ why: words(500) }), example: { why: 'A quote was another office\'s' }, answer: done,
});
export const correctEdition = operation({
  id: 'correctEdition', method: 'post', path: '/api/v1/editions/{id}/corrections', summary: 'Notes an error of a released edition; it goes to whoever got the error and stands in the next edition', item: 'edition', roles: EDITORS, sensitive: true, changes: 'getEdition', params: one,
  body: z.strictObject({ text: z.object({ en: words(600) }).catchall(words(600)) }), example: { text: { en: 'Three ministries was two.' } }, answer: done,
});
export const listEditionLog = operation({
  id: 'listEditionLog', path: '/api/v1/editions/{id}/log', summary: 'Who released, withdrew or corrected it', item: 'edition', params: one, answer: z.object({ items: z.array(z.object({ at: moment, did: z.string(), by: z.string(), why: z.string().nullable() })) }).meta({ id: 'EditionLog' }),
});

const deliverySchema = z.object({ id, editionId: id, recipient: z.string().describe('The address with all but its first letter and its domain left out'), state: z.enum(DELIVERY_STATES), attempts: z.int(), detail: z.string().nullable(), updatedAt: moment }).meta({ id: 'Delivery' });
export const listDeliveries = operation({
  id: 'listDeliveries', path: '/api/v1/editions/{id}/deliveries', summary: 'What became of its mails', item: 'edition', roles: EDITORS, params: one, query: z.strictObject({ state: z.enum(DELIVERY_STATES).optional(), ...paging }), answer: pageOf(deliverySchema),
});

const recipientSchema = z.object({
  id, electionId: id, email: z.string(), name: z.string().nullable(), language: z.string(), audience: z.enum(AUDIENCES), sendAt: z.string().nullable(), active: z.boolean(), suppressedAt: moment.nullable(), suppressedWhy: z.string().nullable(), origin: z.enum(['watchlist', 'here']),
}).meta({ id: 'Recipient' });
export const listRecipients = operation({ id: 'listRecipients', path: '/api/v1/recipients', summary: 'Who gets editions', roles: ADMINS, query: z.strictObject({ ...byElection, audience: z.enum(AUDIENCES).optional(), ...paging }), answer: pageOf(recipientSchema) });
export const addRecipient = operation({
  id: 'addRecipient', method: 'post', path: '/api/v1/recipients', summary: 'Adds a reader', roles: ADMINS, sensitive: true,
  body: z.strictObject({ election: slug, email: z.email('one mail address, such as name@example.org').max(254), name: words(200).optional(), language: languageCode.default('en'), audience: z.enum(AUDIENCES), sendAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a local time such as 07:00').optional() }),
  example: { election: 'lowlands', email: 'analyst@mission.example', language: 'km', audience: 'staff' }, answer: recipientSchema, also: { 409: 'This address gets that audience\'s notes already' },
});
export const removeRecipient = operation({ id: 'removeRecipient', method: 'delete', path: '/api/v1/recipients/{id}', summary: 'Stops all mail to a reader', item: 'recipient', roles: ADMINS, sensitive: true, params: one, answer: done });

export const listReplies = operation({ id: 'listReplies', path: '/api/v1/replies', summary: 'Questions put to those spoken of, and their answers, newest first', query: z.strictObject({ ...byElection, actor: slug.optional(), about: z.string().max(200).optional(), open: flag, ...paging }), answer: pageOf(replySchema) });
export const askReply = operation({
  id: 'askReply', method: 'post', path: '/api/v1/replies', summary: 'Notes that somebody was asked; `about` is the id of a finding as the note has it, or observation:ID', roles: EDITORS,
  body: z.strictObject({ election: slug, actor: slug, about: z.string().max(200).optional(), question: words(2000), channel: words(60), deadline: z.iso.datetime({ offset: true }).optional() }),
  example: { election: 'lowlands', actor: 'tides', question: 'Who asked the staff?', channel: 'e-mail' }, answer: z.strictObject({ id: rowId }),
});
export const answerReply = operation({
  id: 'answerReply', method: 'post', path: '/api/v1/replies/{id}/answer', summary: 'Notes what came back, in its own words', item: 'reply', roles: EDITORS, params: one,
  body: z.strictObject({ answer: z.string().min(1).max(5000), language: languageCode }), example: { answer: 'Nobody did.', language: 'en' }, answer: done,
});
