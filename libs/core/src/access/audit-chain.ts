import { sha256Of } from '../sha256.js';

/** One thing that somebody did, as it is chained. `before` and `after` are digests of what was there. */
export interface AuditEntry { at: string; who: string; did: string; electionId: string | null; about: string | null; outcome: string; before: string | null; after: string | null }

/** What the first entry follows. */
export const FIRST = '0'.repeat(64);

/** SHA-256 over the entry and the hash of the one before it, so that none can be changed, left out or put in between unnoticed. */
export const chainHash = (previous: string, { at, who, did, electionId, about, outcome, before, after }: AuditEntry): string =>
  sha256Of(JSON.stringify([previous, at, who, did, electionId, about, outcome, before, after]));

/** Where the chain breaks: the index of the first entry that does not follow from the one before it; null where all do. `previous` is what the first must follow. */
export function chainBreak(entries: readonly (AuditEntry & { previous: string; hash: string })[], previous: string): number | null {
  for (const [index, entry] of entries.entries()) {
    if (entry.previous !== previous || chainHash(previous, entry) !== entry.hash) return index;
    previous = entry.hash;
  }
  return null;
}
