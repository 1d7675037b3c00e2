import type { DataSource } from 'typeorm';
import { nextTry } from '#core/digest/webhook.js';
import { BadInput, Gone } from '#core/errors.js';
import type { EditionAudience } from '#core/model.js';

export interface Webhook { id: string; electionId: string; audience: EditionAudience; url: string; active: boolean; createdAt: Date; stoppedWhy: string | null }
const COLUMNS = `id, election_id AS "electionId", audience, url, active, created_at AS "createdAt", stopped_why AS "stoppedWhy"`;

/** Adds an outlet, which is told of what is released from now on. The caller has checked the address. BadInput where it is there already. */
export async function addWebhook(db: DataSource, hook: { electionId: string; audience: EditionAudience; url: string; secret: string; at: Date }): Promise<string> {
  const rows = await db.query<{ id: string }[]>('INSERT INTO webhooks (election_id, audience, url, secret, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id', [hook.electionId, hook.audience, hook.url, hook.secret, hook.at]);
  if (rows[0] === undefined) throw new BadInput(`"${hook.electionId}" has this webhook for ${hook.audience} already: remove it first for another secret`);
  return rows[0].id;
}

/** Without their secrets, which are shown once. */
export const listWebhooks = (db: DataSource): Promise<Webhook[]> => db.query<Webhook[]>(`SELECT ${COLUMNS} FROM webhooks ORDER BY id`);

/** Removes an outlet and what is on record of it. Gone where there is none. */
export async function removeWebhook(db: DataSource, id: string): Promise<void> {
  const rows = await db.query<unknown[]>('WITH gone AS (DELETE FROM webhooks WHERE id = $1 RETURNING id), its AS (DELETE FROM webhook_deliveries d USING gone WHERE d.webhook_id = gone.id) SELECT 1 FROM gone', [id]);
  if (rows.length === 0) throw new Gone(`there is no webhook ${id}: \`webhook --list\` prints those that there are`);
}

/** What a withdrawn edition's readers are told is an edition of its own kind; the withdrawn one itself is told no more. */
const TOLD = `w.active AND w.election_id = e.election_id AND w.audience = e.audience AND e.released_at IS NOT NULL AND e.withdrawn_at IS NULL AND e.released_at >= w.created_at`;

/** Outlets and released editions of which they were not told, or whose next try has come; nothing older than two days. */
export const dueWebhooks = (db: DataSource, now: Date): Promise<{ webhookId: string; editionId: string }[]> => db.query(
  `SELECT w.id AS "webhookId", e.id AS "editionId" FROM webhooks w JOIN editions e ON ${TOLD}
   LEFT JOIN webhook_deliveries d ON d.webhook_id = w.id AND d.edition_id = e.id
   WHERE e.released_at > $1::timestamptz - interval '2 days' AND (d.id IS NULL OR (d.state = 'pending' AND d.due_at <= $1)) ORDER BY e.id, w.id`, [now]);

export interface WebhookTry { id: string; url: string; secret: string; attempts: number }
/** Takes the next try for this caller alone, and sets the one after it; null where it is not due, done, or not for this outlet. */
export async function takeWebhookTry(db: DataSource, webhookId: string, editionId: string, now: Date): Promise<WebhookTry | null> {
  return db.transaction(async (tx) => {
    await tx.query(`INSERT INTO webhook_deliveries (edition_id, webhook_id, state, due_at, updated_at) SELECT e.id, w.id, 'pending', $3, $3 FROM webhooks w JOIN editions e ON ${TOLD} WHERE w.id = $1 AND e.id = $2 ON CONFLICT DO NOTHING`, [webhookId, editionId, now]);
    const [found] = await tx.query<{ attempts: number }[]>(`SELECT d.attempts FROM webhook_deliveries d WHERE d.webhook_id = $1 AND d.edition_id = $2 AND d.state = 'pending' AND d.due_at <= $3 FOR UPDATE`, [webhookId, editionId, now]);
    if (found === undefined) return null;
    const attempts = found.attempts + 1;
    const rows = await tx.query<WebhookTry[]>(
      `WITH took AS (UPDATE webhook_deliveries SET attempts = $3, due_at = $4, updated_at = $5 WHERE webhook_id = $1 AND edition_id = $2 RETURNING id)
       SELECT took.id, w.url, w.secret, $3::int AS attempts FROM took, webhooks w JOIN editions e ON ${TOLD} WHERE w.id = $1 AND e.id = $2`,
      [webhookId, editionId, attempts, nextTry(attempts, now) ?? now, now]);
    return rows[0] ?? null;
  });
}

/** What came of a try: told, to be tried again at its time, or given up. */
export async function noteWebhook(db: DataSource, id: string, state: 'sent' | 'pending' | 'failed', detail: string, at: Date): Promise<void> {
  await db.query('UPDATE webhook_deliveries SET state = $2, detail = $3, updated_at = $4 WHERE id = $1', [id, state, detail.replace(/[\u0000-\u001F\u007F]+/g, ' ').slice(0, 500), at]);
}

/** An outlet that says it is gone, or whose address may not be asked, is told nothing more. */
export const stopWebhook = (db: DataSource, id: string, why: string): Promise<unknown> => db.query('UPDATE webhooks SET active = false, stopped_why = $2 WHERE id = $1', [id, why.slice(0, 300)]);
