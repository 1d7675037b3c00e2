import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { DeliveryState, EditionAudience, LocalDate, Recipient } from '#core/model.js';
import { Gone } from '#core/errors.js';
import { sha256Of } from '#core/sha256.js';
import type { Sql } from './open.js';

export interface EditionKey { electionId: string; date: LocalDate; kind: string; audience: EditionAudience; sequence: number }
/** `token` opens the edition's own page: a secret of those it is for. */
export interface StoredEdition extends EditionKey { id: string; token: string; content: unknown; composedAt: Date; releasedAt: Date | null; releasedBy: string | null; withdrawnAt: Date | null; withdrawnBy: string | null; withdrawnWhy: string | null }

const COLUMNS = `id, token, election_id AS "electionId", date, kind, audience, sequence, content, composed_at AS "composedAt", released_at AS "releasedAt", released_by AS "releasedBy", withdrawn_at AS "withdrawnAt", withdrawn_by AS "withdrawnBy", withdrawn_why AS "withdrawnWhy"`;

/** Freezes an edition. The first to write a key wins; a second gets the one that is there. */
export async function freezeEdition(db: DataSource, key: EditionKey, content: unknown, at: Date, releasedBy: string | null): Promise<{ edition: StoredEdition; made: boolean }> {
  const rows = await db.query<StoredEdition[]>(
    `INSERT INTO editions (election_id, date, kind, audience, sequence, content, composed_at, released_at, released_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
    [key.electionId, key.date, key.kind, key.audience, key.sequence, JSON.stringify(content), at, releasedBy === null ? null : at, releasedBy]);
  if (rows[0]) return { edition: rows[0], made: true };
  const there = await findEdition(db, key);
  if (!there) throw new Gone('the edition vanished while it was written');
  return { edition: there, made: false };
}

export async function findEdition(db: DataSource, key: EditionKey): Promise<StoredEdition | null> {
  const rows = await db.query<StoredEdition[]>(`SELECT ${COLUMNS} FROM editions WHERE election_id = $1 AND date = $2 AND kind = $3 AND audience = $4 AND sequence = $5`, [key.electionId, key.date, key.kind, key.audience, key.sequence]);
  return rows[0] ?? null;
}

/** Rejects with Gone when there is no such edition. */
export async function getEdition(db: Sql, id: string): Promise<StoredEdition> {
  const rows = await db.query<StoredEdition[]>(`SELECT ${COLUMNS} FROM editions WHERE id = $1`, [id]);
  if (!rows[0]) throw new Gone(`there is no edition ${id}`);
  return rows[0];
}

/** The released edition whose page this secret opens, also one that was withdrawn; Gone for any other. */
export async function editionByToken(db: DataSource, token: string): Promise<StoredEdition> {
  const rows = await db.query<StoredEdition[]>(`SELECT ${COLUMNS} FROM editions WHERE token = $1 AND released_at IS NOT NULL AND kind IN ('daily', 'bulletin')`, [token]);
  if (!rows[0]) throw new Gone('there is no note at this address');
  return rows[0];
}

/** Daily notes unless another kind is asked for, newest first; `released` leaves out what nobody released, `audience` what is meant for others. */
export async function listEditions(db: DataSource, filter: { electionId?: string; kind?: string; audience?: EditionAudience; released?: boolean; limit?: number }): Promise<StoredEdition[]> {
  return db.query<StoredEdition[]>(
    `SELECT ${COLUMNS} FROM editions WHERE kind = $5 AND ($1::text IS NULL OR election_id = $1) AND ($2::text IS NULL OR audience = $2) AND (NOT $3 OR released_at IS NOT NULL) ORDER BY date DESC, sequence DESC, id DESC LIMIT $4`,
    [filter.electionId ?? null, filter.audience ?? null, filter.released ?? false, filter.limit ?? 50, filter.kind ?? 'daily']);
}

/** The next free sequence of a date, kind and audience, from 1. */
export async function nextSequence(db: DataSource, key: Omit<EditionKey, 'sequence'>): Promise<number> {
  const rows = await db.query<{ n: number }[]>('SELECT coalesce(max(sequence), 0)::int + 1 AS n FROM editions WHERE election_id = $1 AND date = $2 AND kind = $3 AND audience = $4', [key.electionId, key.date, key.kind, key.audience]);
  return rows[0]!.n;
}

/** The number of an edition: how many dates of its kind and audience came before, plus one. */
export async function editionNumber(db: DataSource, key: EditionKey): Promise<number> {
  const rows = await db.query<{ n: number }[]>(`SELECT count(DISTINCT date)::int AS n FROM editions WHERE election_id = $1 AND kind = $2 AND audience = $3 AND date < $4`, [key.electionId, key.kind, key.audience, key.date]);
  return (rows[0]?.n ?? 0) + 1;
}

/** Whom an edition is for: the active recipients of its audience; a notice about an edition, whoever got that one, also if they are of the list no longer. Never an address that left or bounced. */
const IS_FOR = `r.election_id = e.election_id AND r.suppressed_at IS NULL AND CASE WHEN e.about_edition_id IS NULL THEN r.audience = e.audience AND r.active
  ELSE EXISTS (SELECT 1 FROM deliveries got WHERE got.edition_id = e.about_edition_id AND got.recipient_id = r.id AND got.state IN ('sent', 'unknown', 'sending')) END`;

export interface DeliveryWork { id: string; editionId: string; messageId: string; state: DeliveryState; attempts: number; recipient: Recipient & { unsubscribeToken: string } }

/** The delivery of an edition to a recipient, made when it is not there. Null when the edition is not for this recipient: left meanwhile, or of another audience or election. */
export async function deliveryFor(db: DataSource, editionId: string, recipientId: string): Promise<DeliveryWork | null> {
  // The Message-ID says nothing of the product, the election or the reader, and is the same at every try.
  const messageId = `<${sha256Of(`${editionId}:${recipientId}:${randomBytes(16).toString('hex')}`).slice(0, 32)}@localhost.localdomain>`;
  await db.query(
    `INSERT INTO deliveries (edition_id, recipient_id, state, message_id, updated_at)
     SELECT e.id, r.id, 'pending', $3, now() FROM editions e JOIN recipients r ON ${IS_FOR}
     WHERE e.id = $1 AND r.id = $2 ON CONFLICT DO NOTHING RETURNING set_config('synchronous_commit', 'off', true)`, [editionId, recipientId, messageId]);
  const rows = await db.query<DeliveryWork[]>(
    `SELECT d.id, d.edition_id AS "editionId", d.message_id AS "messageId", d.state, d.attempts,
            json_build_object('id', r.id::text, 'email', r.email, 'name', r.name, 'language', r.language, 'audience', r.audience, 'unsubscribeToken', r.unsubscribe_token) AS recipient
     FROM deliveries d JOIN editions e ON e.id = d.edition_id JOIN recipients r ON r.id = d.recipient_id AND ${IS_FOR} WHERE d.edition_id = $1 AND d.recipient_id = $2`, [editionId, recipientId]);
  return rows[0] ?? null;
}

/**
 * Moves a delivery on from exactly the state it was seen in; false when somebody else moved it first. Only `sending` is on disk when this resolves: what comes after it may
 * be lost with the server's power, and the delivery is then unknown, as if its process had died.
 */
export async function moveDelivery(db: DataSource, id: string, from: DeliveryState, to: DeliveryState, detail: string | null): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `WITH moved AS (UPDATE deliveries SET state = $3, detail = $4, attempts = attempts + ($3 = 'sending')::int, updated_at = now() WHERE id = $1 AND state = $2 RETURNING 1)
     SELECT set_config('synchronous_commit', CASE WHEN $3 = 'sending' THEN current_setting('synchronous_commit') ELSE 'off' END, true) FROM moved`, [id, from, to, detail]);
  return rows.length === 1;
}

/**
 * Released editions and the recipients they are for who have no delivery, or one still pending, at whose own hour it is `now`; and those whose mail was being sent for
 * longer than any mail takes, since whoever sent it is gone: of those is said that nobody knows. Nothing that was withdrawn.
 */
export async function undelivered(db: DataSource, now: Date, editionId: string | null = null): Promise<{ editionId: string; recipientId: string }[]> {
  return db.query<{ editionId: string; recipientId: string }[]>(
    `SELECT e.id AS "editionId", r.id AS "recipientId" FROM editions e JOIN elections el ON el.id = e.election_id JOIN recipients r ON ${IS_FOR}
     LEFT JOIN deliveries d ON d.edition_id = e.id AND d.recipient_id = r.id
     WHERE e.released_at IS NOT NULL AND e.withdrawn_at IS NULL AND e.released_at > $1::timestamptz - interval '2 days' AND ($2::bigint IS NULL OR e.id = $2) AND (d.id IS NULL OR d.state = 'pending' OR (d.state = 'sending' AND d.updated_at < now() - interval '20 minutes'))
       AND (r.send_at IS NULL OR e.kind <> 'daily' OR $1::timestamptz >= ((e.date || ' ' || r.send_at)::timestamp AT TIME ZONE el.time_zone)) ORDER BY e.id, r.id`, [now, editionId]);
}
