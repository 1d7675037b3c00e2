import { countOf, isMeasured, tracksOf, type Count } from '#core/accounts/counts.js';
import { goalOutlook } from '#core/accounts/goal.js';
import { isConfirmed } from '#core/accounts/life/seen.js';
import { localDays } from '#core/accounts/local-day.js';
import type { AnswerOf } from '#core/contract/operation.js';
import type * as operations from '#core/contract/operations.js';
import { addDays, dayWindow } from '#core/election/calendar.js';
import { Gone } from '#core/errors.js';
import type { AccountKey, LocalDate } from '#core/model.js';
import { accountStates, type StoredMigration } from './accounts.js';
import { getElection, listActors } from './elections.js';
import { REJECTED } from './campaigns.js';
import { SAID_AT } from './lists.js';
import { readPage, Where, type Page, type Paging } from './paging.js';
import type { Sql } from './open.js';
import { GOAL, GOALS } from './today.js';
import { TARGET } from './target.js';

type Answer<K extends keyof typeof operations> = AnswerOf<(typeof operations)[K]>;
type Finding = Answer<'listAccountFindings'>['items'][number];
interface Days { from?: string | undefined; to?: string | undefined }

/** Without days, this many up to the newest count. */
const USUAL_DAYS = 90;

/** An account's counts by day and origin, with goals projected from counts up to the last day asked for. Rejects with Gone when there is no such account. */
export async function accountSeries(db: Sql, electionId: string, account: string, { from, to }: Days): Promise<Answer<'getAccountSeries'>> {
  const election = await getElection(db, electionId);
  const there = await db.query<unknown[]>('SELECT 1 FROM accounts WHERE election_id = $1 AND key = $2', [electionId, account]);
  if (there.length === 0) throw new Gone('there is no such account');
  const dayOf = localDays(election.timeZone);
  const newest = await db.query<{ at: Date | null }[]>('SELECT max(at) AS at FROM readings WHERE election_id = $1 AND account = $2', [electionId, account]);
  const last: LocalDate = to ?? dayOf(newest[0]?.at ?? new Date());
  const first: LocalDate = from ?? addDays(last, 1 - USUAL_DAYS);
  type Row = Answer<'getAccountSeries'>['open'][number] & { by: string | null };
  const rows = await db.query<Row[]>(
    `SELECT r.metric, r.value::float8 AS value, r.bound, r.at, r.how, r.low::float8 AS low, r.high::float8 AS high, r.snapshot_id::text AS "snapshotId", r.document_id::text AS "documentId", coalesce((SELECT n.origin = 'by-hand' FROM snapshots n WHERE n.id = r.snapshot_id), false) AS "byHand", d.actor_id AS by
     FROM readings r LEFT JOIN documents d ON d.id = r.document_id WHERE r.election_id = $1 AND r.account = $2 AND r.at >= $3 AND r.at < $4 ORDER BY r.at, r.id`,
    [electionId, account, dayWindow(first, election.timeZone).from, dayWindow(last, election.timeZone).to]);
  const counts = rows.map((row): Count & { row: Row } => ({ ...countOf({ ...row, metric: 'followers', account: account as AccountKey }), row }));
  const rowOf = new Map(counts.map((count) => [`${count.by} ${count.at.getTime()} ${count.value}`, count.row]));
  const goals = await db.query<{ value: number; by: string | null; statedBy: string; statedOn: string | null; source: string }[]>(
    `SELECT value::float8 AS value, by, stated_by AS "statedBy", stated_on AS "statedOn", source FROM goals WHERE election_id = $1 AND account = $2 AND ended_at IS NULL ORDER BY id`, [electionId, account]);
  return {
    electionId, account, from: first, to: last, timeZone: election.timeZone,
    series: tracksOf(counts, election.timeZone).map(({ by, counts: days }) => ({ by, days: days.map((count) => {
      const row = rowOf.get(`${count.by} ${count.at.getTime()} ${count.value}`)!;
      return { day: count.day, at: count.at, value: count.value, bound: count.bound, low: count.low, high: count.high, snapshotId: row.snapshotId, documentId: row.documentId };
    }) })),
    open: counts.filter((count) => !isMeasured(count)).map(({ row: { by: _by, ...reading } }) => reading),
    goals: goals.map((goal) => { const { by: countedBy, ...outlook } = goalOutlook(goal, counts, last, election.timeZone); return { ...goal, ...outlook, countedBy }; }),
    states: (await accountStates(db, electionId)).filter((state) => state.account === (account as AccountKey)).map((state) => ({ state: state.state, since: state.since, last: state.last, checks: state.checks, confirmed: isConfirmed(state), url: state.url, detail: state.detail })),
  };
}

interface FindingFilter extends Days { visible?: string[] | undefined; election?: string | undefined; class?: string | undefined; kind?: string | undefined; account?: string | undefined; actor?: string | undefined; unexplained?: boolean | undefined; active?: boolean | undefined }

/** Findings of accounts, newest first. Without `active` those that a later measuring no longer finds are listed too, marked. */
export function pageFindings(db: Sql, { election, visible, class: group, kind, account, actor, unexplained, active, from, to, ...paging }: FindingFilter & Paging): Promise<Page<Finding>> {
  return readPage<Finding>(db, {
    columns: `f.id, f.election_id AS "electionId", f.class, f.kind, f.account, f.actor_id AS "actorId", f.day, f.at, f.verdict, f.unexplained, f.active, f.first_found_at AS "firstFoundAt", f.document_id::text AS "documentId", f.payload`,
    from: 'account_findings f', key: ['f.at', 'f.id'], types: ['timestamptz', 'bigint'], descending: true,
    where: new Where().and('f.election_id = $', election).and('f.election_id = ANY($::text[])', visible).and('f.class = $', group).and('f.kind = $', kind).and('f.account = $', account).and('f.actor_id = $', actor).and('f.unexplained = $', unexplained).and('f.active = $', active).and('f.day >= $', from).and('f.day <= $', to),
  }, paging);
}

/** Who left a platform and who stayed, as last measured; without rows where nothing was measured or no day is known to compare around. */
export async function migrationOf(db: Sql, electionId: string): Promise<Answer<'getMigration'>> {
  await getElection(db, electionId);
  const [row] = await db.query<{ at: Date; migration: StoredMigration | null }[]>('SELECT at, migration FROM account_measures WHERE election_id = $1', [electionId]);
  const names = new Map((await listActors(db, electionId)).map(({ id, name }) => [id, name]));
  const found = row?.migration ?? null;
  return {
    electionId, computedAt: row?.at ?? null, pivot: found?.pivot ?? null, why: found?.why ?? null, window: found?.window ?? null,
    rows: (found?.rows ?? []).map(({ actorId, ...rest }) => ({ ...rest, actor: { id: actorId, name: names.get(actorId) ?? { en: actorId } } })),
  };
}

/** Goals beside the newest count of their account. */
export const pageGoals = (db: Sql, { election, visible, account, ended = false, ...paging }: { election?: string | undefined; visible?: string[] | undefined; account?: string | undefined; ended?: boolean | undefined } & Paging): Promise<Page<Answer<'listGoals'>['items'][number]>> =>
  readPage(db, { columns: GOAL, from: GOALS, where: new Where().and('g.election_id = $', election).and('g.election_id = ANY($::text[])', visible).and('g.account = $', account).and('(g.ended_at IS NOT NULL) = $', ended), key: ['g.id'], types: ['bigint'], descending: false }, paging);

const WAVE_DAYS = 90;
/** Calls for an account by local day, up to the given day, else the last that has any. */
export async function callWaves(db: Sql, electionId: string, account: string, { from, to }: Days): Promise<Answer<'getAccountCalls'>> {
  const days = await db.query<Answer<'getAccountCalls'>['days']>(
    `SELECT to_char((${SAID_AT} AT TIME ZONE e.time_zone)::date, 'YYYY-MM-DD') AS day, count(*)::int AS calls, count(DISTINCT d.actor_id)::int AS actors, (count(*) FILTER (WHERE o.payload ->> 'strength' IN ('instruction', 'mandatory')))::int AS instructed
     FROM observations o JOIN documents d ON d.id = o.document_id AND d.current JOIN elections e ON e.id = o.election_id
     WHERE o.election_id = $1 AND o.current AND o.kind = 'call' AND ${TARGET} = $2 AND NOT EXISTS (SELECT 1 FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector AND t.version > o.detector_version) AND NOT EXISTS (${REJECTED}) GROUP BY 1 ORDER BY 1`, [electionId, account]);
  const last = to ?? days.at(-1)?.day;
  const first = from ?? (last === undefined ? undefined : addDays(last, 1 - WAVE_DAYS));
  return { electionId, account, days: days.filter(({ day }) => (first === undefined || day >= first) && (last === undefined || day <= last)) };
}
