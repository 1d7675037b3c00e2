import { messageOf } from '#core/errors.js';
import { tellSupervisor } from '#infra/process/part.js';
import { listEditions } from '#infra/store/editions.js';
import { progressCounts } from '#infra/store/lacks.js';
import type { World } from '#pipeline/world.js';

/** Tells `claque start` how far the day is, when it changed. */
export class Progress {
  private timer: NodeJS.Timeout | undefined;
  private last = '';

  constructor(private readonly world: World) {}

  start(): void { if (process.connected) this.timer = setInterval(() => { void this.tell(); }, 500); }
  stop(): void { clearInterval(this.timer); }

  private async tell(): Promise<void> {
    try {
      const counts = await progressCounts(this.world.db);
      const edition = counts.editions > 0 ? newest(await listEditions(this.world.db, { released: true, limit: 10 })) : undefined;
      const line = JSON.stringify([counts, edition]);
      if (line === this.last) return;
      this.last = line;
      tellSupervisor({
        type: 'progress', sourcesVisited: counts.sourcesRead, sources: counts.sources, documents: counts.documents, calls: counts.calls, drives: counts.campaigns,
        ...(edition === undefined ? {} : { edition }),
      });
    } catch (error) {
      this.world.log('warn', 'no progress could be told', { error: messageOf(error) });
    }
  }
}

/** The newest date with everybody who has its edition, such as "2031-03-12, public, staff": two that come out at one moment are both told. */
function newest(editions: readonly { date: string; audience: string }[]): string | undefined {
  const [first] = editions;
  return first === undefined ? undefined : [first.date, ...[...new Set(editions.filter(({ date }) => date === first.date).map(({ audience }) => audience))].sort()].join(', ');
}
