import { describe, expect, it } from 'vitest';
import { QUEUES, until } from './installation.js';
import { openSteps } from './steps.js';

describe.each(QUEUES)('F19: payloads that this release does not know, queues on %s', (queue) => {
  it('fail with their reason at the first try, and the worker goes on', async () => {
    const steps = await openSteps(queue);
    try {
      const worker = await steps.worker();
      const raw = steps.queues.queues.get('effects')!;
      await raw.add('effect.write', { v: 999, payload: { key: 'later', how: 'quick' } }, { attempts: 3 });
      await raw.add('effect.write', { v: 1, payload: { how: 'quick' } }, { attempts: 3 });
      await raw.add('effect.write', { v: 1, payload: { key: 'x', how: 'quick', more: 'x'.repeat(10) } }, { attempts: 3 });
      await raw.add('effect.erase', { v: 1, payload: {} }, { attempts: 3 });
      await raw.add('effect.write', null, { attempts: 3 });
      await steps.add({ key: 'good', how: 'quick' });
      await until('the good one done', async () => (await steps.effects()).includes('good'));
      await until('the others failed', async () => (await raw.getFailedCount()) === 4);
      const reasons = (await raw.getFailed()).map(({ failedReason, attemptsMade }) => `${attemptsMade}: ${failedReason}`).sort();
      for (const words of ['payload version 999', 'payload version undefined', 'knows no job "effect.erase"', 'wrong payload']) expect(reasons.filter((line) => line.includes(words))).toHaveLength(1);
      // Another try would not know more.
      expect(reasons.every((line) => line.startsWith('1: '))).toBe(true);
      expect(worker.alive).toBe(true);
    } finally { await steps.close(); }
  });
});
