import type { DataSource, EntityManager } from 'typeorm';
import type { FetchOutcome, GapReason, LocalDate } from '#core/model.js';
import type { RenderedRow } from './entities/crawl.js';

export interface NewSnapshot { electionId: string; sourceId: string; frontierId: string | null; url: string; finalUrl: string; status: number; headers: Record<string, string>; redirects: string[]; sha256: string; bytes: number; fetchedAt: Date;
  /** How it was got: what we sent, who answered. Null for captures that others made. */
  how?: { requestHeaders: Record<string, string>; address: string | null; resolved: string[]; certificateSha256: string | null } | null;
  /** Where a browser looked at it: SHA-256 of the page as fetched (null where that is the body) and of the picture. */
  rendered?: RenderedRow | null }

/** Adds snapshots whose bodies are already on disk. The same bytes of the same address within a minute are one. Returns the ids of the new ones. */
export async function addSnapshots(db: DataSource | EntityManager, snapshots: NewSnapshot[]): Promise<string[]> {
  if (snapshots.length === 0) return [];
  const rows = await db.query<{ id: string }[]>(
    `INSERT INTO snapshots (election_id, source_id, frontier_id, url, final_url, status, headers, redirects, sha256, bytes, fetched_at, minute, request_headers, address, resolved, certificate_sha256, rendered)
     SELECT e, s, f, u, fu, st, h::jsonb, r::jsonb, sha, b, t, date_trunc('minute', t), (how::jsonb)->'requestHeaders', (how::jsonb)->>'address', (how::jsonb)->'resolved', (how::jsonb)->>'certificateSha256', rendered::jsonb
     FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::int[], $11::timestamptz[], $12::text[], $13::text[]) AS x (e, s, f, u, fu, st, h, r, sha, b, t, how, rendered)
     ON CONFLICT (election_id, url, sha256, minute) DO NOTHING RETURNING id`,
    [snapshots.map((s) => s.electionId), snapshots.map((s) => s.sourceId), snapshots.map((s) => s.frontierId), snapshots.map((s) => s.url), snapshots.map((s) => s.finalUrl), snapshots.map((s) => s.status),
      snapshots.map((s) => JSON.stringify(s.headers)), snapshots.map((s) => JSON.stringify(s.redirects)), snapshots.map((s) => s.sha256), snapshots.map((s) => s.bytes), snapshots.map((s) => s.fetchedAt), snapshots.map((s) => (s.how ? JSON.stringify(s.how) : null)), snapshots.map((s) => (s.rendered ? JSON.stringify(s.rendered) : null))]);
  return rows.map(({ id }) => id);
}

export interface SnapshotToRead extends NewSnapshot { id: string; kind: string; settings: Record<string, unknown>; actorId: string; depth: number; role: string; timeZone: string; /** The local day to which its source is being read back; null where nobody asks for that. */ backTo: string | null; /** 'fetched', or how it was imported: nothing is asked of anybody because of an import. */ origin: string }

/** A snapshot that nobody has read at its present reader version; null when it was read or quarantined meanwhile, unless it is wanted `again`. */
export async function snapshotToRead(db: DataSource, id: string, again = false): Promise<SnapshotToRead | null> {
  const rows = await db.query<SnapshotToRead[]>(
    `SELECT n.id, n.election_id AS "electionId", n.source_id AS "sourceId", n.frontier_id AS "frontierId", n.url, n.final_url AS "finalUrl", n.status, n.headers, n.redirects, n.sha256, n.bytes,
            n.fetched_at AS "fetchedAt", s.kind, s.settings, s.actor_id AS "actorId", coalesce(f.depth, 0) AS depth, coalesce(f.role, 'once') AS role, e.time_zone AS "timeZone", n.origin,
            (SELECT b.back_to FROM back_fills b WHERE b.election_id = n.election_id AND b.source_id = n.source_id AND b.ended_at IS NULL AND b.paged_at IS NULL) AS "backTo"
     FROM snapshots n JOIN sources s ON s.election_id = n.election_id AND s.id = n.source_id JOIN elections e ON e.id = n.election_id LEFT JOIN frontier f ON f.id = n.frontier_id
     WHERE n.id = $1 AND ($2 OR n.read_state = 'pending')`, [id, again]);
  return rows[0] ?? null;
}

/** The SHA-256 of every body that a snapshot names: the page, what a browser made of it, and its picture. */
export async function bodiesOf(db: DataSource): Promise<string[]> {
  const rows = await db.query<{ sha256: string }[]>(`SELECT DISTINCT b AS sha256 FROM snapshots s, unnest(ARRAY[s.sha256, s.rendered->>'from', s.rendered->>'screenshot']) AS x (b) WHERE b IS NOT NULL`);
  return rows.map(({ sha256 }) => sha256);
}

/** Keeps the snapshot and says why it could not be read. */
export async function quarantine(db: DataSource, id: string, reason: string): Promise<void> {
  await db.query(`UPDATE snapshots SET read_state = 'quarantined', read_reason = $2 WHERE id = $1 AND read_state = 'pending'`, [id, reason]);
}

/** Ids of snapshots that wait to be read, oldest first; those that ended their processes come by themselves (`takeUpSetAside`). */
export async function unreadSnapshots(db: DataSource, limit = 2000): Promise<string[]> {
  const rows = await db.query<{ id: string }[]>(`SELECT id FROM snapshots n WHERE read_state = 'pending' AND NOT EXISTS (SELECT 1 FROM set_aside a WHERE a.snapshot_id = n.id AND a.again_at IS NOT NULL) ORDER BY id LIMIT $1`, [limit]);
  return rows.map(({ id }) => id);
}

/** Stands in `gaps.source_id` for a gap of the whole election, so that one key holds for both. */
export const OF_NO_SOURCE = '';

/** A hole in what we see, of one source or (null) of the whole election: opened at the first failure, counted at each further one. */
export async function raiseGap(db: DataSource | EntityManager, electionId: string, sourceId: string | null, reason: GapReason, detail: string, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO gaps (election_id, source_id, reason, detail, first_at, last_at) VALUES ($1, $2, $3, $4, $5, $5)
     ON CONFLICT (election_id, source_id, reason) WHERE open DO UPDATE SET last_at = greatest(gaps.last_at, excluded.last_at), tries = gaps.tries + 1, detail = excluded.detail`,
    [electionId, sourceId ?? OF_NO_SOURCE, reason, detail.slice(0, 500), at]);
}

/** A hole that is known without asking anybody: opened once, and no tries are counted. */
export async function noteGap(db: DataSource | EntityManager, electionId: string, sourceId: string, reason: GapReason, detail: string, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO gaps (election_id, source_id, reason, detail, first_at, last_at, tries) VALUES ($1, $2, $3, $4, $5, $5, 0) ON CONFLICT (election_id, source_id, reason) WHERE open DO UPDATE SET last_at = greatest(gaps.last_at, excluded.last_at)`,
    [electionId, sourceId, reason, detail.slice(0, 500), at]);
}

/** What the last asking of each source gave; a usable answer closes its gaps of fetching and counts the day as read. */
export async function recordSourceOutcome(db: DataSource | EntityManager, electionId: string, sourceId: string, outcome: FetchOutcome, at: Date, day: LocalDate): Promise<void> {
  await db.query('UPDATE sources SET last_outcome = $3, last_outcome_at = $4 WHERE election_id = $1 AND id = $2', [electionId, sourceId, outcome, at]);
  if (outcome !== 'ok' && outcome !== 'unchanged') return;
  await db.query(`INSERT INTO source_days (election_id, source_id, day) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [electionId, sourceId, day]);
}

/** Closes gaps of a source or (null) of the whole election. */
export async function closeGaps(db: DataSource | EntityManager, electionId: string, sourceId: string | null, reasons: GapReason[] | 'all'): Promise<void> {
  await db.query(`UPDATE gaps SET open = false WHERE election_id = $1 AND source_id = $2 AND open AND ($3::text[] IS NULL OR reason = ANY($3::text[]))`, [electionId, sourceId ?? OF_NO_SOURCE, reasons === 'all' ? null : reasons]);
}

/** A list that was read only in part is read whole again. */
export async function closeCut(db: DataSource | EntityManager, electionId: string, sourceId: string, url: string): Promise<void> {
  await db.query(`UPDATE gaps SET open = false WHERE election_id = $1 AND source_id = $2 AND open AND reason = 'cut-short' AND starts_with(detail, $3)`, [electionId, sourceId, `${url.slice(0, 400)} `]);
}

/** Of the last articles of a source that were read: how many gave a document, newest first in `recent`, and those before them in `earlier`. */
export async function readerHits(db: DataSource | EntityManager, electionId: string, sourceId: string, recent: number, earlier: number): Promise<{ recent: boolean[]; earlier: boolean[] }> {
  const rows = await db.query<{ hit: boolean }[]>(
    `SELECT n.found > 0 AS hit FROM snapshots n JOIN frontier f ON f.id = n.frontier_id
     WHERE n.election_id = $1 AND n.source_id = $2 AND n.read_state = 'read' AND n.found IS NOT NULL AND (f.why LIKE 'article-link%' OR f.why LIKE 'feed-entry%' OR (f.depth = 0 AND f.role = 'start'))
     ORDER BY n.id DESC LIMIT $3`, [electionId, sourceId, recent + earlier]);
  return { recent: rows.slice(0, recent).map(({ hit }) => hit), earlier: rows.slice(recent).map(({ hit }) => hit) };
}
