import type { EntityManager } from 'typeorm';
import { MOST_OF_A_PATH, queryPath } from '#core/web/trap.js';
import type { FrontierEntry } from './frontier.js';

/** Links that people follow; what a feed or a sitemap lists is a page by the site's own word. */
const FOLLOWED = /^(article|section)-link/;

/**
 * Leaves out links that would make a path endless: of all addresses of a source that differ only in their query (days of a calendar, sessions, filters), the first 5,000 are
 * taken, however many pages link to them; what was refused is counted. Known addresses count once.
 */
export async function withinPaths(tx: EntityManager, electionId: string, sourceId: string, links: readonly FrontierEntry[]): Promise<FrontierEntry[]> {
  const bounded = links.flatMap((link) => { const path = FOLLOWED.test(link.why) ? queryPath(link.url) : null; return path === null ? [] : [{ path, url: link.url }]; });
  if (bounded.length === 0) return [...links];
  const known = new Set((await tx.query<{ url: string }[]>('SELECT url FROM frontier WHERE election_id = $1 AND url = ANY($2::text[])', [electionId, bounded.map(({ url }) => url)])).map(({ url }) => url));
  const fresh = Map.groupBy(bounded.filter(({ url }) => !known.has(url)), ({ path }) => path);
  if (fresh.size === 0) return [...links];
  // In one order, so that two readers of one source never wait for each other.
  const paths = [...fresh.keys()].sort();
  const rows = await tx.query<{ shape: string; addresses: number }[]>(
    `INSERT INTO url_shapes (election_id, source_id, shape) SELECT $1, $2, s FROM unnest($3::text[]) AS s ON CONFLICT (election_id, source_id, shape) DO UPDATE SET shape = excluded.shape RETURNING shape, addresses`, [electionId, sourceId, paths]);
  const refused = new Set<string>();
  const counts = rows.map(({ shape, addresses }) => {
    const urls = fresh.get(shape) ?? [];
    const taken = Math.max(0, Math.min(urls.length, MOST_OF_A_PATH - addresses));
    for (const { url } of urls.slice(taken)) refused.add(url);
    return { shape, taken, over: urls.length - taken };
  });
  await tx.query(`UPDATE url_shapes u SET addresses = u.addresses + x.taken, refused = u.refused + x.over FROM unnest($3::text[], $4::int[], $5::int[]) AS x (shape, taken, over) WHERE u.election_id = $1 AND u.source_id = $2 AND u.shape = x.shape`,
    [electionId, sourceId, counts.map(({ shape }) => shape), counts.map(({ taken }) => taken), counts.map(({ over }) => over)]);
  return links.filter(({ url }) => !refused.has(url));
}
