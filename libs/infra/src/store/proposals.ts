import type { AnswerOf } from '#core/contract/operation.js';
import type { listAccountProposals } from '#core/contract/operations.js';
import { Clash, Gone } from '#core/errors.js';
import type { Sql } from './open.js';
import { readPage, Where, type Page, type Paging } from './paging.js';
import { TARGET } from './target.js';

type Proposal = AnswerOf<typeof listAccountProposals>['items'][number];
type Confirmation = Proposal['confirmations'][number];
interface Row { electionId: string; account: string; calls: number; actors: Proposal['actors']; firstAt: Date; lastAt: Date; documents: string[]; confirmations: Confirmation[] }

/** What one or two people said of an account makes its state: two who say the same confirm it, one who refuses refuses it. */
const STATE = `CASE WHEN EXISTS (SELECT 1 FROM account_confirmations c WHERE c.election_id = p.election_id AND c.account = p.account AND c.decision = 'refuse') THEN 'refused'
  WHEN (SELECT max(n) FROM (SELECT count(*) AS n FROM account_confirmations c WHERE c.election_id = p.election_id AND c.account = p.account AND c.decision = 'confirm' GROUP BY c.owner, c.status) same) >= 2 THEN 'confirmed'
  WHEN EXISTS (SELECT 1 FROM account_confirmations c WHERE c.election_id = p.election_id AND c.account = p.account) THEN 'one confirmed' ELSE 'open' END`;
const COLUMNS = `p.election_id AS "electionId", p.account, p.calls, p.first_at AS "firstAt", p.last_at AS "lastAt", p.documents, ${STATE} AS state,
  (SELECT coalesce(json_agg(json_build_object('id', a.id, 'name', a.name) ORDER BY a.id), '[]') FROM actors a WHERE a.election_id = p.election_id AND a.id = ANY(p.actors)) AS actors,
  (SELECT coalesce(json_agg(json_build_object('by', c.by, 'at', c.at, 'decision', c.decision, 'owner', c.owner, 'status', c.status, 'proof', c.proof, 'note', c.note) ORDER BY c.id), '[]') FROM account_confirmations c WHERE c.election_id = p.election_id AND c.account = p.account) AS confirmations`;
/** Accounts that calls name and the watchlist does not, and those that were decided. */
const from = (only: string): string => `(SELECT o.election_id, ${TARGET} AS account, count(*)::int AS calls, array_agg(DISTINCT d.actor_id) AS actors, min(coalesce(d.published_at, d.first_seen_at)) AS first_at, max(coalesce(d.published_at, d.first_seen_at)) AS last_at,
    (array_agg(o.document_id::text ORDER BY o.document_id DESC))[1:10] AS documents
  FROM observations o JOIN documents d ON d.id = o.document_id AND d.current WHERE o.kind = 'call' AND ${TARGET} IS NOT NULL AND ${only}
    AND (NOT EXISTS (SELECT 1 FROM accounts k WHERE k.election_id = o.election_id AND k.key = ${TARGET}) OR EXISTS (SELECT 1 FROM account_confirmations c WHERE c.election_id = o.election_id AND c.account = ${TARGET})) GROUP BY o.election_id, 2) p`;

const shown = (urlOf: UrlOf) => ({ confirmations, ...row }: Row & Pick<Proposal, 'state'>): Proposal => ({
  ...row, url: urlOf(row.account), owner: confirmations.at(-1)?.owner ?? null, confirmations: confirmations.map((confirmation) => ({ ...confirmation, at: new Date(confirmation.at) })) });
/** Where an account is shown, as its platform says. */
export type UrlOf = (account: string) => string | null;

export async function pageProposals(db: Sql, { election, visible, state, ...paging }: { election?: string | undefined; visible?: string[] | undefined; state?: string | undefined } & Paging, urlOf: UrlOf): Promise<Page<Proposal>> {
  const where = new Where().and('p.election_id = $', election).and('p.election_id = ANY($::text[])', visible).and(`${STATE} = $`, state);
  const page = await readPage<Row & Pick<Proposal, 'state'>>(db, { columns: COLUMNS, from: from('true'), where, key: ['p.calls', 'p.election_id', 'p.account'], types: ['int', 'text', 'text'], descending: true }, paging);
  return { items: page.items.map(shown(urlOf)), next: page.next };
}

async function oneProposal(db: Sql, election: string, account: string, urlOf: UrlOf): Promise<Proposal> {
  const rows = await db.query<(Row & Pick<Proposal, 'state'>)[]>(`SELECT ${COLUMNS} FROM ${from(`o.current AND o.election_id = $1 AND ${TARGET} = $2`)}`, [election, account]);
  if (rows[0] === undefined) throw new Gone('nobody calls for this account, or it is on the watchlist');
  return shown(urlOf)(rows[0]);
}

export interface Confirming { decision: 'confirm' | 'refuse'; owner: string | null; status: string; proof: string; note: string | null; who: string; by: string; at: Date }
/** Notes what somebody says of an account. Clash where they said something already, or it was decided. */
export async function confirmAccount(db: Sql, election: string, account: string, { decision, owner, status, proof, note, who, by, at }: Confirming, urlOf: UrlOf): Promise<Proposal> {
  await db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 343))', [`${election} ${account}`]);
  const { state } = await oneProposal(db, election, account, urlOf);
  if (state === 'confirmed' || state === 'refused') throw new Clash(`this account was ${state} already`);
  const rows = await db.query<unknown[]>('INSERT INTO account_confirmations (election_id, account, caller, by, at, decision, owner, status, proof, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING 1', [election, account, who, by, at, decision, owner, status, proof, note]);
  if (rows.length === 0) throw new Clash('you have said so already: the second one is somebody else');
  return oneProposal(db, election, account, urlOf);
}
