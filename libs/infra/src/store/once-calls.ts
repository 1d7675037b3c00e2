import type { Sql } from './open.js';

/**
 * Takes a caller's key for one call; in the call's transaction, so that a second one with the same key waits for the first to end. Null: it is new, do it.
 * Else what the first one said; `same` is false where it asked for something else.
 */
export async function takeOnce(db: Sql, caller: string, key: string, request: string): Promise<{ same: boolean; answer: string } | null> {
  await db.query(`DELETE FROM once_calls WHERE at < now() - interval '1 day'`);
  const taken = await db.query<unknown[]>('INSERT INTO once_calls (caller, key, request) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1', [caller, key, request]);
  if (taken.length === 1) return null;
  const [first] = await db.query<{ request: string; answer: string | null }[]>('SELECT request, answer FROM once_calls WHERE caller = $1 AND key = $2', [caller, key]);
  return { same: first?.request === request, answer: first?.answer ?? '' };
}

export const keepAnswer = (db: Sql, caller: string, key: string, answer: string): Promise<unknown> => db.query('UPDATE once_calls SET answer = $3 WHERE caller = $1 AND key = $2', [caller, key, answer]);
