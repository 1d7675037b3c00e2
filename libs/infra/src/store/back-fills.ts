import type { AnswerOf } from '#core/contract/operation.js';
import type { getBackFill } from '#core/contract/operations.js';
import { Clash, Gone } from '#core/errors.js';
import type { Sql } from './open.js';
import { readPage, Where, type Page, type Paging } from './paging.js';

type BackFill = AnswerOf<typeof getBackFill>;

/** Older pages of a list or channel, as reading puts them into the frontier. */
const OLDER = `f.why LIKE 'older-page on %'`;
/** What came into the frontier since it began and was not asked yet. Pictures wait for nobody. */
const left = (only: string): string => `EXISTS (SELECT 1 FROM frontier f WHERE f.election_id = b.election_id AND f.source_id = b.source_id AND f.visits = 0 AND f.due_at IS NOT NULL AND f.role <> 'image' AND (${only}))`;
const UNREAD = `EXISTS (SELECT 1 FROM snapshots n WHERE n.election_id = b.election_id AND n.source_id = b.source_id AND n.read_state = 'pending')`;
const OF_SOURCE = 'f.election_id = b.election_id AND f.source_id = b.source_id AND f.id > b.after_address';
const COLUMNS = `b.id, b.election_id AS "electionId", b.source_id AS "sourceId", b.back_to AS "to", b.by AS "askedBy", b.asked_at AS "askedAt", b.ended_at AS "endedAt",
  CASE WHEN b.stopped_by IS NOT NULL THEN 'stopped' WHEN b.ended_at IS NOT NULL THEN 'done' WHEN b.paged_at IS NOT NULL THEN 'visiting' ELSE 'paging back' END AS state,
  (SELECT json_build_object('visited', (count(*) FILTER (WHERE f.visits > 0))::int, 'waiting', (count(*) FILTER (WHERE f.visits = 0 AND f.due_at IS NOT NULL))::int) FROM frontier f WHERE ${OF_SOURCE} AND ${OLDER}) AS "olderPages",
  (SELECT json_build_object('visited', (count(*) FILTER (WHERE f.visits > 0))::int, 'waiting', (count(*) FILTER (WHERE f.visits = 0 AND f.due_at IS NOT NULL))::int) FROM frontier f WHERE ${OF_SOURCE} AND f.role <> 'image' AND NOT (${OLDER})) AS addresses,
  d.documents, d.oldest AS "oldestAt"`;
const FROM = `back_fills b CROSS JOIN LATERAL (SELECT count(*)::int AS documents, min(d.published_at) AS oldest FROM documents d WHERE d.election_id = b.election_id AND d.source_id = b.source_id AND d.id > b.after_document AND d.version = 1) d`;

export const pageBackFills = (db: Sql, { election, visible, source, open, ...paging }: { election?: string | undefined; visible?: string[] | undefined; source?: string | undefined; open?: boolean | undefined } & Paging): Promise<Page<BackFill>> =>
  readPage(db, { columns: COLUMNS, from: FROM, where: new Where().and('b.election_id = $', election).and('b.election_id = ANY($::text[])', visible).and('b.source_id = $', source).and('(b.ended_at IS NULL) = $', open), key: ['b.id'], types: ['bigint'], descending: true }, paging);
export async function oneBackFill(db: Sql, id: string): Promise<BackFill> {
  const rows = await db.query<BackFill[]>(`SELECT ${COLUMNS} FROM ${FROM} WHERE b.id = $1`, [id]);
  if (rows[0] === undefined) throw new Gone('there is no such back-fill');
  return rows[0];
}

/** Older pages that one back-fill asks at the most: a channel of six hundred posts a day for a month; an endless list ends there. */
const MOST_OLDER_PAGES = 1000;
/** Sources of an election that are being read back. */
export const openBackFills = async (db: Sql, electionId: string): Promise<string[]> => (await db.query<{ id: string }[]>('SELECT source_id AS id FROM back_fills WHERE election_id = $1 AND ended_at IS NULL', [electionId])).map(({ id }) => id);

/** Snapshots of lists and channels that are read again at the most when one begins. */
const MOST_AGAIN = 500;
/**
 * Begins to read a source back to a local day: what was last seen of its lists is read again under settings that go back, without asking the source for it; older pages come
 * into the frontier, and their host is asked as it always is. Resolves with its id and the snapshots to read. Clash while one is under way.
 */
export async function beginBackFill(db: Sql, { electionId, sourceId, to, by, at }: { electionId: string; sourceId: string; to: string; by: string; at: Date }): Promise<{ id: string; snapshots: string[] }> {
  const rows = await db.query<{ id: string }[]>(
    `INSERT INTO back_fills (election_id, source_id, back_to, by, asked_at, after_address, after_document)
     SELECT $1, $2, $3, $4, $5, (SELECT coalesce(max(id), 0) FROM frontier), (SELECT coalesce(max(id), 0) FROM documents) ON CONFLICT DO NOTHING RETURNING id`, [electionId, sourceId, to, by, at]);
  if (rows[0] === undefined) throw new Clash('a back-fill of this source is under way: stop it first, or wait');
  const again = await db.query<{ id: string }[]>(
    `WITH newest AS (SELECT max(n.id) AS id FROM snapshots n JOIN frontier f ON f.id = n.frontier_id WHERE n.election_id = $1 AND n.source_id = $2 AND (f.role = 'start' OR ${OLDER}) GROUP BY n.frontier_id ORDER BY 1 DESC LIMIT ${MOST_AGAIN}),
     again AS (UPDATE snapshots n SET read_state = 'pending' FROM newest WHERE n.id = newest.id AND n.read_state = 'read' RETURNING n.id) SELECT id FROM again ORDER BY id`, [electionId, sourceId]);
  return { id: rows[0].id, snapshots: again.map(({ id }) => id) };
}

/** False where it had ended. What it put into the frontier and nobody asked yet is let go. */
export async function stopBackFill(db: Sql, id: string, by: string): Promise<boolean> {
  const rows = await db.query<unknown[]>('WITH stopped AS (UPDATE back_fills SET ended_at = now(), stopped_by = $2 WHERE id = $1 AND ended_at IS NULL RETURNING 1) SELECT 1 FROM stopped', [id, by]);
  if (rows.length > 0) await db.query(`UPDATE frontier f SET due_at = NULL FROM back_fills b WHERE b.id = $1 AND ${OF_SOURCE} AND ${OLDER} AND f.visits = 0`, [id]);
  return rows.length > 0;
}

/** Notes of back-fills whether there is anything left to page back through, then whether anything at all is left to visit. With sources: of those alone. */
export async function noteBackFills(db: Pick<Sql, 'query'>, sources: { electionId: string; sourceId: string }[] | null = null): Promise<void> {
  const only = sources === null ? 'true' : '(b.election_id, b.source_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))';
  const values = sources === null ? [] : [sources.map(({ electionId }) => electionId), sources.map(({ sourceId }) => sourceId)];
  await db.query(`UPDATE back_fills b SET paged_at = now() WHERE b.ended_at IS NULL AND b.paged_at IS NULL AND ${only} AND ((NOT ${UNREAD} AND NOT ${left(`${OLDER} OR f.role = 'start'`)}) OR (SELECT count(*) FROM frontier f WHERE ${OF_SOURCE} AND ${OLDER}) >= ${MOST_OLDER_PAGES})`, values);
  await db.query(`UPDATE back_fills b SET ended_at = now() WHERE b.ended_at IS NULL AND b.paged_at IS NOT NULL AND ${only} AND NOT ${UNREAD} AND NOT ${left('f.id > b.after_address')}`, values);
}
