import type { AccountKey, Campaign, CampaignCall } from '../../model.js';
import { findSimilar, type SimilarTexts } from '../similar/similar.js';
import { chanceOfSpan } from './chance.js';
import { compare, identify } from './identity.js';
import type { CampaignActor, CampaignInput, CampaignInputCall, CampaignOptions, SetAside } from './input.js';
import { ofInterest } from './interest.js';
import { reprints } from './origins.js';

/** Campaigns, newest last. See `judgeCampaigns` for what was set aside and why. */
export const findCampaigns = (input: CampaignInput, options: CampaignOptions = {}): Campaign[] => judgeCampaigns(input, options).campaigns;

/**
 * Calls that belong together: several independent actors who, in their own voice, ask people to follow the same account of interest, with no
 * longer silence between two calls than the window. Two actors are enough where their texts are near the same; three where only the target is.
 * Left out: reported and boilerplate voice (news about calls, an outlet's footer), calls for the actor's own account, reprints by media.
 * Pure and independent of the order of the input.
 */
export function judgeCampaigns(input: CampaignInput, { windowHours = 72, minActors = 3, minActorsSameText = 2 }: CampaignOptions = {}): { campaigns: Campaign[]; setAside: SetAside[] } {
  const actors = new Map(input.actors.map((actor) => [actor.id, actor]));
  const targets = new Map(input.targets.map((target) => [target.key, target]));
  const documents = new Map(input.documents.map((document) => [document.id, document]));
  const own = input.calls.filter((call) => call.voice === 'own' && !isSelfPromotion(call, actors.get(call.actorId), targets.get(call.target)?.ownerActorId ?? null));
  const texts = likeTexts([...new Set(own.map(({ documentId }) => documentId))].sort(compare), documents);

  const setAside: SetAside[] = [];
  const found: Omit<Campaign, 'id'>[] = [];
  for (const [target, all] of byTarget(own)) {
    for (const calls of bursts(all, windowHours * 3_600_000)) {
      const put = (reason: SetAside['reason']) => { setAside.push({ target, reason, actors: actorsOf(calls), firstAt: calls[0]!.at, lastAt: calls.at(-1)!.at }); };
      const dull = ofInterest(targets.get(target), actors, calls);
      if (dull !== null) { put(dull); continue; }
      if (actorsOf(calls).length < 2) { put('one-actor'); continue; }
      const again = reprints(calls, actors, texts.clusterOf, (id) => documents.get(id)?.forwardedFrom ?? null);
      const origins = calls.filter(({ observationId }) => !again.has(observationId));
      const members = actorsOf(origins);
      if (members.length < 2) { put('one-origin'); continue; }
      const likeness = texts.between(origins);
      if (members.length < (likeness.actors >= minActorsSameText ? minActorsSameText : minActors)) { put('too-few-actors'); continue; }
      found.push({
        target,
        members,
        calls: origins.map(({ documentId, actorId, at, observationId }): CampaignCall => ({ documentId, actorId, at, observationId })),
        firstAt: origins[0]!.at,
        lastAt: origins.at(-1)!.at,
        links: ['same target', ...(likeness.actors > 0 ? ['near-same text'] : [])],
        similarity: likeness.similarity,
        pValue: chanceOfSpan(firstCalls(origins), actorsOf(all).length - members.length, input.observed),
        verdict: 'observed',
      });
    }
  }
  found.sort((a, b) => a.firstAt.getTime() - b.firstAt.getTime() || compare(a.target, b.target));
  const ids = identify(input.electionId, found, input.known ?? []);
  return { campaigns: found.map((campaign, at) => ({ id: ids[at]!, ...campaign })), setAside };
}

function isSelfPromotion(call: CampaignInputCall, actor: CampaignActor | undefined, ownerActorId: string | null): boolean {
  return ownerActorId === call.actorId || (actor?.accounts.includes(call.target) ?? false);
}

const byTime = (a: CampaignInputCall, b: CampaignInputCall): number =>
  a.at.getTime() - b.at.getTime() || compare(a.actorId, b.actorId) || compare(a.documentId, b.documentId) || compare(a.observationId, b.observationId);

function byTarget(calls: readonly CampaignInputCall[]): [AccountKey, CampaignInputCall[]][] {
  const groups = Map.groupBy(calls, ({ target }) => target);
  return [...groups].sort(([a], [b]) => compare(a, b)).map(([target, list]) => [target, list.sort(byTime)]);
}

/** Runs of calls with no silence longer than `window` milliseconds. */
function bursts(calls: readonly CampaignInputCall[], window: number): CampaignInputCall[][] {
  const runs: CampaignInputCall[][] = [];
  for (const call of calls) {
    const last = runs.at(-1);
    if (last !== undefined && call.at.getTime() - last.at(-1)!.at.getTime() <= window) last.push(call); else runs.push([call]);
  }
  return runs;
}

const actorsOf = (calls: readonly CampaignInputCall[]): string[] => [...new Set(calls.map(({ actorId }) => actorId))].sort(compare);

function firstCalls(calls: readonly CampaignInputCall[]): number[] {
  const first = new Map<string, number>();
  for (const { actorId, at } of calls) if (!first.has(actorId)) first.set(actorId, at.getTime());
  return [...first.values()];
}

/** Near-same texts among documents: cluster of each, and how alike the texts of different actors in a set of calls are. */
function likeTexts(ids: string[], documents: ReadonlyMap<string, { text: string }>) {
  const at = new Map(ids.map((id, index) => [id, index]));
  const similar: SimilarTexts = findSimilar(ids.map((id) => documents.get(id)?.text ?? ''));
  return {
    clusterOf: (id: string): number | null => { const cluster = similar.cluster[at.get(id)!]!; return cluster < 0 ? null : cluster; },
    between(calls: readonly CampaignInputCall[]): { actors: number; similarity: number | null } {
      const actorOf = new Map(calls.map((call) => [at.get(call.documentId)!, call.actorId]));
      const alike = new Set<string>();
      let similarity: number | null = null;
      for (const pair of similar.pairs) {
        const a = actorOf.get(pair.a);
        const b = actorOf.get(pair.b);
        if (a === undefined || b === undefined || a === b) continue;
        alike.add(a).add(b);
        similarity = Math.max(similarity ?? 0, pair.similarity);
      }
      return { actors: alike.size, similarity };
    },
  };
}
