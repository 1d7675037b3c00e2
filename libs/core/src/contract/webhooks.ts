import { z } from 'zod';
import { AUDIENCES } from '../model.js';
import { operation } from './operation.js';
import { byElection, done, id, moment, pageOf, paging, rowId, slug, words } from './parts.js';
import { ADMINS } from './roles.js';

/** Other programs that are told of editions as they are released, signed by the conventions of Standard Webhooks. */

const one = z.strictObject({ id: rowId });
const webhookSchema = z.object({
  id, electionId: id, audience: z.enum(AUDIENCES), url: z.string(), active: z.boolean(), createdAt: moment, stoppedWhy: z.string().nullable().describe('Why it is told nothing more'),
  test: z.object({ askedAt: moment, endedAt: moment.nullable().describe('Null while it is under way'), ok: z.boolean().nullable(), detail: z.string().nullable() }).nullable().describe('The last test'),
}).meta({ id: 'Webhook' });

export const listWebhooks = operation({ id: 'listWebhooks', path: '/api/v1/webhooks', summary: 'Programs that are told of editions; their secrets are shown once alone', roles: ADMINS, query: z.strictObject({ ...byElection, ...paging }), answer: pageOf(webhookSchema) });
export const getWebhook = operation({ id: 'getWebhook', path: '/api/v1/webhooks/{id}', summary: 'One of them', item: 'webhook', roles: ADMINS, params: one, answer: webhookSchema });
export const addWebhook = operation({
  id: 'addWebhook', method: 'post', path: '/api/v1/webhooks', summary: 'Tells another program of every edition of that audience that is released from now on', roles: ADMINS, sensitive: true, secret: true,
  body: z.strictObject({ election: slug, audience: z.enum(AUDIENCES).default('public'), url: z.url({ protocol: /^https?$/, error: 'an https address' }).max(2000) }),
  example: { election: 'lowlands', audience: 'partners', url: 'https://desk.example/hook' },
  answer: z.object({ webhook: webhookSchema, secret: z.string().describe('Its messages are signed with it (`webhook-signature`); shown only now') }).meta({ id: 'NewWebhook' }), also: { 409: 'This address is told of that audience\'s editions already' },
});
export const holdWebhook = operation({
  id: 'holdWebhook', method: 'put', path: '/api/v1/webhooks/{id}/active', summary: 'Stops telling it, or tells it again of what is released from now on', item: 'webhook', roles: ADMINS, changes: 'getWebhook', params: one,
  body: z.strictObject({ active: z.boolean(), why: words(300).optional() }), example: { active: false, why: 'Their server moves' }, answer: webhookSchema,
});
export const removeWebhook = operation({ id: 'removeWebhook', method: 'delete', path: '/api/v1/webhooks/{id}', summary: 'Takes it away, with what is on record of it', item: 'webhook', roles: ADMINS, sensitive: true, params: one, answer: done });
export const testWebhook = operation({
  id: 'testWebhook', method: 'post', path: '/api/v1/webhooks/{id}/tests', summary: 'Sends a signed message of the type `test`, without any edition; look again at `/api/v1/webhooks/{id}`', item: 'webhook', roles: ADMINS, params: one, body: z.strictObject({}), example: {}, answer: webhookSchema,
  also: { 409: 'A test is under way already' },
});
export const listWebhookDeliveries = operation({
  id: 'listWebhookDeliveries', path: '/api/v1/webhooks/{id}/deliveries', summary: 'Of what it was told, when, and what it answered; newest first', item: 'webhook', roles: ADMINS, params: one, query: z.strictObject(paging),
  answer: pageOf(z.object({ id, editionId: id, state: z.enum(['pending', 'sent', 'failed']), attempts: z.int(), nextTryAt: moment.nullable(), detail: z.string().nullable(), updatedAt: moment }).meta({ id: 'WebhookDelivery' })),
});
