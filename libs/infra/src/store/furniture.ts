import type { DataSource } from 'typeorm';

/** A source's newest pages that are compared: furniture changes with a site's design, and older pages would keep the old one. */
const NEWEST = 200;

/** On how many of a source's newest pages each paragraph stands that stands on more than two; each page by its present version. */
export async function paragraphCounts(db: DataSource, electionId: string, sourceId: string): Promise<{ pages: number; counts: Map<string, number> }> {
  const rows = await db.query<{ print: string | null; pages: string; count: string | null }[]>(
    `WITH newest AS (SELECT paragraphs FROM documents WHERE election_id = $1 AND source_id = $2 AND current AND codes IS NULL AND cardinality(paragraphs) > 0 ORDER BY id DESC LIMIT ${NEWEST})
     SELECT p.pages, s.print, s.count FROM (SELECT count(*) AS pages FROM newest) p LEFT JOIN (SELECT print, count(*) AS count FROM newest, unnest(paragraphs) AS print GROUP BY print HAVING count(*) > 2) s ON true`, [electionId, sourceId]);
  // A source whose pages share nothing has one row, of no paragraph: its pages are known all the same.
  return { pages: Number(rows[0]!.pages), counts: new Map(rows.flatMap(({ print, count }) => (print === null ? [] : [[print, Number(count)] as const]))) };
}
