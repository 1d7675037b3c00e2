import { ask, askAll } from '../../api/client.js';
import { csvOf } from '../../parts/csv.js';
import type { Drive } from './index.js';

/** Calls of one drive that go into its table at the most. */
const MOST = 2000;

/** Every call of a drive with its words, page, moments and the digest of the bytes that said so: what is needed to look it up again. */
export async function evidenceTable(drive: Drive): Promise<string> {
  const { items } = await askAll('listCampaignCalls', { params: { id: drive.id } }, MOST);
  const digests = new Map<string, { sha256: string; snapshot: string }>();
  for (const id of new Set(items.map(({ document }) => document.id))) {
    const { snapshotSha256, snapshotId } = await ask('getDocument', { params: { id } });
    digests.set(id, { sha256: snapshotSha256, snapshot: snapshotId });
  }
  const kind = new Map(drive.members.map((member) => [member.id, member]));
  return csvOf([
    ['drive', 'account', 'actor', 'actor_name', 'kind', 'side', 'published_at', 'published_precision', 'first_seen_at', 'strength', 'audience', 'voice', 'quote', 'language', 'url', 'why', 'verdict', 'check', 'call_id', 'document_id', 'snapshot_id', 'sha256'],
    ...items.map(({ id, actor, document, quote, strength, audience, voice, why, verdict, check }) => [drive.id, drive.target, actor.id, actor.name['en'] ?? '', kind.get(actor.id)?.kind ?? '', kind.get(actor.id)?.side ?? '', document.publishedAt, document.publishedPrecision, document.firstSeenAt, strength, audience, voice, quote, document.language, document.url, why, verdict, check, id, document.id, digests.get(document.id)?.snapshot ?? '', digests.get(document.id)?.sha256 ?? '']),
  ]);
}
