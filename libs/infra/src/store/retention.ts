import type { DataSource, EntityManager } from 'typeorm';
import type { EvidenceStore } from '#core/ports.js';
import { BadInput } from '#core/errors.js';
import { removeDoomed } from './bodies.js';

export interface PurgeOrder { electionId: string; /** What was last seen before this moment goes. */ before: Date; by: string }
/** A purge as the ledger beside the database has it, which a restore reads. */
export interface PurgeLine { electionId: string; before: string; by: string; at: string }
export type Purged = Record<'documents' | 'observations' | 'snapshots' | 'readings' | 'bodies', number>;

export interface LegalHold { id: string; electionId: string; sourceId: string | null; why: string; by: string; at: Date }

export const legalHolds = (db: DataSource | EntityManager): Promise<LegalHold[]> =>
  db.query<LegalHold[]>('SELECT id, election_id AS "electionId", source_id AS "sourceId", why, by, at FROM legal_holds WHERE lifted_at IS NULL ORDER BY id');

/** Keeps everything of an election, or of one of its sources, from being purged until it is lifted. BadInput for what is not there. */
export async function holdEvidence(db: DataSource, electionId: string, sourceId: string | null, why: string, by: string): Promise<string> {
  if (why.trim() === '' || by.trim() === '') throw new BadInput('say why it is held (--why) and who says so (--by)');
  const there = await db.query<unknown[]>(sourceId === null ? 'SELECT 1 FROM elections WHERE id = $1' : 'SELECT 1 FROM sources WHERE election_id = $1 AND id = $2', sourceId === null ? [electionId] : [electionId, sourceId]);
  if (there.length === 0) throw new BadInput(sourceId === null ? `no election is called "${electionId}"` : `the election "${electionId}" has no source "${sourceId}"`);
  return (await db.query<{ id: string }[]>('INSERT INTO legal_holds (election_id, source_id, why, by) VALUES ($1, $2, $3, $4) RETURNING id', [electionId, sourceId, why, by]))[0]!.id;
}

export async function liftHold(db: DataSource, id: string, by: string): Promise<void> {
  const rows = await db.query<unknown[]>('WITH lifted AS (UPDATE legal_holds SET lifted_at = now(), lifted_by = $2 WHERE id = $1 AND lifted_at IS NULL RETURNING 1) SELECT 1 FROM lifted', [id, by]);
  if (rows.length === 0) throw new BadInput(`there is no hold ${id} in force`);
}

/**
 * Documents that go: every version of a page or message whose versions were all last seen before, of no held source. What stood in the newest snapshot of an address is seen
 * with each visit that finds the address unchanged, though nothing is stored then. Alias d.
 */
const GOING = `d.election_id = $1 AND NOT EXISTS (SELECT 1 FROM documents n WHERE n.election_id = d.election_id AND n.source_id = d.source_id AND n.url = d.url AND (n.last_seen_at >= $2
    OR EXISTS (SELECT 1 FROM snapshots o JOIN frontier f ON f.id = o.frontier_id AND f.last_outcome IN ('ok', 'unchanged') AND f.last_visit_at >= $2
               WHERE o.id = n.snapshot_id AND n.last_seen_at >= (SELECT max(x.fetched_at) FROM snapshots x WHERE x.frontier_id = f.id))))
  AND NOT EXISTS (SELECT 1 FROM legal_holds h WHERE h.lifted_at IS NULL AND h.election_id = d.election_id AND (h.source_id IS NULL OR h.source_id = d.source_id))`;
/** Snapshots that go: fetched before, of no held source, and of no document or image of a page that stays. Alias s. */
const GOING_SNAPSHOTS = `s.election_id = $1 AND s.fetched_at < $2 AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.snapshot_id = s.id) AND NOT EXISTS (SELECT 1 FROM images i WHERE i.snapshot_id = s.id)
  AND NOT EXISTS (SELECT 1 FROM legal_holds h WHERE h.lifted_at IS NULL AND h.election_id = s.election_id AND (h.source_id IS NULL OR h.source_id = s.source_id))`;
/** Tables whose rows hang on a document, and go with it. */
const OF_DOCUMENT = ['observations', 'detections', 'images', 'document_events', 'model_readings', 'readings', 'account_findings', 'document_search', 'reviews'];
/** Every table whose rows a purge takes away, `set_aside` by its references. One that comes to hang on documents or snapshots must be added here. */
export const PURGED: readonly string[] = ['documents', 'snapshots', ...OF_DOCUMENT, 'review_decisions', 'review_notes', 'decision_notes', 'tries', 'once_calls', 'set_aside'];

/**
 * Takes away documents that were last seen before a moment, with all that was found in them, their snapshots, and bodies that nothing else names. Released editions
 * stay as they are. What is under legal hold stays. All or nothing in the tables; bodies follow, and a purge that was cut off is finished by the next one.
 */
export async function purge(db: DataSource, evidence: Pick<EvidenceStore, 'remove'>, { electionId, before, by }: PurgeOrder): Promise<Purged> {
  if (by.trim() === '') throw new BadInput('say who purges (--by)');
  const counts = await db.transaction(async (tx) => {
    const gone = async (statement: string, values: unknown[] = []) => (await tx.query<{ n: number }[]>(`WITH gone AS (${statement} RETURNING 1) SELECT count(*)::int AS n FROM gone`, values))[0]!.n;
    await tx.query(`CREATE TEMPORARY TABLE going ON COMMIT DROP AS SELECT d.id FROM documents d WHERE ${GOING}`, [electionId, before]);
    // What readers wrote of findings may hold their words, and so may what is kept of calls and tries for a while.
    const findings = `SELECT finding_key(o.document_id, o.kind, o.span_start, o.span_end, o.target) FROM observations o JOIN going ON going.id = o.document_id`;
    for (const table of ['review_decisions', 'review_notes']) await tx.query(`DELETE FROM ${table} WHERE finding IN (${findings})`);
    await tx.query(`DELETE FROM decision_notes WHERE about IN (SELECT 'observation:' || o.id FROM observations o JOIN going ON going.id = o.document_id)`);
    await tx.query('DELETE FROM tries WHERE election_id = $1 AND asked_at < $2', [electionId, before]);
    await tx.query('DELETE FROM once_calls');
    const found: Record<string, number> = {};
    for (const table of OF_DOCUMENT) found[table] = await gone(`DELETE FROM ${table} WHERE document_id IN (SELECT id FROM going)`);
    const documents = await gone('DELETE FROM documents WHERE id IN (SELECT id FROM going)');
    await tx.query(`CREATE TEMPORARY TABLE going_snapshots ON COMMIT DROP AS SELECT s.id, b.body FROM snapshots s, unnest(ARRAY[s.sha256, s.rendered->>'from', s.rendered->>'screenshot']) AS b (body) WHERE ${GOING_SNAPSHOTS}`, [electionId, before]);
    await tx.query('DELETE FROM readings WHERE snapshot_id IN (SELECT id FROM going_snapshots) AND document_id IS NULL');
    // An address whose newest bytes went is asked as if for the first time when it is asked again: "unchanged" would say nothing of bytes that nobody has.
    await tx.query(`UPDATE frontier f SET sha256 = NULL, etag = NULL, last_modified = NULL FROM snapshots s JOIN going_snapshots g ON g.id = s.id WHERE f.id = s.frontier_id AND f.sha256 = s.sha256`);
    const snapshots = await gone('DELETE FROM snapshots WHERE id IN (SELECT id FROM going_snapshots)');
    await tx.query(`INSERT INTO doomed_bodies SELECT DISTINCT body FROM going_snapshots WHERE body IS NOT NULL ON CONFLICT DO NOTHING`);
    // Answers of the model and translations are kept by the hash of a text, which says nothing of its election: what is asked again is made again.
    await tx.query('DELETE FROM model_answers WHERE at < $1 AND NOT EXISTS (SELECT 1 FROM legal_holds WHERE lifted_at IS NULL)', [before]);
    await tx.query('DELETE FROM translations WHERE at < $1 AND NOT EXISTS (SELECT 1 FROM legal_holds WHERE lifted_at IS NULL)', [before]);
    const result = { documents, snapshots, observations: found['observations']!, readings: found['readings']! };
    await tx.query('INSERT INTO purges (election_id, before, by, counts) VALUES ($1, $2, $3, $4)', [electionId, before, by, JSON.stringify(result)]);
    return result;
  });
  const bodies = await removeDoomed(db, evidence);
  // What is free is used again; the planner learns what is left.
  for (const table of ['documents', 'snapshots', ...OF_DOCUMENT]) await db.query(`VACUUM (ANALYZE) ${table}`);
  return { ...counts, bodies };
}

/** What a purge would take away now, and of how many sources nothing goes because of a hold. */
export async function purgePreview(db: DataSource, { electionId, before }: Omit<PurgeOrder, 'by'>): Promise<{ documents: number; snapshots: number; heldSources: number }> {
  const [row] = await db.query<{ documents: number; snapshots: number; held: number }[]>(
    `SELECT (SELECT count(*)::int FROM documents d WHERE ${GOING}) AS documents,
            (SELECT count(*)::int FROM snapshots s WHERE s.election_id = $1 AND s.fetched_at < $2 AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.snapshot_id = s.id AND NOT (${GOING}))
               AND NOT EXISTS (SELECT 1 FROM images i JOIN documents d ON d.id = i.document_id WHERE i.snapshot_id = s.id AND NOT (${GOING}))
               AND NOT EXISTS (SELECT 1 FROM legal_holds h WHERE h.lifted_at IS NULL AND h.election_id = s.election_id AND (h.source_id IS NULL OR h.source_id = s.source_id))) AS snapshots,
            (SELECT count(*)::int FROM sources s WHERE s.election_id = $1 AND EXISTS (SELECT 1 FROM legal_holds h WHERE h.lifted_at IS NULL AND h.election_id = s.election_id AND (h.source_id IS NULL OR h.source_id = s.id))) AS held`, [electionId, before]);
  return { documents: row!.documents, snapshots: row!.snapshots, heldSources: row!.held };
}

/** Whether a purge up to this moment, or a later one, has been made. */
export async function purgedBefore(db: DataSource, electionId: string, before: Date): Promise<boolean> {
  return (await db.query<unknown[]>('SELECT 1 FROM purges WHERE election_id = $1 AND before >= $2 LIMIT 1', [electionId, before])).length > 0;
}

/** Of a purge that had nothing to take away: it need not be asked again. */
export async function noteNothingPurged(db: DataSource, { electionId, before, by }: PurgeOrder): Promise<void> {
  await db.query(`INSERT INTO purges (election_id, before, by, counts) VALUES ($1, $2, $3, '{}')`, [electionId, before, by]);
}
