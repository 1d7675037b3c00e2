import type { DataSource } from 'typeorm';
import type { Partition } from './campaigns.js';

/**
 * Does `work` while no other process works on the same share of an election's drives, or on the whole of it; null, and nothing done, where one does. The
 * locks are the connection's: those of a process that dies are free at once.
 */
export async function holdingShare<T>(db: DataSource, electionId: string, { partitions, partition }: Partition, work: () => Promise<T>): Promise<T | null> {
  const runner = db.createQueryRunner();
  const election = ['drives', electionId];
  // Who works on all of it has the election to itself; shares of it have it together, and each its share.
  const locks: [how: '' | '_shared', of: unknown[]][] = partitions === 1 ? [['', election]] : [['_shared', election], ['', [...election, partitions, partition]]];
  const held: typeof locks = [];
  const ask = async (verb: string, [how, of]: (typeof locks)[number]): Promise<boolean> =>
    ((await runner.query(`SELECT pg_${verb}${how}(hashtextextended($1, 0)) AS done`, [JSON.stringify(of)])) as { done: boolean }[])[0]!.done;
  try {
    for (const lock of locks) { if (!(await ask('try_advisory_lock', lock))) return null; held.push(lock); }
    return await work();
  } finally {
    for (const lock of held) await ask('advisory_unlock', lock).catch(() => {});
    await runner.release();
  }
}
