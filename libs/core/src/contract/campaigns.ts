import { z } from 'zod';
import { callSchema, campaignSchema } from './answers.js';
import { operation } from './operation.js';
import { accountKey, actorRef, byElection, campaignId, days, done, flag, id, moment, pageOf, paging, rowId, slug, sourceSlug, words } from './parts.js';
import { EDITORS } from './roles.js';

const one = z.strictObject({ id: campaignId });

export const listCalls = operation({
  id: 'listCalls', path: '/api/v1/calls', summary: 'Calls to follow, with their quote and document, newest first',
  query: z.strictObject({ ...byElection, source: sourceSlug.optional(), actor: slug.optional(), target: accountKey.optional(), ...days, ...paging }), answer: pageOf(callSchema),
});
export const getCall = operation({ id: 'getCall', path: '/api/v1/calls/{id}', summary: 'One call', item: 'observation', params: z.strictObject({ id: rowId }), answer: callSchema });
export const listCampaigns = operation({
  id: 'listCampaigns', path: '/api/v1/campaigns', summary: 'Campaigns (shown to readers as drives): calls that belong together',
  query: z.strictObject({ ...byElection, actor: slug.optional(), target: accountKey.optional(), active: flag, ...days, ...paging }), answer: pageOf(campaignSchema),
});
export const getCampaign = operation({ id: 'getCampaign', path: '/api/v1/campaigns/{id}', summary: 'One campaign', item: 'campaign', params: one, answer: campaignSchema });
export const listCampaignCalls = operation({
  id: 'listCampaignCalls', path: '/api/v1/campaigns/{id}/calls', summary: 'Its calls with quote and document, in the order in which they were made', item: 'campaign', params: one, query: z.strictObject(paging), answer: pageOf(callSchema),
});

const campaignText = z.object({
  documentId: id, actor: actorRef, at: moment, url: z.string(), title: z.string().nullable(), language: z.string(), text: z.string().describe('The document\'s text, at most 20,000 characters'),
  quotes: z.array(z.object({ start: z.int(), end: z.int() })).describe('Where the calls of this drive stand in it, in UTF-16 code units'),
  like: id.nullable().describe('The earlier document whose text is most like this one\'s; null for the first of its kind'), similarity: z.number().nullable(),
});
export const listCampaignTexts = operation({
  id: 'listCampaignTexts', path: '/api/v1/campaigns/{id}/texts', summary: 'Texts of its documents, oldest first, each beside the earlier one that it is most like, for marking what differs', item: 'campaign', params: one,
  answer: z.object({ items: z.array(campaignText).describe('At most 100'), more: z.int().describe('Documents that are left out') }).meta({ id: 'CampaignTexts' }),
});
export const getCampaignNetwork = operation({
  id: 'getCampaignNetwork', path: '/api/v1/campaigns/{id}/network', summary: 'Who shares what with whom within it', item: 'campaign', params: one,
  answer: z.object({
    nodes: z.array(z.object({ id, name: z.record(z.string(), z.string()), kind: z.string(), side: z.string(), calls: z.int(), firstAt: moment, role: z.enum(['origin', 'echo']) })),
    edges: z.array(z.object({ from: id, to: id, shared: z.int().describe('Things that both share'), kinds: z.array(z.string()), gapMs: z.number().describe('Between their first calls') })),
  }).meta({ id: 'CampaignNetwork' }),
});

const why = words(500).describe('Why, for whoever asks later');
export const nameCampaign = operation({
  id: 'nameCampaign', method: 'put', path: '/api/v1/campaigns/{id}/name', summary: 'Gives it a name of our own; null takes the name away', item: 'campaign', roles: EDITORS, changes: 'getCampaign', params: one,
  body: z.strictObject({ name: words(120).nullable() }), example: { name: 'The school drive' }, answer: campaignSchema,
});
export const mergeCampaigns = operation({
  id: 'mergeCampaigns', method: 'post', path: '/api/v1/campaigns/{id}/merges', summary: 'Takes another campaign of the same election in: shown as one from now on, however they are computed', item: 'campaign', roles: EDITORS, changes: 'getCampaign', params: one,
  body: z.strictObject({ other: campaignId, why }), example: { other: 'drive-2', why: 'One letter, two addresses' }, answer: campaignSchema,
});
export const splitCampaign = operation({
  id: 'splitCampaign', method: 'post', path: '/api/v1/campaigns/{id}/splits', summary: 'Takes actors out into a campaign of their own; it answers with the new one', item: 'campaign', roles: EDITORS, changes: 'getCampaign', params: one,
  body: z.strictObject({ actors: z.array(slug).min(1).max(200), name: words(120).nullable().default(null), why }), example: { actors: ['dykes'], why: 'A notice of another kind' }, answer: campaignSchema,
});
export const undoCampaignDecision = operation({
  id: 'undoCampaignDecision', method: 'delete', path: '/api/v1/campaigns/{id}/decisions/{decision}', summary: 'Takes a merge or a split back', item: 'campaign', roles: EDITORS, params: z.strictObject({ id: campaignId, decision: rowId }), answer: done,
});
export const listCampaignDecisions = operation({
  id: 'listCampaignDecisions', path: '/api/v1/campaigns/{id}/decisions', summary: 'What people decided of it: names, merges, splits', item: 'campaign', params: one,
  answer: z.object({ items: z.array(z.object({ id, kind: z.enum(['name', 'merge', 'split']), other: id.nullable(), name: z.string().nullable(), actors: z.array(id), why: z.string().nullable(), by: z.string(), at: moment, undone: z.boolean() })) }).meta({ id: 'CampaignDecisions' }),
});
export const exportEvidence = operation({
  id: 'exportEvidence', path: '/api/v1/campaigns/{id}/evidence.zip', summary: 'What it stands on, to check without this installation: captures as WACZ, a manifest, a table, digests (`claque verify` checks it)', item: 'campaign', params: one, media: 'application/zip', streamed: true, also: { 429: 'Too many exports are under way' },
});
