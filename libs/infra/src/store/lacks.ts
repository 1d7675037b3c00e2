import type { DataSource } from 'typeorm';

/** How much still waits, asked of the tables and not of the queue; what was set aside is waited for by nobody. The first four zero: the flow has come to rest. */
export interface Waiting { due: number; unread: number; undetected: number; unclustered: number; /** Addresses visited so far. */ visited: number; /** Since the first watchlist was applied. */ runningMs: number }

export async function waiting(db: DataSource, detectors: { id: string; version: number }[]): Promise<Waiting> {
  const rows = await db.query<Waiting[]>(
    `SELECT (SELECT count(*)::int FROM frontier f JOIN sources s ON s.election_id = f.election_id AND s.id = f.source_id AND s.active AND NOT s.paused LEFT JOIN hosts h ON h.host = f.host
              WHERE f.due_at <= clock_timestamp() AND (h.not_before IS NULL OR h.not_before <= clock_timestamp())) AS due,
            (SELECT count(*)::int FROM snapshots n WHERE read_state = 'pending' AND NOT EXISTS (SELECT 1 FROM set_aside a WHERE a.snapshot_id = n.id AND a.again_at IS NOT NULL)) AS unread,
            (SELECT count(*)::int FROM documents d WHERE d.current AND NOT EXISTS (SELECT 1 FROM set_aside a WHERE a.document_id = d.id AND a.again_at IS NOT NULL) AND
              (SELECT count(*) FROM detections t JOIN unnest($1::text[], $2::int[]) AS x (id, version) ON t.detector = x.id AND t.version = x.version WHERE t.document_id = d.id) < $3) AS undetected,
            (SELECT count(*)::int FROM elections e WHERE EXISTS (SELECT 1 FROM observations o WHERE o.election_id = e.id AND o.id > e.clustered_to)) AS unclustered,
            (SELECT count(*)::int FROM frontier WHERE visits > 0) AS visited,
            (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(first_applied_at)) * 1000, 0)::float8 FROM elections) AS "runningMs"`,
    [detectors.map(({ id }) => id), detectors.map(({ version }) => version), detectors.length]);
  return rows[0]!;
}

/** Counts for a progress line. */
export interface Progress { sources: number; sourcesRead: number; pages: number; documents: number; calls: number; campaigns: number; editions: number; deliveries: number }

export async function progressCounts(db: DataSource): Promise<Progress> {
  const rows = await db.query<Progress[]>(
    `SELECT (SELECT count(*)::int FROM sources WHERE active AND NOT paused) AS sources, (SELECT count(*)::int FROM sources WHERE active AND last_outcome IS NOT NULL) AS "sourcesRead",
            (SELECT count(*)::int FROM snapshots) AS pages, (SELECT count(*)::int FROM documents WHERE current) AS documents,
            (SELECT count(*)::int FROM observations WHERE kind = 'call') AS calls, (SELECT count(*)::int FROM campaigns WHERE active) AS campaigns,
            (SELECT count(*)::int FROM editions) AS editions, (SELECT count(*)::int FROM deliveries WHERE state = 'sent') AS deliveries`);
  return rows[0]!;
}

/** Whether an edition of this date (null: any date), kind and audience was composed. */
export async function hasEdition(db: DataSource, electionId: string, date: string | null, kind: string, audience: string): Promise<boolean> {
  const rows = await db.query<unknown[]>('SELECT 1 FROM editions WHERE election_id = $1 AND ($2::text IS NULL OR date = $2) AND kind = $3 AND audience = $4 LIMIT 1', [electionId, date, kind, audience]);
  return rows.length > 0;
}
