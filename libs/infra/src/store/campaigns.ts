import type { DataSource } from 'typeorm';
import type { CampaignDocument, CampaignInputCall, Lineage } from '#core/coordination/campaigns/input.js';
import type { Campaign } from '#core/model.js';
import { jsonb } from './storable.js';
import { TARGET } from './target.js';

/** A share of an election's targets, by their hash: several workers cluster one election side by side. */
export interface Partition { partitions: number; partition: number }
export const WHOLE: Partition = { partitions: 1, partition: 0 };

const SAID_AT = 'coalesce(d.published_at, d.first_seen_at)';
/** That people found it to be none. */
export const REJECTED = `SELECT 1 FROM reviews v WHERE v.finding = finding_key(o.document_id, o.kind, o.span_start, o.span_end, o.target) AND v.decision = 'reject' AND v.state IN ('agreed', 'settled')`;
const CALL = `SELECT o.id AS "observationId", o.document_id AS "documentId", d.actor_id AS "actorId", ${SAID_AT} AS at, ${TARGET} AS target, o.payload ->> 'voice' AS voice, o.payload ->> 'strength' AS strength,
    CASE WHEN d.published_at IS NULL OR d.published_precision IN ('month', 'year') THEN 'seen' WHEN d.published_precision = 'day' THEN 'day' END AS dated
  FROM observations o JOIN documents d ON d.id = o.document_id AND d.current
  WHERE o.election_id = $1 AND o.kind = 'call' AND ${TARGET} IS NOT NULL AND ${SAID_AT} >= $2
    AND o.detector_version = (SELECT max(t.version) FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector) AND NOT EXISTS (${REJECTED})`;
const IN_PARTITION = `abs(hashtext(${TARGET})::bigint) % $3 = $4`;

/** Calls with a named target in current documents published from `from` on, by the newest version of each detector, in batches by id. */
export async function* callsForCampaigns(db: DataSource, electionId: string, from: Date, { partitions, partition }: Partition = WHOLE, batch = 20_000): AsyncGenerator<CampaignInputCall[]> {
  for (let after = '0'; ;) {
    const calls = await db.query<CampaignInputCall[]>(`${CALL} AND ${IN_PARTITION} AND o.id > $5 ORDER BY o.id LIMIT $6`, [electionId, from, partitions, partition, after, batch]);
    if (calls.length === 0) return;
    yield calls;
    after = calls.at(-1)!.observationId;
  }
}

/** Those of the given observations that are such calls now: one that was found to call for another account may have left the partition. */
export async function callsNow(db: DataSource, electionId: string, from: Date, ids: string[], { partitions, partition }: Partition = WHOLE): Promise<CampaignInputCall[]> {
  return db.query<CampaignInputCall[]>(`${CALL} AND ${IN_PARTITION} AND o.id = ANY($5::bigint[])`, [electionId, from, partitions, partition, ids]);
}

/** How many calls an election holds, counted no further than `most`. */
export async function countCalls(db: DataSource, electionId: string, most: number): Promise<number> {
  const rows = await db.query<{ count: number }[]>(`SELECT count(*)::int AS count FROM (SELECT 1 FROM observations WHERE election_id = $1 AND kind = 'call' AND (target IS NOT NULL OR corrected_target IS NOT NULL) LIMIT $2) AS counted`, [electionId, most]);
  return rows[0]!.count;
}

/** Where the log of changes stands: `since` is the oldest transaction that may still add to it, `newest` its last row. */
export async function changeMark(db: DataSource): Promise<{ since: string; newest: string }> {
  const rows = await db.query<{ since: string; newest: string }[]>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS since, coalesce((SELECT max(id) FROM call_changes), 0)::text AS newest');
  return rows[0]!;
}

/** Observations whose calls came, went or changed in transactions from `since` on. */
export async function changedCalls(db: DataSource, electionId: string, since: string, { partitions, partition }: Partition): Promise<string[]> {
  const rows = await db.query<{ id: string }[]>('SELECT DISTINCT observation_id AS id FROM call_changes WHERE election_id = $1 AND changed_in >= $2::xid8 AND abs(hashtext(target)::bigint) % $3 = $4', [electionId, since, partitions, partition]);
  return rows.map(({ id }) => id);
}

/** Days for which the log of changes is kept; who has not read it for longer reads all calls again. */
export const CHANGES_KEPT_DAYS = 3;

/** What linking needs of documents: text, forwards, links, and images where they have been read (the one that a poster is, or those of a page). */
export async function documentsForCampaigns(db: DataSource, ids: string[]): Promise<CampaignDocument[]> {
  return db.query<CampaignDocument[]>(
    `SELECT d.id, d.text, d.forwarded_from AS "forwardedFrom", d.seen_on IS NOT NULL AS poster, (SELECT coalesce(json_agg(l ->> 'href'), '[]') FROM jsonb_array_elements(d.links) l) AS links,
            (SELECT coalesce(json_agg(json_build_object('sha256', i.sha256, 'perceptual', i.hash) ORDER BY i.id), '[]') FROM images i
             WHERE i.sha256 IS NOT NULL AND (i.document_id = d.id OR (i.document_id = d.seen_on AND i.snapshot_id = d.snapshot_id))) AS images
     FROM documents d WHERE d.id = ANY($1::bigint[])`, [ids]);
}

export interface Clustered {
  /** The newest observation taken into account, and the newest change where the log was read. */
  clusteredTo: string;
  changesTo?: string;
  lineage?: readonly Lineage[];
  partition?: Partition;
}

/**
 * Writes the campaigns of a partition as now found; those no longer found are kept, marked inactive. False, and nothing written, when a later state
 * has been written already.
 */
export async function saveCampaigns(db: DataSource, electionId: string, campaigns: Campaign[], { clusteredTo, changesTo = '0', lineage = [], partition: { partitions, partition } = WHOLE }: Clustered): Promise<boolean> {
  return db.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM elections WHERE id = $1 FOR UPDATE', [electionId]);
    const later = await tx.query<unknown[]>('SELECT 1 FROM cluster_progress WHERE election_id = $1 AND partitions = $2 AND partition = $3 AND changes_to > $4', [electionId, partitions, partition, changesTo]);
    if (later.length > 0) return false;
    await tx.query('UPDATE campaigns SET active = false WHERE election_id = $1 AND active AND NOT (id = ANY($2::text[])) AND abs(hashtext(target)::bigint) % $3 = $4', [electionId, campaigns.map(({ id }) => id), partitions, partition]);
    for (const campaign of campaigns) {
      await tx.query(
        `INSERT INTO campaigns (id, election_id, target, members, calls, first_at, last_at, links, objects, joined, similarity, p_value, verdict) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (id) DO UPDATE SET members = excluded.members, calls = excluded.calls, first_at = excluded.first_at, last_at = excluded.last_at, links = excluded.links,
           objects = excluded.objects, joined = excluded.joined, similarity = excluded.similarity, p_value = excluded.p_value, verdict = excluded.verdict, active = true`,
        [campaign.id, electionId, campaign.target, jsonb(campaign.members), jsonb(campaign.calls), campaign.firstAt, campaign.lastAt, jsonb(campaign.links),
          jsonb(campaign.objects), jsonb(campaign.order), campaign.similarity, campaign.pValue, campaign.verdict]);
    }
    for (const { kind, id, other } of lineage) await tx.query('INSERT INTO campaign_lineage (election_id, campaign_id, kind, other_id, at) VALUES ($1, $2, $3, $4, now())', [electionId, id, kind, other]);
    await tx.query('DELETE FROM cluster_progress WHERE election_id = $1 AND partitions <> $2', [electionId, partitions]);
    await tx.query(
      `INSERT INTO cluster_progress (election_id, partitions, partition, clustered_to, changes_to) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (election_id, partitions, partition) DO UPDATE SET clustered_to = excluded.clustered_to, changes_to = excluded.changes_to`, [electionId, partitions, partition, clusteredTo, changesTo]);
    // An election is clustered as far as the slowest of its partitions.
    await tx.query(
      `UPDATE elections SET clustered_to = greatest(clustered_to, (SELECT CASE WHEN count(*) = $2 THEN min(p.clustered_to) ELSE 0 END FROM cluster_progress p WHERE p.election_id = $1)) WHERE id = $1`, [electionId, partitions]);
    await tx.query('DELETE FROM call_changes WHERE changed_at < now() - $1 * interval \'1 day\'', [CHANGES_KEPT_DAYS]);
    return true;
  });
}

const COLUMNS = `id, target, members, calls, first_at AS "firstAt", last_at AS "lastAt", links, objects, joined AS order, similarity, p_value AS "pValue", verdict`;
/** Moments inside JSON are moments again. */
export const revive = <C extends Pick<Campaign, 'calls' | 'order'>>(campaign: C): C => ({
  ...campaign, calls: campaign.calls.map((call) => ({ ...call, at: new Date(call.at) })), order: campaign.order.map((member) => ({ ...member, firstAt: new Date(member.firstAt) })) });

/** Active campaigns that began before `before`, newest first. */
export async function listCampaigns(db: Pick<DataSource, 'query'>, electionId: string, before: Date | null = null): Promise<Campaign[]> {
  const rows = await db.query<Campaign[]>(`SELECT ${COLUMNS} FROM campaigns WHERE election_id = $1 AND active AND ($2::timestamptz IS NULL OR first_at < $2) ORDER BY last_at DESC, id`, [electionId, before]);
  return rows.map(revive);
}

/** Elections whose observations are newer than their campaigns, or whose calls changed since, with the newest observation's id. */
export async function unclustered(db: DataSource): Promise<{ electionId: string; newest: string }[]> {
  return db.query<{ electionId: string; newest: string }[]>(
    `SELECT e.id AS "electionId", (SELECT coalesce(max(o.id), 0) FROM observations o WHERE o.election_id = e.id) AS newest FROM elections e
     WHERE EXISTS (SELECT 1 FROM observations o WHERE o.election_id = e.id AND o.id > e.clustered_to)
        OR EXISTS (SELECT 1 FROM call_changes c WHERE c.election_id = e.id AND c.id > coalesce((SELECT min(p.changes_to) FROM cluster_progress p WHERE p.election_id = e.id), 0))`);
}

/** The newest observation's id of an election, '0' when there is none. */
export async function newestObservation(db: DataSource, electionId: string): Promise<string> {
  const rows = await db.query<{ newest: string | null }[]>('SELECT max(id) AS newest FROM observations WHERE election_id = $1', [electionId]);
  return rows[0]?.newest ?? '0';
}

/**
 * Counts that texts report of named accounts are the reported readings: those that the newest version of the detector finds in current documents and that people
 * have not rejected. What no longer is among them goes. Returns how many came or went.
 */
export async function saveReportedReadings(db: DataSource, electionId: string): Promise<number> {
  const said = `WITH said AS MATERIALIZED (
       SELECT o.election_id, ${TARGET} AS account, round((o.payload ->> 'value')::numeric) AS value, o.payload ->> 'bound' AS bound, coalesce(d.published_at, d.first_seen_at) AS at, d.id AS document_id
       FROM observations o JOIN documents d ON d.id = o.document_id AND d.current
       WHERE o.election_id = $1 AND o.kind = 'metric' AND ${TARGET} IS NOT NULL AND o.payload ->> 'metric' IN ('followers', 'subscribers') AND jsonb_typeof(o.payload -> 'value') = 'number'
         AND o.detector_version = (SELECT max(t.version) FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector) AND NOT EXISTS (${REJECTED}))`;
  return db.transaction(async (tx) => {
    // First what goes: the same count of another page, or of a later version, takes its place.
    const gone = await tx.query<unknown[]>(
      `${said}, gone AS (DELETE FROM readings r WHERE r.election_id = $1 AND r.how = 'reported' AND r.document_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM said s WHERE s.document_id = r.document_id AND s.account = r.account AND s.value = r.value) RETURNING 1) SELECT 1 FROM gone`, [electionId]);
    const come = await tx.query<unknown[]>(
      `${said}, come AS (INSERT INTO readings (election_id, account, metric, value, bound, at, how, document_id)
         SELECT election_id, account, 'followers', value::bigint, bound, at, 'reported', document_id FROM said WHERE value BETWEEN 0 AND 9e15 ON CONFLICT DO NOTHING RETURNING 1) SELECT 1 FROM come`, [electionId]);
    return gone.length + come.length;
  });
}

/** When the earliest document from `from` on was published: what is before it nobody has read. Null when there is none. */
export async function observedFrom(db: DataSource, electionId: string, from: Date): Promise<Date | null> {
  const rows = await db.query<{ first: Date | null }[]>(`SELECT min(coalesce(published_at, first_seen_at)) AS first FROM documents WHERE election_id = $1 AND coalesce(published_at, first_seen_at) >= $2`, [electionId, from]);
  return rows[0]?.first ?? null;
}
