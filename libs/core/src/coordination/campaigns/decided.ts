import type { Campaign, CampaignMember, CampaignObject } from '../../model.js';

/** What a person decided of a campaign: its name, that it is one with another, or that some of its actors are another. */
export interface CampaignDecision { id: string; kind: 'name' | 'merge' | 'split'; campaignId: string; otherId: string | null; name: string | null; actors: readonly string[] }
export type DecidedCampaign = Campaign & { name: string | null; merged: string[]; splitFrom: string | null };

/** The id of what was split off: that of the campaign and of the decision. */
export const splitId = (campaignId: string, decisionId: string): string => `${campaignId}.split-${decisionId}`;
/** The campaign that an id is of, whether or not something was split off. */
export const wholeId = (id: string): string => id.replace(/(\.split-\d+)+$/, '');

/**
 * Campaigns as people see them: computed ones, with what was decided laid over them, however often they are computed anew. `decisions` in their order. The parts
 * of a split hold the whole's calls, each once; a merge holds the calls of both; what chance says of the whole is not said of either.
 */
export function decidedCampaigns(campaigns: readonly Campaign[], decisions: readonly CampaignDecision[]): DecidedCampaign[] {
  const shown = new Map<string, DecidedCampaign>(campaigns.map((campaign) => [campaign.id, { ...campaign, name: null, merged: [], splitFrom: null }]));
  for (const { id, kind, campaignId, otherId, name, actors } of decisions) {
    const campaign = shown.get(campaignId);
    if (kind === 'split' && campaign !== undefined) {
      const off = withActors(campaign, (actor) => actors.includes(actor));
      const rest = withActors(campaign, (actor) => !actors.includes(actor));
      if (off === null || rest === null) continue;
      shown.set(campaignId, rest);
      shown.set(splitId(campaignId, id), { ...off, id: splitId(campaignId, id), name, merged: [], splitFrom: campaignId });
    } else if (kind === 'merge' && otherId !== null && otherId !== campaignId) {
      const other = shown.get(otherId);
      if (other === undefined || campaign === undefined) continue;
      shown.set(campaignId, together(campaign, other));
      shown.delete(otherId);
    } else if (kind === 'name' && campaign !== undefined) shown.set(campaignId, { ...campaign, name });
  }
  return [...shown.values()];
}

function withActors(campaign: DecidedCampaign, belongs: (actor: string) => boolean): DecidedCampaign | null {
  const calls = campaign.calls.filter(({ actorId }) => belongs(actorId));
  if (calls.length === 0) return null;
  const documents = new Set(calls.map(({ documentId }) => documentId));
  const objects = campaign.objects.map((object): CampaignObject => ({ ...object, members: object.members.filter(belongs), documentIds: object.documentIds.filter((id) => documents.has(id)) })).filter(({ members }) => members.length > 1);
  return of(campaign, { calls, objects, order: campaign.order.filter(({ actorId }) => belongs(actorId)) });
}

function together(campaign: DecidedCampaign, other: DecidedCampaign): DecidedCampaign {
  const seen = new Set<string>();
  const calls = [...campaign.calls, ...other.calls].sort((a, b) => a.at.getTime() - b.at.getTime()).filter(({ observationId }) => !seen.has(observationId) && seen.add(observationId));
  const order = new Map<string, CampaignMember>();
  for (const member of [...campaign.order, ...other.order].sort((a, b) => a.firstAt.getTime() - b.firstAt.getTime())) {
    const known = order.get(member.actorId);
    order.set(member.actorId, known === undefined ? member : { ...known, calls: known.calls + member.calls, role: known.role === 'origin' || member.role === 'origin' ? 'origin' : 'echo' });
  }
  return { ...of(campaign, { calls, objects: [...campaign.objects, ...other.objects], order: [...order.values()] }), merged: [...campaign.merged, other.id, ...other.merged] };
}

/** A campaign of other calls than were computed. */
function of(campaign: DecidedCampaign, { calls, objects, order }: Pick<Campaign, 'calls' | 'objects' | 'order'>): DecidedCampaign {
  const start = calls[0]!.at;
  return {
    ...campaign, calls, objects, members: [...new Set(calls.map(({ actorId }) => actorId))].sort(), firstAt: start, lastAt: calls.at(-1)!.at,
    links: ['same target', ...new Set(objects.map(({ kind }) => kind).filter((kind) => kind !== 'same target'))], order: order.map((member) => ({ ...member, afterMs: member.firstAt.getTime() - start.getTime() })), similarity: null, pValue: null,
  };
}
