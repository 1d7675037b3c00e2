import type { ActorKind } from '../../model.js';
import type { CampaignActor, CampaignInputCall, CampaignTarget, SetAsideReason } from './input.js';

/** Owners whose followers are a stake of the election. An account of anyone else is promoted for service: health advice, results, news. */
const CONTESTANTS: ReadonlySet<ActorKind> = new Set<ActorKind>(['party', 'official', 'tycoon']);

/**
 * Whether calls for a target can be a campaign at all; null when they can.
 * - Listed and not watched: the analyst has decided.
 * - Owned by a contestant (party, official, tycoon), or watched without a known owner: yes.
 * - Owned by an institution or outlet (a health ministry's account that all ministries link to): no, however coordinated.
 * - Not listed at all: only when two actors *instruct* (not invite) people to follow it, since a new account of a contestant is worth knowing
 *   and a public service is advertised by invitation.
 */
export function ofInterest(target: CampaignTarget | undefined, actors: ReadonlyMap<string, CampaignActor>, calls: readonly CampaignInputCall[]): SetAsideReason | null {
  if (target === undefined) {
    const instructing = new Set(calls.filter(({ strength }) => strength !== 'invitation').map(({ actorId }) => actorId));
    return instructing.size >= 2 ? null : 'unknown-account';
  }
  if (!target.watched) return 'target-not-watched';
  if (target.ownerActorId === null) return null;
  const owner = actors.get(target.ownerActorId);
  return owner === undefined || CONTESTANTS.has(owner.kind) ? null : 'institution';
}
