import type { DataSource } from 'typeorm';
import type { AccountKey, CallPayload, Campaign } from '#core/model.js';

export interface StoredCall {
  observationId: string; documentId: string; actorId: string; at: Date; target: AccountKey; payload: CallPayload; text: string; forwardedFrom: string | null;
}

/** Calls with a named target in current documents published in [from, to), by the newest version of each detector. */
export async function callsForCampaigns(db: DataSource, electionId: string, from: Date, to: Date): Promise<StoredCall[]> {
  return db.query<StoredCall[]>(
    `SELECT o.id AS "observationId", o.document_id AS "documentId", d.actor_id AS "actorId", coalesce(d.published_at, d.first_seen_at) AS at,
            o.target, o.payload, d.text, d.forwarded_from AS "forwardedFrom"
     FROM observations o JOIN documents d ON d.id = o.document_id AND d.current
     WHERE o.election_id = $1 AND o.kind = 'call' AND o.target IS NOT NULL AND coalesce(d.published_at, d.first_seen_at) >= $2 AND coalesce(d.published_at, d.first_seen_at) < $3
       AND o.detector_version = (SELECT max(t.version) FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector)
     ORDER BY at, o.id`, [electionId, from, to]);
}

/** Writes the campaigns as now found; those no longer found are kept, marked inactive. `clusteredTo`: the newest observation taken into account. */
export async function saveCampaigns(db: DataSource, electionId: string, campaigns: Campaign[], clusteredTo: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM elections WHERE id = $1 FOR UPDATE', [electionId]);
    await tx.query('UPDATE campaigns SET active = false WHERE election_id = $1 AND NOT (id = ANY($2::text[]))', [electionId, campaigns.map(({ id }) => id)]);
    for (const campaign of campaigns) {
      await tx.query(
        `INSERT INTO campaigns (id, election_id, target, members, calls, first_at, last_at, links, similarity, p_value, verdict) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (id) DO UPDATE SET members = excluded.members, calls = excluded.calls, first_at = excluded.first_at, last_at = excluded.last_at, links = excluded.links,
           similarity = excluded.similarity, p_value = excluded.p_value, verdict = excluded.verdict, active = true`,
        [campaign.id, electionId, campaign.target, JSON.stringify(campaign.members), JSON.stringify(campaign.calls), campaign.firstAt, campaign.lastAt, JSON.stringify(campaign.links), campaign.similarity, campaign.pValue, campaign.verdict]);
    }
    await tx.query('UPDATE elections SET clustered_to = greatest(clustered_to, $2::bigint) WHERE id = $1', [electionId, clusteredTo]);
  });
}

const COLUMNS = `id, target, members, calls, first_at AS "firstAt", last_at AS "lastAt", links, similarity, p_value AS "pValue", verdict`;
const revive = (campaign: Campaign): Campaign => ({ ...campaign, calls: campaign.calls.map((call) => ({ ...call, at: new Date(call.at) })) });

/** Active campaigns that began before `before`, newest first. */
export async function listCampaigns(db: DataSource, electionId: string, before: Date | null = null): Promise<Campaign[]> {
  const rows = await db.query<Campaign[]>(`SELECT ${COLUMNS} FROM campaigns WHERE election_id = $1 AND active AND ($2::timestamptz IS NULL OR first_at < $2) ORDER BY last_at DESC, id`, [electionId, before]);
  return rows.map(revive);
}

/** Elections whose observations are newer than their campaigns, with the newest observation's id. */
export async function unclustered(db: DataSource): Promise<{ electionId: string; newest: string }[]> {
  return db.query<{ electionId: string; newest: string }[]>(
    `SELECT e.id AS "electionId", max(o.id) AS newest FROM elections e JOIN observations o ON o.election_id = e.id AND o.id > e.clustered_to GROUP BY e.id`);
}

/** The newest observation's id of an election, '0' when there is none. */
export async function newestObservation(db: DataSource, electionId: string): Promise<string> {
  const rows = await db.query<{ newest: string | null }[]>('SELECT max(id) AS newest FROM observations WHERE election_id = $1', [electionId]);
  return rows[0]?.newest ?? '0';
}

/** Counts that texts report of named accounts become reported readings; returns how many were new. */
export async function saveReportedReadings(db: DataSource, electionId: string): Promise<number> {
  const rows = await db.query<unknown[]>(
    `INSERT INTO readings (election_id, account, metric, value, bound, at, how, document_id)
     SELECT o.election_id, o.target, 'followers', (o.payload ->> 'value')::bigint, o.payload ->> 'bound', coalesce(d.published_at, d.first_seen_at), 'reported', d.id
     FROM observations o JOIN documents d ON d.id = o.document_id AND d.current
     WHERE o.election_id = $1 AND o.kind = 'metric' AND o.target IS NOT NULL AND o.payload ->> 'metric' IN ('followers', 'subscribers')
     ON CONFLICT DO NOTHING RETURNING 1`, [electionId]);
  return rows.length;
}

/** When the earliest document from `from` on was published: what is before it nobody has read. Null when there is none. */
export async function observedFrom(db: DataSource, electionId: string, from: Date): Promise<Date | null> {
  const rows = await db.query<{ first: Date | null }[]>(`SELECT min(coalesce(published_at, first_seen_at)) AS first FROM documents WHERE election_id = $1 AND coalesce(published_at, first_seen_at) >= $2`, [electionId, from]);
  return rows[0]?.first ?? null;
}
