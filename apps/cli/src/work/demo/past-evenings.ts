import { addDays, momentOf } from '#core/election/calendar.js';
import type { Election, LocalDate } from '#core/model.js';
import type { Config } from '#infra/config.js';
import { openLog } from '#infra/log.js';
import { dueHosts, makeDue } from '#infra/store/frontier.js';
import { openWorld } from '#pipeline/open-world.js';
import { readSnapshots } from '#pipeline/steps/read.js';
import { visitHost } from '#pipeline/steps/visit.js';

/** Evenings before the first digest on which counters are read, in days: the day covered and the one before it, a week back for the mean, and what happened between. */
const EVENINGS = [8, 5, 4, 3, 2, 1];
const AT = '21:00';

/**
 * Reads the counters of all watched accounts as they stood on the evenings before `date`, so that the first digest can say how they moved. Nothing is
 * made up: the demo country's clock and ours are put to each evening in turn, and the pages are asked for as ever. `setCountryClock` resolves when
 * the country shows that moment. Everything else of the election is due afterwards. `told` is called with each evening.
 */
export async function readPastEvenings(config: Config, databaseUrl: string, { id, timeZone }: Pick<Election, 'id' | 'timeZone'>, date: LocalDate, setCountryClock: (at: Date) => Promise<void>, told: (day: LocalDate) => void = () => {}): Promise<void> {
  let at = new Date();
  const world = await openWorld({ ...config, readThreads: 1 }, databaseUrl, openLog(null, 'info'), { now: () => at });
  try {
    for (const back of EVENINGS) {
      const day = addDays(date, -back);
      at = momentOf(day, AT, timeZone);
      told(day);
      await setCountryClock(at);
      await makeDue(world.db, id, 'counter');
      for (const host of await dueHosts(world.db)) {
        const visit = await visitHost(world, { host });
        for (const job of 'next' in visit ? visit.next ?? [] : []) if (job.name === 'snapshot.read') await readSnapshots(world, job.payload);
      }
    }
    await makeDue(world.db, id, null);
  } finally {
    await world.close();
  }
}
