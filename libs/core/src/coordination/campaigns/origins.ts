import type { ActorKind } from '../../model.js';
import type { CampaignActor, CampaignInputCall } from './input.js';

const MEDIA: ReadonlySet<ActorKind> = new Set<ActorKind>(['state-media', 'pro-government-media', 'independent-media', 'opposition-media']);

/**
 * Which calls are reprints: media carrying the near-same text (or forwarding the same post) as an earlier call are that call again, one origin.
 * Ministries, parties or tycoons with the near-same text are not: there the text is the evidence.
 * `calls` in order of time; `cluster` gives a document's text cluster or null; returns observation ids.
 */
export function reprints(calls: readonly CampaignInputCall[], actors: ReadonlyMap<string, CampaignActor>, cluster: (documentId: string) => number | null, forwardedFrom: (documentId: string) => string | null): Set<string> {
  const found = new Set<string>();
  const seen = new Map<string, string>();
  for (const call of calls) {
    const keys: string[] = [];
    const text = cluster(call.documentId);
    if (text !== null) keys.push(`text ${text}`);
    const from = forwardedFrom(call.documentId);
    if (from !== null) keys.push(`from ${from}`);
    const media = MEDIA.has(actors.get(call.actorId)?.kind ?? 'other');
    if (media && keys.some((key) => seen.has(key) && seen.get(key) !== call.actorId)) found.add(call.observationId);
    for (const key of keys) if (!seen.has(key)) seen.set(key, call.actorId);
  }
  return found;
}
