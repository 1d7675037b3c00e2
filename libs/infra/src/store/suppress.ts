import type { Bounced } from '#core/digest/bounces.js';
import type { Sql } from './open.js';

/**
 * Readers whose mail failed for good or who complained get no more, of any election: those whom a report names by address, in whatever capitals, or by the Message-ID of
 * a mail to them. What became of that mail is noted beside it. Resolves with how many readers were stopped.
 */
export async function suppressReaders(db: Sql, reports: readonly Bounced[], at: Date): Promise<number> {
  const rows = await db.query<unknown[]>(
    `WITH told AS (SELECT lower(address) AS address, message_id, why FROM unnest($1::text[], $2::text[], $3::text[]) AS x (address, message_id, why)),
     mails AS (UPDATE deliveries d SET detail = left(concat_ws('; ', d.detail, told.why), 500) FROM told WHERE d.message_id = told.message_id RETURNING d.recipient_id, told.why),
     stopped AS (UPDATE recipients r SET suppressed_at = $4, suppressed_why = w.why
       FROM (SELECT x.id, min(x.why) AS why FROM (SELECT r.id, told.why FROM recipients r JOIN told ON lower(r.email) = told.address UNION ALL SELECT recipient_id, why FROM mails) x GROUP BY x.id) w
       WHERE r.id = w.id AND r.suppressed_at IS NULL RETURNING 1)
     SELECT 1 FROM stopped`, [reports.map(({ address }) => address), reports.map(({ messageId }) => messageId), reports.map(({ why }) => why), at]);
  return rows.length;
}
