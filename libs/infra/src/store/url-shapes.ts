import type { EntityManager } from 'typeorm';
import { endlessShape } from '#core/web/trap.js';
import type { FrontierEntry } from './frontier.js';
import type { Sql } from './open.js';
import { raiseGap } from './snapshots.js';

/** Links that people follow; what a feed or a sitemap lists is a page by the site's own word. */
const FOLLOWED = /^(article|section)-link/;

/**
 * Leaves out links that would make a path endless: of all addresses of a source that differ only in their query (sessions, filters) the first 5,000 are taken, of the months and
 * days of a calendar the first 1,000, however many pages link to them. What was refused is counted and raised as a gap. Known addresses count once.
 */
export async function withinPaths(tx: EntityManager, electionId: string, sourceId: string, links: readonly FrontierEntry[], at: Date): Promise<FrontierEntry[]> {
  const bounded = links.flatMap((link) => { const endless = FOLLOWED.test(link.why) ? endlessShape(link.url) : null; return endless === null ? [] : [{ ...endless, url: link.url }]; });
  if (bounded.length === 0) return [...links];
  const known = new Set((await tx.query<{ url: string }[]>('SELECT url FROM frontier WHERE election_id = $1 AND url = ANY($2::text[])', [electionId, bounded.map(({ url }) => url)])).map(({ url }) => url));
  const fresh = Map.groupBy(bounded.filter(({ url }) => !known.has(url)), ({ shape }) => shape);
  if (fresh.size === 0) return [...links];
  // In one order, so that two readers of one source never wait for each other.
  const paths = [...fresh.keys()].sort();
  const rows = await tx.query<{ shape: string; addresses: number }[]>(
    `INSERT INTO url_shapes (election_id, source_id, shape) SELECT $1, $2, s FROM unnest($3::text[]) AS s ON CONFLICT (election_id, source_id, shape) DO UPDATE SET shape = excluded.shape RETURNING shape, addresses`, [electionId, sourceId, paths]);
  const refused = new Set<string>();
  const counts = rows.map(({ shape, addresses }) => {
    const urls = fresh.get(shape) ?? [];
    const taken = Math.max(0, Math.min(urls.length, (urls[0]?.most ?? 0) - addresses));
    for (const { url } of urls.slice(taken)) refused.add(url);
    return { shape, taken, over: urls.length - taken };
  });
  await tx.query(`UPDATE url_shapes u SET addresses = u.addresses + x.taken, refused = u.refused + x.over FROM unnest($3::text[], $4::int[], $5::int[]) AS x (shape, taken, over) WHERE u.election_id = $1 AND u.source_id = $2 AND u.shape = x.shape`,
    [electionId, sourceId, counts.map(({ shape }) => shape), counts.map(({ taken }) => taken), counts.map(({ over }) => over)]);
  const worst = counts.toSorted((one, other) => other.over - one.over)[0];
  if (worst !== undefined && worst.over > 0) await raiseGap(tx, electionId, sourceId, 'endless-addresses', `${worst.shape}: there seems to be no end to these addresses; ${fresh.get(worst.shape)?.[0]?.most} were taken up and no further ones`, at);
  return links.filter(({ url }) => !refused.has(url));
}

/** Addresses of one form, with the numbers in them as `#`, of which a source has without end. */
export interface EndlessAddresses { sourceId: string; shape: string; taken: number; refused: number }

/** Forms of address of which some were refused, most refused first: what a reader should know was not visited. */
export async function endlessAddresses(db: Sql, electionId: string, limit = 100): Promise<EndlessAddresses[]> {
  return db.query<EndlessAddresses[]>(
    `SELECT source_id AS "sourceId", shape, addresses AS taken, refused::float8 AS refused FROM url_shapes WHERE election_id = $1 AND refused > 0 ORDER BY refused DESC, source_id, shape LIMIT $2`, [electionId, limit]);
}
