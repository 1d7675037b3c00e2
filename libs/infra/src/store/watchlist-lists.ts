import type { AnswerOf } from '#core/contract/operation.js';
import type * as operations from '#core/contract/operations.js';
import { Gone } from '#core/errors.js';
import { getElection } from './elections.js';
import type { Sql } from './open.js';

type Answer<K extends keyof typeof operations> = AnswerOf<(typeof operations)[K]>;

/** Actors of an election, those that the watchlist no longer lists too, with how much of each there is. */
export async function actorsOf(db: Sql, electionId: string): Promise<Answer<'listActors'>> {
  await getElection(db, electionId);
  return { items: await db.query(
    `SELECT a.id, a.name, a.kind, a.side, a.active, (SELECT count(*)::int FROM sources s WHERE s.election_id = a.election_id AND s.actor_id = a.id AND s.active) AS sources, coalesce(d.n, 0)::int AS documents
     FROM actors a LEFT JOIN (SELECT actor_id, count(*) AS n FROM documents WHERE election_id = $1 AND current GROUP BY actor_id) d ON d.actor_id = a.id WHERE a.election_id = $1 ORDER BY a.id`, [electionId]) };
}

/** The watchlist in force, as written. Gone where there is no such election. */
export async function watchlistText(db: Sql, electionId: string): Promise<{ version: number; text: string; allowPrivate: string[] }> {
  const rows = await db.query<{ version: number; text: string; allowPrivate: string[] }[]>('SELECT watchlist_version AS version, watchlist_text AS text, allow_private AS "allowPrivate" FROM elections WHERE id = $1', [electionId]);
  if (rows[0] === undefined) throw new Gone(`there is no election "${electionId}"`);
  return rows[0];
}
export async function watchlistVersions(db: Sql, electionId: string): Promise<Answer<'listWatchlistVersions'>> {
  await getElection(db, electionId);
  return { items: await db.query('SELECT version, at, by FROM watchlist_versions WHERE election_id = $1 ORDER BY version DESC LIMIT 1000', [electionId]) };
}
export async function watchlistVersion(db: Sql, electionId: string, version: number): Promise<Answer<'getWatchlistVersion'>> {
  const rows = await db.query<Answer<'getWatchlistVersion'>[]>('SELECT version, at, by, text FROM watchlist_versions WHERE election_id = $1 AND version = $2', [electionId, version]);
  if (rows[0] === undefined) throw new Gone('there is no such version');
  return rows[0];
}
