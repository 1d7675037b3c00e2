import type { DataSource } from 'typeorm';
import type { MissingPage } from '#core/web/missing-page.js';
import { jsonb } from './storable.js';

/** What a host was last found to answer for an address that does not exist; `page` is null where it says itself that there is nothing. Null where that was not asked for `days`. */
export async function keptMissingPage(db: DataSource, host: string, days: number): Promise<{ page: MissingPage | null } | null> {
  const rows = await db.query<{ page: MissingPage | null }[]>(`SELECT missing_page AS page FROM hosts WHERE host = $1 AND missing_asked_at > clock_timestamp() - $2 * interval '1 day'`, [host, days]);
  return rows[0] ?? null;
}

export async function saveMissingPage(db: DataSource, host: string, page: MissingPage | null): Promise<void> {
  await db.query(
    `INSERT INTO hosts (host, missing_page, missing_asked_at) VALUES ($1, $2, clock_timestamp())
     ON CONFLICT (host) DO UPDATE SET missing_page = excluded.missing_page, missing_asked_at = excluded.missing_asked_at`, [host, page === null ? null : jsonb(page)]);
}
