import { describe, expect, it } from 'vitest';
import { QUEUES, until } from './installation.js';
import { openSteps } from './steps.js';

describe.each(QUEUES)('F18: a worker that runs out of memory, queues on %s', (queue) => {
  it('comes back, does everything else, and is not ended by the same job for ever', async () => {
    const steps = await openSteps(queue);
    const supervised = steps.supervise(['--max-old-space-size=48']);
    try {
      await steps.add({ key: 'huge', how: 'memory' }, ...Array.from({ length: 4 }, (_, at) => ({ key: `good ${at}`, how: 'quick' as const })));
      await until('the others done', async () => (await steps.effects()).length === 4, 120_000);
      await until('the huge one set aside', async () => (await steps.pool.query('SELECT 1 FROM aside')).rowCount === 1, 150_000);
      const deaths = supervised.deaths();
      expect(deaths).toBeLessThanOrEqual(8);
      await steps.add({ key: 'after', how: 'quick' });
      await until('work after it', async () => (await steps.effects()).includes('after'));
      expect(supervised.deaths()).toBe(deaths);
      expect(await steps.queues.queues.get('effects')!.getFailedCount()).toBe(1);
    } finally { await supervised.stop(); await steps.close(); }
  });
});
