import type { DataSource } from 'typeorm';
import { isLate } from '#core/digest/notice.js';
import { localDayOf } from '#core/election/calendar.js';
import { listElections } from './elections.js';
import { waiting } from './lacks.js';
import { clockSkew } from './open.js';

/** An installation in figures, for metrics and `claque doctor`. */
export interface Figures {
  waiting: { due: number; unread: number; undetected: number; unclustered: number };
  rows: Record<'sources' | 'snapshots' | 'documents' | 'observations' | 'drives' | 'editions', number>;
  /** Of the last two days, by state. */
  deliveries: Record<string, number>;
  gaps: Record<string, number>;
  oldestDueSeconds: number;
  /** Elections whose note of today is late. */
  editionsMissing: number;
  tokensToday: number;
  pauses: number;
  skewSeconds: number;
}

/** Large tables are counted by the planner's estimate: a scrape must not read them. */
export async function figuresOf(db: DataSource, detectors: { id: string; version: number }[], now: Date): Promise<Figures> {
  const byKey = (rows: { key: string; n: number }[]) => Object.fromEntries(rows.map(({ key, n }) => [key, n]));
  const [left, deliveries, gaps, [one], skew, elections] = await Promise.all([
    waiting(db, detectors),
    db.query<{ key: string; n: number }[]>(`SELECT state AS key, count(*)::int AS n FROM deliveries WHERE updated_at > now() - interval '2 days' GROUP BY state`),
    db.query<{ key: string; n: number }[]>('SELECT reason AS key, count(*)::int AS n FROM gaps WHERE open GROUP BY reason'),
    db.query<{ oldest: number; tokens: number; pauses: number; sources: number; drives: number; editions: number; snapshots: number; documents: number; observations: number }[]>(
      `SELECT (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(f.due_at)), 0)::float8 FROM frontier f JOIN sources s ON s.election_id = f.election_id AND s.id = f.source_id AND s.active AND NOT s.paused
                 LEFT JOIN hosts h ON h.host = f.host WHERE f.due_at <= clock_timestamp() AND (h.not_before IS NULL OR h.not_before <= clock_timestamp())) AS oldest,
              (SELECT coalesce(sum(reserved + prompt_tokens + answer_tokens), 0)::float8 FROM model_spending WHERE day = (now() AT TIME ZONE 'UTC')::date) AS tokens,
              (SELECT count(*)::int FROM pauses WHERE resumed_at IS NULL) AS pauses, (SELECT count(*)::int FROM sources WHERE active) AS sources,
              (SELECT count(*)::int FROM campaigns WHERE active) AS drives, (SELECT count(*)::int FROM editions) AS editions,
              (SELECT greatest(reltuples, 0)::float8 FROM pg_class WHERE oid = 'snapshots'::regclass) AS snapshots, (SELECT greatest(reltuples, 0)::float8 FROM pg_class WHERE oid = 'documents'::regclass) AS documents,
              (SELECT greatest(reltuples, 0)::float8 FROM pg_class WHERE oid = 'observations'::regclass) AS observations`),
    clockSkew(db), listElections(db)]);
  const { due, unread, undetected, unclustered } = left;
  const { sources, drives, editions, snapshots, documents, observations } = one!;
  return {
    waiting: { due, unread, undetected, unclustered }, deliveries: byKey(deliveries), gaps: byKey(gaps), rows: { sources, snapshots, documents, observations, drives, editions },
    oldestDueSeconds: Math.max(0, one!.oldest), editionsMissing: await missing(db, elections, now), tokensToday: one!.tokens, pauses: one!.pauses, skewSeconds: skew / 1000,
  };
}

async function missing(db: DataSource, elections: Awaited<ReturnType<typeof listElections>>, now: Date): Promise<number> {
  const late = elections.filter((election) => isLate(election, now));
  const rows = await db.query<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM unnest($1::text[], $2::text[]) AS x (id, day) WHERE NOT EXISTS (SELECT 1 FROM editions e WHERE e.election_id = x.id AND e.date = x.day AND e.kind = 'daily' AND e.audience = 'staff' AND e.released_at IS NOT NULL)`,
    [late.map(({ id }) => id), late.map(({ timeZone }) => localDayOf(now, timeZone))]);
  return rows[0]!.n;
}
