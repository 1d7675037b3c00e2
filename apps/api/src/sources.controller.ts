import { Controller, Inject } from '@nestjs/common';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { BadInput } from '#core/errors.js';
import { readExceptions, urlFault } from '#core/web/guard-url.js';
import { getElection, networkSettings } from '#infra/store/elections.js';
import { oneSource } from '#infra/store/lists.js';
import * as store from '#infra/store/source-lists.js';
import { sourceKinds } from '#kinds/sources/index.js';
import type { Asked } from './access/caller.js';
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

  @Serves(contract.getSourceHealth) health(@Input() { params, db }: In<'getSourceHealth'>): Out<'getSourceHealth'> { return store.sourceHealth(db, params.election, params.source); }
  @Serves(contract.listSourceOutcomes) async outcomes(@Input() { params, query, db }: In<'listSourceOutcomes'>): Out<'listSourceOutcomes'> {
    await oneSource(db, params.election, params.source);
    return store.pageOutcomes(db, params.election, params.source, query);
  }
  @Serves(contract.pauseSource) async pause(@Input() { params, body, db, caller }: In<'pauseSource'>): Out<'pauseSource'> {
    await store.holdSource(db, params.election, params.source, { paused: body.paused, why: body.why ?? null, by: caller.code, at: this.parts.clock.now() });
    return oneSource(db, params.election, params.source);
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
