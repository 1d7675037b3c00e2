import type { AnswerOf } from '#core/contract/operation.js';
import type * as operations from '#core/contract/operations.js';
import { Clash, Gone } from '#core/errors.js';
import { newSecret } from '../crypto/secret.js';
import { TAKEN_AWAY } from './elections.js';
import type { Sql } from './open.js';
import { readPage, Where, type Page, type Paging } from './paging.js';

type Answer<K extends keyof typeof operations> = AnswerOf<(typeof operations)[K]>;
type Recipient = Answer<'addRecipient'>;

/** Who released, withdrew or corrected an edition. Gone where there is none. */
export async function editionLog(db: Sql, editionId: string): Promise<Answer<'listEditionLog'>> {
  const there = await db.query<unknown[]>('SELECT 1 FROM editions WHERE id = $1', [editionId]);
  if (there.length === 0) throw new Gone('there is no such edition');
  return { items: await db.query('SELECT at, did, by, why FROM edition_log WHERE edition_id = $1 ORDER BY id', [editionId]) };
}

/** What became of an edition's mails. An address is shown by its first letter and its domain: enough to know whose it is for whoever knows the list. */
export function pageDeliveries(db: Sql, editionId: string, { state, ...paging }: { state?: string | undefined } & Paging): Promise<Page<Answer<'listDeliveries'>['items'][number]>> {
  return readPage(db, {
    columns: `d.id, d.edition_id AS "editionId", regexp_replace(r.email, '^(.).*@', '\\1…@') AS recipient, d.state, d.attempts, d.detail, d.updated_at AS "updatedAt"`, from: 'deliveries d JOIN recipients r ON r.id = d.recipient_id',
    where: new Where().and('d.edition_id = $', editionId).and('d.state = $', state), key: ['d.id'], types: ['bigint'], descending: true,
  }, paging);
}

const RECIPIENT = `r.id, r.election_id AS "electionId", r.email, r.name, r.language, r.audience, r.send_at AS "sendAt", r.active, r.suppressed_at AS "suppressedAt", r.suppressed_why AS "suppressedWhy", r.origin`;
export const pageRecipients = (db: Sql, { election, visible, audience, ...paging }: { election?: string | undefined; visible?: string[] | undefined; audience?: string | undefined } & Paging): Promise<Page<Recipient>> =>
  readPage(db, { columns: RECIPIENT, from: 'recipients r', where: new Where().and('r.election_id = $', election).and('r.election_id = ANY($::text[])', visible).and('r.audience = $', audience), key: ['r.id'], types: ['bigint'], descending: false }, paging);

/** Clash where the address gets that audience's notes already. One that was taken away, or that left by itself, is not taken up again without being asked: Clash too. */
export async function addRecipient(db: Sql, given: { electionId: string; email: string; name: string | null; language: string; audience: string; sendAt: string | null }): Promise<Recipient> {
  const rows = await db.query<Recipient[]>(
    `INSERT INTO recipients AS r (election_id, email, name, language, audience, unsubscribe_token, send_at, origin) VALUES ($1, $2, $3, $4, $5, $6, $7, 'here')
     ON CONFLICT (election_id, email, audience) DO UPDATE SET active = true, origin = 'here', name = excluded.name, language = excluded.language, send_at = excluded.send_at, suppressed_at = NULL, suppressed_why = NULL
       WHERE (NOT r.active AND r.suppressed_at IS NULL) OR r.suppressed_why = $8 RETURNING ${RECIPIENT}`,
    [given.electionId, given.email, given.name, given.language, given.audience, newSecret().slice(0, 32), given.sendAt, TAKEN_AWAY]);
  if (rows[0] === undefined) throw new Clash('this address gets that audience\'s notes already, or has asked not to');
  return rows[0];
}
/** Stops all mail to a reader. False where it was so already; Gone where there is none. */
export async function removeRecipient(db: Sql, id: string): Promise<boolean> {
  const rows = await db.query<{ open: boolean }[]>(`WITH old AS (SELECT id, suppressed_at IS NULL AND active AS open FROM recipients WHERE id = $1 FOR UPDATE),
    done AS (UPDATE recipients r SET active = false, suppressed_at = coalesce(r.suppressed_at, now()), suppressed_why = CASE WHEN r.suppressed_at IS NULL THEN $2 ELSE r.suppressed_why END FROM old WHERE r.id = old.id) SELECT open FROM old`, [id, TAKEN_AWAY]);
  if (rows[0] === undefined) throw new Gone('there is no such recipient');
  return rows[0].open;
}
