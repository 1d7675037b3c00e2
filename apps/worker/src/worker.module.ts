import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import type { Queues } from '#infra/queue/open.js';
import type { Jobs } from '#pipeline/jobs.js';
import type { World } from '#pipeline/world.js';
import { QUEUES, Ticker, WORLD } from './ticker.js';

/** The worker's one module: the clock that asks what is due. The steps themselves are plain functions. */
@Module({})
export class WorkerModule {
  static of(world: World, queues: Queues<Jobs>): DynamicModule {
    return { module: WorkerModule, imports: [ScheduleModule.forRoot()], providers: [Ticker, { provide: WORLD, useValue: world }, { provide: QUEUES, useValue: queues }] };
  }
}
