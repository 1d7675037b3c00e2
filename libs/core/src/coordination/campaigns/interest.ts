import type { ActorKind, CampaignObject } from '../../model.js';
import type { CampaignActor, CampaignInputCall, CampaignTarget, SetAsideReason } from './input.js';

/** Owners whose followers are a stake of the election. An account of anyone else is promoted for service: health advice, results, news. */
const CONTESTANTS: ReadonlySet<ActorKind> = new Set<ActorKind>(['party', 'official', 'tycoon']);

/**
 * Whether calls for a target can be a campaign at all; null when they can.
 * - Listed and not watched: the analyst has decided.
 * - Owned by a contestant (party, official, tycoon), or watched without a known owner: yes.
 * - Owned by an institution or outlet (a health ministry's account that all ministries link to): no, however coordinated.
 * - Not listed at all: only when two actors *instruct* (not invite) people to follow it, since a new account of a contestant is worth knowing
 *   and a public service is advertised by invitation; or when two institutions send out one letter (`sameLetter`), whatever its tone.
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

/** Who writes letters of its own: a wire story in two outlets, or a slogan of two party branches, is no letter of two institutions. */
const INSTITUTIONS: ReadonlySet<ActorKind> = new Set<ActorKind>(['ministry', 'local-authority', 'school', 'election-body', 'official']);

const institutionsOf = (ids: Iterable<string>, actors: ReadonlyMap<string, CampaignActor>): number => [...new Set(ids)].filter((id) => INSTITUTIONS.has(actors.get(id)?.kind ?? 'other')).length;

/** Whether the texts of calls are read at all, given what `ofInterest` says: for an account that nobody listed, where they may be one letter of two institutions. */
export const worthReading = (dull: SetAsideReason | null, calls: readonly CampaignInputCall[], actors: ReadonlyMap<string, CampaignActor>): boolean =>
  dull === null || (dull === 'unknown-account' && institutionsOf(calls.map(({ actorId }) => actorId), actors) >= 2);

/** Whether two institutions have the near-same text. */
export const sameLetter = (alike: readonly CampaignObject[], actors: ReadonlyMap<string, CampaignActor>): boolean => alike.some(({ members }) => institutionsOf(members, actors) >= 2);
