import type { AnswerOf } from '#core/contract/operation.js';
import type * as operations from '#core/contract/operations.js';
import { Gone } from '#core/errors.js';
import { pageBackFills } from './back-fills.js';
import type { Sql } from './open.js';
import { readPage, Where, type Page, type Paging } from './paging.js';

type Answer<K extends keyof typeof operations> = AnswerOf<(typeof operations)[K]>;
type Health = Answer<'getSourceHealth'>;

/** How a source fares, from what its addresses, snapshots, documents and its host say. Gone where there is none. */
export async function sourceHealth(db: Sql, electionId: string, sourceId: string): Promise<Health> {
  const [source] = await db.query<{ host: string; least: number | null; most: number | null; timeZone: string; newest: Date | null }[]>(
    `SELECT substring(s.url FROM '^[a-z]+://([^/?#]+)') AS host, s.every_least_ms::float8 AS least, s.every_most_ms::float8 AS most, e.time_zone AS "timeZone", (SELECT max(first_seen_at) FROM documents d WHERE d.election_id = s.election_id AND d.source_id = s.id) AS newest
     FROM sources s JOIN elections e ON e.id = s.election_id WHERE s.election_id = $1 AND s.id = $2`, [electionId, sourceId]);
  if (source === undefined) throw new Gone('there is no such source');
  const [frontier] = await db.query<Pick<Health, 'addresses' | 'due' | 'failing' | 'nextDueAt' | 'lastVisitAt' | 'lastGoodAt'>[]>(
    `SELECT count(*)::int AS addresses, (count(*) FILTER (WHERE due_at <= clock_timestamp()))::int AS due, (count(*) FILTER (WHERE failures >= 3))::int AS failing, min(due_at) AS "nextDueAt", max(last_visit_at) AS "lastVisitAt",
       max(last_visit_at) FILTER (WHERE last_outcome IN ('ok', 'unchanged')) AS "lastGoodAt" FROM frontier WHERE election_id = $1 AND source_id = $2`, [electionId, sourceId]);
  const outcomes = await db.query<{ outcome: string; count: number }[]>('SELECT last_outcome AS outcome, count(*)::int AS count FROM frontier WHERE election_id = $1 AND source_id = $2 AND last_outcome IS NOT NULL GROUP BY 1 ORDER BY 1', [electionId, sourceId]);
  const [read] = await db.query<{ unread: number; quarantined: number }[]>(`SELECT (count(*) FILTER (WHERE read_state = 'pending'))::int AS unread, (count(*) FILTER (WHERE read_state = 'quarantined'))::int AS quarantined FROM snapshots WHERE election_id = $1 AND source_id = $2`, [electionId, sourceId]);
  const documentsByDay = await db.query<Health['documentsByDay']>(
    `SELECT to_char((first_seen_at AT TIME ZONE $3)::date, 'YYYY-MM-DD') AS day, count(*)::int AS documents FROM documents WHERE election_id = $1 AND source_id = $2 AND current AND first_seen_at > now() - interval '400 days' GROUP BY 1 ORDER BY 1 DESC LIMIT 30`, [electionId, sourceId, source.timeZone]);
  const gaps = await db.query<Health['gaps']>(`SELECT id, election_id AS "electionId", nullif(source_id, '') AS "sourceId", reason, detail, first_at AS "firstAt", last_at AS "lastAt", tries, open FROM gaps WHERE election_id = $1 AND source_id = $2 ORDER BY open DESC, last_at DESC LIMIT 20`, [electionId, sourceId]);
  const [documents] = await db.query<{ documents: number }[]>('SELECT count(*)::int AS documents FROM documents WHERE election_id = $1 AND source_id = $2 AND current', [electionId, sourceId]);
  return {
    electionId, sourceId, host: source.host, ...documents!, documentsByDay: documentsByDay.toReversed(), newestDocumentAt: source.newest, ...frontier!, outcomes: Object.fromEntries(outcomes.map(({ outcome, count }) => [outcome, count])), ...read!,
    drift: gaps.some(({ reason, open }) => open && reason === 'selector-drift'), everyMs: { least: source.least, most: source.most }, hostState: await stateOfHost(db, source.host), gaps, backFill: (await pageBackFills(db, { election: electionId, source: sourceId, limit: 1 })).items[0] ?? null,
  };
}

/** All sources that the watchlist in force lists, as far as it matters what can be asked of them. */
export const sourcesOf = (db: Sql, electionId: string): Promise<{ id: string; electionId: string; kind: string; paused: boolean }[]> =>
  db.query('SELECT id, election_id AS "electionId", kind, paused FROM sources WHERE election_id = $1 AND active ORDER BY id', [electionId]);

async function stateOfHost(db: Sql, host: string): Promise<Health['hostState']> {
  const rows = await db.query<Health['hostState'][]>(
    `SELECT CASE WHEN not_before > clock_timestamp() THEN not_before END AS "notBefore", failures, CASE WHEN day = (clock_timestamp() AT TIME ZONE 'UTC')::date THEN day_requests ELSE 0 END AS "requestsToday",
       CASE robots_state WHEN 'rules' THEN 'read' WHEN 'allow-all' THEN 'none' WHEN 'disallow-all' THEN 'unreachable' ELSE 'not asked' END AS robots, robots_at AS "robotsAt", left(robots_text, 20000) AS "robotsText" FROM hosts WHERE host = $1`, [host]);
  return rows[0] ?? { notBefore: null, failures: 0, requestsToday: 0, robots: 'not asked', robotsAt: null, robotsText: null };
}

/** Its addresses by their last visit; those never visited come last. */
export function pageOutcomes(db: Sql, electionId: string, sourceId: string, { outcome, ...paging }: { outcome?: string | undefined } & Paging): Promise<Page<Answer<'listSourceOutcomes'>['items'][number]>> {
  return readPage(db, {
    columns: `f.id, f.url, f.role, f.why, f.last_outcome AS "lastOutcome", f.last_visit_at AS "lastVisitAt", f.due_at AS "dueAt", f.visits, f.changes, f.failures`, from: 'frontier f',
    where: new Where().and('f.election_id = $', electionId).and('f.source_id = $', sourceId).and('f.last_outcome = $', outcome), key: [`coalesce(f.last_visit_at, '-infinity')`, 'f.id'], types: ['timestamptz', 'bigint'], descending: true,
  }, paging);
}

/** Stops or goes on asking a source, whatever the watchlist says of it until then. Going on follows the watchlist again. False where it was so. */
export async function holdSource(db: Sql, electionId: string, sourceId: string, { paused, why, by, at }: { paused: boolean; why: string | null; by: string; at: Date }): Promise<boolean> {
  const [before] = await db.query<{ paused: boolean }[]>('SELECT paused FROM sources WHERE election_id = $1 AND id = $2 FOR UPDATE', [electionId, sourceId]);
  if (before === undefined) throw new Gone('there is no such source');
  await db.query('UPDATE sources SET paused = $3, held_by = CASE WHEN $3 THEN $4 END, held_why = CASE WHEN $3 THEN $5 END, held_at = CASE WHEN $3 THEN $6::timestamptz END WHERE election_id = $1 AND id = $2', [electionId, sourceId, paused, by, why, at]);
  return before.paused !== paused;
}

export interface TryRow { id: string; electionId: string; url: string; kind: string | null; /** Since somebody asked. */ waitedMs: number }
const TRY = `t.id, t.election_id AS "electionId", t.url, t.kind, t.state, t.asked_by AS "askedBy", t.asked_at AS "askedAt", t.ended_at AS "endedAt", t.steps, t.found`;
/** Tries of one installation that may wait at a time. */
const MOST_TRIES = 50;

/** Puts an address in the line of those to be tried; null where too many wait. */
export async function askTry(db: Sql, { electionId, url, kind, by }: { electionId: string; url: string; kind: string | null; by: string }): Promise<string | null> {
  const [waiting] = await db.query<{ count: number }[]>(`SELECT count(*)::int AS count FROM tries WHERE state IN ('waiting', 'working')`);
  if (waiting!.count >= MOST_TRIES) return null;
  const rows = await db.query<{ id: string }[]>('INSERT INTO tries (election_id, url, kind, asked_by) VALUES ($1, $2, $3, $4) RETURNING id', [electionId, url, kind, by]);
  return rows[0]!.id;
}
export async function oneTry(db: Sql, id: string): Promise<Answer<'getTry'>> {
  const rows = await db.query<Answer<'getTry'>[]>(`SELECT ${TRY} FROM tries t WHERE t.id = $1`, [id]);
  if (rows[0] === undefined) throw new Gone('there is no such try');
  const { found } = rows[0];
  return { ...rows[0], found: found && { ...found, documents: found.documents.map((document) => ({ ...document, publishedAt: document.publishedAt && new Date(document.publishedAt) })) } };
}
/** Takes one up; null where it was taken already. A worker that died with it lets it go after ten minutes. */
export async function takeTry(db: Sql, id: string): Promise<TryRow | null> {
  const rows = await db.query<TryRow[]>(`WITH taken AS (UPDATE tries SET state = 'working' WHERE id = $1 AND state = 'waiting' RETURNING *) SELECT id, election_id AS "electionId", url, kind, (extract(epoch FROM now() - asked_at) * 1000)::float8 AS "waitedMs" FROM taken`, [id]);
  return rows[0] ?? null;
}
/** Not yet: it waits for its turn. */
export const putTryBack = (db: Sql, id: string): Promise<unknown> => db.query(`UPDATE tries SET state = 'waiting' WHERE id = $1 AND state = 'working'`, [id]);
export const endTry = (db: Sql, id: string, state: 'done' | 'failed', steps: Answer<'getTry'>['steps'], found: object | null): Promise<unknown> =>
  db.query('UPDATE tries SET state = $2, steps = $3, found = $4, ended_at = now() WHERE id = $1', [id, state, JSON.stringify(steps).replaceAll('\\u0000', ''), found && JSON.stringify(found).replaceAll('\\u0000', '')]);
/** Those that wait, of the last day; those that a dead worker left are let go. */
export async function waitingTries(db: Sql): Promise<string[]> {
  await db.query(`UPDATE tries SET state = 'failed', steps = '[{"step":"fault","text":"the worker ended before it was done"}]', ended_at = now() WHERE state = 'working' AND asked_at < now() - interval '10 minutes'`);
  return (await db.query<{ id: string }[]>(`SELECT id FROM tries WHERE state = 'waiting' AND asked_at > now() - interval '1 day' ORDER BY id LIMIT 50`)).map(({ id }) => id);
}
