import type { DataSource } from 'typeorm';
import type { Partition } from './campaigns.js';

/**
 * Does `work` while no other process works on the same share of an election's drives, or on the whole of it; null, and nothing done, where one does. The
 * locks are those of a transaction that does nothing else: they are free when it ends, also by the death of this process, and they hold behind a pooler, which
 * lends connections from transaction to transaction.
 */
export async function holdingShare<T>(db: DataSource, electionId: string, { partitions, partition }: Partition, work: () => Promise<T>): Promise<T | null> {
  const runner = db.createQueryRunner();
  const election = ['drives', electionId];
  // Who works on all of it has the election to itself; shares of it have it together, and each its share.
  const locks: [how: '' | '_shared', of: unknown[]][] = partitions === 1 ? [['', election]] : [['_shared', election], ['', [...election, partitions, partition]]];
  try {
    await runner.startTransaction();
    // It waits, idle, for as long as the work takes; the job's time limit bounds that.
    await runner.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    for (const [how, of] of locks) {
      const [row] = (await runner.query(`SELECT pg_try_advisory_xact_lock${how}(hashtextextended($1, 0)) AS done`, [JSON.stringify(of)])) as { done: boolean }[];
      if (!row!.done) return null;
    }
    return await work();
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => { /* the connection is gone, and the locks with it */ });
    await runner.release();
  }
}
