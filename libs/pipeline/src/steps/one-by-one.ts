import { messageOf } from '#core/errors.js';
import { isPassing, isRefusal } from '#infra/store/passing.js';

/**
 * Does each item of a batch by itself, so that one that fails keeps none behind it from being done: batches are made of what waits longest, and it would stand first
 * in each. What the database refuses is handed to `refused`; of other failures the first is thrown when all were tried, at once where it is of the database or the disk.
 */
export async function oneByOne<Item>(items: readonly Item[], work: (item: Item) => Promise<void>, refused: (item: Item, why: string) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    try { await work(item); } catch (error) {
      if (isPassing(error)) throw error;
      if (isRefusal(error)) await refused(item, messageOf(error)); else failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
