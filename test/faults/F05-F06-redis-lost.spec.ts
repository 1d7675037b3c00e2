import { describe, expect, it } from 'vitest';
import { Installation, QUEUES, SWEEP, until, wait } from './installation.js';

describe.runIf(QUEUES.includes('redis'))('a Redis that loses what it held', () => {
  it('F05: kill -9 in the middle of a crawl and a restart from its log: every page is there once', async () => {
    const house = await Installation.open({ queue: 'redis' });
    try {
      house.sites.pauseMs = 40;
      const worker = await house.worker();
      await until('documents', async () => (await house.count('documents')) > 5);
      await house.redis!.kill();
      await wait(2000);
      await house.redis!.start();
      await house.rest(120_000);
      expect(worker.alive).toBe(true);
      expect(await house.faults()).toEqual([]);
    } finally { await house.close(); }
  });

  it('F06: FLUSHALL in the middle of a crawl: the sweep refills the queues within its interval', async () => {
    const house = await Installation.open({ queue: 'redis' });
    try {
      house.sites.pauseMs = 40;
      const worker = await house.worker();
      await until('documents', async () => (await house.count('documents')) > 5);
      const redis = house.redis!.client();
      await redis.flushall();
      const sweeps = worker.runs('sweep');
      await until('the sweep', () => worker.runs('sweep') > sweeps, (SWEEP + 20) * 1000);
      redis.disconnect();
      await house.rest(120_000);
      expect(await house.faults()).toEqual([]);
    } finally { await house.close(); }
  });
});
