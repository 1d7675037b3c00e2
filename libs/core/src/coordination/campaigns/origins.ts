import { isMedia } from '../../model.js';
import type { CampaignActor, CampaignInputCall } from './input.js';

/**
 * Which calls are echoes: media carrying the near-same text (or forwarding the same post) as an earlier call of another are that call again. Printing
 * what an agency or a ministry sends out is an outlet's daily work, so echoes alone never make a campaign; where others do, the outlet that carried
 * the call in its own voice is part of how it spread, and is shown as an echo.
 * A picture that media print is never an origin: whoever made the poster called, and what an outlet itself asks for stands in its words.
 * Ministries, parties or tycoons with the near-same text are no echoes: there the text is the evidence.
 * `calls` in order of time; `keys` names what a document repeats (its text's cluster, a forwarded post), `isPoster` whether it is a picture; returns observation ids.
 */
export function echoes(calls: readonly CampaignInputCall[], actors: ReadonlyMap<string, CampaignActor>, keys: (documentId: string) => readonly string[], isPoster: (documentId: string) => boolean = () => false): Set<string> {
  const found = new Set<string>();
  const seen = new Map<string, string>();
  for (const call of calls) {
    const mine = keys(call.documentId);
    const media = isMedia(actors.get(call.actorId)?.kind ?? 'other');
    if (media && (isPoster(call.documentId) || mine.some((key) => seen.has(key) && seen.get(key) !== call.actorId))) found.add(call.observationId);
    for (const key of mine) if (!seen.has(key)) seen.set(key, call.actorId);
  }
  return found;
}
