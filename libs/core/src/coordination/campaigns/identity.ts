import { createHash } from 'node:crypto';
import type { AccountKey, Campaign, CampaignCall } from '../../model.js';

type Found = { target: AccountKey; calls: CampaignCall[] };

/**
 * Ids that stay from day to day. A campaign takes the id of the known one with which it shares most calls (of two that claim one id, the one
 * with more calls in common keeps it). A new one gets a digest of election, target, first actor and first moment: facts, not row numbers, so that a
 * store that is rebuilt gives the same ids. Answers in the order of `found`.
 */
export function identify(electionId: string, found: readonly Found[], known: readonly Pick<Campaign, 'id' | 'target' | 'calls'>[]): string[] {
  const claims: { at: number; id: string; shared: number; first: string }[] = [];
  found.forEach(({ target, calls }, at) => {
    const mine = new Set(calls.map(callKey));
    for (const old of known) {
      if (old.target !== target) continue;
      const shared = old.calls.filter((call) => mine.has(callKey(call))).length;
      if (shared > 0) claims.push({ at, id: old.id, shared, first: callKey(calls[0]!) });
    }
  });
  claims.sort((a, b) => b.shared - a.shared || compare(a.id, b.id) || compare(a.first, b.first));
  const ids = Array.from<string>({ length: found.length });
  const taken = new Set<string>();
  for (const { at, id } of claims) if (ids[at] === undefined && !taken.has(id)) { ids[at] = id; taken.add(id); }
  return found.map(({ target, calls }, at) => {
    if (ids[at] !== undefined) return ids[at];
    const first = calls[0]!;
    for (let again = 0; ; again++) {
      const id = createHash('sha256').update(JSON.stringify([electionId, target, first.actorId, first.at.toISOString(), again])).digest('hex').slice(0, 16);
      if (!taken.has(id)) { taken.add(id); return id; }
    }
  });
}

const callKey = (call: CampaignCall): string => `${call.actorId} ${call.at.toISOString()} ${call.documentId}`;
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
