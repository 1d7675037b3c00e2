import type { AnswerOf } from '#core/contract/operation.js';
import type { getToday } from '#core/contract/operations.js';
import { addDays, dayWindow, daysBetween, daysLeft, localDayOf, phaseOf } from '#core/election/calendar.js';
import { AUDIENCES } from '#core/model.js';
import { REJECTED } from './campaigns.js';
import { getElection } from './elections.js';
import type { Sql } from './open.js';
import { reviewCounts, type Shared } from './review.js';

type Today = AnswerOf<typeof getToday>;
const DAYS = 14;
const FEW = 8;

/** The day at a glance for one election. `now` is the election's clock; queues are asked elsewhere. */
export async function todayOf(db: Sql, electionId: string, now: Date, who: { who: string; editor: boolean }, shared: Shared = (_key, work) => work()): Promise<Omit<Today, 'queues'>> {
  const election = await getElection(db, electionId);
  const date = localDayOf(now, election.timeZone);
  const yesterday = dayWindow(addDays(date, -1), election.timeZone);
  const [review, campaigns, goals, accountFindings, gaps, sources, days, editions, replies] = await Promise.all([
    reviewCounts(db, electionId, who.who, who.editor, shared), campaignsNow(db, electionId, yesterday.from), goalsNow(db, electionId, date), findingsNow(db, electionId, addDays(date, -7)), gapsNow(db, electionId),
    sourcesNow(db, electionId, date), shared(`days ${electionId} ${date}`, () => callDays(db, electionId, election.timeZone, date)), editionsNow(db, electionId, date), repliesNow(db, electionId, now)]);
  return {
    electionId, name: election.name, date, now, timeZone: election.timeZone, pollingDay: election.pollingDay, phase: phaseOf(election, date), daysLeft: daysLeft(election, date), watchlistVersion: election.watchlistVersion,
    review, campaigns, goals, accountFindings, gaps, sources, days, editions, replies,
  };
}

async function campaignsNow(db: Sql, electionId: string, since: Date): Promise<Today['campaigns']> {
  const [counts] = await db.query<{ active: number; new: number }[]>('SELECT count(*)::int AS active, (count(*) FILTER (WHERE first_at >= $2))::int AS new FROM campaigns WHERE election_id = $1 AND active', [electionId, since]);
  const newest = await db.query<Today['campaigns']['newest']>(
    `SELECT c.id, (SELECT d.name FROM campaign_decisions d WHERE d.campaign_id = c.id AND d.kind = 'name' AND d.undone_at IS NULL ORDER BY d.id DESC LIMIT 1) AS name, c.target, jsonb_array_length(c.members) AS members, jsonb_array_length(c.calls) AS calls,
       c.first_at AS "firstAt", c.joined -> 0 ->> 'dated' AS "firstDated", c.last_at AS "lastAt", c.p_value AS "pValue", c.first_at >= $2 AS "isNew" FROM campaigns c WHERE c.election_id = $1 AND c.active ORDER BY c.last_at DESC, c.id LIMIT ${FEW}`, [electionId, since]);
  return { ...counts!, newest };
}

async function goalsNow(db: Sql, electionId: string, date: string): Promise<Today['goals']> {
  const rows = await db.query<Omit<Today['goals'][number], 'share' | 'daysLeft'>[]>(`SELECT ${GOAL} FROM ${GOALS} WHERE g.election_id = $1 AND g.ended_at IS NULL ORDER BY g.by NULLS LAST, g.id LIMIT 50`, [electionId]);
  return rows.map(({ account, value, by, statedBy, now, nowAt, how }) => ({ account, value, by, statedBy, now, nowAt, how, share: now === null ? null : now / value, daysLeft: by === null ? null : daysBetween(date, by) }));
}
/** A goal beside the newest count of its account: what we saw before what was said. */
export const GOAL = `g.id, g.election_id AS "electionId", g.account, g.value::float8 AS value, g.by, g.stated_by AS "statedBy", g.stated_on AS "statedOn", g.source, g.ended_at AS "endedAt", r.value::float8 AS now, r.at AS "nowAt", r.how`;
const newest = (how: string): string => `(SELECT r.value, r.at, r.how FROM readings r WHERE r.election_id = g.election_id AND r.account = g.account AND r.how ${how} ORDER BY r.at DESC LIMIT 1)`;
export const GOALS = `goals g LEFT JOIN LATERAL (SELECT * FROM (${newest("= 'observed'")} UNION ALL ${newest("<> 'observed'")}) r ORDER BY r.how = 'observed' DESC LIMIT 1) r ON true`;

async function findingsNow(db: Sql, electionId: string, since: string): Promise<Today['accountFindings']> {
  const [counts] = await db.query<{ unexplained: number; events: number }[]>(
    `SELECT (count(*) FILTER (WHERE class = 'anomaly' AND unexplained))::int AS unexplained, (count(*) FILTER (WHERE class = 'event'))::int AS events FROM account_findings WHERE election_id = $1 AND active AND day >= $2`, [electionId, since]);
  return { since, ...counts! };
}

async function gapsNow(db: Sql, electionId: string): Promise<Today['gaps']> {
  const [counts] = await db.query<{ open: number; sources: number }[]>(`SELECT count(*)::int AS open, count(DISTINCT nullif(source_id, ''))::int AS sources FROM gaps WHERE election_id = $1 AND open`, [electionId]);
  const newest = await db.query<Today['gaps']['newest']>(`SELECT g.id, nullif(g.source_id, '') AS "sourceId", a.name AS actor, s.kind, g.reason, g.detail, g.last_at AS "lastAt" FROM gaps g LEFT JOIN sources s ON s.election_id = g.election_id AND s.id = g.source_id
     LEFT JOIN actors a ON a.election_id = s.election_id AND a.id = s.actor_id WHERE g.election_id = $1 AND g.open ORDER BY g.last_at DESC, g.id DESC LIMIT ${FEW}`, [electionId]);
  return { ...counts!, newest };
}

async function sourcesNow(db: Sql, electionId: string, date: string): Promise<Today['sources']> {
  const rows = await db.query<Today['sources'][]>(
    `SELECT count(*)::int AS "all", (count(*) FILTER (WHERE s.paused))::int AS paused, count(d.day)::int AS "readToday" FROM sources s LEFT JOIN source_days d ON d.election_id = s.election_id AND d.source_id = s.id AND d.day = $2 WHERE s.election_id = $1 AND s.active`, [electionId, date]);
  return rows[0]!;
}

/** Documents and calls by local day, by voice; days without any are there with zeros. */
async function callDays(db: Sql, electionId: string, timeZone: string, date: string): Promise<Today['days']> {
  return db.query<Today['days']>(
    `WITH said AS (SELECT (${SAID} AT TIME ZONE $2)::date AS day, count(*)::int AS documents FROM documents d WHERE d.election_id = $1 AND d.current AND ${within(SAID)} GROUP BY 1),
     called AS (SELECT (o.said_at AT TIME ZONE $2)::date AS day, (count(*) FILTER (WHERE o.payload ->> 'voice' = 'own'))::int AS calls, (count(DISTINCT o.actor_id) FILTER (WHERE o.payload ->> 'voice' = 'own'))::int AS actors,
       (count(*) FILTER (WHERE o.payload ->> 'voice' = 'reported'))::int AS reported, (count(*) FILTER (WHERE o.payload ->> 'voice' = 'boilerplate'))::int AS standing FROM observations o WHERE o.election_id = $1 AND o.kind = 'call' AND o.current AND ${within('o.said_at')}
         AND NOT EXISTS (SELECT 1 FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector AND t.version > o.detector_version) AND NOT EXISTS (${REJECTED}) GROUP BY 1)
     SELECT to_char(x.day, 'YYYY-MM-DD') AS day, coalesce(s.documents, 0) AS documents, coalesce(c.calls, 0) AS calls, coalesce(c.actors, 0) AS actors, coalesce(c.reported, 0) AS reported, coalesce(c.standing, 0) AS standing
     FROM generate_series($3::date - ${DAYS - 1}, $3::date, interval '1 day') AS x (day) LEFT JOIN said s ON s.day = x.day LEFT JOIN called c ON c.day = x.day ORDER BY x.day`, [electionId, timeZone, date]);
}
const SAID = 'coalesce(d.published_at, d.first_seen_at)';
const within = (column: string): string => `${column} >= ($3::date - ${DAYS - 1})::timestamp AT TIME ZONE $2 AND ${column} < ($3::date + 1)::timestamp AT TIME ZONE $2`;

async function editionsNow(db: Sql, electionId: string, date: string): Promise<Today['editions']> {
  const rows = await db.query<{ id: string; audience: Today['editions'][number]['audience']; releasedAt: Date | null; withdrawnAt: Date | null }[]>(
    `SELECT DISTINCT ON (audience) id, audience, released_at AS "releasedAt", withdrawn_at AS "withdrawnAt" FROM editions WHERE election_id = $1 AND date = $2 AND kind = 'daily' ORDER BY audience, sequence DESC`, [electionId, date]);
  return AUDIENCES.map((audience) => {
    const found = rows.find((row) => row.audience === audience);
    const state = found === undefined ? 'not composed' : found.withdrawnAt !== null ? 'withdrawn' : found.releasedAt !== null ? 'released' : 'held';
    return { id: found?.id ?? null, audience, date, state, releasedAt: found?.releasedAt ?? null };
  });
}

async function repliesNow(db: Sql, electionId: string, now: Date): Promise<Today['replies']> {
  const rows = await db.query<Today['replies'][]>('SELECT count(*)::int AS open, (count(*) FILTER (WHERE deadline < $2))::int AS overdue FROM replies WHERE election_id = $1 AND answered_at IS NULL', [electionId, now]);
  return rows[0]!;
}
