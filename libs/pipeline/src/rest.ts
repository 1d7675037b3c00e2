import type { Queues } from '#infra/queue/open.js';
import { waiting } from '#infra/store/lacks.js';
import type { Jobs } from './jobs.js';
import { sweep } from './steps/sweep.js';
import type { World } from './world.js';

/**
 * Waits until nothing is due, unread, undetected or uncounted and no job waits or runs: the flow has come to rest. What a queue has lost is put
 * back from the tables meanwhile. Rejects when that takes longer than `timeoutMs`, saying what was left.
 */
export async function comeToRest(world: World, queues: Queues<Jobs>, { timeoutMs, tick }: { timeoutMs: number; tick?: () => Promise<void> }): Promise<void> {
  const ends = performance.now() + timeoutMs;
  for (;;) {
    await tick?.();
    const counts = Object.entries(await queues.counts()).map(([name, count]) => ({ name, left: (count['active'] ?? 0) + (count['waiting'] ?? 0) + (count['delayed'] ?? 0) + (count['prioritized'] ?? 0) }));
    const busy = counts.reduce((sum, { left }) => sum + left, 0);
    if (busy === 0) {
      const outcome = await sweep(world);
      const next = 'next' in outcome ? outcome.next ?? [] : [];
      if (next.length === 0) return;
      await queues.add(next);
    }
    if (performance.now() > ends) throw new Error(`not at rest after ${timeoutMs / 1000} s: ${counts.filter(({ left }) => left > 0).map(({ name, left }) => `${left} jobs of ${name}`).join(', ') || 'no jobs'}, ${JSON.stringify(await waiting(world.db, world.detection.detectors))}`);
    await new Promise((resolve) => { setTimeout(resolve, 150); });
  }
}
