import type { Role } from '#core/contract/roles.js';
import { Gone } from '#core/errors.js';
import { newSecret, secretHash } from '../crypto/secret.js';
import type { Sql } from './open.js';

export interface ApiKey { id: string; name: string; prefix: string; role: Role; elections: string[] | null; createdAt: Date; expiresAt: Date | null; lastUsedAt: Date | null; revokedAt: Date | null }
const COLUMNS = `id, name, prefix, role, elections, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"`;
const newKey = (): string => `ck_${newSecret()}`;
const PREFIX = 9;

/** A new random key; only its hash is kept, so that this is the one time it can be shown. Without `days` it is good until it is revoked. */
export async function makeApiKey(db: Sql, name: string, role: string, { elections = null, days = null }: { elections?: string[] | null; days?: number | null } = {}): Promise<string> {
  const key = newKey();
  await db.query(`INSERT INTO api_keys (name, hash, role, created_at, prefix, elections, expires_at) VALUES ($1, $2, $3, now(), $4, $5, now() + $6 * interval '1 day')`, [name, secretHash(key), role, key.slice(0, PREFIX), elections, days]);
  return key;
}

/** Who holds a key that is good now, by its id. */
export async function apiKeyHolder(db: Sql, id: string): Promise<{ role: Role; elections: string[] | null } | null> {
  const rows = await db.query<{ role: Role; elections: string[] | null }[]>('SELECT role, elections FROM api_keys WHERE id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())', [id]);
  return rows[0] ?? null;
}

/** Who holds the key; null when it is unknown, revoked or too old. */
export async function findApiKey(db: Sql, key: string): Promise<{ id: string; name: string; role: Role; elections: string[] | null } | null> {
  const rows = await db.query<{ id: string; name: string; role: Role; elections: string[] | null; stale: boolean }[]>(
    `SELECT id, name, role, elections, coalesce(last_used_at < now() - interval '1 minute', true) AS stale FROM api_keys WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`, [secretHash(key)]);
  const [row] = rows;
  if (row === undefined) return null;
  const { stale, ...holder } = row;
  if (stale) await db.query('UPDATE api_keys SET last_used_at = now() WHERE id = $1', [holder.id]);
  return holder;
}

export const listApiKeys = (db: Sql): Promise<ApiKey[]> => db.query<ApiKey[]>(`SELECT ${COLUMNS} FROM api_keys ORDER BY id`);
/** The key that was made with this secret. */
export async function apiKeyOf(db: Sql, key: string): Promise<ApiKey> {
  return (await db.query<ApiKey[]>(`SELECT ${COLUMNS} FROM api_keys WHERE hash = $1`, [secretHash(key)]))[0]!;
}

/** Ends a key: the next request with it is refused. False where it was ended already; Gone where there is none. */
export async function revokeApiKey(db: Sql, id: string): Promise<boolean> {
  const rows = await db.query<{ before: boolean }[]>('WITH old AS (SELECT id, revoked_at IS NULL AS before FROM api_keys WHERE id = $1 FOR UPDATE), done AS (UPDATE api_keys k SET revoked_at = coalesce(k.revoked_at, now()) FROM old WHERE k.id = old.id) SELECT before FROM old', [id]);
  if (rows[0] === undefined) throw new Gone(`there is no key ${id}`);
  return rows[0].before;
}

/** Makes the first key of an installation, once however many processes ask; null when there is one already. */
export async function makeFirstApiKey(db: Sql): Promise<string | null> {
  return db.transaction(async (tx) => {
    await tx.query('LOCK TABLE api_keys IN EXCLUSIVE MODE');
    const there = await tx.query<unknown[]>('SELECT 1 FROM api_keys LIMIT 1');
    return there.length > 0 ? null : makeApiKey(tx, 'first', 'admin');
  });
}
