import type { DataSource, EntityManager } from 'typeorm';
import type { Source } from '#core/model.js';
import { keptUrl } from '#core/web/kept-url.js';

/** How a snapshot came to us, other than 'fetched'. */
export type Origin = 'archive' | 'posts' | 'telegram-export' | 'by-hand';
export interface ImportedSnapshot { url: string; headers: Record<string, string>; sha256: string; bytes: number; fetchedAt: Date; origin: Origin }

/**
 * Adds snapshots that were not fetched, for one source; their bodies are already on disk. What the source has already, whenever it was imported, is not added again.
 * Returns ids of the new ones, in order.
 */
export async function addImported(db: DataSource | EntityManager, electionId: string, sourceId: string, snapshots: readonly ImportedSnapshot[]): Promise<string[]> {
  if (snapshots.length === 0) return [];
  const rows = await db.query<{ id: string }[]>(
    `INSERT INTO snapshots (election_id, source_id, url, final_url, status, headers, redirects, sha256, bytes, fetched_at, minute, origin)
     SELECT $1, $2, u, u, 200, h::jsonb, '[]', sha, b, t, date_trunc('minute', t), o FROM unnest($3::text[], $4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::text[]) WITH ORDINALITY AS x (u, h, sha, b, t, o, n)
     WHERE NOT EXISTS (SELECT 1 FROM snapshots s WHERE s.election_id = $1 AND s.source_id = $2 AND s.url = x.u AND s.sha256 = x.sha) ORDER BY n
     ON CONFLICT (election_id, url, sha256, minute) DO NOTHING RETURNING id`,
    [electionId, sourceId, snapshots.map(({ url }) => keptUrl(url)), snapshots.map(({ headers }) => JSON.stringify(headers)), snapshots.map(({ sha256 }) => sha256), snapshots.map(({ bytes }) => bytes),
      snapshots.map(({ fetchedAt }) => fetchedAt), snapshots.map(({ origin }) => origin)]);
  return rows.map(({ id }) => id);
}

/** What was captured earlier is no newer version of what we have: of each address the version that was seen last is the current one. */
export async function settleVersions(db: DataSource, electionId: string, sourceId: string): Promise<void> {
  await db.query(
    `WITH newest AS (SELECT DISTINCT ON (url) id, url FROM documents WHERE election_id = $1 AND source_id = $2 ORDER BY url, last_seen_at DESC, id DESC)
     UPDATE documents d SET current = (d.id = n.id) FROM newest n WHERE d.election_id = $1 AND d.source_id = $2 AND d.url = n.url AND d.current <> (d.id = n.id)`, [electionId, sourceId]);
}

/** The source of that id with its actor, or null. */
export async function findSource(db: DataSource, electionId: string, sourceId: string): Promise<Pick<Source, 'id' | 'actorId' | 'kind' | 'url'> | null> {
  const rows = await db.query<Pick<Source, 'id' | 'actorId' | 'kind' | 'url'>[]>('SELECT id, actor_id AS "actorId", kind, url FROM sources WHERE election_id = $1 AND id = $2', [electionId, sourceId]);
  return rows[0] ?? null;
}

/** Ids of all active sources, for a message that helps. */
export async function sourceIds(db: DataSource, electionId: string): Promise<string[]> {
  const rows = await db.query<{ id: string }[]>('SELECT id FROM sources WHERE election_id = $1 AND active ORDER BY id', [electionId]);
  return rows.map(({ id }) => id);
}

/** Names that stand in the watchlist, of actors and accounts: whoever publishes under one of them is no private person. Lower case. */
export async function publicNames(db: DataSource, electionId: string): Promise<Set<string>> {
  const rows = await db.query<{ name: string }[]>(
    `SELECT value AS name FROM actors, jsonb_each_text(name) WHERE election_id = $1 UNION SELECT handle FROM accounts WHERE election_id = $1
     UNION SELECT value FROM accounts, jsonb_each_text(coalesce(name, '{}')) WHERE election_id = $1`, [electionId]);
  return new Set(rows.map(({ name }) => name.toLowerCase()));
}

/** Counts documents of these snapshots, and how many of their addresses were known before. */
export async function documentsOf(db: DataSource, snapshots: string[]): Promise<number> {
  const rows = await db.query<{ n: number }[]>('SELECT count(*)::int AS n FROM documents WHERE snapshot_id = ANY($1::bigint[])', [snapshots]);
  return rows[0]!.n;
}
/** Snapshots that could not be read, with the reason. */
export async function quarantined(db: DataSource, snapshots: string[]): Promise<{ url: string; reason: string }[]> {
  return db.query(`SELECT url, coalesce(read_reason, '') AS reason FROM snapshots WHERE id = ANY($1::bigint[]) AND read_state = 'quarantined' ORDER BY id`, [snapshots]);
}
