import type { Correction, ReplyFact } from '#core/digest/facts.js';
import { BadInput, Gone } from '#core/errors.js';
import type { Sql } from './open.js';

export interface Question { electionId: string; about: string | null; actorId: string; question: string; channel: string; askedBy: string; askedAt: Date; deadline: Date | null }

/** Puts a question in the queue of replies. Resolves with its id; Gone where the actor is not on the watchlist. */
export async function askReply(db: Sql, q: Question): Promise<string> {
  const [actor] = await db.query<unknown[]>('SELECT 1 FROM actors WHERE election_id = $1 AND id = $2', [q.electionId, q.actorId]);
  if (actor === undefined) throw new BadInput(`the watchlist of "${q.electionId}" has no actor "${q.actorId}"`);
  const rows = await db.query<{ id: string }[]>('INSERT INTO replies (election_id, about, actor_id, question, channel, asked_by, asked_at, deadline) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id',
    [q.electionId, q.about, q.actorId, q.question, q.channel, q.askedBy, q.askedAt, q.deadline]);
  return rows[0]!.id;
}

/** Notes what came back, in its own words. A second answer is refused: the first may stand in a released edition. */
export async function answerReply(db: Sql, id: string, answer: { text: string; language: string; at: Date }): Promise<void> {
  const rows = await db.query<unknown[]>('WITH done AS (UPDATE replies SET answer = $2, answer_language = $3, answered_at = $4 WHERE id = $1 AND answer IS NULL RETURNING 1) SELECT 1 FROM done', [id, answer.text, answer.language, answer.at]);
  if (rows.length === 1) return;
  const [there] = await db.query<unknown[]>('SELECT 1 FROM replies WHERE id = $1', [id]);
  throw there === undefined ? new Gone(`there is no question ${id}`) : new BadInput(`question ${id} is answered already; a second answer is a question of its own`);
}

/** Questions as an edition tells them: asked before the cut-off; still open and not older than two weeks, or answered since the day began. An answer after the cut-off is for the next one. */
export async function repliesFor(db: Sql, electionId: string, from: Date, cutOff: Date): Promise<ReplyFact[]> {
  return db.query<ReplyFact[]>(
    `SELECT id::text, about, actor_id AS "actorId", channel, asked_at AS "askedAt", deadline, CASE WHEN answered_at <= $3 THEN answer END AS answer, CASE WHEN answered_at <= $3 THEN answer_language END AS "answerLanguage", CASE WHEN answered_at <= $3 THEN answered_at END AS "answeredAt"
     FROM replies WHERE election_id = $1 AND asked_at <= $3 AND (CASE WHEN answered_at IS NULL OR answered_at > $3 THEN asked_at >= $2::timestamptz - interval '14 days' ELSE answered_at >= $2 END) ORDER BY asked_at, id`, [electionId, from, cutOff]);
}

/** Corrections to editions of an audience since its last edition of that kind was composed. */
export async function correctionsFor(db: Sql, electionId: string, audience: string, before: string, cutOff: Date): Promise<Correction[]> {
  return db.query<Correction[]>(
    `SELECT (e.content->>'number')::int AS note, c.text FROM corrections c JOIN editions e ON e.id = c.edition_id
     WHERE c.election_id = $1 AND e.audience = $2 AND c.at <= $4 AND c.at > coalesce((SELECT max((p.content->>'cutOff')::timestamptz) FROM editions p WHERE p.election_id = $1 AND p.audience = $2 AND p.kind = 'daily' AND p.date < $3), '-infinity') ORDER BY c.at, c.id`, [electionId, audience, before, cutOff]);
}
