import type { DataSource } from 'typeorm';
import type { AnswerOf } from '#core/contract/operation.js';
import type { getWebhook, listWebhookDeliveries } from '#core/contract/operations.js';
import { nextTry } from '#core/digest/webhook.js';
import { Clash, Gone } from '#core/errors.js';
import type { EditionAudience } from '#core/model.js';
import { newsFrom, newsSince } from './editions.js';
import { isSealed, type Sealer } from '../crypto/sealer.js';
import type { Sql } from './open.js';
import { readPage, Where, type Page, type Paging } from './paging.js';

export type Webhook = AnswerOf<typeof getWebhook>;
const COLUMNS = `w.id, w.election_id AS "electionId", w.audience, w.url, w.active, w.created_at AS "createdAt", w.stopped_why AS "stoppedWhy",
  CASE WHEN w.test_asked_at IS NOT NULL THEN json_build_object('askedAt', w.test_asked_at, 'endedAt', w.test_ended_at, 'ok', w.test_ok, 'detail', w.test_detail) END AS test`;
const revived = ({ test, ...hook }: Webhook): Webhook => ({ ...hook, test: test && { ...test, askedAt: new Date(test.askedAt), endedAt: test.endedAt && new Date(test.endedAt) } });

/** What an outlet's secret is sealed for: to nobody else's row it is of use. */
const sealedFor = ({ electionId, audience, url }: { electionId: string; audience: string; url: string }): string => `webhook ${electionId} ${audience} ${url}`;

/** Adds an outlet, which is told of what is released from now on. The caller has checked the address. Clash where it is there already. */
export async function addWebhook(db: Sql, { seal }: Pick<Sealer, 'seal'>, hook: { electionId: string; audience: EditionAudience; url: string; secret: string; at: Date }): Promise<string> {
  const rows = await db.query<{ id: string }[]>('INSERT INTO webhooks (election_id, audience, url, secret, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id', [hook.electionId, hook.audience, hook.url, seal(hook.secret, sealedFor(hook)), hook.at]);
  if (rows[0] === undefined) throw new Clash(`"${hook.electionId}" has this webhook for ${hook.audience} already: remove it first for another secret`);
  return rows[0].id;
}

/** Seals secrets that an earlier release kept as they are; resolves with how many. */
export async function sealWebhooks(db: Sql, { seal }: Pick<Sealer, 'seal'>): Promise<number> {
  const rows = (await db.query<{ id: string; electionId: string; audience: string; url: string; secret: string }[]>('SELECT id, election_id AS "electionId", audience, url, secret FROM webhooks')).filter(({ secret }) => !isSealed(secret));
  for (const row of rows) await db.query('UPDATE webhooks SET secret = $2 WHERE id = $1 AND secret = $3', [row.id, seal(row.secret, sealedFor(row)), row.secret]);
  return rows.length;
}

/** Where and how an outlet is told; `secret` as it is kept. */
export interface WebhookTarget { url: string; secret: string; electionId: string; audience: string }
/** The secret itself; null where there is no key here, or it was sealed under another than this installation's. One that an earlier release kept as it is, is taken so. */
export const openedSecret = (hook: WebhookTarget, sealer: Pick<Sealer, 'open'> | null): string | null => (isSealed(hook.secret) ? sealer?.open(hook.secret, sealedFor(hook)) ?? null : hook.secret);

/** Without their secrets, which are shown once. */
export const listWebhooks = async (db: Sql): Promise<Webhook[]> => (await db.query<Webhook[]>(`SELECT ${COLUMNS} FROM webhooks w ORDER BY w.id`)).map(revived);
export async function pageWebhooks(db: Sql, { election, visible, ...paging }: { election?: string | undefined; visible?: string[] | undefined } & Paging): Promise<Page<Webhook>> {
  const page = await readPage<Webhook>(db, { columns: COLUMNS, from: 'webhooks w', where: new Where().and('w.election_id = $', election).and('w.election_id = ANY($::text[])', visible), key: ['w.id'], types: ['bigint'], descending: false }, paging);
  return { items: page.items.map(revived), next: page.next };
}
export async function oneWebhook(db: Sql, id: string): Promise<Webhook> {
  const rows = await db.query<Webhook[]>(`SELECT ${COLUMNS} FROM webhooks w WHERE w.id = $1`, [id]);
  if (rows[0] === undefined) throw new Gone(NONE(id));
  return revived(rows[0]);
}
const NONE = (id: string): string => `there is no webhook ${id}`;

/** Of what an outlet was told, newest first. */
export const pageWebhookDeliveries = (db: Sql, id: string, paging: Paging): Promise<Page<AnswerOf<typeof listWebhookDeliveries>['items'][number]>> =>
  readPage(db, { columns: `d.id, d.edition_id AS "editionId", d.state, d.attempts, CASE WHEN d.state = 'pending' THEN d.due_at END AS "nextTryAt", d.detail, d.updated_at AS "updatedAt"`, from: 'webhook_deliveries d', where: new Where().and('d.webhook_id = $', id), key: ['d.id'], types: ['bigint'], descending: true }, paging);

/** Stops telling an outlet, or begins again with what is released from `at` on: what was released meanwhile is not told late. */
export async function holdWebhook(db: Sql, id: string, active: boolean, why: string | null, at: Date): Promise<Webhook> {
  await db.query('UPDATE webhooks SET active = $2, stopped_why = CASE WHEN $2 THEN NULL ELSE $3 END, created_at = CASE WHEN $2 AND NOT active THEN $4 ELSE created_at END WHERE id = $1', [id, active, why, at]);
  return oneWebhook(db, id);
}

/** A test that did not end within this time is given up. */
const TEST_MS = 2 * 60_000;
/** Notes that a test is wanted. Clash while another is under way. */
export async function askWebhookTest(db: Sql, id: string): Promise<Webhook> {
  const rows = await db.query<unknown[]>(`WITH asked AS (UPDATE webhooks SET test_asked_at = now(), test_ended_at = NULL, test_ok = NULL, test_detail = NULL
    WHERE id = $1 AND (test_asked_at IS NULL OR test_ended_at IS NOT NULL OR test_asked_at < now() - $2 * interval '1 millisecond') RETURNING 1) SELECT 1 FROM asked`, [id, TEST_MS]);
  const hook = await oneWebhook(db, id);
  if (rows.length === 0) throw new Clash('a test of it is under way: look at it again in a moment');
  return hook;
}
/** An outlet whose test is wanted; null where it ended, or was never asked for. */
export async function wantedTest(db: DataSource, id: string): Promise<WebhookTarget | null> {
  const rows = await db.query<WebhookTarget[]>('SELECT url, secret, election_id AS "electionId", audience FROM webhooks WHERE id = $1 AND test_asked_at IS NOT NULL AND test_ended_at IS NULL', [id]);
  return rows[0] ?? null;
}
/** Tests whose job was lost. */
export const wantedTests = async (db: DataSource): Promise<string[]> =>
  (await db.query<{ id: string }[]>(`SELECT id FROM webhooks WHERE test_asked_at > now() - $1 * interval '1 millisecond' AND test_ended_at IS NULL ORDER BY id`, [TEST_MS])).map(({ id }) => id);
export const endWebhookTest = (db: DataSource, id: string, ok: boolean, detail: string): Promise<unknown> => db.query('UPDATE webhooks SET test_ended_at = now(), test_ok = $2, test_detail = $3 WHERE id = $1', [id, ok, inOneLine(detail)]);
const inOneLine = (text: string): string => text.replace(/[\u0000-\u001F\u007F]+/g, ' ').slice(0, 500).toWellFormed();

/** Removes an outlet and what is on record of it. Gone where there is none. */
export async function removeWebhook(db: Sql, id: string): Promise<void> {
  const rows = await db.query<unknown[]>('WITH gone AS (DELETE FROM webhooks WHERE id = $1 RETURNING id), its AS (DELETE FROM webhook_deliveries d USING gone WHERE d.webhook_id = gone.id) SELECT 1 FROM gone', [id]);
  if (rows.length === 0) throw new Gone(NONE(id));
}

/** What a withdrawn edition's readers are told is an edition of its own kind; the withdrawn one itself is told no more. */
const TOLD = `w.active AND w.election_id = e.election_id AND w.audience = e.audience AND e.released_at IS NOT NULL AND e.withdrawn_at IS NULL AND e.released_at >= w.created_at`;

/** Outlets and released editions of which they were not told, or whose next try has come, as long as they are news. */
export const dueWebhooks = async (db: DataSource, now: Date): Promise<{ webhookId: string; editionId: string }[]> => db.query(
  `SELECT w.id AS "webhookId", e.id AS "editionId" FROM webhooks w JOIN editions e ON ${TOLD} ${newsFrom(2)}
   LEFT JOIN webhook_deliveries d ON d.webhook_id = w.id AND d.edition_id = e.id
   WHERE (d.id IS NULL OR (d.state = 'pending' AND d.due_at <= $1)) ORDER BY e.id, w.id`, [now, ...await newsSince(db, now)]);

export interface WebhookTry extends WebhookTarget { id: string; attempts: number }
/** Takes the next try for this caller alone, and sets the one after it; null where it is not due, done, or not for this outlet. */
export async function takeWebhookTry(db: DataSource, webhookId: string, editionId: string, now: Date): Promise<WebhookTry | null> {
  return db.transaction(async (tx) => {
    await tx.query(`INSERT INTO webhook_deliveries (edition_id, webhook_id, state, due_at, updated_at) SELECT e.id, w.id, 'pending', $3, $3 FROM webhooks w JOIN editions e ON ${TOLD} WHERE w.id = $1 AND e.id = $2 ON CONFLICT DO NOTHING`, [webhookId, editionId, now]);
    const [found] = await tx.query<{ attempts: number }[]>(`SELECT d.attempts FROM webhook_deliveries d WHERE d.webhook_id = $1 AND d.edition_id = $2 AND d.state = 'pending' AND d.due_at <= $3 FOR UPDATE`, [webhookId, editionId, now]);
    if (found === undefined) return null;
    const attempts = found.attempts + 1;
    const rows = await tx.query<WebhookTry[]>(
      `WITH took AS (UPDATE webhook_deliveries SET attempts = $3, due_at = $4, updated_at = $5 WHERE webhook_id = $1 AND edition_id = $2 RETURNING id)
       SELECT took.id, w.url, w.secret, w.election_id AS "electionId", w.audience, $3::int AS attempts FROM took, webhooks w JOIN editions e ON ${TOLD} WHERE w.id = $1 AND e.id = $2`,
      [webhookId, editionId, attempts, nextTry(attempts, now) ?? now, now]);
    return rows[0] ?? null;
  });
}

/** What came of a try: told, to be tried again at its time, or given up. A try that ends after a later one was taken says only that the outlet was told. */
export async function noteWebhook(db: DataSource, { id, attempts }: Pick<WebhookTry, 'id' | 'attempts'>, state: 'sent' | 'pending' | 'failed', detail: string, at: Date): Promise<void> {
  await db.query(`UPDATE webhook_deliveries SET state = $2, detail = $3, updated_at = $4 WHERE id = $1 AND state = 'pending' AND (attempts = $5 OR $2 = 'sent')`, [id, state, inOneLine(detail), at, attempts]);
}

/** An outlet that says it is gone, or whose address may not be asked, is told nothing more. */
export const stopWebhook = (db: DataSource, id: string, why: string): Promise<unknown> => db.query('UPDATE webhooks SET active = false, stopped_why = $2 WHERE id = $1', [id, why.slice(0, 300)]);
