import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Installation, LOCK, QUEUES, until, wait } from './installation.js';
import { openSteps, RECOVERY_MS } from './steps.js';

describe.each(QUEUES)('F01: kill -9 of a worker in the middle of a job, queues on %s', (queue) => {
  it('another takes the job up within the lock and two looks for stalled jobs, each of five times, and its effect is there once', async () => {
    const steps = await openSteps(queue);
    try {
      const [keys, took] = [Array.from({ length: 5 }, (_, at) => `job ${at}`), [] as number[]];
      let workers = [await steps.worker(), await steps.worker()];
      for (const key of keys) {
        await steps.add({ key, how: 'slow' });
        await until('the job at work', async () => (await steps.ran(key)).length > 0);
        const { pid } = (await steps.ran(key))[0]!;
        await wait(200);
        await workers.find(({ child }) => child.pid === pid)!.kill();
        const killed = Date.now();
        await until('its effect', async () => (await steps.effects()).includes(key));
        // The other had nothing else to do: what passes until it begins is the time in which a death is noticed.
        const again = (await steps.ran(key)).find((run) => run.pid !== pid && run.what === 'start')!;
        took.push(again.at.getTime() - killed);
        workers = [...workers.filter(({ alive }) => alive), await steps.worker()];
      }
      // The middle one: a machine that pauses for seconds makes one of them late.
      expect(took.sort((a, b) => a - b)[2]).toBeLessThanOrEqual(RECOVERY_MS);
      expect(await steps.effects()).toEqual(keys);
      for (const key of keys) expect((await steps.ran(key)).filter(({ what }) => what === 'effect')).toHaveLength(1);
    } finally { await steps.close(); }
  });

  it('of a crawl nothing is lost, nothing is there twice, and no unfinished file stays', async () => {
    const house = await Installation.open({ queue });
    try {
      house.sites.pauseMs = 60;
      const first = await house.worker();
      await until('a visit under way', () => house.sites.asked.size > 6);
      await first.kill();
      // What a write that was cut off leaves, as old as a lease.
      mkdirSync(join(house.dataDir, 'evidence/ab'), { recursive: true });
      const part = join(house.dataDir, `evidence/ab/${'ab'.repeat(32)}.zst.0000-0.part`);
      writeFileSync(part, 'half');
      utimesSync(part, new Date(Date.now() - 3_600_000), new Date(Date.now() - 3_600_000));
      house.sites.pauseMs = 0;
      await house.worker();
      await house.rest();
      await wait(LOCK * 3000);
      await until('no unfinished file', () => house.unfinishedFiles().length === 0, 30_000);
      expect(await house.faults()).toEqual([]);
    } finally { await house.close(); }
  });
});
