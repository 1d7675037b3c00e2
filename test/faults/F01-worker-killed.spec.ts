import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Installation, LOCK, QUEUES, until, wait } from './installation.js';
import { openSteps, RECOVERY_MS } from './steps.js';

describe.each(QUEUES)('F01: kill -9 of a worker in the middle of a job, queues on %s', (queue) => {
  it('another takes the job up within the lock and two looks for stalled jobs, and its effect is there once', async () => {
    const steps = await openSteps(queue);
    try {
      const keys = Array.from({ length: 8 }, (_, at) => `job ${at}`);
      await steps.add(...keys.map((key) => ({ key, how: 'slow' as const })));
      const first = await steps.worker();
      await until('a job at work', async () => (await steps.ran(keys[0]!)).length > 0);
      const second = await steps.worker();
      // In the middle of a step: neither between two jobs nor between an effect and the line that says so.
      await until('a step in its middle', async () => ((await steps.pool.query(`SELECT 1 FROM runs r WHERE pid = $1 AND what = 'start' AND clock_timestamp() - at BETWEEN interval '200 milliseconds' AND interval '800 milliseconds'
        AND NOT EXISTS (SELECT 1 FROM runs e WHERE e.key = r.key AND e.pid = r.pid AND e.what <> 'start')`, [first.child.pid])).rowCount ?? 0) > 0);
      await first.kill();
      const killed = Date.now();
      const lost = (await steps.pool.query<{ key: string }>(`SELECT key FROM runs WHERE pid = $1 GROUP BY key HAVING count(*) = 1`, [first.child.pid])).rows.map(({ key }) => key);
      expect(lost).toHaveLength(1);
      await until('every effect', async () => (await steps.effects()).length === keys.length);
      expect(await steps.effects()).toEqual(keys.sort());
      // Taken up while the second worker had other jobs: those before it in the line add their own time, which is no part of noticing a death. Twice, for a machine that is busy.
      const again = (await steps.ran(lost[0]!)).find(({ pid, what }) => pid === second.child.pid && what === 'start')!;
      expect(again.at.getTime() - killed).toBeLessThan(2 * (RECOVERY_MS + keys.length * 1600));
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
