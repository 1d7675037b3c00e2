import { Controller, Inject } from '@nestjs/common';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { addDays, localDayOf } from '#core/election/calendar.js';
import { BadInput } from '#core/errors.js';
import { readExceptions, urlFault } from '#core/web/guard-url.js';
import * as backFills from '#infra/store/back-fills.js';
import { onClock } from '#infra/clock.js';
import { getElection, networkSettings } from '#infra/store/elections.js';
import { oneSource } from '#infra/store/lists.js';
import * as store from '#infra/store/source-lists.js';
import type { Sql } from '#infra/store/open.js';
import { sourceKinds } from '#kinds/sources/index.js';
import { batches } from '#pipeline/jobs.js';
import { visibleTo, type Asked } from './access/caller.js';
import { TooMany } from './access/refusals.js';
import { Input, Serves } from './call/serves.js';
import { PARTS, type Parts } from './parts.js';

type In<K extends keyof typeof contract> = Asked<InputOf<(typeof contract)[K]>>;
type Out<K extends keyof typeof contract> = Promise<AnswerOf<(typeof contract)[K]>>;
const TRY_AGAIN_S = 30;

/** How sources fare, stopping one, and trying an address. */
@Controller()
export class SourcesController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.getSourceHealth) async health(@Input() { params, db }: In<'getSourceHealth'>): Out<'getSourceHealth'> {
    const shown = onClock(this.parts.clock);
    const { hostState, nextDueAt, lastVisitAt, lastGoodAt, ...rest } = await store.sourceHealth(db, params.election, params.source);
    return { ...rest, nextDueAt: shown(nextDueAt), lastVisitAt: shown(lastVisitAt), lastGoodAt: shown(lastGoodAt), hostState: { ...hostState, notBefore: shown(hostState.notBefore), robotsAt: shown(hostState.robotsAt) } };
  }
  @Serves(contract.listSourceOutcomes) async outcomes(@Input() { params, query, db }: In<'listSourceOutcomes'>): Out<'listSourceOutcomes'> {
    await oneSource(db, params.election, params.source);
    const shown = onClock(this.parts.clock);
    const { items, ...rest } = await store.pageOutcomes(db, params.election, params.source, query);
    return { ...rest, items: items.map((item) => ({ ...item, lastVisitAt: shown(item.lastVisitAt), dueAt: shown(item.dueAt) })) };
  }
  @Serves(contract.pauseSource) async pause(@Input() { params, body, db, caller }: In<'pauseSource'>): Out<'pauseSource'> {
    await store.holdSource(db, params.election, params.source, { paused: body.paused, why: body.why ?? null, by: caller.code, at: this.parts.clock.now() });
    return oneSource(db, params.election, params.source);
  }

  @Serves(contract.beginBackFill) async goBack(@Input() { params, body, db, caller, after }: In<'beginBackFill'>): Out<'beginBackFill'> {
    const source = await oneSource(db, params.election, params.source);
    const why = cannotGoBack(source);
    if (why !== null) throw new BadInput(why);
    return this.begin(db, source, body.days, caller.code, after);
  }
  @Serves(contract.beginBackFills) async allBack(@Input() { params, body, db, caller, after }: In<'beginBackFills'>): Out<'beginBackFills'> {
    await getElection(db, params.election);
    const answer: Awaited<Out<'beginBackFills'>> = { begun: [], left: [] };
    const underWay = new Set((await backFills.openBackFills(db, params.election)));
    for (const source of await store.sourcesOf(db, params.election)) {
      const why = underWay.has(source.id) ? 'one is under way' : cannotGoBack(source);
      if (why === null) answer.begun.push(await this.begin(db, source, body.days, caller.code, after));
      else answer.left.push({ sourceId: source.id, why });
    }
    return answer;
  }
  @Serves(contract.listBackFills) backFills(@Input() { query, db, caller }: In<'listBackFills'>): Out<'listBackFills'> { return backFills.pageBackFills(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.getBackFill) backFill(@Input() { params, db }: In<'getBackFill'>): Out<'getBackFill'> { return backFills.oneBackFill(db, params.id); }
  @Serves(contract.stopBackFill) async stopBackFill(@Input() { params, db, caller }: In<'stopBackFill'>): Out<'stopBackFill'> {
    await backFills.oneBackFill(db, params.id);
    return { done: await backFills.stopBackFill(db, params.id, caller.code) };
  }

  private async begin(db: Sql, { id, electionId }: { id: string; electionId: string }, days: number, by: string, after: Asked<object>['after']): Promise<Awaited<Out<'beginBackFill'>>> {
    const now = this.parts.clock.now();
    const to = addDays(localDayOf(now, (await getElection(db, electionId)).timeZone), -days);
    const begun = await backFills.beginBackFill(db, { electionId, sourceId: id, to, by, at: now });
    // The sweep finds them where this nudge is lost.
    after(() => this.parts.queues.add(batches(begun.snapshots, 20).map((snapshots) => ({ name: 'snapshot.read' as const, payload: { snapshots } }))));
    return backFills.oneBackFill(db, begun.id);
  }

  /** The same guard as when it is fetched says at once what is never fetched. */
  @Serves(contract.tryAddress) async tryAddress(@Input() { body, db, caller, after }: In<'tryAddress'>): Out<'tryAddress'> {
    await getElection(db, body.election);
    if (body.kind !== undefined && !sourceKinds.some(({ id }) => id === body.kind)) throw new BadInput(`kind: there are ${sourceKinds.map(({ id }) => id).join(', ')}`);
    const fault = urlFault(new URL(body.url), readExceptions((await networkSettings(db)).allowPrivate));
    if (fault !== null) throw new BadInput(`url: ${fault.detail}`);
    const id = await store.askTry(db, { electionId: body.election, url: body.url, kind: body.kind ?? null, by: caller.code });
    if (id === null) throw new TooMany('Many addresses wait to be tried already.', TRY_AGAIN_S);
    // The clock finds it within a minute where this nudge is lost.
    after(() => this.parts.queues.add([{ name: 'address.try', payload: { id } }]));
    return store.oneTry(db, id);
  }
  @Serves(contract.getTry) oneTry(@Input() { params, db }: In<'getTry'>): Out<'getTry'> { return store.oneTry(db, params.id); }
}

/** Why a source cannot be read back; null where it can. */
function cannotGoBack({ kind, paused }: { kind: string; paused: boolean }): string | null {
  if (paused) return 'it is not asked at all now: let it go on first';
  return sourceKinds.find(({ id }) => id === kind)?.goBack === undefined ? `a source of the kind "${kind}" shows what it lists now and nothing before that: import what others kept of it (claque import)` : null;
}
