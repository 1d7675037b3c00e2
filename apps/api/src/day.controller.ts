import { Controller, Inject } from '@nestjs/common';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { Clash, Gone } from '#core/errors.js';
import { isPaused, pauseQueues, pausesNow, resumeQueues } from '#infra/store/pauses.js';
import type { Shared } from '#infra/store/review.js';
import { todayOf } from '#infra/store/today.js';
import type { Asked } from './access/caller.js';
import { Input, Serves } from './call/serves.js';
import { PARTS, type Parts } from './parts.js';
import { readerOf } from './review.controller.js';

type In<K extends keyof typeof contract> = Asked<InputOf<(typeof contract)[K]>>;
type Out<K extends keyof typeof contract> = Promise<AnswerOf<(typeof contract)[K]>>;

const MOST_KEPT_MS = 30_000;

/** The day at a glance, and the queues behind it. */
@Controller()
export class DayController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  /** Those who ask at once share one counting, which then stands for twenty times as long as it took. */
  private readonly kept = new Map<string, { answer: Promise<unknown>; until: number }>();
  private readonly shared: Shared = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    for (const [old, { until }] of this.kept) if (until < began) this.kept.delete(old);
    const before = this.kept.get(key);
    if (before !== undefined) return before.answer as Promise<T>;
    const answer = work();
    const entry = { answer, until: Number.POSITIVE_INFINITY };
    this.kept.set(key, entry);
    const end = (): void => { const now = performance.now(); entry.until = now + Math.min(MOST_KEPT_MS, 20 * (now - began)); };
    answer.then(end, () => { this.kept.delete(key); });
    return answer;
  };

  @Serves(contract.getToday) async today(@Input() { params, db, caller }: In<'getToday'>): Out<'getToday'> {
    const [day, { queues }] = await Promise.all([todayOf(db, params.election, this.parts.clock.now(), readerOf(caller), this.shared), this.queues()]);
    const all = (state: 'waiting' | 'active' | 'delayed' | 'failed'): number => queues.reduce((sum, queue) => sum + queue[state], 0);
    return { ...day, queues: { waiting: all('waiting'), active: all('active'), delayed: all('delayed'), failed: all('failed') } };
  }

  @Serves(contract.getQueues) async queues(): Out<'getQueues'> {
    const [counts, pauses] = await Promise.all([this.parts.queues.counts(), pausesNow(this.parts.db)]);
    const queues = Object.entries(counts).map(([name, states]) => {
      const count = (state: string): number => states[state] ?? 0;
      return { name, waiting: count('waiting') + count('prioritized'), active: count('active'), delayed: count('delayed'), failed: count('failed'), completed: count('completed'), paused: count('paused'), stopped: isPaused(pauses, name) };
    });
    return { backend: this.parts.queues.backend, queues };
  }

  @Serves(contract.pauseQueue) async pauseQueue(@Input() { params, body, db, caller }: In<'pauseQueue'>): Out<'pauseQueue'> {
    if (!this.parts.queues.queues.has(params.queue)) throw new Gone('there is no such queue');
    const was = isPaused(await pausesNow(db), params.queue);
    if (body.paused) await pauseQueues(db, [params.queue], body.why, caller.code);
    else if (was && (await resumeQueues(db, [params.queue], caller.code)).length === 0) throw new Clash('everything is paused: `claque resume` on the machine ends that');
    return { done: was !== body.paused };
  }
}
