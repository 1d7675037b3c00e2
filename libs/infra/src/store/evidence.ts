import { BadInput } from '#core/errors.js';
import type { Manifest } from '#core/evidence/manifest.js';
import type { Sql } from './open.js';
import { TARGET } from './target.js';

export const EVIDENCE_KINDS = ['campaign', 'edition', 'document', 'call'] as const;
export interface EvidenceAsked { kind: (typeof EVIDENCE_KINDS)[number]; id: string }
export type Claims = Pick<Manifest, 'election' | 'campaigns' | 'editions' | 'findings' | 'documents' | 'snapshots'>;

/** Finds ids wherever they stand in an edition's frozen content. */
function idsIn(content: unknown, field: string, found = new Set<string>()): Set<string> {
  if (Array.isArray(content)) for (const item of content) idsIn(item, field, found);
  else if (typeof content === 'object' && content !== null) {
    for (const [key, value] of Object.entries(content)) {
      if (key === field && typeof value === 'string') found.add(value); else idsIn(value, field, found);
    }
  }
  return found;
}

/**
 * Everything that the asked-for things stand on: their findings, the documents these quote (or all findings of a document that is asked for), and the snapshots
 * from which the documents were read. BadInput for what is not there, and for things of several elections: a package is of one.
 */
export async function claimsOf(db: Sql, asked: readonly EvidenceAsked[]): Promise<Claims> {
  const ids = (kind: EvidenceAsked['kind']) => asked.filter((one) => one.kind === kind).map(({ id }) => id);
  const campaigns = await db.query<Record<string, unknown>[]>(`SELECT id, election_id, target, members, calls, first_at AS "firstAt", last_at AS "lastAt", links, objects, joined AS "order", similarity, p_value AS "pValue", verdict FROM campaigns WHERE id = ANY($1) ORDER BY id`, [ids('campaign')]);
  const editions = await db.query<{ id: string; election_id: string; key: Record<string, unknown>; releasedBy: string | null; withdrawn: boolean; content: unknown }[]>(
    `SELECT id, election_id, json_build_object('date', date, 'kind', kind, 'audience', audience, 'sequence', sequence) AS key, released_by AS "releasedBy", withdrawn_at IS NOT NULL AS withdrawn, content FROM editions WHERE id = ANY($1::bigint[]) ORDER BY id`, [ids('edition')]);
  const calls = new Set([...ids('call'), ...campaigns.flatMap(({ calls: list }) => (list as { observationId: string }[]).map(({ observationId }) => observationId)), ...editions.flatMap(({ content }) => [...idsIn(content, 'callId')])]);
  const whole = new Set(ids('document'));
  // An edition names documents that it has no finding of: a count that a text reports, a promise. All that was found in them goes in.
  for (const { content } of editions) for (const id of idsIn(content, 'documentId')) whole.add(id);
  const findings = await db.query<(Manifest['findings'][number] & { election_id: string })[]>(
    `SELECT id, election_id, kind, document_id AS "documentId", detector, detector_version AS "detectorVersion", quote, span_start AS start, span_end AS end, ${TARGET} AS target, CASE WHEN o.corrected_target IS NOT NULL THEN o.target END AS "targetFound", payload AS says, why, round(confidence::numeric, 4)::float8 AS confidence FROM observations o
     WHERE (id = ANY($1::bigint[]) OR document_id = ANY($2::bigint[])) AND (id = ANY($1::bigint[]) OR detector_version = (SELECT max(t.version) FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector)) ORDER BY id`,
    [numbers(calls), numbers(whole)]);
  const documents = await db.query<(Manifest['documents'][number] & { election_id: string })[]>(
    `SELECT d.id, d.election_id, d.snapshot_id AS "snapshotId", d.url, json_build_object('id', a.id, 'name', a.name) AS actor, d.source_id AS "sourceId", s.kind AS "sourceKind", d.reader_version AS "readerVersion", d.title, d.text, d.language, d.version,
       d.published_at AS "publishedAt", d.published_precision AS "publishedPrecision", d.published_how AS "publishedHow", d.first_seen_at AS "firstSeenAt", d.last_seen_at AS "lastSeenAt", d.vanished_at AS "vanishedAt", d.by_hand AS "byHand", d.codes
     FROM documents d JOIN actors a ON a.election_id = d.election_id AND a.id = d.actor_id JOIN sources s ON s.election_id = d.election_id AND s.id = d.source_id WHERE d.id = ANY($1::bigint[]) ORDER BY d.id`,
    [numbers([...whole, ...findings.map(({ documentId }) => documentId)])]);
  const snapshots = await db.query<Manifest['snapshots']>(
    `SELECT id, url, final_url AS "finalUrl", redirects, status, headers, sha256, bytes, fetched_at AS "fetchedAt", origin, request_headers AS "requestHeaders", address, resolved, certificate_sha256 AS "certificateSha256", rendered
     FROM snapshots WHERE id = ANY($1::bigint[]) ORDER BY id`, [numbers(documents.map(({ snapshotId }) => snapshotId))]);

  const there = new Set([...campaigns.map(({ id }) => `campaign:${String(id)}`), ...editions.map(({ id }) => `edition:${id}`), ...documents.map(({ id }) => `document:${id}`), ...findings.map(({ id }) => `call:${id}`)]);
  const lost = asked.map(({ kind, id }) => `${kind}:${id}`).filter((one) => !there.has(one));
  if (lost.length > 0) throw new BadInput(`there is no ${lost.join(', ')} in this database`);
  const elections = new Set([...campaigns, ...editions, ...documents].map(({ election_id: id }) => String(id)));
  if (elections.size !== 1) throw new BadInput(`a package is of one election, and this would be of ${[...elections].join(', ') || 'none'}`);
  const [election] = await db.query<[Manifest['election']]>(`SELECT id, name, time_zone AS "timeZone", polling_day AS "pollingDay" FROM elections WHERE id = $1`, [[...elections][0]]);
  const plain = <T extends object>(rows: T[]) => rows.map(({ election_id: _, ...rest }: T & { election_id?: unknown }) => rest);
  // Moments as text, as they stand in a file.
  return JSON.parse(JSON.stringify({ election, campaigns: plain(campaigns), editions: plain(editions), findings: plain(findings), documents: plain(documents), snapshots })) as Claims;
}

/** Ids that a number can be; any other is of nothing. */
const numbers = (ids: Iterable<string>): string[] => [...new Set(ids)].filter((id) => /^\d{1,18}$/.test(id));
