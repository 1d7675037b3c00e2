import type { AnswerOf } from '#core/contract/operation.js';
import type * as operations from '#core/contract/operations.js';
import { BadInput, Clash, Gone } from '#core/errors.js';
import type { Verdict } from '#core/model.js';
import { cohensKappa } from '#core/review/kappa.js';
import { checkOf, correctionFaults, isAllegation, reviewOf, verdictFound, type Decided, type Decision, type ReviewState } from '#core/review/rules.js';
import type { Sql } from './open.js';
import { readPage, Where, withinDays, type Page, type Paging } from './paging.js';
import { TARGET } from './target.js';

type Answer<K extends keyof typeof operations> = AnswerOf<(typeof operations)[K]>;
export type ReviewedObservation = Answer<'getObservation'>;
/** Who reads: `who` is theirs alone (`person:3`), `by` is what others see; an editor sees all decisions. */
export interface Reader { who: string; by: string; editor: boolean; visible?: string[] | undefined }

const CONTEXT = 600;
const KEY = 'finding_key(o.document_id, o.kind, o.span_start, o.span_end, o.target)';
const NAMES = 'JOIN documents d ON d.id = o.document_id JOIN elections e ON e.id = d.election_id JOIN actors a ON a.election_id = d.election_id AND a.id = d.actor_id';
const REVIEWED = `LEFT JOIN reviews v ON v.finding = ${KEY}`;
const CUT = `observations o ${REVIEWED}`;
const NAMED = `${NAMES} ${REVIEWED}`;
const FROM = `observations o ${NAMED}`;
const COLUMNS = `o.id, o.election_id AS "electionId", o.kind, json_build_object('id', a.id, 'name', a.name) AS actor, d.id AS "documentId", d.url, d.title, d.language, d.source_id AS "sourceId", d.published_at AS "publishedAt",
  d.published_precision AS "publishedPrecision", d.first_seen_at AS "firstSeenAt", o.quote, o.span_start AS "start", o.span_end AS "end", substr(d.text, greatest(1, o.span_start + 1 - 2 * ${CONTEXT}), 4 * ${CONTEXT} + o.span_end - o.span_start) AS piece,
  o.target, o.payload AS found, o.why, o.confidence, o.detector, o.detector_version AS "detectorVersion", ${KEY} AS finding, v.state, v.decision, v.verdict, v.payload, v.target AS "correctedTarget", ${TARGET} AS holds`;
interface Row {
  id: string; electionId: string; kind: string; actor: ReviewedObservation['actor']; documentId: string; url: string; title: string | null; language: string; sourceId: string; publishedAt: Date | null; publishedPrecision: string | null; firstSeenAt: Date;
  quote: string; start: number; end: number; piece: string; target: string | null; found: Record<string, unknown>; why: string; confidence: number; detector: string; detectorVersion: number;
  finding: string; state: ReviewState | null; decision: Decision | null; verdict: Verdict | null; payload: Record<string, unknown> | null; correctedTarget: string | null; holds: string | null;
}
interface StoredDecision { id: string; finding: string; caller: string; by: string; at: Date; decision: Decision; verdict: Verdict | null; payload: Record<string, unknown> | null; target: string | null; why: string | null; codebook: number; settles: boolean }

/** In current documents, as the newest version of each detector found them. */
const current = (where: Where): Where => where.and('o.current').and('NOT EXISTS (SELECT 1 FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector AND t.version > o.detector_version)');

export interface ObservationFilter {
  election?: string | undefined; kind?: string | undefined; source?: string | undefined; actor?: string | undefined; target?: string | undefined; language?: string | undefined; from?: string | undefined; to?: string | undefined;
  document?: string | undefined; state?: ReviewState | undefined; check?: string | undefined;
}
function filtered({ election, kind, source, actor, target, language, from, to, document, state, check }: ObservationFilter, visible: string[] | undefined): Where {
  const where = current(new Where().and('o.election_id = $', election).and('o.election_id = ANY($::text[])', visible)).and('o.kind = $', kind).and('o.source_id = $', source).and('o.actor_id = $', actor).and(`${TARGET} = $`, target).and('o.language = $', language)
    .and('o.document_id = $', document);
  withinDays(where, 'o', 'o.said_at', { election, from, to });
  if (state === 'waiting') where.and('v.finding IS NULL');
  else where.and('v.state = $', state);
  if (check === 'machine') where.and('v.finding IS NULL');
  if (check === 'one reader') where.and(`v.state IN ('second', 'split')`);
  if (check === 'two agree') where.and(`v.state IN ('agreed', 'settled')`);
  return where;
}

export async function pageObservations(db: Sql, filter: ObservationFilter & Paging, reader: Reader): Promise<Page<ReviewedObservation>> {
  const page = await readPage<Row>(db, { columns: COLUMNS, from: CUT, names: NAMED, where: filtered(filter, reader.visible), key: ['o.said_at', 'o.id'], types: ['timestamptz', 'bigint'], descending: true }, filter);
  return { items: await withReviews(db, page.items, reader), next: page.next };
}

/** What a reader can read now: what nobody read, and what one other person read; split ones for an editor. The weightiest first, then the newest. */
export async function pageReview(db: Sql, filter: ObservationFilter & Paging, reader: Reader): Promise<Page<ReviewedObservation>> {
  const where = filtered(filter, reader.visible).and(`(v.finding IS NULL OR (v.state = 'second' AND NOT $ = ANY(v.readers))${reader.editor ? ` OR v.state = 'split'` : ''})`, reader.who);
  const page = await readPage<Row>(db, { columns: COLUMNS, from: CUT, names: NAMED, where, key: [`finding_use(o.kind, o.payload, ${TARGET})`, 'o.said_at', 'o.id'], types: ['int', 'timestamptz', 'bigint'], descending: true }, filter);
  return { items: await withReviews(db, page.items, reader), next: page.next };
}

async function row(db: Sql, id: string): Promise<Row> {
  const rows = await db.query<Row[]>(`SELECT ${COLUMNS} FROM ${FROM} WHERE o.id = $1`, [id]);
  if (rows[0] === undefined) throw new Gone('there is no such finding');
  return rows[0];
}
export const oneObservation = async (db: Sql, id: string, reader: Reader): Promise<ReviewedObservation> => (await withReviews(db, [await row(db, id)], reader))[0]!;

/**
 * Decisions, notes and replies joined in, for many at once. What a single reader decided nobody else sees, nor what follows from it, until a second one has read
 * too: whoever looks may be the second.
 */
async function withReviews(db: Sql, rows: Row[], { who }: Pick<Reader, 'who'>): Promise<ReviewedObservation[]> {
  if (rows.length === 0) return [];
  const findings = rows.map(({ finding }) => finding);
  const decisions = await decisionsOf(db, findings);
  const notes = await db.query<{ finding: string; id: string; by: string; at: Date; text: string }[]>('SELECT finding, id, by, at, text FROM review_notes WHERE finding = ANY($1::text[]) ORDER BY id', [findings]);
  const about = rows.map(({ id }) => `observation:${id}`);
  const reasons = await db.query<{ about: string; id: string }[]>('SELECT about, max(id)::text AS id FROM decision_notes WHERE about = ANY($1::text[]) GROUP BY about', [about]);
  const replies = await db.query<{ about: string; id: string }[]>('SELECT about, id::text FROM replies WHERE about = ANY($1::text[]) ORDER BY id', [about]);
  return rows.map((found) => {
    const own = decisions.filter(({ finding }) => finding === found.finding);
    const mine = own.findLast(({ caller, settles }) => caller === who && !settles);
    const blind = found.state === 'second' && mine === undefined;
    const seen = blind ? [] : own;
    const verdict = blind ? verdictFound(found.kind, found.found) : found.decision === 'dispute' ? 'disputed' : found.verdict ?? verdictFound(found.kind, found.found);
    const holding = own.findLast(({ settles }) => settles);
    return {
      id: found.id, electionId: found.electionId, kind: found.kind, actor: found.actor,
      document: { id: found.documentId, url: found.url, title: found.title, language: found.language, sourceId: found.sourceId, publishedAt: found.publishedAt, publishedPrecision: found.publishedPrecision, firstSeenAt: found.firstSeenAt },
      quote: found.quote, span: { start: found.start, end: found.end }, context: contextOf(found), target: blind || found.correctedTarget === null ? found.target : found.correctedTarget || null, payload: blind ? found.found : { ...found.found, ...found.payload }, found: found.found,
      why: found.why, confidence: found.confidence, detector: found.detector, detectorVersion: found.detectorVersion, verdict,
      check: checkOf(found.state ?? 'waiting', holding !== undefined && own.some(({ settles, decision }) => !settles && decision === holding.decision)),
      review: {
        state: found.state ?? 'waiting', decision: blind ? null : found.decision, allegation: isAllegation(found.kind, verdict), mine: mine?.decision ?? null,
        decisions: seen.map(({ finding: _finding, caller: _caller, ...decision }) => decision), hidden: own.length - seen.length,
        notes: blind ? [] : notes.filter(({ finding }) => finding === found.finding).map(({ finding: _finding, ...note }) => note),
        decisionNoteId: reasons.find((reason) => reason.about === `observation:${found.id}`)?.id ?? null, replies: replies.filter((reply) => reply.about === `observation:${found.id}`).map(({ id }) => id),
      },
    };
  });
}

const decisionsOf = (db: Sql, findings: string[]): Promise<StoredDecision[]> =>
  db.query('SELECT id, finding, caller, by, at, decision, verdict, payload, target, why, codebook, settles FROM review_decisions WHERE finding = ANY($1::text[]) ORDER BY id', [findings]);

/** Text on both sides of the quote. The database counts letters and we count UTF-16 units: the piece that it cut is wide enough to find the quote in. */
function contextOf({ piece, quote, start }: Pick<Row, 'piece' | 'quote' | 'start'>): { before: string; after: string } {
  const expected = Math.min(start, 2 * CONTEXT);
  let at = -1;
  for (let found = piece.indexOf(quote); found !== -1; found = piece.indexOf(quote, found + 1)) if (at === -1 || Math.abs(found - expected) < Math.abs(at - expected)) at = found;
  if (at === -1) return { before: '', after: '' };
  return { before: piece.slice(Math.max(0, at - CONTEXT), at).toWellFormed(), after: piece.slice(at + quote.length, at + quote.length + CONTEXT).toWellFormed() };
}

export interface Deciding { decision: Decision; verdict?: Verdict | undefined; payload?: Record<string, unknown> | undefined; target?: string | null | undefined; why?: string | undefined; decisionNote?: { knew: string; interest: string } | undefined }

/**
 * Notes a reader's decision, or an editor's that settles it, and what holds now. Clash for a second decision of the same person, a third reader, or after an editor.
 * BadInput where something is missing: words for anything but a confirmation, the correction itself, or the note that an allegation needs.
 */
export async function decide(db: Sql, id: string, given: Deciding, reader: Reader, at: Date, settles: boolean): Promise<ReviewedObservation> {
  const { finding, documentId } = await row(db, id);
  await db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 341))', [finding]);
  // A detector that finds the same words just now either sees this decision or is seen by it: it holds the document meanwhile (migration 388).
  await db.query('SELECT 1 FROM documents WHERE id = $1 FOR NO KEY UPDATE', [documentId]);
  const found = await row(db, id);
  const before = await decisionsOf(db, [found.finding]);
  const readers = before.filter((decision) => !decision.settles);
  if (!settles) {
    if (readers.some(({ caller }) => caller === reader.who)) throw new Clash('you have read this one: the other reader is somebody else');
    if (before.length > readers.length) throw new Clash('an editor has settled this one');
    if (readers.length >= 2) throw new Clash('two have read this one: an editor settles what they do not agree on');
  }
  const faults = faultsOf(given, found);
  if (faults !== null) throw new BadInput(faults);
  const verdict = given.verdict ?? verdictFound(found.kind, found.found);
  if (given.decision !== 'reject' && isAllegation(found.kind, verdict)) await needNote(db, found, given, reader, at);
  const correction = given.decision === 'correct' ? given.payload ?? {} : null;
  const target = given.target === undefined ? null : given.target ?? '';
  await db.query(
    'INSERT INTO review_decisions (finding, election_id, observation_id, caller, by, at, decision, verdict, payload, why, codebook, settles, target) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, (SELECT coalesce(max(version), 0) FROM codebooks WHERE election_id = $2), $11, $12)',
    [found.finding, found.electionId, id, reader.who, reader.by, at, given.decision, given.verdict ?? null, correction && JSON.stringify(correction), given.why ?? null, settles, target]);
  const now: Decided = { decision: given.decision, verdict: given.verdict ?? null, payload: correction, target };
  const { state, holds } = settles ? reviewOf(readers, now) : reviewOf([...readers, now], null);
  await db.query(
    `INSERT INTO reviews (finding, election_id, document_id, kind, state, decision, verdict, payload, readers, target) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (finding) DO UPDATE SET state = excluded.state, decision = excluded.decision, verdict = excluded.verdict, payload = excluded.payload, readers = excluded.readers, target = excluded.target`,
    [found.finding, found.electionId, found.documentId, found.kind, state, holds?.decision ?? null, holds?.verdict ?? null, holds?.payload ? JSON.stringify(holds.payload) : null, [...readers.map(({ caller }) => caller), ...settles ? [] : [reader.who]], holds?.target ?? null]);
  const moved = holds?.decision === 'correct' && (state === 'agreed' || state === 'settled') ? holds.target : null;
  // Of every detector and version that found the same.
  const alike = (await db.query<{ id: string }[]>(`SELECT o.id FROM observations o WHERE o.document_id = $1 AND ${KEY} = $2`, [found.documentId, found.finding])).map((other) => other.id);
  await db.query('UPDATE observations SET corrected_target = $2 WHERE id = ANY($1::bigint[]) AND corrected_target IS DISTINCT FROM $2', [alike, moved]);
  // Whether it counts as a call, and for whom, may be other than before: drives of either account are judged again.
  const targets = new Set([found.holds, moved === null ? found.target : moved].filter((account) => account !== null && account !== ''));
  if (found.kind === 'call') await db.query('INSERT INTO call_changes (election_id, target, observation_id) SELECT $1, account, finding FROM unnest($2::bigint[]) finding CROSS JOIN unnest($3::text[]) account', [found.electionId, alike, [...targets]]);
  // And accounts are measured anew by the next sweep: what is rejected is no event of their life.
  if (['call', 'metric', 'account-event', 'commitment'].includes(found.kind)) await db.query('UPDATE account_measures SET at = to_timestamp(0) WHERE election_id = $1', [found.electionId]);
  return oneObservation(db, id, reader);
}

function faultsOf({ decision, payload, target, why }: Deciding, { kind, found }: Pick<Row, 'kind' | 'found'>): string | null {
  if (decision !== 'confirm' && why === undefined) return `why: say why you ${decision} it`;
  if (decision === 'correct' && target === undefined && (payload === undefined || Object.keys(payload).length === 0)) return 'payload: say what is to be other than found';
  for (const [field, value] of Object.entries({ payload, target })) if (decision !== 'correct' && value !== undefined) return `${field}: only a correction has one`;
  if (target !== undefined && !('target' in found || 'handle' in found)) return `target: a ${kind} is of no account`;
  return payload === undefined ? null : correctionFaults(kind, found, payload).map(({ where, message }) => `${where}: ${message}`).join('; ') || null;
}

async function needNote(db: Sql, { id, electionId }: Row, { decisionNote }: Deciding, { by }: Reader, at: Date): Promise<void> {
  if (decisionNote !== undefined) { await addDecisionNote(db, { electionId, about: `observation:${id}`, ...decisionNote, by, at }); return; }
  const there = await db.query<unknown[]>('SELECT 1 FROM decision_notes WHERE about = $1', [`observation:${id}`]);
  if (there.length === 0) throw new BadInput('decisionNote: this is said of somebody by others: write down what we knew, and why it is of public interest');
}

export async function addReviewNote(db: Sql, id: string, text: string, by: string, at: Date): Promise<{ id: string; by: string; at: Date; text: string }> {
  const { finding } = await row(db, id);
  const rows = await db.query<{ id: string }[]>('INSERT INTO review_notes (finding, by, at, text) VALUES ($1, $2, $3, $4) RETURNING id', [finding, by, at, text]);
  return { id: rows[0]!.id, by, at, text };
}

/** How far the two readers of each finding agree, by version of the codebook under which the second of them read, and by kind. */
export async function agreementOf(db: Sql, electionId: string): Promise<Answer<'getAgreement'>> {
  const pairs = await db.query<{ codebook: number; kind: string; first: Decision; second: Decision }[]>(
    `SELECT max(r.codebook) AS codebook, v.kind, (array_agg(r.decision ORDER BY r.id))[1] AS first, (array_agg(r.decision ORDER BY r.id))[2] AS second
     FROM review_decisions r JOIN reviews v ON v.finding = r.finding WHERE r.election_id = $1 AND NOT r.settles GROUP BY r.finding, v.kind HAVING count(*) = 2`, [electionId]);
  const items = [...new Set(pairs.map(({ codebook }) => codebook))].sort((a, b) => b - a).flatMap((codebook) => {
    const own = pairs.filter((pair) => pair.codebook === codebook);
    return [null, ...new Set(own.map(({ kind }) => kind))].map((kind) => {
      const group = kind === null ? own : own.filter((pair) => pair.kind === kind);
      const counts = new Map<string, { first: Decision; second: Decision; count: number }>();
      for (const { first, second } of group) counts.set(`${first} ${second}`, { first, second, count: (counts.get(`${first} ${second}`)?.count ?? 0) + 1 });
      return { codebook, kind, ...cohensKappa(group), table: [...counts.values()] };
    });
  });
  return { items };
}

export const listCodebooks = (db: Sql, electionId: string): Promise<Answer<'addCodebook'>[]> => db.query('SELECT version, text, by, at FROM codebooks WHERE election_id = $1 ORDER BY version DESC', [electionId]);
export async function addCodebook(db: Sql, electionId: string, text: string, by: string, at: Date): Promise<Answer<'addCodebook'>> {
  await db.query('SELECT 1 FROM elections WHERE id = $1 FOR UPDATE', [electionId]);
  const rows = await db.query<Answer<'addCodebook'>[]>('INSERT INTO codebooks (election_id, version, text, by, at) SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4 FROM codebooks WHERE election_id = $1 RETURNING version, text, by, at', [electionId, text, by, at]);
  return rows[0]!;
}

const NOTE = `n.id, n.election_id AS "electionId", n.about, n.knew, n.interest, n.by, n.at`;
export const pageDecisionNotes = (db: Sql, { election, about, visible, ...paging }: { election?: string | undefined; about?: string | undefined; visible?: string[] | undefined } & Paging): Promise<Page<Answer<'addDecisionNote'>>> =>
  readPage(db, { columns: NOTE, from: 'decision_notes n', where: new Where().and('n.election_id = $', election).and('n.election_id = ANY($::text[])', visible).and('n.about = $', about), key: ['n.id'], types: ['bigint'], descending: true }, paging);
const NOTED: Record<string, string> = { observation: 'observations', campaign: 'campaigns', edition: 'editions', finding: 'account_findings' };
/** BadInput where there is no such thing in that election. */
export async function addDecisionNote(db: Sql, { electionId, about, knew, interest, by, at }: { electionId: string; about: string; knew: string; interest: string; by: string; at: Date }): Promise<Answer<'addDecisionNote'>> {
  const [what, id] = [about.slice(0, about.indexOf(':')), about.slice(about.indexOf(':') + 1)];
  const there = await db.query<unknown[]>(`SELECT 1 FROM ${NOTED[what]} WHERE id::text = $1 AND election_id = $2`, [id, electionId]);
  if (there.length === 0) throw new BadInput(`about: there is no ${what} ${id} in "${electionId}"`);
  const rows = await db.query<Answer<'addDecisionNote'>[]>(`INSERT INTO decision_notes AS n (election_id, about, knew, interest, by, at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${NOTE}`, [electionId, about, knew, interest, by, at]);
  return rows[0]!;
}

/** Counts that are the same for all who ask at once may be shared by them. */
export type Shared = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Counts for the first page of the day: by state, and how many of them this person can read. */
export async function reviewCounts(db: Sql, electionId: string, who: string, editor: boolean, shared: Shared): Promise<{ waiting: number; second: number; split: number; mine: number; byKind: Record<string, number> }> {
  const waiting = await shared(`waiting ${electionId}`, () => db.query<{ kind: string; count: number }[]>(
    // Asked of each finding by itself: whether there is a newer detection of its document must not be answered by reading them all.
    `SELECT o.kind, count(*)::int AS count FROM observations o LEFT JOIN reviews v ON v.finding = ${KEY}
     WHERE o.election_id = $1 AND o.current AND v.finding IS NULL AND o.detector_version >= coalesce((SELECT max(t.version) FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector), 0)
       AND o.id > (SELECT coalesce(max(id), 0) - ${COUNTED} FROM observations) GROUP BY o.kind ORDER BY o.kind`, [electionId]));
  const [read] = await db.query<{ second: number; split: number; readable: number }[]>(
    `SELECT (count(*) FILTER (WHERE state = 'second'))::int AS second, (count(*) FILTER (WHERE state = 'split'))::int AS split, (count(*) FILTER (WHERE state = 'second' AND NOT $2 = ANY(readers)))::int AS readable
     FROM reviews WHERE election_id = $1 AND state IN ('second', 'split')`, [electionId, who]);
  const all = waiting.reduce((sum, { count }) => sum + count, 0);
  return { waiting: all, second: read!.second, split: read!.split, mine: all + read!.readable + (editor ? read!.split : 0), byKind: Object.fromEntries(waiting.map(({ kind, count }) => [kind, count])) };
}
/** Of very many findings only the newest are counted: nobody reads more in a campaign. */
const COUNTED = 20_000;
