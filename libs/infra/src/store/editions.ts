import type { DataSource } from 'typeorm';
import { publicLock } from '#core/election/calendar.js';
import type { DeliveryState, EditionAudience, LocalDate, Recipient } from '#core/model.js';
import { Gone } from '#core/errors.js';
import { listElections } from './elections.js';
import type { Sql } from './open.js';
import { jsonb } from './storable.js';

export interface EditionKey { electionId: string; date: LocalDate; kind: string; audience: EditionAudience; sequence: number }
/** `token` opens the edition's own page: a secret of those it is for. */
export interface StoredEdition extends EditionKey { id: string; token: string; content: unknown; composedAt: Date; releasedAt: Date | null; releasedBy: string | null; withdrawnAt: Date | null; withdrawnBy: string | null; withdrawnWhy: string | null }

const COLUMNS = `id, token, election_id AS "electionId", date, kind, audience, sequence, content, composed_at AS "composedAt", released_at AS "releasedAt", released_by AS "releasedBy", withdrawn_at AS "withdrawnAt", withdrawn_by AS "withdrawnBy", withdrawn_why AS "withdrawnWhy"`;

/** Freezes an edition. The first to write a key wins; a second gets the one that is there. */
export async function freezeEdition(db: DataSource, key: EditionKey, content: unknown, at: Date, releasedBy: string | null): Promise<{ edition: StoredEdition; made: boolean }> {
  const rows = await db.query<StoredEdition[]>(
    `INSERT INTO editions (election_id, date, kind, audience, sequence, content, composed_at, released_at, released_by, released_by_rule)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce(($6::jsonb #>> '{release,rule}')::boolean, false)) ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
    [key.electionId, key.date, key.kind, key.audience, key.sequence, jsonb(content), at, releasedBy === null ? null : at, releasedBy]);
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

export interface DeliveryWork { id: string; messageId: string; state: DeliveryState; recipient: Recipient & { unsubscribeToken: string } }
/** Recipients by their ids, both ends included. */
export interface RecipientRange { first: string; last: string }
/** Recipients of one block, by their ids: what is handed on as one piece of work. */
const BLOCK = 50n;
export const rangeOfBlock = (block: number): RecipientRange => ({ first: String(BigInt(block) * BLOCK), last: String((BigInt(block) + 1n) * BLOCK - 1n) });

/** A reader's own hour has come, as the election's clocks say. $1: now. */
const HOUR_CAME = `(r.send_at IS NULL OR e.kind <> 'daily' OR $1::timestamptz >= ((e.date || ' ' || r.send_at)::timestamp AT TIME ZONE el.time_zone))`;

/** A mailbox that would not take a mail is tried again after 2, 4, 8 minutes and so on, at most four hours. */
const TRY_CAME = `(d.attempts = 0 OR d.updated_at < now() - least(interval '1 minute' * power(2, least(d.attempts, 8)), interval '4 hours'))`;
/**
 * Since when each election's public editions are news at `now`: for two days, and those that the lock from silence to the close of polls held back for two days
 * after it. As parameters of NEWS.
 */
export async function newsSince(db: DataSource, now: Date): Promise<[elections: string[], since: Date[]]> {
  const elections = await listElections(db);
  return [elections.map(({ id }) => id), elections.map((election) => {
    const lock = publicLock(election);
    return new Date((now >= lock.from && now.getTime() < lock.to.getTime() + NEWS_MS ? lock.from.getTime() : now.getTime()) - NEWS_MS);
  })];
}
const NEWS_MS = 2 * 86_400_000;
const IS_NEWS = `e.released_at > CASE WHEN e.audience = 'public' THEN news.since ELSE $1::timestamptz - interval '2 days' END`;
const joinNews = (first: number, is: string): string => `JOIN unnest($${first}::text[], $${first + 1}::timestamptz[]) AS news (election_id, since) ON news.election_id = e.election_id AND ${is}`;
/** Of an edition `e`, to be joined. $1: now; then what `newsSince` gives, from the parameter `first` on. */
export const newsFrom = (first: number): string => joinNews(first, IS_NEWS);

/** It says nothing of the product, the election or the reader, and is the same at every try. */
const MESSAGE_ID = `'<' || replace(gen_random_uuid()::text, '-', '') || '@localhost.localdomain>'`;

/**
 * The deliveries of an edition to the recipients of a range that it is for and at whose hour it is `now`: made where they are not there; those at their end are left out.
 */
export async function deliveriesDue(db: DataSource, editionId: string, { first, last }: RecipientRange, now: Date): Promise<DeliveryWork[]> {
  await db.query(
    `INSERT INTO deliveries (edition_id, recipient_id, state, message_id, updated_at)
     SELECT e.id, r.id, 'pending', ${MESSAGE_ID}, now() FROM editions e JOIN elections el ON el.id = e.election_id JOIN recipients r ON ${IS_FOR}
     WHERE e.id = $2 AND r.id BETWEEN $3 AND $4 AND ${HOUR_CAME} ON CONFLICT DO NOTHING RETURNING set_config('synchronous_commit', 'off', true)`, [now, editionId, first, last]);
  return db.query<DeliveryWork[]>(
    `SELECT d.id, d.message_id AS "messageId", d.state,
            json_build_object('id', r.id::text, 'email', r.email, 'name', r.name, 'language', r.language, 'audience', r.audience, 'unsubscribeToken', r.unsubscribe_token) AS recipient
     FROM deliveries d JOIN editions e ON e.id = d.edition_id JOIN recipients r ON r.id = d.recipient_id AND ${IS_FOR} WHERE d.edition_id = $1 AND d.recipient_id BETWEEN $2 AND $3 AND (d.state = 'sending' OR (d.state = 'pending' AND ${TRY_CAME})) ORDER BY r.id`, [editionId, first, last]);
}

/**
 * Marks a pending delivery as being sent; on disk when this resolves. False when somebody else has it, its edition was withdrawn, or its reader left.
 */
export async function beginDelivery(db: DataSource, id: string): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `WITH begun AS (UPDATE deliveries d SET state = 'sending', detail = NULL, attempts = d.attempts + 1, updated_at = now() FROM editions e, recipients r
       WHERE d.id = $1 AND d.state = 'pending' AND e.id = d.edition_id AND e.withdrawn_at IS NULL AND r.id = d.recipient_id AND r.suppressed_at IS NULL RETURNING 1) SELECT 1 FROM begun`, [id]);
  return rows.length === 1;
}

/**
 * Writes what became of a delivery, if it is in one of the states `from`. What this writes may be lost with the server's power: the delivery is then unknown, as if
 * its process had died.
 */
export async function endDelivery(db: DataSource, id: string, from: readonly DeliveryState[], to: DeliveryState, detail: string | null): Promise<void> {
  await db.query(
    `WITH ended AS (UPDATE deliveries SET state = $2, detail = $3, updated_at = now() WHERE id = $1 AND state = ANY($4::text[]) RETURNING 1)
     SELECT set_config('synchronous_commit', 'off', true) FROM ended`, [id, to, detail, from]);
}

/** Writes down whom released editions are for, as soon as their hour comes: whether or not a worker takes the mails up, it is then known who lacks one. */
export async function expectDeliveries(db: DataSource, now: Date): Promise<void> {
  await db.query(
    `INSERT INTO deliveries (edition_id, recipient_id, state, message_id, updated_at)
     SELECT e.id, r.id, 'pending', ${MESSAGE_ID}, now() FROM editions e JOIN elections el ON el.id = e.election_id ${newsFrom(2)} JOIN recipients r ON ${IS_FOR}
     WHERE e.released_at IS NOT NULL AND e.withdrawn_at IS NULL AND ${HOUR_CAME} AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.edition_id = e.id AND d.recipient_id = r.id) ON CONFLICT DO NOTHING`, [now, ...await newsSince(db, now)]);
}

/**
 * Released editions and the blocks of recipients in which somebody has no delivery, or one still pending whose next try has come, at whose own hour it is `now`; or whose mail was being sent for
 * longer than any mail takes, since whoever sent it is gone: of those is said that nobody knows. Nothing that was withdrawn.
 */
export async function undelivered(db: DataSource, now: Date, editionId: string | null = null): Promise<{ edition: string; block: number }[]> {
  return db.query<{ edition: string; block: number }[]>(
    `SELECT DISTINCT e.id AS edition, (r.id / ${BLOCK})::int AS block FROM editions e JOIN elections el ON el.id = e.election_id ${newsFrom(3)} JOIN recipients r ON ${IS_FOR}
     LEFT JOIN deliveries d ON d.edition_id = e.id AND d.recipient_id = r.id
     WHERE e.released_at IS NOT NULL AND e.withdrawn_at IS NULL AND ($2::bigint IS NULL OR e.id = $2) AND (d.id IS NULL OR (d.state = 'pending' AND ${TRY_CAME}) OR (d.state = 'sending' AND d.updated_at < now() - interval '20 minutes'))
       AND ${HOUR_CAME} ORDER BY 1, 2`, [now, editionId, ...await newsSince(db, now)]);
}

/**
 * Ends the deliveries of an election whose editions are news no longer, so that nobody takes them for coming: what was never taken has failed, with what the server said last;
 * of what was being sent nobody knows. Those of withdrawn editions, and to readers who left, end without a word. Resolves with how many readers did not get what was meant for them.
 */
export async function giveUpDeliveries(db: Sql, electionId: string, now: Date, [elections, since]: [string[], Date[]]): Promise<number> {
  const rows = await db.query<{ n: number }[]>(
    `WITH ended AS (
       UPDATE deliveries d SET state = CASE WHEN d.state = 'sending' THEN 'unknown' ELSE 'failed' END, updated_at = now(),
         detail = CASE WHEN d.state = 'sending' THEN 'the process ended while the mail was being sent' ELSE 'given up after two days: ' || coalesce(d.detail, 'the mail server took nothing, or no worker asked it') END
       FROM editions e ${joinNews(3, `NOT (${IS_NEWS})`)}, recipients r
       WHERE e.election_id = $2 AND d.edition_id = e.id AND r.id = d.recipient_id AND d.state IN ('pending', 'sending') AND (d.state = 'pending' OR (d.state = 'sending' AND d.updated_at < now() - interval '20 minutes'))
       RETURNING d.recipient_id, e.kind <> 'given-up' AND e.withdrawn_at IS NULL AND r.suppressed_at IS NULL AND r.active AS told)
     SELECT count(DISTINCT recipient_id) FILTER (WHERE told)::int AS n FROM ended`, [now, electionId, elections, since]);
  return rows[0]!.n;
}
