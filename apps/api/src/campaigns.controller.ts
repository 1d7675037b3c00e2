import { Controller, Inject } from '@nestjs/common';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import * as store from '#infra/store/campaign-lists.js';
import { callsById } from '#infra/store/lists.js';
import { pageOfArray } from '#infra/store/paging.js';
import { visibleTo, type Asked, type Caller } from './access/caller.js';
import { Input, Serves } from './call/serves.js';
import { PARTS, type Parts } from './parts.js';

type In<K extends keyof typeof contract> = Asked<InputOf<(typeof contract)[K]>>;
type Out<K extends keyof typeof contract> = Promise<AnswerOf<(typeof contract)[K]>>;

/** Drives: as computed, with what people decided of them laid over. */
@Controller()
export class CampaignsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.listCampaigns) list(@Input() { query, db, caller }: In<'listCampaigns'>): Out<'listCampaigns'> { return store.pageCampaigns(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.getCampaign) one(@Input() { params, db }: In<'getCampaign'>): Out<'getCampaign'> { return store.oneCampaign(db, params.id); }
  @Serves(contract.listCampaignTexts) texts(@Input() { params, db }: In<'listCampaignTexts'>): Out<'listCampaignTexts'> { return store.campaignTexts(db, params.id); }
  @Serves(contract.getCampaignNetwork) async network(@Input() { params, db }: In<'getCampaignNetwork'>): Out<'getCampaignNetwork'> { return store.networkOf(await store.oneCampaign(db, params.id)); }
  @Serves(contract.listCampaignDecisions) async decisions(@Input() { params, db }: In<'listCampaignDecisions'>): Out<'listCampaignDecisions'> {
    await store.shownCampaign(db, params.id);
    return store.listCampaignDecisions(db, params.id);
  }
  @Serves(contract.listCampaignCalls) async calls(@Input() { params, query, db }: In<'listCampaignCalls'>): Out<'listCampaignCalls'> {
    const { calls } = await store.shownCampaign(db, params.id);
    const { items, next } = pageOfArray(calls.map(({ observationId }) => observationId), query);
    return { items: await callsById(db, items), next };
  }

  @Serves(contract.nameCampaign) name(@Input() { params, body, db, caller }: In<'nameCampaign'>): Out<'nameCampaign'> { return store.nameCampaign(db, params.id, body.name, this.decides(caller, null)); }
  @Serves(contract.mergeCampaigns) merge(@Input() { params, body, db, caller }: In<'mergeCampaigns'>): Out<'mergeCampaigns'> { return store.mergeCampaigns(db, params.id, body.other, this.decides(caller, body.why)); }
  @Serves(contract.splitCampaign) split(@Input() { params, body, db, caller }: In<'splitCampaign'>): Out<'splitCampaign'> { return store.splitCampaign(db, params.id, body.actors, body.name, this.decides(caller, body.why)); }
  @Serves(contract.undoCampaignDecision) async undo(@Input() { params, db }: In<'undoCampaignDecision'>): Out<'undoCampaignDecision'> { return { done: await store.undoCampaignDecision(db, params.id, params.decision) }; }

  private decides(caller: Caller, why: string | null): store.Decides { return { by: caller.code, at: this.parts.clock.now(), why }; }
}
