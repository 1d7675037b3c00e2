import { Controller, Inject, Res, type OnApplicationShutdown } from '@nestjs/common';
import type { Response } from 'express';
import type { InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { changeMarks, changesBetween, type Marks } from '#infra/store/changes.js';
import { mayNotSee, type Asked, type Caller } from './access/caller.js';
import { again } from './access/identify.js';
import { TooMany } from './access/refusals.js';
import { Input, Serves } from './call/serves.js';
import { PARTS, type Parts } from './parts.js';

/** One look at the tables for all who listen, and none while nobody does. */
const LOOK_MS = 2000;
/** Proxies end what is silent for a minute. */
const HEARTBEATS = 10;
const MOST = 100;
const MOST_EACH = 6;

interface Listener { caller: Caller; response: Response }

/** Says what kind of thing changed, and nothing of the thing: whoever listens asks for it with their own rights. */
@Controller()
export class LiveController implements OnApplicationShutdown {
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | undefined;
  private marks: Marks | null = null;
  private looks = 0;
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.followChanges) follow(@Input() { caller }: Asked<InputOf<typeof contract.followChanges>>, @Res() response: Response): Promise<void> {
    const own = [...this.listeners].filter((listener) => listener.caller.kind === caller.kind && listener.caller.id === caller.id).length;
    if (this.listeners.size >= MOST || own >= MOST_EACH) throw new TooMany('Too many of these are open already.', 60);
    response.status(200).set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    response.write('retry: 3000\n\n');
    const listener = { caller, response };
    this.listeners.add(listener);
    // The very first look is taken at once: what a page was shown shortly before is what later looks compare with.
    this.timer ??= setTimeout(() => void this.look(), this.marks === null ? 0 : LOOK_MS);
    return new Promise((resolve) => { response.once('close', () => { this.listeners.delete(listener); resolve(); }); });
  }

  private async look(): Promise<void> {
    try {
      const now = await changeMarks(this.parts.db);
      const changes = this.marks === null ? [] : changesBetween(this.marks, now);
      this.looks += 1;
      for (const listener of this.listeners) await this.tell(listener, changes);
      // Only now: what somebody could not be told is told at the next look, to some twice.
      this.marks = now;
    } catch { /* the database is away: looked again below, and whoever asks for a list is told */ }
    // Marks stay while nobody listens: whoever comes next hears of all that changed since, though the page may know of it.
    this.timer = this.listeners.size > 0 ? setTimeout(() => void this.look(), LOOK_MS) : undefined;
  }

  private async tell({ caller, response }: Listener, changes: { election: string; what: string[] }[]): Promise<void> {
    // A session or key that ended ends its stream, and rights that changed hold at once.
    const still = await again(this.parts, caller);
    if (still === null || still.role !== caller.role || JSON.stringify(still.elections) !== JSON.stringify(caller.elections)) { response.end(); return; }
    const seen = changes.filter(({ election }) => !mayNotSee(caller, election));
    for (const change of seen) response.write(`event: changed\ndata: ${JSON.stringify(change)}\n\n`);
    if (seen.length === 0 && this.looks % HEARTBEATS === 0) response.write(': still here\n\n');
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
    for (const { response } of this.listeners) response.end();
  }
}
