import type { Role } from '#core/contract/roles.js';
import { Clash, Gone } from '#core/errors.js';
import { newSecret, secretHash } from '../crypto/secret.js';
import type { Sql } from './open.js';

export interface Person { id: string; name: string; code: string; role: Role; elections: string[] | null; active: boolean; totp: boolean; hasPassword: boolean; createdAt: Date; lastSeenAt: Date | null }
const PERSON = `p.id, p.name, p.code, p.role, p.elections, p.active, p.totp_secret IS NOT NULL AS totp, p.password_hash IS NOT NULL AS "hasPassword", p.created_at AS "createdAt", p.last_seen_at AS "lastSeenAt"`;
/** Days for which a one-time link is good. */
const LINK_DAYS = 3;

export const listPeople = (db: Sql): Promise<Person[]> => db.query<Person[]>(`SELECT ${PERSON} FROM people p ORDER BY p.id`);
export async function getPerson(db: Sql, id: string): Promise<Person> {
  const rows = await db.query<Person[]>(`SELECT ${PERSON} FROM people p WHERE p.id = $1`, [id]);
  if (rows[0] === undefined) throw new Gone(`there is no person ${id}`);
  return rows[0];
}
/** By the name they sign in with, whatever its capitals; null where there is none. */
export async function findPerson(db: Sql, name: string): Promise<(Person & { passwordHash: string | null; totpSecret: string | null; totpStep: string }) | null> {
  const rows = await db.query<(Person & { passwordHash: string | null; totpSecret: string | null; totpStep: string })[]>(
    `SELECT ${PERSON}, p.password_hash AS "passwordHash", p.totp_secret AS "totpSecret", p.totp_step AS "totpStep" FROM people p WHERE lower(p.name) = lower($1)`, [name]);
  return rows[0] ?? null;
}

/** Adds somebody, under a code of their own such as C3: the third person, who was a coder then. Clash where the name is taken. */
export async function addPerson(db: Sql, { name, role, elections }: { name: string; role: Role; elections: string[] | null }): Promise<Person> {
  const rows = await db.query<{ id: string }[]>(
    `INSERT INTO people (name, code, role, elections) VALUES ($1, upper(left($2, 1)) || (SELECT count(*) + 1 FROM people), $2, $3) ON CONFLICT DO NOTHING RETURNING id`, [name, role, elections]);
  if (rows[0] === undefined) throw new Clash(`the name "${name}" is taken: choose another`);
  return getPerson(db, rows[0].id);
}

/** Changes what somebody may do, at once. Clash where nobody would be left who may do everything. */
export async function changePerson(db: Sql, id: string, change: { role?: Role | undefined; elections?: string[] | null | undefined; active?: boolean | undefined }): Promise<Person> {
  await db.query('SELECT 1 FROM people FOR UPDATE');
  const before = await getPerson(db, id);
  const after = { role: change.role ?? before.role, elections: change.elections === undefined ? before.elections : change.elections, active: change.active ?? before.active };
  await db.query('UPDATE people SET role = $2, elections = $3, active = $4 WHERE id = $1', [id, after.role, after.elections, after.active]);
  const [left] = await db.query<{ admins: number }[]>(`SELECT count(*)::int AS admins FROM people WHERE role = 'admin' AND active AND elections IS NULL`);
  if (left!.admins === 0) throw new Clash('nobody would be left who is an admin of everything: make somebody else one first');
  if (!after.active) await db.query('UPDATE sessions SET ended_at = now() WHERE person_id = $1 AND ended_at IS NULL', [id]);
  return getPerson(db, id);
}

export const hasPeople = async (db: Sql): Promise<boolean> => (await db.query<{ there: boolean }[]>('SELECT EXISTS (SELECT 1 FROM people) AS there'))[0]!.there;

/** A one-time link's secret: for somebody, or for the first person. Earlier ones of the same person end. */
export async function makeOneTimeLink(db: Sql, personId: string | null): Promise<{ token: string; until: Date }> {
  const token = newSecret();
  await db.query('DELETE FROM one_time_links WHERE person_id IS NOT DISTINCT FROM $1', [personId]);
  const rows = await db.query<{ until: Date }[]>(`INSERT INTO one_time_links (hash, person_id, expires_at) VALUES ($1, $2, now() + $3 * interval '1 day') RETURNING expires_at AS until`, [secretHash(token), personId, LINK_DAYS]);
  return { token, until: rows[0]!.until };
}

/** What a link is for; null where it is unknown, used or too old. Held for the rest of the transaction. */
export async function openOneTimeLink(db: Sql, token: string): Promise<{ personId: string | null } | null> {
  const rows = await db.query<{ personId: string | null }[]>('SELECT person_id AS "personId" FROM one_time_links WHERE hash = $1 AND used_at IS NULL AND expires_at > now() FOR UPDATE', [secretHash(token)]);
  return rows[0] ?? null;
}
export const useOneTimeLink = (db: Sql, token: string): Promise<unknown> => db.query('UPDATE one_time_links SET used_at = now() WHERE hash = $1', [secretHash(token)]);

/** Sets a password; all sessions end but the given one. */
export async function setPassword(db: Sql, id: string, passwordHash: string, exceptSession: string | null = null): Promise<void> {
  await db.query('UPDATE people SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
  await db.query('UPDATE sessions SET ended_at = now() WHERE person_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2', [id, exceptSession]);
}

/** Takes a code's step, once: false where it, or a later one, was taken already. */
export async function takeTotpStep(db: Sql, id: string, step: number): Promise<boolean> {
  const rows = await db.query<unknown[]>('WITH taken AS (UPDATE people SET totp_step = $2 WHERE id = $1 AND totp_step < $2 RETURNING 1) SELECT 1 FROM taken', [id, step]);
  return rows.length === 1;
}
/** Whose an authenticator's secret is, for the seal on it. */
export const totpSeal = (id: string): string => `totp ${id}`;
export const beginTotp = (db: Sql, id: string, secret: string): Promise<unknown> => db.query('UPDATE people SET totp_pending = $2 WHERE id = $1', [id, secret]);
export async function pendingTotp(db: Sql, id: string): Promise<string | null> {
  return (await db.query<{ secret: string | null }[]>('SELECT totp_pending AS secret FROM people WHERE id = $1', [id]))[0]?.secret ?? null;
}
export const putTotpInForce = (db: Sql, id: string, step: number): Promise<unknown> => db.query('UPDATE people SET totp_secret = totp_pending, totp_pending = NULL, totp_step = $2 WHERE id = $1', [id, step]);
export const endTotp = (db: Sql, id: string): Promise<unknown> => db.query('UPDATE people SET totp_secret = NULL, totp_pending = NULL WHERE id = $1', [id]);

/** Secrets of authenticators that an earlier release kept as they are; resolves with how many were sealed. */
export async function sealTotps(db: Sql, isSealed: (text: string) => boolean, seal: (secret: string, about: string) => string): Promise<number> {
  let sealed = 0;
  for (const column of ['totp_secret', 'totp_pending']) {
    const rows = await db.query<{ id: string; secret: string }[]>(`SELECT id, ${column} AS secret FROM people WHERE ${column} IS NOT NULL`);
    for (const { id, secret } of rows.filter((row) => !isSealed(row.secret))) {
      await db.query(`UPDATE people SET ${column} = $2 WHERE id = $1 AND ${column} = $3`, [id, seal(secret, totpSeal(id)), secret]);
      sealed += 1;
    }
  }
  return sealed;
}
