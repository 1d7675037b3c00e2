import { chainBreak, chainHash, FIRST, type AuditEntry } from '#core/access/audit-chain.js';
import type { Sql } from './open.js';
import { readPage, Where, type Page, type Paging } from './paging.js';

/** An arbitrary number: entries are added one after the other, since each holds the hash of the one before. */
const CHAIN_LOCK = 7_221_843_340;
export interface StoredEntry extends Omit<AuditEntry, 'at'> { id: string; at: Date; previous: string; hash: string }

/** Adds an entry; in the transaction of what it tells of, so that both are there or neither. Call it last: others wait from here to the commit. */
export async function noteAudit(db: Sql, entry: Omit<AuditEntry, 'at'>): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [CHAIN_LOCK]);
    const [last] = await tx.query<{ hash: string }[]>('SELECT hash FROM audit ORDER BY id DESC LIMIT 1');
    const [clock] = await tx.query<{ at: Date }[]>(`SELECT date_trunc('milliseconds', clock_timestamp()) AS at`);
    const previous = last?.hash ?? FIRST;
    const { who, did, electionId, about, outcome, before, after } = entry;
    await tx.query('INSERT INTO audit (at, who, did, election_id, about, outcome, before, after, previous, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [clock!.at, who, did, electionId, about, outcome, before, after, previous, chainHash(previous, { ...entry, at: clock!.at.toISOString() })]);
  });
}

/** The newest entry of one of these operations about a thing, whose path the entry's begins with; null where there is none. */
export async function lastChange(db: Sql, did: string[], about: string): Promise<{ by: string; did: string; at: Date } | null> {
  const rows = await db.query<{ by: string; did: string; at: Date }[]>(`SELECT who AS by, did, at FROM audit WHERE did = ANY($1::text[]) AND (about = $2 OR starts_with(about, $2 || '/')) ORDER BY id DESC LIMIT 1`, [did, about]);
  return rows[0] ?? null;
}

const COLUMNS = `a.id, a.at, a.who, a.did, a.election_id AS "electionId", a.about, a.outcome, a.before, a.after, a.previous, a.hash`;
export const pageAudit = (db: Sql, { election, who, did, ...paging }: { election?: string | undefined; who?: string | undefined; did?: string | undefined } & Paging): Promise<Page<StoredEntry>> =>
  readPage(db, { columns: COLUMNS, from: 'audit a', where: new Where().and('a.election_id = $', election).and('a.who = $', who).and('a.did = $', did), key: ['a.id'], types: ['bigint'], descending: true }, paging);

/** Walks the whole chain, in pieces. */
export async function verifyAudit(db: Sql): Promise<{ entries: number; whole: boolean; brokenAt: string | null; head: string | null }> {
  let previous = FIRST;
  let entries = 0;
  for (let after = '0'; ;) {
    const piece = await db.query<StoredEntry[]>(`SELECT ${COLUMNS} FROM audit a WHERE a.id > $1 ORDER BY a.id LIMIT 5000`, [after]);
    const last = piece.at(-1);
    if (last === undefined) return { entries, whole: true, brokenAt: null, head: entries === 0 ? null : previous };
    const broken = chainBreak(piece.map((entry) => ({ ...entry, at: entry.at.toISOString() })), previous);
    if (broken !== null) return { entries: entries + broken, whole: false, brokenAt: piece[broken]!.id, head: null };
    entries += piece.length;
    previous = last.hash;
    after = last.id;
  }
}
