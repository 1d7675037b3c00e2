import { BadInput } from '#core/errors.js';
import type { Sql } from './open.js';

export interface Pause { id: string; queue: string | null; why: string; by: string; at: Date; holdMails: boolean; mailsSince: Date | null }

/** What is paused now, oldest first; `queue` null is everything. */
export function pausesNow(db: Sql): Promise<Pause[]> {
  return db.query<Pause[]>('SELECT id, queue, why, by, at, hold_mails AS "holdMails", mails_since AS "mailsSince" FROM pauses WHERE resumed_at IS NULL ORDER BY id');
}

/** Whether a queue is to be left alone. */
export const isPaused = (pauses: readonly Pause[], queue: string): boolean => pauses.some((pause) => pause.queue === null || pause.queue === queue);

/** Pauses queues (null: everything), each once, until they are resumed: by every worker, whatever the queues stand on. */
export async function pauseQueues(db: Sql, queues: readonly string[] | null, why: string, by: string): Promise<void> {
  if (why.trim() === '' || by.trim() === '') throw new BadInput('say why it is paused (--why) and who does it (--by)');
  for (const queue of queues ?? [null]) {
    await db.query('INSERT INTO pauses (queue, why, by) SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM pauses WHERE queue IS NOT DISTINCT FROM $1 AND resumed_at IS NULL)', [queue, why, by]);
  }
}

/** Ends pauses of these queues; null ends every pause. Resolves with those that ended. */
export async function resumeQueues(db: Sql, queues: readonly string[] | null, by: string): Promise<Pause[]> {
  if (by.trim() === '') throw new BadInput('say who resumes (--by)');
  const open = await pausesNow(db);
  const ended = open.filter(({ queue }) => queues === null || (queue !== null && queues.includes(queue)));
  await db.query('UPDATE pauses SET resumed_at = now(), resumed_by = $2 WHERE id = ANY($1::bigint[])', [ended.map(({ id }) => id), by]);
  return ended;
}

/**
 * Which mails may have left already before this database was restored from a backup: the ledger beside the database names them, or there was no ledger to
 * say so and the edition is of a day between backup and restore. `names` are the deliveries' in that ledger.
 */
export async function mayHaveLeft(db: Sql, names: readonly string[], date: string): Promise<Set<string>> {
  const rows = await db.query<{ name: string }[]>(
    `SELECT name FROM unnest($1::text[]) AS given (name) WHERE EXISTS (SELECT 1 FROM sent_before b WHERE b.name = given.name)
       OR EXISTS (SELECT 1 FROM pauses WHERE hold_mails AND $2::date BETWEEN (mails_since - interval '14 hours')::date AND (at + interval '14 hours')::date)`, [names, date]);
  return new Set(rows.map(({ name }) => name));
}
