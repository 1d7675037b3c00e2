import type { AccountKey, Span } from '#core/model.js';
import type { ModelAnswer } from '#core/ports.js';
import type { Sql } from './open.js';
import { jsonb } from './storable.js';

/** An arbitrary number, the same in every process: who holds it may look at what is left of the budget and take from it. */
const BUDGET_LOCK = 7_221_843_010;

export interface ModelBudget { perDay: number; perElection: number }
export type Purpose = 'read' | 'translate' | 'summarise';
/** A request's tokens set aside, or which budget does not hold them. */
export type Reservation = { id: string } | { refused: 'day' | 'election'; spent: number; limit: number };

/**
 * Sets tokens aside for a request before it is sent: the stop is hard, however many workers ask at once, since reserved tokens count as spent until
 * they are settled. Days are UTC days of the database's clock.
 */
export async function reserveTokens(db: Sql, electionId: string, purpose: Purpose, model: string, tokens: number, budget: ModelBudget): Promise<Reservation> {
  return db.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [BUDGET_LOCK]);
    const [spent] = await tx.query<{ day: string; election: string }[]>(
      `SELECT (SELECT coalesce(sum(reserved + prompt_tokens + answer_tokens), 0) FROM model_spending WHERE day = (clock_timestamp() AT TIME ZONE 'UTC')::date) AS day,
              (SELECT coalesce(sum(reserved + prompt_tokens + answer_tokens), 0) FROM model_spending WHERE election_id = $1) AS election`, [electionId]);
    if (Number(spent!.election) + tokens > budget.perElection) return { refused: 'election', spent: Number(spent!.election), limit: budget.perElection };
    if (Number(spent!.day) + tokens > budget.perDay) return { refused: 'day', spent: Number(spent!.day), limit: budget.perDay };
    const rows = await tx.query<{ id: string }[]>(
      `INSERT INTO model_spending (election_id, day, purpose, model, reserved, at) VALUES ($1, (clock_timestamp() AT TIME ZONE 'UTC')::date, $2, $3, $4, clock_timestamp()) RETURNING id`, [electionId, purpose, model, Math.ceil(tokens)]);
    return { id: rows[0]!.id };
  });
}

/** Replaces what was set aside by what was used. A request that failed before the server counted anything used nothing. */
export async function settleTokens(db: Sql, id: string, used: { promptTokens: number; answerTokens: number }): Promise<void> {
  await db.query('UPDATE model_spending SET reserved = 0, prompt_tokens = $2, answer_tokens = $3 WHERE id = $1', [id, used.promptTokens, used.answerTokens]);
}

/** What was spent, a line for each day, election, purpose and model; newest first. */
export async function modelSpending(db: Sql, limit = 400): Promise<{ day: string; electionId: string; purpose: Purpose; model: string; requests: number; promptTokens: number; answerTokens: number; reserved: number }[]> {
  return db.query(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, election_id AS "electionId", purpose, model, count(*)::int AS requests, sum(prompt_tokens)::float8 AS "promptTokens", sum(answer_tokens)::float8 AS "answerTokens", sum(reserved)::float8 AS reserved
     FROM model_spending GROUP BY day, election_id, purpose, model ORDER BY day DESC, election_id, purpose, model LIMIT $1`, [limit]);
}

/** Models that are not asked for now. */
export async function modelPauses(db: Sql): Promise<{ model: string; until: Date; why: string }[]> {
  return db.query('SELECT model, until, why FROM model_pauses WHERE until > clock_timestamp() ORDER BY model');
}

/** An answer kept under the hash of its question (text, prompt version, model); null when it was never asked. */
export async function knownAnswer(db: Sql, key: string): Promise<{ answer: unknown; model: string } | null> {
  const rows = await db.query<{ answer: unknown; model: string }[]>('SELECT answer, model FROM model_answers WHERE key = $1', [key]);
  return rows[0] ?? null;
}
export async function keepAnswer(db: Sql, key: string, { answer, model }: Pick<ModelAnswer, 'answer' | 'model'>): Promise<void> {
  await db.query('INSERT INTO model_answers (key, model, answer, at) VALUES ($1, $2, $3, clock_timestamp()) ON CONFLICT DO NOTHING', [key, model, jsonb(answer)]);
}

/** Until when a model is not asked, and why; null when it may be asked now. */
export async function modelPause(db: Sql, model: string): Promise<{ until: Date; why: string } | null> {
  const rows = await db.query<{ until: Date; why: string }[]>('SELECT until, why FROM model_pauses WHERE model = $1 AND until > clock_timestamp()', [model]);
  return rows[0] ?? null;
}

/** The model failed for everybody: it is not asked before `retryAt`, or for a time that doubles with every failure up to an hour. Returns until when. */
export async function pauseModel(db: Sql, model: string, why: string, retryAt: Date | null, leastMs = 10_000): Promise<Date> {
  const rows = await db.query<{ until: Date }[]>(
    `INSERT INTO model_pauses (model, until, failures, why) VALUES ($1, coalesce($3, clock_timestamp() + $4 * interval '1 ms'), 1, $2)
     ON CONFLICT (model) DO UPDATE SET failures = model_pauses.failures + 1, why = excluded.why,
       until = coalesce($3, clock_timestamp() + least(3600000, $4 * 2 ^ least(model_pauses.failures, 20)) * interval '1 ms') RETURNING until`, [model, why, retryAt, leastMs]);
  return rows[0]!.until;
}
/** The model answered: failures are counted from nought again. */
export async function resumeModel(db: Sql, model: string): Promise<void> {
  await db.query('DELETE FROM model_pauses WHERE model = $1', [model]);
}

export interface ModelReadingRecord { state: 'read' | 'needs-review' | 'not-asked'; detail: string | null; model: string | null; dropped: Partial<Record<string, number>>; agreed: number; added: number }
/** How the model's reading of a document ended. */
export async function recordModelReading(db: Sql, documentId: string, version: number, record: ModelReadingRecord): Promise<void> {
  await db.query(
    `INSERT INTO model_readings (document_id, version, state, detail, model, dropped, agreed, added, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())
     ON CONFLICT (document_id, version) DO UPDATE SET state = excluded.state, detail = excluded.detail, model = excluded.model, dropped = excluded.dropped, agreed = excluded.agreed, added = excluded.added, at = excluded.at`,
    [documentId, version, record.state, record.detail?.slice(0, 500) ?? null, record.model, JSON.stringify(record.dropped), record.agreed, record.added]);
}

/** Ids of current documents that the model at this version has not read, newest first: a campaign's day matters more than its past. Those in an open batch are left out. */
export async function unaskedDocuments(db: Sql, version: number, limit = 2000): Promise<{ id: string; electionId: string }[]> {
  return db.query(
    `SELECT d.id, d.election_id AS "electionId" FROM documents d
     WHERE d.current AND NOT EXISTS (SELECT 1 FROM model_readings r WHERE r.document_id = d.id AND r.version = $1)
       AND NOT EXISTS (SELECT 1 FROM model_batches b WHERE b.state = 'working' AND d.id = ANY (b.documents))
     ORDER BY d.id DESC LIMIT $2`, [version, limit]);
}

/** Which of these documents the model at this version has read already. */
export async function alreadyAsked(db: Sql, ids: string[], version: number): Promise<Set<string>> {
  const rows = await db.query<{ id: string }[]>('SELECT document_id AS id FROM model_readings WHERE version = $2 AND document_id = ANY($1::bigint[])', [ids, version]);
  return new Set(rows.map(({ id }) => id));
}

/** What the rules at their newest version call a call in a document, by detector. */
export async function callsByRules(db: Sql, documentId: string, except: string): Promise<{ detector: string; span: Span; target: AccountKey | null }[]> {
  return db.query(
    `SELECT o.detector, json_build_object('start', o.span_start, 'end', o.span_end) AS span, o.target FROM observations o WHERE o.document_id = $1 AND o.kind = 'call' AND o.detector <> $2
       AND o.detector_version = (SELECT max(t.version) FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector)`, [documentId, except]);
}

/** `hours`: since it was handed in, by the database's clock. */
export interface OpenBatch { id: string; electionId: string; serverId: string; spendingId: string; documents: string[]; hours: number }
export async function addBatch(db: Sql, batch: Omit<OpenBatch, 'id' | 'hours'>): Promise<void> {
  await db.query('INSERT INTO model_batches (election_id, server_id, spending_id, documents, at) VALUES ($1, $2, $3, $4::bigint[], clock_timestamp())', [batch.electionId, batch.serverId, batch.spendingId, batch.documents]);
}
export async function openBatches(db: Sql): Promise<OpenBatch[]> {
  return db.query<OpenBatch[]>(`SELECT id, election_id AS "electionId", server_id AS "serverId", spending_id AS "spendingId", documents::text[] AS documents, (extract(epoch FROM clock_timestamp() - at) / 3600)::float8 AS hours FROM model_batches WHERE state = 'working' ORDER BY id`);
}
/** Whether a batch was given up within the last day: meanwhile documents are asked for one by one. */
export async function batchFailedLately(db: Sql): Promise<boolean> {
  return (await db.query<unknown[]>(`SELECT 1 FROM model_batches WHERE state = 'failed' AND at > clock_timestamp() - interval '1 day' LIMIT 1`)).length > 0;
}
export async function endBatch(db: Sql, id: string, state: 'done' | 'failed', why: string | null): Promise<void> {
  await db.query('UPDATE model_batches SET state = $2, why = $3 WHERE id = $1', [id, state, why]);
}

/** A kept translation: `text` is null where a translation was tried and could not be used. */
export async function knownTranslations(db: Sql, keys: string[]): Promise<{ key: string; language: string; text: string | null; model: string }[]> {
  return db.query('SELECT key, language, text, model FROM translations WHERE key = ANY($1)', [keys]);
}
export async function keepTranslation(db: Sql, key: string, language: string, text: string | null, model: string): Promise<void> {
  await db.query('INSERT INTO translations (key, language, text, model, at) VALUES ($1, $2, $3, $4, clock_timestamp()) ON CONFLICT DO NOTHING', [key, language, text, model]);
}
