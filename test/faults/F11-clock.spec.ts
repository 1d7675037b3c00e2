import { describe, expect, it } from 'vitest';
import { Installation, QUEUES, until, wait } from './installation.js';

/** A machine whose clock is set by so many milliseconds: from the start, or at SIGUSR2. */
const clockSet = (byMs: number, atOnce: boolean): string[] => ['--import', `data:text/javascript,${encodeURIComponent(
  `const now = Date.now; const D = Date; let by = ${atOnce ? byMs : 0}; Date.now = () => now() + by; globalThis.Date = class extends D { constructor(...a) { a.length ? super(...a) : super(Date.now()); } static now() { return now() + by; } };
   process.on('SIGUSR2', () => { by = ${byMs}; });`)}`];

describe.each(QUEUES)('F11: the clock of one worker jumps, queues on %s', (queue) => {
  it.each([['an hour ahead', 3_600_000], ['an hour back', -3_600_000], ['a day ahead', 86_400_000]])('%s: it ends by itself, takes nothing from the healthy one, and does not start again', async (_words, by) => {
    const house = await Installation.open({ queue, sites: 1, letters: 20, settings: { CLAQUE_JOB_LOCK: '30' } });
    try {
      house.sites.pauseMs = 250;
      const healthy = await house.worker({ args: ['--queues', 'crawl,read,detect,cluster,publish'] });
      await until('a visit under way', () => house.sites.asked.size > 3);
      const other = await house.worker({ nodeArgs: clockSet(by, false) });
      other.child.kill('SIGUSR2');
      expect((await Promise.race([other.ended, wait(30_000)]))).toMatchObject({ code: 1 });
      expect(other.output).toContain('the clock of this machine was set');
      await house.rest();
      // No letter was asked twice: nobody took the visit for dead.
      expect([...house.sites.asked].filter(([url, times]) => url.includes('/letters/') && times > 1)).toEqual([]);
      expect(await house.faults()).toEqual([]);
      expect(healthy.alive).toBe(true);
      const again = house.worker({ nodeArgs: clockSet(by, true) });
      await expect(again).rejects.toThrow(/clock is \d+ s (ahead of|behind) the database's/);
      const [order] = await house.db.query<{ ordered: boolean }[]>('SELECT bool_and(last_seen_at >= first_seen_at) AS ordered FROM documents');
      expect(order!.ordered).toBe(true);
    } finally { await house.close(); }
  });
});
