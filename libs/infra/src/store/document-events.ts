import type { DataSource, EntityManager } from 'typeorm';
import type { ChangeFact } from '#core/digest/facts.js';
import { REJECTED } from './campaigns.js';

export const DOCUMENT_EVENTS = ['edited', 'vanished', 'returned'] as const;
export type DocumentEventKind = (typeof DOCUMENT_EVENTS)[number];
/** What became of a document. `documentId` is the version after an edit, or the one that vanished or returned; `beforeId` the version before an edit. Both stay. */
export interface DocumentEvent { id: string; sourceId: string; url: string; kind: DocumentEventKind; documentId: string; beforeId: string | null; at: Date; lastSeenAt: Date | null; firstMissedAt: Date | null }
interface Seen { electionId: string; sourceId: string; fetchedAt: Date; kind: string }

/** A page that says something else at every visit is one event an hour; its versions are all kept. */
const EDIT_PAUSE = `interval '1 hour'`;

/** A document has another version than before. */
export async function noteEdit(tx: EntityManager, { electionId, sourceId, fetchedAt }: Seen, url: string, documentId: string, beforeId: string | null): Promise<void> {
  await tx.query(
    `INSERT INTO document_events (election_id, source_id, url, kind, document_id, before_id, at) SELECT $1, $2, $3, 'edited', $4, $5, $6
     WHERE NOT EXISTS (SELECT 1 FROM document_events WHERE election_id = $1 AND url = $3 AND kind = 'edited' AND at > $6::timestamptz - ${EDIT_PAUSE} AND at <= $6) ON CONFLICT DO NOTHING`,
    [electionId, sourceId, url, documentId, beforeId, fetchedAt]);
}

/** Documents are where they should be: those that had vanished have returned. */
export async function noteSeen(tx: EntityManager, { fetchedAt }: Pick<Seen, 'fetchedAt'>, documents: string[]): Promise<void> {
  if (documents.length === 0) return;
  await tx.query(
    `WITH back AS (SELECT id, vanished_at, missing_since FROM documents WHERE id = ANY($1::bigint[]) AND missing_since < $2 FOR UPDATE),
     cleared AS (UPDATE documents d SET missing_since = NULL, vanished_at = NULL FROM back WHERE d.id = back.id)
     INSERT INTO document_events (election_id, source_id, url, kind, document_id, at, last_seen_at, first_missed_at)
     SELECT d.election_id, d.source_id, d.url, 'returned', d.id, $2, d.last_seen_at, back.missing_since FROM back JOIN documents d ON d.id = back.id WHERE back.vanished_at IS NOT NULL ON CONFLICT DO NOTHING`, [documents, fetchedAt]);
}

/** Notes that documents were not where they should be; at the second time, a later one, they have vanished. */
async function noteMissed(tx: EntityManager, at: Date, documents: string[]): Promise<void> {
  if (documents.length === 0) return;
  await tx.query(
    `WITH missed AS (UPDATE documents SET missing_since = coalesce(missing_since, $2), vanished_at = CASE WHEN missing_since < $2 THEN $2 END
                     WHERE id = ANY($1::bigint[]) AND vanished_at IS NULL RETURNING id, election_id, source_id, url, last_seen_at, missing_since, vanished_at)
     INSERT INTO document_events (election_id, source_id, url, kind, document_id, at, last_seen_at, first_missed_at)
     SELECT election_id, source_id, url, 'vanished', id, vanished_at, last_seen_at, missing_since FROM missed WHERE vanished_at IS NOT NULL ON CONFLICT DO NOTHING`, [documents, at]);
}

/**
 * Of a channel's page: posts between its oldest and newest that we knew and that it no longer shows were deleted. `ids` are the posts' own numbers as read; a page
 * of fewer than two says nothing of what lies between.
 */
export async function notePosts(tx: EntityManager, snapshot: Seen, ids: (string | null)[]): Promise<void> {
  const numbers = ids.filter((id): id is string => id !== null && /^\d{1,15}$/.test(id)).map(Number);
  if (!snapshot.kind.endsWith('-channel') || numbers.length < 2) return;
  const rows = await tx.query<{ id: string }[]>(
    `SELECT id FROM documents WHERE election_id = $1 AND source_id = $2 AND current AND vanished_at IS NULL AND last_seen_at < $6 AND external_id ~ '^[0-9]{1,15}$'
       AND external_id::bigint BETWEEN $3 AND $4 AND external_id::bigint <> ALL($5::bigint[])`,
    [snapshot.electionId, snapshot.sourceId, Math.min(...numbers), Math.max(...numbers), numbers, snapshot.fetchedAt]);
  await noteMissed(tx, snapshot.fetchedAt, rows.map(({ id }) => id));
}

/** The page behind a frontier entry is gone (404, 410), or there again: so is what was read from it, if it is an article or a channel. */
export async function notePage(tx: EntityManager, frontierId: string, there: boolean, at: Date): Promise<void> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT d.id FROM documents d JOIN snapshots n ON n.id = d.snapshot_id JOIN frontier f ON f.id = n.frontier_id JOIN sources s ON s.election_id = d.election_id AND s.id = d.source_id
     WHERE n.frontier_id = $1 AND d.current AND (f.role = 'page' OR s.kind LIKE '%-channel' OR d.url = n.final_url) AND (d.missing_since IS NOT NULL OR NOT $2)`, [frontierId, there]);
  const ids = rows.map(({ id }) => id);
  await (there ? noteSeen(tx, { fetchedAt: at }, ids) : noteMissed(tx, at, ids));
}

/**
 * Pages were found as they were: what the last reading of each saw has been seen again. What an earlier one saw and the last did not (older posts of a channel, a version
 * before an edit) has not.
 */
export async function noteUnchanged(tx: EntityManager, frontierIds: readonly string[], at: Date): Promise<void> {
  if (frontierIds.length === 0) return;
  await tx.query(
    `UPDATE documents d SET last_seen_at = $2
     FROM (SELECT frontier_id, max(fetched_at) AS fetched_at FROM snapshots WHERE frontier_id = ANY($1::bigint[]) GROUP BY frontier_id) last JOIN snapshots n ON n.frontier_id = last.frontier_id
     WHERE d.snapshot_id = n.id AND d.current AND d.last_seen_at >= last.fetched_at AND d.last_seen_at < $2`, [frontierIds, at]);
}

/** Findings of a document that nobody rejected, by its present detectors; lines that stand on every page are none. */
const findingsIn = (document: string): string => `(SELECT count(*)::int FROM observations o WHERE o.document_id = ${document} AND o.kind IN ('call', 'threat', 'commitment', 'conduct') AND o.payload->>'voice' IS DISTINCT FROM 'boilerplate'
  AND o.detector_version = (SELECT max(t.version) FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector) AND NOT EXISTS (${REJECTED}))`;

/** Events of an election in a half-open window, oldest first, with what each page is and how many findings its versions have. */
export async function eventsWithFindings(tx: EntityManager, electionId: string, from: Date, to: Date): Promise<ChangeFact[]> {
  const rows = await tx.query<(Omit<ChangeFact, 'said'> & { before: number; after: number })[]>(
    `SELECT e.id::text, e.kind, d.actor_id AS "actorId", d.title, e.url, e.document_id::text AS "documentId", e.before_id::text AS "beforeId", e.at, e.last_seen_at AS "lastSeenAt",
            ${findingsIn('e.before_id')} AS before, ${findingsIn('e.document_id')} AS after
     FROM document_events e JOIN documents d ON d.id = e.document_id WHERE e.election_id = $1 AND e.at >= $2 AND e.at < $3 ORDER BY e.at, e.id`, [electionId, from, to]);
  return rows.map(({ before, after, ...rest }) => ({ ...rest, said: { before, after } }));
}

/** Events of an election, newest first, in a half-open window. */
export async function documentEvents(db: DataSource, electionId: string, from: Date, to: Date, limit = 1000): Promise<DocumentEvent[]> {
  return db.query<DocumentEvent[]>(
    `SELECT id, source_id AS "sourceId", url, kind, document_id AS "documentId", before_id AS "beforeId", at, last_seen_at AS "lastSeenAt", first_missed_at AS "firstMissedAt"
     FROM document_events WHERE election_id = $1 AND at >= $2 AND at < $3 ORDER BY at DESC, id DESC LIMIT $4`, [electionId, from, to, limit]);
}
