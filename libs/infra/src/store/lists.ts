import type { AnswerOf } from '#core/contract/operation.js';
import type * as operations from '#core/contract/operations.js';
import { Gone } from '#core/errors.js';
import { readPage, Where, withinDays, type Page, type Paging } from './paging.js';
import type { Sql } from './open.js';
import { TARGET } from './target.js';

/** Lists and items as people and programs ask for them, with names joined in. Days are local days of the election, both inclusive. */

type Item<K extends keyof typeof operations> = AnswerOf<(typeof operations)[K]>;
interface Days { from?: string | undefined; to?: string | undefined }
/** `visible`: elections that the asker has a right to; undefined: all. */
interface ByElection { election?: string | undefined; visible?: string[] | undefined }

async function one<T>(db: Sql, what: string, sql: string, values: unknown[]): Promise<T> {
  const rows = await db.query<T[]>(sql, values);
  if (!rows[0]) throw new Gone(`there is no such ${what}`);
  return rows[0];
}

const ELECTION = `e.id, e.name, e.polity, e.time_zone AS "timeZone", e.polling_day AS "pollingDay", e.phases, e.release_rules AS "releaseRules", e.watchlist_version AS "watchlistVersion"`;
export const pageElections = (db: Sql, { visible, ...paging }: Pick<ByElection, 'visible'> & Paging): Promise<Page<Item<'getElection'>>> =>
  readPage(db, { columns: ELECTION, from: 'elections e', where: new Where().and('e.id = ANY($::text[])', visible), key: ['e.id'], types: ['text'], descending: false }, paging);
export const oneElection = (db: Sql, id: string): Promise<Item<'getElection'>> => one(db, 'election', `SELECT ${ELECTION} FROM elections e WHERE e.id = $1`, [id]);

const SOURCE = `s.id, s.election_id AS "electionId", json_build_object('id', a.id, 'name', a.name) AS actor, s.kind, s.url, s.pace_ms AS "paceMs", s.paused, s.robots, s.last_outcome AS "lastOutcome", s.last_outcome_at AS "lastOutcomeAt"`;
const SOURCES = 'sources s JOIN actors a ON a.election_id = s.election_id AND a.id = s.actor_id';
export const pageSources = (db: Sql, { election, visible, actor, kind, paused, ...paging }: ByElection & { actor?: string | undefined; kind?: string | undefined; paused?: boolean | undefined } & Paging): Promise<Page<Item<'getSource'>>> =>
  readPage(db, { columns: SOURCE, from: SOURCES, where: new Where().and('s.active').and('s.election_id = $', election).and('s.election_id = ANY($::text[])', visible).and('s.actor_id = $', actor).and('s.kind = $', kind).and('s.paused = $', paused), key: ['s.election_id', 's.id'], types: ['text', 'text'], descending: false }, paging);
export const oneSource = (db: Sql, election: string, source: string): Promise<Item<'getSource'>> =>
  one(db, 'source', `SELECT ${SOURCE} FROM ${SOURCES} WHERE s.election_id = $1 AND s.id = $2`, [election, source]);

export const DOCUMENT_SUMMARY = `d.id, d.election_id AS "electionId", json_build_object('id', a.id, 'name', a.name) AS actor, json_build_object('id', s.id, 'kind', s.kind) AS source, d.url, d.title, d.language, d.version,
  CASE WHEN d.title IS NULL OR EXISTS (SELECT FROM jsonb_each_text(a.name) AS n WHERE n.value = d.title) THEN left(d.text, 160) END AS beginning, d.published_at AS "publishedAt", d.published_precision AS "publishedPrecision", d.published_how AS "publishedHow", d.first_seen_at AS "firstSeenAt", d.last_seen_at AS "lastSeenAt", d.by_hand AS "byHand"`;
export const WITH_NAMES = `JOIN elections e ON e.id = d.election_id JOIN actors a ON a.election_id = d.election_id AND a.id = d.actor_id JOIN sources s ON s.election_id = d.election_id AND s.id = d.source_id`;
export const SAID_AT = 'coalesce(d.published_at, d.first_seen_at)';
interface DocumentFilter extends ByElection, Days { source?: string | undefined; actor?: string | undefined; language?: string | undefined; vanished?: boolean | undefined }

export const pageDocuments = (db: Sql, { election, visible, source, actor, language, vanished, from, to, ...paging }: DocumentFilter & Paging): Promise<Page<Item<'listDocuments'>['items'][number]>> =>
  readPage(db, {
    columns: DOCUMENT_SUMMARY, from: 'documents d', names: WITH_NAMES, key: [SAID_AT, 'd.id'], types: ['timestamptz', 'bigint'], descending: true,
    where: withinDays(new Where().and('d.current').and('d.election_id = $', election).and('d.election_id = ANY($::text[])', visible).and('d.source_id = $', source).and('d.actor_id = $', actor).and('d.language = $', language).and('(d.vanished_at IS NOT NULL) = $', vanished), 'd', SAID_AT, { election, from, to }),
  }, paging);
export const oneDocument = (db: Sql, id: string): Promise<Item<'getDocument'>> => one(db, 'document',
  `SELECT ${DOCUMENT_SUMMARY}, d.text, d.author, d.external_id AS "externalId", d.snapshot_id AS "snapshotId", n.sha256 AS "snapshotSha256", d.reader_version AS "readerVersion", d.current, d.links, d.images, d.views::float8 AS views,
     d.forwarded_from AS "forwardedFrom", d.edited FROM documents d ${WITH_NAMES} JOIN snapshots n ON n.id = d.snapshot_id WHERE d.id = $1`, [id]);

// We hold the page: observed. An own voice is what we saw; a reported one is what others say.
const CALL = `o.id, o.election_id AS "electionId", json_build_object('id', a.id, 'name', a.name) AS actor,
  d.id AS "documentId", d.url, d.title, d.language, d.source_id AS "sourceId", d.published_at AS "publishedAt", d.published_precision AS "publishedPrecision", d.first_seen_at AS "firstSeenAt", d.by_hand AS "byHand",
  o.quote, o.span_start AS "start", o.span_end AS "end", ${TARGET} AS target, o.corrected_target IS NOT NULL AS corrected, o.payload, o.why, o.confidence, o.detector, o.detector_version AS "detectorVersion"`;
const OF_DOCUMENT = `JOIN documents d ON d.id = o.document_id ${WITH_NAMES}`;
const CALLS = `observations o ${OF_DOCUMENT}`;
type CallRow = Pick<Item<'getCall'>, 'id' | 'electionId' | 'actor' | 'quote' | 'target' | 'why' | 'confidence' | 'detector' | 'detectorVersion'> & Omit<Item<'getCall'>['document'], 'id'>
  & { documentId: string; start: number; end: number; corrected: boolean; payload: Pick<Item<'getCall'>, 'action' | 'audience' | 'strength' | 'voice' | 'caller'> & { target: { url: string | null } } };

const toCall = (row: CallRow): Item<'getCall'> => ({
  id: row.id, electionId: row.electionId, actor: row.actor,
  document: { id: row.documentId, url: row.url, title: row.title, language: row.language, sourceId: row.sourceId, publishedAt: row.publishedAt, publishedPrecision: row.publishedPrecision, firstSeenAt: row.firstSeenAt, byHand: row.byHand },
  quote: row.quote, span: { start: row.start, end: row.end }, target: row.target, targetUrl: row.corrected ? null : row.payload.target.url,
  action: row.payload.action, audience: row.payload.audience, strength: row.payload.strength, voice: row.payload.voice, caller: row.payload.caller,
  why: row.why, confidence: row.confidence, detector: row.detector, detectorVersion: row.detectorVersion,
  verdict: row.payload.voice === 'reported' ? 'reported' : 'observed', check: 'machine',
});

/** Calls in current documents, as the newest version of each detector found them. */
export async function pageCalls(db: Sql, { election, visible, source, actor, target, from, to, ...paging }: DocumentFilter & { target?: string | undefined } & Paging): Promise<Page<Item<'getCall'>>> {
  const where = new Where().and(`o.kind = 'call'`).and('o.current').and('o.election_id = $', election).and('o.election_id = ANY($::text[])', visible).and('o.source_id = $', source).and('o.actor_id = $', actor).and(`${TARGET} = $`, target)
    .and('NOT EXISTS (SELECT 1 FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector AND t.version > o.detector_version)');
  const page = await readPage<CallRow>(db, { columns: CALL, from: 'observations o', names: OF_DOCUMENT, where: withinDays(where, 'o', 'o.said_at', { election, from, to }), key: ['o.said_at', 'o.id'], types: ['timestamptz', 'bigint'], descending: true }, paging);
  return { items: page.items.map(toCall), next: page.next };
}
/** Some calls, in the order in which they were made. */
export const callsById = async (db: Sql, ids: string[]): Promise<Item<'getCall'>[]> => (await db.query<CallRow[]>(`SELECT ${CALL} FROM ${CALLS} WHERE o.id = ANY($1::bigint[]) ORDER BY ${SAID_AT}, o.id`, [ids])).map(toCall);
export const oneCall = async (db: Sql, id: string): Promise<Item<'getCall'>> => toCall(await one<CallRow>(db, 'call', `SELECT ${CALL} FROM ${CALLS} WHERE o.id = $1 AND o.kind = 'call'`, [id]));

const READING = `r.metric, r.value::float8 AS value, r.bound, r.at, r.how, r.snapshot_id::text AS "snapshotId", r.document_id::text AS "documentId", r.low::float8 AS low, r.high::float8 AS high,
  coalesce((SELECT n.origin = 'by-hand' FROM snapshots n WHERE n.id = r.snapshot_id), false) AS "byHand"`;
/** Of an account that is counted every hour, four days. */
const NEWEST_COUNTS = 100;
const ACCOUNT = `k.election_id AS "electionId", k.key, k.platform, k.handle, k.name, k.owner_actor_id AS "ownerActorId", k.status, k.watched,
  (SELECT row_to_json(x) FROM (SELECT ${READING} FROM readings r WHERE r.election_id = k.election_id AND r.account = k.key ORDER BY r.at DESC, r.id DESC LIMIT 1) x) AS "lastReading",
  (SELECT coalesce(json_agg(json_build_object('day', to_char(x.day, 'YYYY-MM-DD'), 'change', x.value - x.before, 'share', (x.value - x.before) / x.before) ORDER BY x.day DESC), '[]') FROM (
     SELECT day, value, lag(value) OVER (ORDER BY day) AS before, lag(day) OVER (ORDER BY day) AS "dayBefore", row_number() OVER (ORDER BY day DESC) AS n FROM (
       SELECT DISTINCT ON (1) (r.at AT TIME ZONE e.time_zone)::date AS day, r.value FROM elections e CROSS JOIN LATERAL (
         SELECT r.at, r.id, r.value::float8 AS value FROM readings r WHERE r.election_id = k.election_id AND r.account = k.key AND r.how = 'observed' AND r.bound = '=' ORDER BY r.at DESC, r.id DESC LIMIT ${NEWEST_COUNTS}) r
       WHERE e.id = k.election_id ORDER BY 1, r.at DESC, r.id DESC) d) x WHERE x.n <= 2 AND x."dayBefore" = x.day - 1 AND x.before > 0) AS "changes"`;
const reviveAccount = <T extends Item<'listAccounts'>['items'][number]>(account: T): T => ({ ...account, lastReading: account.lastReading && { ...account.lastReading, at: new Date(account.lastReading.at) } });

export async function pageAccounts(db: Sql, { election, visible, ...paging }: ByElection & Paging): Promise<Page<Item<'listAccounts'>['items'][number]>> {
  const page = await readPage<Item<'listAccounts'>['items'][number]>(db, { columns: ACCOUNT, from: 'accounts k', where: new Where().and('k.election_id = $', election).and('k.election_id = ANY($::text[])', visible), key: ['k.election_id', 'k.key'], types: ['text', 'text'], descending: false }, paging);
  return { items: page.items.map(reviveAccount), next: page.next };
}
export async function oneAccount(db: Sql, election: string, key: string): Promise<Item<'getAccount'>> {
  const account = reviveAccount(await one<Item<'listAccounts'>['items'][number]>(db, 'account', `SELECT ${ACCOUNT} FROM accounts k WHERE k.election_id = $1 AND k.key = $2`, [election, key]));
  const readings = await db.query<Item<'getAccount'>['readings']>(`SELECT ${READING} FROM readings r WHERE r.election_id = $1 AND r.account = $2 ORDER BY r.at DESC, r.id DESC LIMIT 500`, [election, key]);
  const goals = await db.query<Item<'getAccount'>['goals']>(`SELECT value::float8 AS value, by, stated_by AS "statedBy", stated_on AS "statedOn", source FROM goals WHERE election_id = $1 AND account = $2 AND ended_at IS NULL ORDER BY id`, [election, key]);
  return { ...account, readings, goals };
}

const EDITION = `n.id, n.election_id AS "electionId", n.date, n.kind, n.audience, n.sequence, n.composed_at AS "composedAt", n.released_at AS "releasedAt", n.released_by AS "releasedBy",
  n.released_at IS NOT NULL AND n.released_by_rule AS "byRule", n.withdrawn_at AS "withdrawnAt", n.withdrawn_by AS "withdrawnBy", n.withdrawn_why AS "withdrawnWhy"`;
interface EditionFilter extends ByElection, Days { audience?: string | undefined; released?: boolean | undefined }
export const pageEditions = (db: Sql, { election, visible, audience, released, from, to, ...paging }: EditionFilter & Paging): Promise<Page<Item<'listEditions'>['items'][number]>> =>
  readPage(db, {
    columns: EDITION, from: 'editions n', key: ['n.date', 'n.id'], types: ['text', 'bigint'], descending: true,
    where: new Where().and('n.election_id = $', election).and('n.election_id = ANY($::text[])', visible).and('n.audience = $', audience).and('(n.released_at IS NOT NULL) = $', released).and('n.date >= $', from).and('n.date <= $', to),
  }, paging);
export const oneEdition = (db: Sql, id: string): Promise<Item<'getEdition'>> => one(db, 'edition', `SELECT ${EDITION}, n.content FROM editions n WHERE n.id = $1`, [id]);

const PUBLIC_EDITION = `json_build_object('id', e.id, 'name', e.name, 'pollingDay', e.polling_day, 'timeZone', e.time_zone) AS election, n.date, n.kind, n.sequence, n.released_at AS "releasedAt"`;
/** The one condition under which anything is shown to everybody; of several sequences of a date, the newest. */
const PUBLIC = `n.kind = 'daily' AND n.audience = 'public' AND n.released_at IS NOT NULL AND n.withdrawn_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM editions x WHERE x.election_id = n.election_id AND x.date = n.date AND x.kind = n.kind AND x.audience = n.audience AND x.released_at IS NOT NULL AND x.sequence > n.sequence)`;
const PUBLIC_EDITIONS = 'editions n JOIN elections e ON e.id = n.election_id';
export const pagePublicEditions = (db: Sql, { election, ...paging }: ByElection & Paging): Promise<Page<Item<'listPublicEditions'>['items'][number]>> =>
  readPage(db, { columns: PUBLIC_EDITION, from: PUBLIC_EDITIONS, where: new Where().and(PUBLIC).and('n.election_id = $', election), key: ['n.date', 'n.id'], types: ['text', 'bigint'], descending: true }, paging);
/** Whole, with who released it. */
export type PublicEdition = Item<'editionJson'> & { releasedBy: string };
const WHOLE_PUBLIC_EDITION = `SELECT ${PUBLIC_EDITION}, n.content, n.released_by AS "releasedBy" FROM ${PUBLIC_EDITIONS} WHERE ${PUBLIC}`;
/** Rejects with Gone for every edition that was not released to everybody, whether it is there or not. */
export const publicEdition = (db: Sql, election: string, date: string): Promise<PublicEdition> => one(db, 'edition', `${WHOLE_PUBLIC_EDITION} AND n.election_id = $1 AND n.date = $2`, [election, date]);
/** That an edition was released to everybody and taken back, and when: all that is left of it for the public. Null where that is not so. */
export async function publicWithdrawal(db: Sql, election: string, date: string): Promise<Date | null> {
  const rows = await db.query<{ at: Date }[]>(`SELECT withdrawn_at AS at FROM editions WHERE election_id = $1 AND date = $2 AND kind = 'daily' AND audience = 'public' AND released_at IS NOT NULL AND withdrawn_at IS NOT NULL ORDER BY sequence DESC LIMIT 1`, [election, date]);
  return rows[0]?.at ?? null;
}
/** The election whose public editions this secret opens; null where it is nobody's. Digests are compared, so that the time of the answer says nothing of the secret. */
export async function electionOfLink(db: Sql, link: string): Promise<string | null> {
  const rows = await db.query<{ id: string }[]>('SELECT id FROM elections WHERE sha256(link_token::bytea) = sha256($1::bytea)', [Buffer.from(link)]);
  return rows[0]?.id ?? null;
}
/** The secret that opens an election's public editions. Gone where there is no such election. */
export const linkOfElection = async (db: Sql, election: string): Promise<string> => (await one<{ link: string }>(db, 'election', 'SELECT link_token AS link FROM elections WHERE id = $1', [election])).link;
const REPLY = `r.id, r.election_id AS "electionId", r.about, r.actor_id AS "actorId", r.question, r.channel, r.asked_by AS "askedBy", r.asked_at AS "askedAt", r.deadline, r.answer, r.answer_language AS "answerLanguage", r.answered_at AS "answeredAt"`;
export const pageReplies = (db: Sql, { election, visible, actor, about, open, ...paging }: ByElection & { actor?: string | undefined; about?: string | undefined; open?: boolean | undefined } & Paging): Promise<Page<Item<'listReplies'>['items'][number]>> =>
  readPage(db, { columns: REPLY, from: 'replies r', where: new Where().and('r.election_id = $', election).and('r.election_id = ANY($::text[])', visible).and('r.actor_id = $', actor).and('r.about = $', about).and('(r.answered_at IS NULL) = $', open), key: ['r.id'], types: ['bigint'], descending: true }, paging);
/** The newest, for feeds. */
export const publicEditionContents = (db: Sql, election: string | null = null, most = 30): Promise<PublicEdition[]> => db.query<PublicEdition[]>(`${WHOLE_PUBLIC_EDITION} AND ($1::text IS NULL OR n.election_id = $1) ORDER BY n.date DESC, n.id DESC LIMIT ${most}`, [election]);

const GAP = `g.id, g.election_id AS "electionId", nullif(g.source_id, '') AS "sourceId", g.reason, g.detail, g.first_at AS "firstAt", g.last_at AS "lastAt", g.tries, g.open`;
interface GapFilter extends ByElection, Days { source?: string | undefined; open?: boolean | undefined }
export const pageGaps = (db: Sql, { election, visible, source, open, from, to, ...paging }: GapFilter & Paging): Promise<Page<Item<'listGaps'>['items'][number]>> => {
  const where = new Where().and('g.election_id = $', election).and('g.election_id = ANY($::text[])', visible).and('g.source_id = $', source).and('g.open = $', open);
  return readPage(db, { columns: GAP, from: 'gaps g', where: withinDays(withinDays(where, 'g', 'g.last_at', { election, from }), 'g', 'g.first_at', { election, to }), key: ['g.id'], types: ['bigint'], descending: true }, paging);
};
