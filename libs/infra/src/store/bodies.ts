import type { DataSource, EntityManager } from 'typeorm';
import type { EvidenceStore } from '#core/ports.js';

/** An arbitrary number, the same in every process: who keeps bodies shares it, who takes some away has it alone. */
const BODIES_LOCK = 7_221_843_010;
/** So many bodies are taken away while nobody can keep one. */
const AT_A_TIME = 200;

/**
 * Keeps bodies and then writes the rows that name them, in one transaction. A purge cannot take a body away in between: one that was there already, and so was not written
 * again, would be lost. Bodies are on disk before the rows commit.
 */
export async function keepBodies<T>(db: DataSource, evidence: Pick<EvidenceStore, 'putAll'>, bodies: { sha256: string; body: Uint8Array }[], write: (tx: EntityManager) => Promise<T>): Promise<T> {
  // Most of the work before the lock and without a connection: a bucket may take its time. Under the lock only what a purge took meanwhile is written again.
  await evidence.putAll(bodies);
  return db.transaction(async (tx) => {
    if (bodies.length > 0) {
      await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [BODIES_LOCK]);
      await evidence.putAll(bodies);
    }
    return write(tx);
  });
}

/** Takes away bodies that a purge has left without a snapshot, or that an earlier purge was cut off from taking. One that a snapshot names again stays. Resolves with how many went. */
export async function removeDoomed(db: DataSource, evidence: Pick<EvidenceStore, 'remove'>): Promise<number> {
  for (let removed = 0; ;) {
    const some = await db.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [BODIES_LOCK]);
      const doomed = (await tx.query<{ sha256: string }[]>('SELECT sha256 FROM doomed_bodies LIMIT $1', [AT_A_TIME])).map(({ sha256 }) => sha256);
      // What a browser made of pages is read once for all of them: there is no index on it.
      const named = new Set((await tx.query<{ sha256: string }[]>(
        `SELECT sha256 FROM snapshots WHERE sha256 = ANY($1) UNION SELECT b FROM snapshots s, unnest(ARRAY[s.rendered->>'from', s.rendered->>'screenshot']) AS x (b) WHERE s.rendered IS NOT NULL AND b = ANY($1)`, [doomed])).map(({ sha256 }) => sha256));
      const going = doomed.filter((sha256) => !named.has(sha256));
      for (const sha256 of going) await evidence.remove(sha256);
      await tx.query('DELETE FROM doomed_bodies WHERE sha256 = ANY($1)', [doomed]);
      return { doomed: doomed.length, going: going.length };
    });
    removed += some.going;
    if (some.doomed < AT_A_TIME) return removed;
  }
}

/** Whether a purge was cut off before its bodies were away. */
export async function areBodiesDoomed(db: DataSource): Promise<boolean> { return (await db.query<unknown[]>('SELECT 1 FROM doomed_bodies LIMIT 1')).length > 0; }
