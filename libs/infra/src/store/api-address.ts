import type { Sql } from './open.js';

/** Where people reach the API that was started last, for links that are made beside it. */
export const noteApiAddress = (db: Sql, url: string): Promise<unknown> => db.query('INSERT INTO api_address (url) VALUES ($1) ON CONFLICT (one) DO UPDATE SET url = excluded.url, at = now()', [url]);
export const apiAddress = async (db: Sql): Promise<string | null> => (await db.query<{ url: string }[]>('SELECT url FROM api_address'))[0]?.url ?? null;
