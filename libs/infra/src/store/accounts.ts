import type { EntityManager } from 'typeorm';
import type { AccountKey, FetchOutcome, LocalDate, Reading, Verdict } from '#core/model.js';
import type { SeenState, Standing } from '#core/accounts/life/seen.js';
import type { MigrationRow } from '#core/accounts/life/migration.js';
import { addDays, localDayOf } from '#core/election/calendar.js';
import { REJECTED } from './campaigns.js';
import { getElection } from './elections.js';
import type { Sql } from './open.js';
import { jsonb } from './storable.js';
import { TARGET } from './target.js';

/** What is measured of accounts: what there is to measure, and what was found. */

export interface StoredReading extends Reading { id: string; by: string | null }
/** A post of a source: as much as the arithmetic of accounts needs. `knownFrom`: the source's earliest post; `knownTo`: the last day it was read. */
export interface StoredPost { documentId: string; sourceId: string; actorId: string; at: Date; precision: string | null; views: number | null; externalId: string | null }
export interface PostingSource { sourceId: string; actorId: string; kind: string; url: string; settings: Record<string, unknown>; knownFrom: LocalDate | null; knownTo: LocalDate | null }
export interface StatedObservation { id: string; kind: 'account-event' | 'commitment'; payload: Record<string, unknown>; target: AccountKey | null; quote: string; documentId: string; actorId: string; at: Date }
/** The last asking of a page that shows an account's counter. `readState`: what became of what it answered, null where nothing was kept of it. */
export interface CounterPage { sourceId: string; url: string; kind: string; settings: Record<string, unknown>; role: string; outcome: FetchOutcome | null; at: Date | null; finalUrl: string | null; /** Why the page shows no account, where it was answered and shows none: unknown, private, a group. */ noPreview: string | null; readState: string | null }
export interface AccountMaterial { readings: StoredReading[]; sources: PostingSource[]; posts: StoredPost[]; calls: { target: AccountKey; at: Date }[]; stated: StatedObservation[]; pages: CounterPage[]; readingsTo: string; observationsTo: string }

/** Posts of a channel that it is measured by, the newest: four hundred a day for four months. */
const MOST_POSTS = 50_000;
/** A channel with more posts than are read is known from the first of those that were. */
function knownSince(source: PostingSource, posts: readonly { sourceId: string; at: Date }[], zone: string): PostingSource {
  const own = posts.filter(({ sourceId }) => sourceId === source.sourceId);
  return own.length < MOST_POSTS ? source : { ...source, knownFrom: addDays(localDayOf(own[0]!.at, zone), 1) };
}

/** Everything from `since` on that accounts are measured by, read in one repeatable snapshot of the database, so that its parts agree. */
export async function accountMaterial(db: Sql, electionId: string, since: Date): Promise<AccountMaterial> {
  return db.transaction('REPEATABLE READ', async (tx) => {
    const said = 'coalesce(d.published_at, d.first_seen_at)';
    const newest = 'o.detector_version = (SELECT max(t.version) FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector)';
    const readings = await tx.query<(Omit<StoredReading, 'value' | 'low' | 'high'> & { value: string; low: string | null; high: string | null })[]>(
      `SELECT r.id, r.account, r.metric, r.value, r.bound, r.at, r.how, r.low, r.high, r.snapshot_id AS "snapshotId", r.document_id AS "documentId", d.actor_id AS by
       FROM readings r LEFT JOIN documents d ON d.id = r.document_id WHERE r.election_id = $1 AND r.at >= $2 ORDER BY r.account, r.at, r.id`, [electionId, since]);
    const sources = await tx.query<PostingSource[]>(
      `SELECT s.id AS "sourceId", s.actor_id AS "actorId", s.kind, s.url, s.settings,
              (SELECT to_char(min(${said}) AT TIME ZONE e.time_zone, 'YYYY-MM-DD') FROM documents d WHERE d.election_id = s.election_id AND d.source_id = s.id) AS "knownFrom",
              (SELECT max(day) FROM source_days y WHERE y.election_id = s.election_id AND y.source_id = s.id) AS "knownTo"
       FROM sources s JOIN elections e ON e.id = s.election_id WHERE s.election_id = $1 AND s.kind ~ '-channel$' ORDER BY s.id`, [electionId]);
    const posts = await tx.query<(Omit<StoredPost, 'views'> & { views: string | null })[]>(
      `SELECT d.id AS "documentId", d.source_id AS "sourceId", d.actor_id AS "actorId", ${said} AS at, d.published_precision AS precision, d.views, d.external_id AS "externalId"
       FROM sources s, LATERAL (SELECT * FROM documents p WHERE p.election_id = s.election_id AND p.source_id = s.id AND p.current ORDER BY coalesce(p.published_at, p.first_seen_at) DESC, p.id DESC LIMIT $2) d
       WHERE s.election_id = $1 AND s.kind ~ '-channel$' ORDER BY at, d.id`, [electionId, MOST_POSTS]);
    const { timeZone } = await getElection(tx, electionId);
    const calls = await tx.query<{ target: AccountKey; at: Date }[]>(
      `SELECT ${TARGET} AS target, ${said} AS at FROM observations o JOIN documents d ON d.id = o.document_id AND d.current
       WHERE o.election_id = $1 AND o.kind = 'call' AND ${TARGET} IS NOT NULL AND o.payload ->> 'voice' = 'own' AND ${said} >= $2 AND ${newest} AND NOT EXISTS (${REJECTED}) ORDER BY at, o.id`, [electionId, since]);
    const stated = await tx.query<StatedObservation[]>(
      `SELECT o.id, o.kind, CASE WHEN o.corrected_target = '' THEN o.payload - 'owner' ELSE o.payload END AS payload, ${TARGET} AS target, o.quote, d.id AS "documentId", d.actor_id AS "actorId", ${said} AS at FROM observations o JOIN documents d ON d.id = o.document_id AND d.current
       WHERE o.election_id = $1 AND o.kind IN ('account-event', 'commitment') AND ${newest} AND NOT EXISTS (${REJECTED}) ORDER BY at, o.id`, [electionId]);
    const pages = await tx.query<CounterPage[]>(
      `SELECT s.id AS "sourceId", coalesce(f.url, s.url) AS url, s.kind, s.settings, coalesce(f.role, 'counter') AS role, f.last_outcome AS outcome, f.last_visit_at AS at, n.final_url AS "finalUrl", CASE WHEN n.read_state = 'quarantined' AND n.read_reason LIKE 'no-preview:%' THEN substr(n.read_reason, 13) END AS "noPreview", n.read_state AS "readState"
       FROM sources s LEFT JOIN frontier f ON f.election_id = s.election_id AND f.source_id = s.id AND f.role = 'counter'
       LEFT JOIN LATERAL (SELECT final_url, read_state, read_reason FROM snapshots n WHERE n.frontier_id = f.id ORDER BY n.id DESC LIMIT 1) n ON true
       WHERE s.election_id = $1 AND s.active AND NOT s.paused AND (s.kind = 'account-counter' OR f.id IS NOT NULL) ORDER BY s.id, url`, [electionId]);
    const ends = await tx.query<{ readings: string; observations: string }[]>(
      // Rows may have gone since the last measuring: what was taken into account stays so.
      `SELECT greatest((SELECT max(id) FROM readings WHERE election_id = $1), (SELECT readings_to FROM account_measures WHERE election_id = $1), 0)::text AS readings,
              greatest((SELECT max(id) FROM observations WHERE election_id = $1), (SELECT observations_to FROM account_measures WHERE election_id = $1), 0)::text AS observations`, [electionId]);
    return {
      readings: readings.map((row) => ({ ...row, value: Number(row.value), low: row.low === null ? null : Number(row.low), high: row.high === null ? null : Number(row.high) })),
      sources: sources.map((source) => knownSince(source, posts, timeZone)), posts: posts.map((row) => ({ ...row, views: row.views === null ? null : Number(row.views) })), calls, stated, pages, readingsTo: ends[0]!.readings, observationsTo: ends[0]!.observations,
    };
  });
}

/** A finding of an account as it is kept. `key` is its identity within its class. */
export interface AccountFinding {
  class: 'anomaly' | 'event' | 'commitment'; kind: string; key: string; account: AccountKey | null; actorId: string | null; day: LocalDate; at: Date; verdict: Verdict;
  unexplained: boolean; payload: object; documentId: string | null;
}
export interface Measured { at: Date; readingsTo: string; observationsTo: string; migration: StoredMigration | null; /** What was found before this day stands. */ settled: LocalDate; findings: AccountFinding[] }
/** Who left a platform and who stayed, and around which day; `why` is where the day comes from. */
export interface StoredMigration { pivot: LocalDate; why: string; window: number; rows: MigrationRow[] }

/**
 * Writes what a measuring found: what it no longer finds, of the days it looked at, is kept, marked inactive. The newest measuring wins, whichever ends last, and one that took less
 * into account than what stands there changes nothing. Returns how many findings are new.
 */
export async function saveMeasured(db: Sql, electionId: string, { at, readingsTo, observationsTo, migration, settled, findings }: Measured): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM elections WHERE id = $1 FOR UPDATE', [electionId]);
    const newer = await tx.query<unknown[]>('SELECT 1 FROM account_measures WHERE election_id = $1 AND (readings_to > $2 OR observations_to > $3)', [electionId, readingsTo, observationsTo]);
    if (newer.length > 0) return 0;
    // What a text says is read anew whatever its age; counts of long ago are no longer at hand.
    await tx.query(`UPDATE account_findings SET active = false WHERE election_id = $1 AND active AND (day >= $2 OR key LIKE 'observation %')`, [electionId, settled]);
    let added = 0;
    for (const found of findings) {
      const rows = await tx.query<{ fresh: boolean }[]>(
        `INSERT INTO account_findings (election_id, class, kind, key, account, actor_id, day, at, verdict, unexplained, payload, document_id, first_found_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (election_id, class, key) DO UPDATE SET account = excluded.account, actor_id = excluded.actor_id, day = excluded.day, at = excluded.at, verdict = excluded.verdict,
           unexplained = excluded.unexplained, payload = excluded.payload, document_id = excluded.document_id, active = true RETURNING xmax = 0 AS fresh`,
        [electionId, found.class, found.kind, found.key, found.account, found.actorId, found.day, found.at, found.verdict, found.unexplained, jsonb(found.payload), found.documentId, at]);
      if (rows[0]?.fresh) added += 1;
    }
    await tx.query(
      `INSERT INTO account_measures (election_id, at, readings_to, observations_to, migration) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (election_id) DO UPDATE SET at = excluded.at, readings_to = excluded.readings_to, observations_to = excluded.observations_to, migration = excluded.migration`,
      [electionId, at, readingsTo, observationsTo, jsonb(migration)]);
    return added;
  });
}

/** Elections with readings or observations that no measuring has taken into account, or not measured for `everyMs`. */
export async function unmeasured(db: Sql, now: Date, everyMs: number): Promise<string[]> {
  const rows = await db.query<{ id: string }[]>(
    `SELECT e.id FROM elections e LEFT JOIN account_measures m ON m.election_id = e.id
     WHERE m.election_id IS NULL OR m.at < $1 OR EXISTS (SELECT 1 FROM readings r WHERE r.election_id = e.id AND r.id > m.readings_to) OR EXISTS (SELECT 1 FROM observations o WHERE o.election_id = e.id AND o.id > m.observations_to) ORDER BY e.id`,
    [new Date(now.getTime() - everyMs)]);
  return rows.map(({ id }) => id);
}

export interface StoredState extends Standing { account: AccountKey; url: string; detail: string | null }

/** What accounts' pages have shown, oldest first. */
export async function accountStates(db: Sql, electionId: string): Promise<StoredState[]> {
  return db.query<StoredState[]>(`SELECT account, state, since, last, checks, url, detail FROM account_states WHERE election_id = $1 ORDER BY account, since`, [electionId]);
}

/** A change of state that one check showed and the next did not confirm is forgotten: it is replaced. */
export async function saveState(db: Sql, electionId: string, account: AccountKey, standing: { state: SeenState; since: Date; last: Date; checks: number }, url: string, detail: string | null): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query('DELETE FROM account_states WHERE election_id = $1 AND account = $2 AND checks < 2 AND since < $3', [electionId, account, standing.since]);
    await tx.query(
      `INSERT INTO account_states (election_id, account, state, since, last, checks, url, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (election_id, account, since) DO UPDATE SET last = greatest(account_states.last, excluded.last), checks = greatest(account_states.checks, excluded.checks), url = excluded.url, detail = excluded.detail`,
      [electionId, account, standing.state, standing.since, standing.last, standing.checks, url, detail]);
  });
}

/** A page that was asked and had not changed shows the same counts again, at another time: without this a steady account would have no count that day. */
export async function readAgain(db: Sql | EntityManager, frontierIds: string[], at: Date): Promise<void> {
  if (frontierIds.length === 0) return;
  await db.query(
    `INSERT INTO readings (election_id, account, metric, value, bound, at, how, snapshot_id, low, high)
     SELECT r.election_id, r.account, r.metric, r.value, r.bound, $2, r.how, r.snapshot_id, r.low, r.high
     FROM unnest($1::bigint[]) AS f (id) JOIN LATERAL (SELECT n.id FROM snapshots n WHERE n.frontier_id = f.id ORDER BY n.id DESC LIMIT 1) n ON true
     JOIN readings r ON r.snapshot_id = n.id AND r.how = 'observed' AND r.at = (SELECT min(x.at) FROM readings x WHERE x.snapshot_id = n.id AND x.account = r.account)
     ON CONFLICT DO NOTHING`, [frontierIds, at]);
}

/**
 * Takes the turn of asking an official interface about a source's account: true where nobody has for `everyMs`, whatever was answered, and no answer asked to wait
 * longer. The try is noted before it is made, so that neither a failure nor a crash is asked again at once.
 */
export async function mayAskInterface(db: Sql, electionId: string, sourceId: string, now: Date, everyMs: number): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `INSERT INTO interface_tries (election_id, source_id, at) VALUES ($1, $2, $3)
     ON CONFLICT (election_id, source_id) DO UPDATE SET at = excluded.at, retry_at = NULL
       WHERE interface_tries.at <= $4 AND (interface_tries.retry_at IS NULL OR interface_tries.retry_at <= $3) RETURNING 1`, [electionId, sourceId, now, new Date(now.getTime() - everyMs)]);
  return rows.length > 0;
}

/** The interface asked not to be asked again before `retryAt`. */
export async function holdInterface(db: Sql, electionId: string, sourceId: string, retryAt: Date): Promise<void> {
  await db.query('UPDATE interface_tries SET retry_at = $3 WHERE election_id = $1 AND source_id = $2', [electionId, sourceId, retryAt]);
}

