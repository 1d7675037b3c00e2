import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression, Interval, SchedulerRegistry } from '@nestjs/schedule';
import { messageOf } from '#core/errors.js';
import type { Queues } from '#infra/queue/open.js';
import { listElections } from '#infra/store/elections.js';
import { hasEdition } from '#infra/store/lacks.js';
import type { Job, Jobs } from '#pipeline/jobs.js';
import { leaseMsOf } from '#pipeline/steps/hold.js';
import { duePurges } from '#pipeline/steps/purge.js';
import { dueEditions, dueMails, dueVisits } from '#pipeline/steps/sweep.js';
import { dueTries } from '#pipeline/steps/try-address.js';
import type { World } from '#pipeline/world.js';

export const WORLD = Symbol('World');
export const QUEUES = Symbol('Queues');

/**
 * The clock. Every worker has one: jobs carry keys, so that twenty clocks at the same minute add one job.
 * It only asks what is due; all work is a job.
 */
@Injectable()
export class Ticker implements OnApplicationBootstrap {
  private waitingForFirst = true;

  constructor(@Inject(WORLD) private readonly world: World, @Inject(QUEUES) private readonly queues: Queues<Jobs>, private readonly schedule: SchedulerRegistry) {}

  /** What an earlier worker left undone is taken up at once, not at the next full minute. */
  async onApplicationBootstrap(): Promise<void> {
    this.schedule.addInterval('sweep', setInterval(() => { void this.lookForLost(); }, this.world.config.sweep * 1000));
    await this.lookForLost();
  }

  private async lookForLost(): Promise<void> {
    await this.ask('sweep', async () => [{ name: 'sweep', payload: {} }]);
    await this.world.evidence.tidy(leaseMsOf(this.world.config)).catch((error: unknown) => this.world.log('warn', 'unfinished files could not be removed', { error: messageOf(error) }));
  }

  @Cron(CronExpression.EVERY_MINUTE)
  everyMinute(): Promise<void> { return this.ask('what is due', async () => [...await dueVisits(this.world), ...await dueTries(this.world), ...await dueEditions(this.world), ...await dueMails(this.world), ...await duePurges(this.world)]); }

  /** Somebody waits for the very first digest: it is composed within seconds of the first crawl's end. */
  @Interval(2000)
  async firstEdition(): Promise<void> {
    if (!this.waitingForFirst) return;
    await this.ask('first edition', async () => {
      const elections = await listElections(this.world.db);
      const without = [];
      for (const { id } of elections) if (!await hasEdition(this.world.db, id, null, 'daily', 'staff')) without.push(id);
      if (without.length === 0) { this.waitingForFirst = elections.length === 0; return []; }
      return dueEditions(this.world);
    });
  }

  /** A failed question is asked again at the next tick; what it could not ask is lost nowhere, since the tables still say it. */
  private async ask(what: string, question: () => Promise<Job[]>): Promise<void> {
    try {
      await this.queues.add(await question());
    } catch (error) {
      this.world.log('error', 'the clock could not ask', { what, error: messageOf(error) });
    }
  }
}
