import { createHash, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';

const hash = (key: string): string => createHash('sha256').update(key).digest('hex');

/** A new random key; only its hash is kept, so that this is the one time it can be shown. */
export async function makeApiKey(db: DataSource, name: string, role: string): Promise<string> {
  const key = `ck_${randomBytes(32).toString('base64url')}`;
  await db.query('INSERT INTO api_keys (name, hash, role, created_at) VALUES ($1, $2, $3, now())', [name, hash(key), role]);
  return key;
}

/** Makes the first key of an installation, once however many processes ask; null when there is one already. */
export async function makeFirstApiKey(db: DataSource): Promise<string | null> {
  const key = `ck_${randomBytes(32).toString('base64url')}`;
  const rows = await db.transaction(async (tx) => {
    await tx.query('LOCK TABLE api_keys IN EXCLUSIVE MODE');
    return tx.query<unknown[]>(`INSERT INTO api_keys (name, hash, role, created_at) SELECT 'first', $1, 'admin', now() WHERE NOT EXISTS (SELECT 1 FROM api_keys) RETURNING 1`, [hash(key)]);
  });
  return rows.length === 1 ? key : null;
}

/** Who holds the key; null when it is unknown or revoked. */
export async function findApiKey(db: DataSource, key: string): Promise<{ id: string; name: string; role: string } | null> {
  const rows = await db.query<{ id: string; name: string; role: string }[]>('SELECT id, name, role FROM api_keys WHERE hash = $1 AND revoked_at IS NULL', [hash(key)]);
  return rows[0] ?? null;
}
