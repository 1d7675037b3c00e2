import { sha256Of } from '../../sha256.js';
import type { AccountKey, Campaign, CampaignCall } from '../../model.js';
import type { Lineage } from './input.js';

type Found = { target: AccountKey; calls: CampaignCall[] };

/**
 * Ids that stay from day to day. A campaign takes the id of the known one with which it shares most calls (of two that claim one id, the one
 * with more calls in common keeps it). A new one gets a digest of election, target, first actor and first moment: facts, not row numbers, so that a
 * store that is rebuilt gives the same ids. `ids` in the order of `found`; `lineage`: a campaign that shares calls with a known one whose id it does
 * not bear came off it where that one still stands, and took it in where it does not.
 */
export function identify(electionId: string, found: readonly Found[], known: readonly Pick<Campaign, 'id' | 'target' | 'calls'>[]): { ids: string[]; lineage: Lineage[] } {
  const knownOf = new Map<string, string[]>();
  for (const { id, target, calls } of known) {
    for (const call of calls) { const key = `${target} ${callKey(call)}`; const ids = knownOf.get(key); if (ids) ids.push(id); else knownOf.set(key, [id]); }
  }
  const claims: { at: number; id: string; shared: number; first: string }[] = [];
  found.forEach(({ target, calls }, at) => {
    const shared = new Map<string, number>();
    for (const call of calls) for (const id of knownOf.get(`${target} ${callKey(call)}`) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
    for (const [id, count] of shared) claims.push({ at, id, shared: count, first: callKey(calls[0]!) });
  });
  claims.sort((a, b) => b.shared - a.shared || compare(a.id, b.id) || compare(a.first, b.first));
  const ids = Array.from<string>({ length: found.length });
  const taken = new Set<string>();
  for (const { at, id } of claims) if (ids[at] === undefined && !taken.has(id)) { ids[at] = id; taken.add(id); }
  found.forEach(({ target, calls }, at) => {
    const first = calls[0]!;
    for (let again = 0; ids[at] === undefined; again++) {
      const id = sha256Of(JSON.stringify([electionId, target, first.actorId, first.at.toISOString(), again])).slice(0, 16);
      if (!taken.has(id)) { taken.add(id); ids[at] = id; }
    }
  });
  const lineage = claims.filter(({ at, id }) => ids[at] !== id).map(({ at, id }): Lineage => ({ kind: taken.has(id) ? 'split' : 'merged', id: ids[at]!, other: id }));
  return { ids, lineage: lineage.sort((a, b) => compare(a.id, b.id) || compare(a.other, b.other)) };
}

const callKey = (call: CampaignCall): string => `${call.actorId} ${call.at.toISOString()} ${call.documentId}`;
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
