import type { DataSource } from 'typeorm';
import type { CallFact, DayFacts, FactDocument, MetricFact, StatementFact } from '#core/digest/facts.js';
import { decidedCampaigns } from '#core/coordination/campaigns/decided.js';
import { checkOf, verdictFound, type Decision, type ReviewState } from '#core/review/rules.js';
import type { Bound, CallObservation, Gap, GapReason, MetricObservation, Reading, Side, Strength, Verdict } from '#core/model.js';
import { agencyOf } from '#core/text/agency.js';
import { sentenceOf } from '#core/text/sentences.js';
import { campaignDecisions } from './campaign-lists.js';
import { listCampaigns, REJECTED } from './campaigns.js';
import { eventsWithFindings } from './document-events.js';
import { getElection, listAccounts, listActors, listGoals, listSources } from './elections.js';
import { endlessAddresses } from './url-shapes.js';

export interface FactsQuestion {
  electionId: string;
  /** The local day covered and the one before, as half-open windows in UTC. */
  day: { date: string; from: Date; to: Date };
  before: { date: string; from: Date; to: Date };
  /** Readings from here on; a week before the day serves a seven-day mean. */
  readingsFrom: Date;
}
/** Characters of a report's beginning and of its end in which an agency signs. */
const AGENCY_READ = 600;
export type StoredFacts = Omit<DayFacts, 'date' | 'audience' | 'number' | 'cutOff' | 'model' | 'release' | 'baseUrl' | 'day'>;

interface ObservationRowOut {
  id: string; kind: string; spanStart: number; spanEnd: number; quote: string; payload: Record<string, unknown>; correctedTarget: string | null; why: string; confidence: number; voice: string | null;
  documentId: string; url: string; title: string | null; actorId: string; sourceId: string; language: string; at: Date; atPrecision: string | null; version: number; byHand: FactDocument['byHand']; text: string | null; ends: [beginning: string, end: string] | null;
  state: ReviewState | null; decision: Decision | null; verdict: Verdict | null; corrected: Record<string, unknown> | null; readersAgree: boolean;
}

/** All that an edition may say of a day, read in one repeatable snapshot of the database, so that its parts agree. */
export async function factsOfDay(db: DataSource, question: FactsQuestion): Promise<StoredFacts> {
  return db.transaction('REPEATABLE READ', async (tx) => {
    const { electionId, day, before } = question;
    const observations = await tx.query<ObservationRowOut[]>(
      `SELECT o.id, o.kind, o.span_start AS "spanStart", o.span_end AS "spanEnd", o.quote, o.payload, o.corrected_target AS "correctedTarget", o.why, o.confidence,
              d.id AS "documentId", d.url, d.title, d.actor_id AS "actorId", d.source_id AS "sourceId", d.language, coalesce(d.published_at, d.first_seen_at) AS at, d.published_precision AS "atPrecision", d.version, d.by_hand AS "byHand", CASE WHEN o.payload ? 'proof' THEN d.text END AS text,
              CASE WHEN o.kind = 'call' AND o.payload ->> 'voice' = 'reported' THEN json_build_array(left(d.text, ${AGENCY_READ}), right(d.text, ${AGENCY_READ})) END AS ends,
              v.state, v.decision, v.verdict, v.payload AS corrected, EXISTS (SELECT 1 FROM review_decisions r WHERE r.finding = v.finding AND NOT r.settles AND r.decision = v.decision) AS "readersAgree"
       FROM observations o JOIN documents d ON d.id = o.document_id AND d.current LEFT JOIN reviews v ON v.finding = finding_key(o.document_id, o.kind, o.span_start, o.span_end, o.target)
       WHERE o.election_id = $1 AND o.kind IN ('call', 'metric', 'threat', 'commitment', 'conduct') AND coalesce(d.published_at, d.first_seen_at) >= $2 AND coalesce(d.published_at, d.first_seen_at) < $3
         AND o.detector_version = (SELECT max(t.version) FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector) AND NOT EXISTS (${REJECTED})
       ORDER BY at, o.id`, [electionId, before.from, day.to]);
    const counts = await tx.query<{ side: Side; n: number }[]>(
      `SELECT a.side, count(*)::int AS n FROM documents d JOIN actors a ON a.election_id = d.election_id AND a.id = d.actor_id
       WHERE d.election_id = $1 AND d.current AND coalesce(d.published_at, d.first_seen_at) >= $2 AND coalesce(d.published_at, d.first_seen_at) < $3 GROUP BY a.side`, [electionId, day.from, day.to]);
    const readings = await tx.query<(Omit<Reading, 'value' | 'bound' | 'how'> & { value: string; bound: Bound; how: Reading['how'] })[]>(
      `SELECT r.account, r.metric, r.value, r.bound, r.at, r.how, r.low::float8 AS low, r.high::float8 AS high, r.snapshot_id AS "snapshotId", r.document_id AS "documentId", d.actor_id AS by
       FROM readings r LEFT JOIN documents d ON d.id = r.document_id WHERE r.election_id = $1 AND r.at >= $2 ORDER BY r.account, r.at, r.id`, [electionId, question.readingsFrom]);
    const gaps = await tx.query<(Omit<Gap, 'reason'> & { reason: GapReason })[]>(
      `SELECT nullif(source_id, '') AS "sourceId", reason, detail, first_at AS "firstAt", last_at AS "lastAt", tries, open FROM gaps WHERE election_id = $1 AND (open OR last_at >= $2) ORDER BY source_id, reason`, [electionId, day.from]);
    // A source that answered on a later day shows what it published before: it counts as read for the earlier day too.
    const read = await tx.query<{ sourceId: string; last: string }[]>(
      `SELECT source_id AS "sourceId", max(day) AS last FROM source_days WHERE election_id = $1 GROUP BY source_id ORDER BY source_id`, [electionId]);
    const accountFindings = await tx.query<NonNullable<DayFacts['accountFindings']>>(
      `SELECT id::text, class, kind, account, actor_id AS "actorId", day, verdict, unexplained, payload, document_id::text AS "documentId" FROM account_findings WHERE election_id = $1 AND active AND day >= $2 AND day <= $3 ORDER BY at, id`, [electionId, before.date, day.date]);
    const campaigns = decidedCampaigns(await listCampaigns(tx, electionId, day.to), await campaignDecisions(tx, electionId));
    return {
      accountFindings, changes: await eventsWithFindings(tx, electionId, day.from, day.to), endless: await endlessAddresses(tx, electionId),
      election: await getElection(tx, electionId), actors: await listActors(tx, electionId), sources: await listSources(tx, electionId),
      accounts: await listAccounts(tx, electionId), goals: await listGoals(tx, electionId), campaigns, strengths: await strengthsOf(tx, campaigns.flatMap(({ calls }) => calls.slice(-STRENGTHS_READ).map(({ observationId }) => observationId))),
      statements: observations.flatMap((row): StatementFact[] => (isStatement(row.kind) ? [{ id: row.id, kind: row.kind, document: factDocument(row), quote: row.quote, ...reviewed(row) }] : [])),
      calls: observations.filter(({ kind }) => kind === 'call').map(callFact), metrics: observations.filter(({ kind }) => kind === 'metric').map(metricFact),
      readings: readings.map((reading) => ({ ...reading, value: Number(reading.value) })), gaps,
      readSources: { day: read.filter(({ last }) => last >= day.date).map(({ sourceId }) => sourceId), before: read.filter(({ last }) => last >= before.date).map(({ sourceId }) => sourceId) },
      documents: { bySide: Object.fromEntries(counts.map(({ side, n }) => [side, n])), total: counts.reduce((sum, { n }) => sum + n, 0) },
    };
  });
}

/** Of each drive: as many moments as a note draws. */
const STRENGTHS_READ = 200;
/** How hard calls are, with what readers corrected. */
async function strengthsOf(tx: Pick<DataSource, 'query'>, ids: string[]): Promise<Record<string, Strength>> {
  const rows = await tx.query<{ id: string; strength: Strength | null }[]>(
    `SELECT o.id::text AS id, coalesce(v.payload ->> 'strength', o.payload ->> 'strength') AS strength FROM observations o LEFT JOIN reviews v ON v.finding = finding_key(o.document_id, o.kind, o.span_start, o.span_end, o.target) WHERE o.id = ANY($1::bigint[])`, [ids]);
  return Object.fromEntries(rows.flatMap(({ id, strength }) => (strength === null ? [] : [[id, strength]])));
}

const isStatement = (kind: string): kind is StatementFact['kind'] => kind === 'threat' || kind === 'commitment' || kind === 'conduct';
const factDocument = (row: ObservationRowOut): FactDocument => ({
  id: row.documentId, url: row.url, title: row.title, actorId: row.actorId, sourceId: row.sourceId, language: row.language, at: row.at, atPrecision: row.atPrecision ?? 'first seen', version: row.version, byHand: row.byHand, ...(row.ends === null ? {} : { agency: agencyOf(...row.ends) }) });
const common = (row: ObservationRowOut) => ({ span: { start: row.spanStart, end: row.spanEnd }, quote: row.quote, why: row.why, confidence: row.confidence });

/** With the account that people say it is about; empty: none that is named. */
function ofTarget(payload: Record<string, unknown>, target: string | null): Record<string, unknown> {
  if (target === null) return payload;
  const [platform, handle] = [target.slice(0, target.indexOf(':')), target.slice(target.indexOf(':') + 1)];
  const account = target === '' ? { handle: null, url: null } : { platform, handle, url: null };
  return typeof payload['target'] === 'object' ? { ...payload, target: { ...payload['target'], ...account, owner: null } } : { ...payload, ...account, owner: null };
}

/** What it says and how sure that is, with what people decided of it. */
const reviewed = (row: ObservationRowOut) => ({
  payload: ofTarget({ ...row.payload, ...row.corrected }, row.correctedTarget), verdict: row.decision === 'dispute' ? 'disputed' as const : row.verdict ?? verdictFound(row.kind, row.payload), check: checkOf(row.state ?? 'waiting', row.readersAgree) });

function callFact(row: ObservationRowOut): CallFact {
  const { payload: stored, ...rest } = reviewed(row);
  const payload = stored as unknown as CallObservation['payload'];
  return { id: row.id, document: factDocument(row), observation: { kind: 'call', payload, ...common(row) }, ...rest, ...(payload.proof === undefined || row.text === null ? {} : { proof: { words: payload.proof, sentence: sentenceOf(row.text, payload.proof) } }) };
}
function metricFact(row: ObservationRowOut): MetricFact {
  const { payload, ...rest } = reviewed(row);
  return { id: row.id, document: factDocument(row), observation: { kind: 'metric', payload: payload as unknown as MetricObservation['payload'], ...common(row) }, ...rest };
}
