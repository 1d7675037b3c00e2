import type { Role } from '#core/contract/roles.js';
import { Gone } from '#core/errors.js';
import { newSecret, secretHash } from '../crypto/secret.js';
import type { Sql } from './open.js';

/** Unused for this long, a session ends; used, it lasts no longer than the second. */
const IDLE_DAYS = 7;
const LONGEST_DAYS = 30;
const ROTATE_MINUTES = 60;
/** Requests that were under way when the secret changed still carry the old one. */
const GRACE_SECONDS = 60;
/** An offered secret that was not used until then did not arrive: another is offered. */
const OFFER_SECONDS = 30;
/** For this long after a password was given, none is asked for again. */
const CONFIRMED_MINUTES = 15;

export interface Session {
  id: string; personId: string; name: string; code: string; role: Role; elections: string[] | null; totp: boolean; until: Date; confirmedUntil: Date | null;
  /** A new secret for the cookie, where it is time to change it. */
  rotated: string | null;
}

/** A new session; the secret is for the cookie and kept nowhere. */
export async function openSession(db: Sql, personId: string): Promise<string> {
  const secret = newSecret();
  await db.query(`INSERT INTO sessions (person_id, hash, expires_at) VALUES ($1, $2, now() + $3 * interval '1 day')`, [personId, secretHash(secret), LONGEST_DAYS]);
  await db.query('UPDATE people SET last_seen_at = now() WHERE id = $1', [personId]);
  return secret;
}

const ENDS = `least(s.expires_at, s.last_used_at + interval '${IDLE_DAYS} days')`;
const SESSION = `s.id, s.person_id AS "personId", p.name, p.code, p.role, p.elections, p.totp_secret IS NOT NULL AS totp, ${ENDS} AS until,
  CASE WHEN s.confirmed_at > now() - interval '${CONFIRMED_MINUTES} minutes' THEN s.confirmed_at + interval '${CONFIRMED_MINUTES} minutes' END AS "confirmedUntil"`;
const OPEN = `FROM sessions s JOIN people p ON p.id = s.person_id AND p.active WHERE s.ended_at IS NULL AND ${ENDS} > now()`;

/**
 * Whose session it is; null where there is none. When it is time, a new secret is offered and holds from its first use, so that an answer that was lost costs
 * nothing; the one before it is good for a minute more, and after that it is somebody else's copy: the session ends for both. By the database's clock.
 */
export async function findSession(db: Sql, secret: string): Promise<Session | null> {
  const hash = secretHash(secret);
  const rows = await db.query<(Omit<Session, 'rotated'> & { which: 'current' | 'previous' | 'pending'; late: boolean; stale: boolean; due: boolean })[]>(
    `SELECT ${SESSION}, CASE WHEN s.hash = $1 THEN 'current' WHEN s.pending_hash = $1 THEN 'pending' ELSE 'previous' END AS which, s.rotated_at < now() - interval '${GRACE_SECONDS} seconds' AS late, s.last_used_at < now() - interval '1 minute' AS stale,
       s.rotated_at < now() - interval '${ROTATE_MINUTES} minutes' AND coalesce(s.pending_at < now() - interval '${OFFER_SECONDS} seconds', true) AS due ${OPEN} AND (s.hash = $1 OR s.previous_hash = $1 OR s.pending_hash = $1)`, [hash]);
  const [row] = rows;
  if (row === undefined) return null;
  const { which, late, stale, due, ...session } = row;
  if (which === 'previous' && late) { await endSession(db, session.id); return null; }
  if (which === 'pending') await db.query('UPDATE sessions SET previous_hash = hash, hash = pending_hash, pending_hash = NULL, pending_at = NULL, rotated_at = now() WHERE id = $1 AND pending_hash = $2', [session.id, hash]);
  if (stale) await db.query('UPDATE sessions SET last_used_at = now() WHERE id = $1', [session.id]);
  return { ...session, rotated: which === 'current' && due ? await offer(db, session.id) : null };
}

/** A session that is known to be open. Gone where it ended meanwhile. */
export async function sessionById(db: Sql, id: string): Promise<Omit<Session, 'rotated'>> {
  const rows = await db.query<Omit<Session, 'rotated'>[]>(`SELECT ${SESSION} ${OPEN} AND s.id = $1`, [id]);
  if (rows[0] === undefined) throw new Gone('the session has ended');
  return rows[0];
}

/** Of several requests at once one gets the new secret. */
async function offer(db: Sql, id: string): Promise<string | null> {
  const secret = newSecret();
  const rows = await db.query<unknown[]>(`WITH offered AS (UPDATE sessions SET pending_hash = $2, pending_at = now() WHERE id = $1 AND coalesce(pending_at < now() - interval '${OFFER_SECONDS} seconds', true) RETURNING 1) SELECT 1 FROM offered`, [id, secretHash(secret)]);
  return rows.length === 1 ? secret : null;
}

export const confirmSession = (db: Sql, id: string): Promise<unknown> => db.query('UPDATE sessions SET confirmed_at = now() WHERE id = $1', [id]);
/** False where it had ended. With a person: only one of theirs. */
export async function endSession(db: Sql, id: string, personId: string | null = null): Promise<boolean> {
  const rows = await db.query<unknown[]>('WITH ended AS (UPDATE sessions SET ended_at = now() WHERE id = $1 AND ended_at IS NULL AND ($2::bigint IS NULL OR person_id = $2) RETURNING 1) SELECT 1 FROM ended', [id, personId]);
  return rows.length === 1;
}
/** Sessions of a person that are open now. */
export const sessionsOf = (db: Sql, personId: string): Promise<{ id: string; since: Date; lastUsedAt: Date; until: Date }[]> =>
  db.query(`SELECT s.id, s.created_at AS since, s.last_used_at AS "lastUsedAt", ${ENDS} AS until ${OPEN} AND s.person_id = $1 ORDER BY s.id`, [personId]);

const TRIES = 5;
const TRIES_SECONDS = 60;
/**
 * Notes a try to guess a secret under each key (a name, an address); resolves with how to take it back where it was right, or with the seconds to wait where there
 * were five within a minute. Tries under way count, so that many at once are no way round.
 */
export async function noteTry(db: Sql, keys: string[]): Promise<{ wait: number } | { takeBack: () => Promise<unknown> }> {
  const hashes = keys.map(secretHash);
  await db.query(`DELETE FROM sign_in_tries WHERE at < now() - $1 * interval '1 second'`, [TRIES_SECONDS]);
  // One after the other for each key: of many at once the first five are tried, and not none of them.
  const [rows, worst] = await db.transaction(async (tx) => {
    for (const hash of hashes.toSorted()) await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 340))', [hash]);
    const noted = await tx.query<{ id: string }[]>('INSERT INTO sign_in_tries (key) SELECT unnest($1::text[]) RETURNING id', [hashes]);
    const [most] = await tx.query<{ wait: number }[]>(
      `SELECT ceil(extract(epoch FROM max(nth) + $2 * interval '1 second' - clock_timestamp()))::int AS wait FROM
       (SELECT (array_agg(at ORDER BY at DESC))[$3] AS nth FROM sign_in_tries WHERE key = ANY($1::text[]) GROUP BY key HAVING count(*) > $4) AS many`, [hashes, TRIES_SECONDS, TRIES + 1, TRIES]);
    return [noted, most] as const;
  });
  const takeBack = (): Promise<unknown> => db.query('DELETE FROM sign_in_tries WHERE id = ANY($1::bigint[])', [rows.map(({ id }) => id)]);
  if (worst?.wait != null && worst.wait > 0) { await takeBack(); return { wait: worst.wait }; }
  return { takeBack };
}
