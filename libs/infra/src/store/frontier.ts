import type { DataSource, EntityManager } from 'typeorm';
import type { FetchOutcome } from '#core/model.js';

export interface FrontierEntry { sourceId: string; host: string; url: string; role: 'start' | 'page' | 'counter' | 'once' | 'image'; why: string; depth: number; priority: number }

/** An address that this worker may now ask for, with what is needed to ask it well. */
export interface Claimed {
  id: string; electionId: string; sourceId: string; url: string; role: FrontierEntry['role']; why: string; depth: number;
  etag: string | null; lastModified: string | null; sha256: string | null; failures: number; paceFactor: number; lastOutcome: FetchOutcome | null;
  kind: string; settings: Record<string, unknown>; paceMs: number; everyLeastMs: number | null; everyMostMs: number | null; robots: { mode: 'obey' } | { mode: 'ignore'; reason: string };
}

/** Adds what is new, due at once; what is known stays as it is. Returns how many were new. */
export async function addToFrontier(db: DataSource | EntityManager, electionId: string, entries: FrontierEntry[]): Promise<number> {
  if (entries.length === 0) return 0;
  const column = <K extends keyof FrontierEntry>(key: K) => entries.map((entry) => entry[key]);
  const rows = await db.query<unknown[]>(
    `INSERT INTO frontier (election_id, source_id, host, url, role, why, depth, priority, due_at)
     SELECT $1, s, h, u, r, w, d, p, clock_timestamp() FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[]) AS x (s, h, u, r, w, d, p)
     ON CONFLICT (election_id, url) DO NOTHING RETURNING 1`,
    [electionId, column('sourceId'), column('host'), column('url'), column('role'), column('why'), column('depth'), column('priority')]);
  return rows.length;
}

/** Puts sitemaps that a host's robots.txt names into the frontier of the web sites on that host, unless their settings say no. Returns how many were new. */
export async function offerSitemaps(db: DataSource, host: string, urls: readonly string[]): Promise<number> {
  if (urls.length === 0) return 0;
  const rows = await db.query<unknown[]>(
    `INSERT INTO frontier (election_id, source_id, host, url, role, why, depth, priority, due_at)
     SELECT DISTINCT ON (s.election_id, u) s.election_id, s.id, $1, u, 'start', 'sitemap in robots.txt', 1, 75, clock_timestamp() FROM sources s, unnest($2::text[]) AS x (u)
     WHERE s.active AND s.kind = 'website' AND split_part(s.url, '/', 3) = $1 AND coalesce(s.settings ->> 'sitemaps', 'true') <> 'false' ORDER BY s.election_id, u, s.id
     ON CONFLICT (election_id, url) DO NOTHING RETURNING 1`, [host, urls]);
  return rows.length;
}

/**
 * Claims due addresses of one host, most urgent first. A claim ends with its lease: a worker that was killed leaves nothing behind
 * that another could not claim `milliseconds` later.
 */
export async function claimDue(db: DataSource, host: string, token: string, limit: number, milliseconds: number): Promise<Claimed[]> {
  return db.query<Claimed[]>(
    `WITH due AS (
       SELECT f.id FROM frontier f JOIN sources s ON s.election_id = f.election_id AND s.id = f.source_id AND s.active AND NOT s.paused
       WHERE f.host = $1 AND f.due_at <= clock_timestamp() AND (f.claimed_until IS NULL OR f.claimed_until <= clock_timestamp())
       ORDER BY f.priority DESC, f.due_at LIMIT $3 FOR UPDATE OF f SKIP LOCKED),
     claimed AS (UPDATE frontier f SET claim_token = $2, claimed_until = clock_timestamp() + $4 * interval '1 millisecond' FROM due WHERE f.id = due.id RETURNING f.*)
     SELECT c.id, c.election_id AS "electionId", c.source_id AS "sourceId", c.url, c.role, c.why, c.depth, c.etag, c.last_modified AS "lastModified", c.sha256, c.failures,
            c.pace_factor AS "paceFactor", c.last_outcome AS "lastOutcome", s.kind, s.settings, s.pace_ms AS "paceMs", s.every_least_ms::float8 AS "everyLeastMs", s.every_most_ms::float8 AS "everyMostMs", s.robots
     FROM claimed c JOIN sources s ON s.election_id = c.election_id AND s.id = c.source_id ORDER BY c.priority DESC, c.id`,
    [host, token, limit, milliseconds]);
}

export interface VisitResult { id: string; outcome: FetchOutcome; etag: string | null; lastModified: string | null; sha256: string | null; changed: boolean; failed: boolean; paceFactor: number; /** Null: never again. */ dueInMs: number | null }

/**
 * Writes what came of claimed addresses and gives the claims back. Only the holder of `token` writes: a stalled visit changes nothing. Validators are those of the body
 * that we hold, none where it came without: with an older one, a page that goes back to what it was would be "unchanged".
 */
export async function recordVisits(db: DataSource | EntityManager, token: string, visits: VisitResult[]): Promise<void> {
  if (visits.length === 0) return;
  const column = <K extends keyof VisitResult>(key: K) => visits.map((visit) => visit[key]);
  await db.query(
    `UPDATE frontier f SET last_outcome = x.outcome, etag = CASE WHEN x.outcome = 'ok' THEN x.etag ELSE f.etag END, last_modified = CASE WHEN x.outcome = 'ok' THEN x.last_modified ELSE f.last_modified END, sha256 = coalesce(x.sha256, f.sha256),
       failures = CASE WHEN x.failed THEN f.failures + 1 ELSE 0 END, visits = f.visits + 1, changes = f.changes + x.changed::int, pace_factor = x.factor, last_visit_at = clock_timestamp(),
       due_at = clock_timestamp() + x.due_ms * interval '1 millisecond', claim_token = NULL, claimed_until = NULL
     FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::boolean[], $9::float8[], $10::real[]) AS x (id, outcome, etag, last_modified, sha256, changed, failed, due_ms, factor)
     WHERE f.id = x.id AND f.claim_token = $1`,
    [token, column('id'), column('outcome'), column('etag'), column('lastModified'), column('sha256'), column('changed'), column('failed'), column('dueInMs'), column('paceFactor')]);
}

/** Gives claims back unasked, for example when the visit's time is up; `laterMs` puts them off. */
export async function unclaim(db: DataSource, token: string, ids: string[], laterMs = 0): Promise<void> {
  if (ids.length === 0) return;
  await db.query(`UPDATE frontier SET claim_token = NULL, claimed_until = NULL, due_at = CASE WHEN $3 > 0 THEN clock_timestamp() + $3 * interval '1 millisecond' ELSE due_at END
    WHERE id = ANY($2::bigint[]) AND claim_token = $1`, [token, ids, laterMs]);
}

/** Whether a host has something due, be it claimed by a visit under way, which may have died. */
export async function hasDue(db: DataSource, host: string): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `SELECT 1 FROM frontier f JOIN sources s ON s.election_id = f.election_id AND s.id = f.source_id AND s.active AND NOT s.paused
     WHERE f.host = $1 AND f.due_at <= clock_timestamp() LIMIT 1`, [host]);
  return rows.length > 0;
}

/** Hosts that may be asked now and have something due. */
export async function dueHosts(db: DataSource, limit = 1000): Promise<string[]> {
  const rows = await db.query<{ host: string }[]>(
    `SELECT f.host FROM frontier f JOIN sources s ON s.election_id = f.election_id AND s.id = f.source_id AND s.active AND NOT s.paused
     LEFT JOIN hosts h ON h.host = f.host
     WHERE f.due_at <= clock_timestamp() AND (f.claimed_until IS NULL OR f.claimed_until <= clock_timestamp()) AND (h.not_before IS NULL OR h.not_before <= clock_timestamp())
     GROUP BY f.host ORDER BY min(f.due_at) LIMIT $1`, [limit]);
  return rows.map(({ host }) => host);
}

export interface HostState { robotsText: string | null; robotsState: string | null; robotsAgeMs: number | null; waitMs: number; failures: number; /** Requests of this day (UTC) so far. */ requestsToday: number }

/** What is remembered of a host. `waitMs`: how long it must not be asked. */
export async function hostState(db: DataSource, host: string): Promise<HostState> {
  const rows = await db.query<HostState[]>(
    `SELECT robots_text AS "robotsText", robots_state AS "robotsState", (extract(epoch FROM clock_timestamp() - robots_at) * 1000)::float8 AS "robotsAgeMs",
            greatest(0, coalesce(extract(epoch FROM not_before - clock_timestamp()) * 1000, 0))::float8 AS "waitMs", failures,
            CASE WHEN day = (clock_timestamp() AT TIME ZONE 'UTC')::date THEN day_requests ELSE 0 END AS "requestsToday"
     FROM hosts WHERE host = $1`, [host]);
  return rows[0] ?? { robotsText: null, robotsState: null, robotsAgeMs: null, waitMs: 0, failures: 0, requestsToday: 0 };
}

/** Remembers robots.txt as fetched; `state` is 'rules', 'allow-all' or 'disallow-all'. */
export async function saveRobots(db: DataSource, host: string, state: string, text: string | null): Promise<void> {
  await db.query(
    `INSERT INTO hosts (host, robots_text, robots_state, robots_at) VALUES ($1, $2, $3, clock_timestamp())
     ON CONFLICT (host) DO UPDATE SET robots_text = excluded.robots_text, robots_state = excluded.robots_state, robots_at = excluded.robots_at`, [host, text, state]);
}

/** Puts the host off for a while, counting its failures in a row; `milliseconds` 0 clears both. */
export async function postponeHost(db: DataSource, host: string, milliseconds: number): Promise<void> {
  await db.query(
    `INSERT INTO hosts (host, not_before, failures) VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond', ($2 > 0)::int)
     ON CONFLICT (host) DO UPDATE SET not_before = excluded.not_before, failures = CASE WHEN $2 > 0 THEN hosts.failures + 1 ELSE 0 END`, [host, milliseconds]);
}

/** Counts requests against the host's day (UTC). */
export async function countRequests(db: DataSource | EntityManager, host: string, requests: number): Promise<void> {
  await db.query(
    `INSERT INTO hosts (host, day, day_requests) VALUES ($1, (clock_timestamp() AT TIME ZONE 'UTC')::date, $2)
     ON CONFLICT (host) DO UPDATE SET day = excluded.day, day_requests = excluded.day_requests + CASE WHEN hosts.day = excluded.day THEN hosts.day_requests ELSE 0 END`, [host, requests]);
}

/** Leaves the host alone until its next day (UTC) begins; its failures stay as they are. */
export async function restUntilTomorrow(db: DataSource, host: string): Promise<void> {
  await db.query(`UPDATE hosts SET not_before = (date_trunc('day', clock_timestamp() AT TIME ZONE 'UTC') + interval '1 day') AT TIME ZONE 'UTC' WHERE host = $1`, [host]);
}

/**
 * Makes the addresses of one role due at once and all others not at all; with null everything is due. For a clock that is not the machine's: a
 * demonstration visits counters on past evenings before it reads anything else.
 */
export async function makeDue(db: DataSource, electionId: string, role: FrontierEntry['role'] | null): Promise<void> {
  await db.query('UPDATE frontier SET due_at = CASE WHEN $2::text IS NULL OR role = $2 THEN clock_timestamp() END WHERE election_id = $1', [electionId, role]);
}
