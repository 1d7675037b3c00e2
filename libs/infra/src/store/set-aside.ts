import type { DataSource } from 'typeorm';

/** Hours after which what was set aside is tried again, each time; after the last it stays aside. */
const PAUSE_HOURS = [1, 6, 24];
/** A column of set_aside by what it names. */
const COLUMN = { snapshot: 'snapshot_id', document: 'document_id' } as const;

/** Notes that process after process ended at it. One that was noted before keeps its count: it has ended them again. */
export async function noteSetAside(db: DataSource, what: keyof typeof COLUMN, id: string): Promise<void> {
  await db.query(`INSERT INTO set_aside (${COLUMN[what]}, again_at) VALUES ($1, clock_timestamp() + $2 * interval '1 hour') ON CONFLICT DO NOTHING`, [id, PAUSE_HOURS[0]]);
}

/**
 * What is to be tried again now, and by itself: its processes may have ended for reasons of their own. Counted before it is tried, so that what ends every process is tried a
 * few times in all. Snapshots are pending again, one that was read meanwhile is left; documents lack these detectors again, which found nothing in them when they were set aside.
 */
export async function takeUpSetAside(db: DataSource, detectors: { id: string; version: number }[]): Promise<{ snapshots: string[]; documents: string[] }> {
  const rows = await db.query<{ snapshot: string | null; document: string | null }[]>(
    `WITH due AS (UPDATE set_aside SET tries = tries + 1, again_at = clock_timestamp() + ($1::float8[])[tries + 2] * interval '1 hour' WHERE again_at <= clock_timestamp() RETURNING snapshot_id, document_id),
     pending AS (UPDATE snapshots n SET read_state = 'pending', read_reason = NULL FROM due WHERE n.id = due.snapshot_id AND n.read_state IN ('quarantined', 'pending') RETURNING n.id),
     unseen AS (DELETE FROM detections t USING due, unnest($2::text[], $3::int[]) AS x (id, version) WHERE t.document_id = due.document_id AND t.detector = x.id AND t.version = x.version)
     SELECT id AS snapshot, NULL::bigint AS document FROM pending UNION ALL SELECT NULL, document_id FROM due WHERE document_id IS NOT NULL`, [PAUSE_HOURS, detectors.map(({ id }) => id), detectors.map(({ version }) => version)]);
  return { snapshots: rows.flatMap(({ snapshot }) => snapshot ?? []), documents: rows.flatMap(({ document }) => document ?? []) };
}

/** Documents over which the rules came to an end: those of them that were set aside are no longer, and their gap is closed. */
export async function settleSetAside(db: DataSource, documents: readonly string[]): Promise<void> {
  await db.query(
    `WITH done AS (DELETE FROM set_aside a USING documents d WHERE a.document_id = d.id AND d.id = ANY($1::bigint[]) RETURNING d.election_id, d.source_id, d.url)
     UPDATE gaps g SET open = false FROM done WHERE g.election_id = done.election_id AND g.source_id = done.source_id AND g.open AND g.reason = 'parser-failed' AND starts_with(g.detail, 'the rules on ' || done.url || ':')`, [documents]);
}
