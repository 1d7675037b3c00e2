import { describe, expect, it } from 'vitest';
import { QUEUES, until } from './installation.js';
import { LOCK_MS, openSteps } from './steps.js';

describe.each(QUEUES)('F02: an event loop that is blocked longer than the lock, queues on %s', (queue) => {
  it('lets another worker run the job, too: two runs, one effect, and the job ends once', async () => {
    const steps = await openSteps(queue);
    try {
      const [one, two] = [await steps.worker(), await steps.worker()];
      await steps.add({ key: 'blocked', how: 'block' });
      await until('two runs', async () => (await steps.ran('blocked')).filter(({ what }) => what === 'start').length >= 2, 20 * LOCK_MS);
      await until('the effect', async () => (await steps.effects()).length === 1);
      await until('nobody at work', async () => { const { effects } = await steps.queues.counts(); return (effects!['active'] ?? 0) + (effects!['waiting'] ?? 0) + (effects!['delayed'] ?? 0) === 0; });
      const runs = await steps.ran('blocked');
      expect(new Set(runs.filter(({ what }) => what === 'start').map(({ pid }) => pid))).toEqual(new Set([one.child.pid, two.child.pid]));
      expect(runs.filter(({ what }) => what === 'effect')).toHaveLength(1);
      expect(await steps.queues.queues.get('effects')!.getCompletedCount()).toBe(1);
      // Both live on.
      await steps.add({ key: 'after', how: 'quick' });
      await until('work after it', async () => (await steps.effects()).includes('after'));
      expect([one.alive, two.alive]).toEqual([true, true]);
    } finally { await steps.close(); }
  });
});
