import { Controller, Inject } from '@nestjs/common';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { onClock } from '#infra/clock.js';
import * as accounts from '#infra/store/account-lists.js';
import * as model from '#infra/store/model.js';
import * as store from '#infra/store/lists.js';
import { actorsOf } from '#infra/store/watchlist-lists.js';
import { mayNotSee, visibleTo, type Asked } from './access/caller.js';
import { Input, Serves } from './call/serves.js';
import { PARTS, type Parts } from './parts.js';

type In<K extends keyof typeof contract> = Asked<InputOf<(typeof contract)[K]>>;
type Out<K extends keyof typeof contract> = Promise<AnswerOf<(typeof contract)[K]>>;

/** /api/v1: what is in the store, as lists and items. */
@Controller()
export class ListsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.listElections) listElections(@Input() { query, db, caller }: In<'listElections'>): Out<'listElections'> { return store.pageElections(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.getElection) getElection(@Input() { params, db }: In<'getElection'>): Out<'getElection'> { return store.oneElection(db, params.election); }
  @Serves(contract.listSources) listSources(@Input() { query, db, caller }: In<'listSources'>): Out<'listSources'> { return store.pageSources(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.getSource) getSource(@Input() { params, db }: In<'getSource'>): Out<'getSource'> { return store.oneSource(db, params.election, params.source); }
  @Serves(contract.listDocuments) listDocuments(@Input() { query, db, caller }: In<'listDocuments'>): Out<'listDocuments'> { return store.pageDocuments(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.getDocument) getDocument(@Input() { params, db }: In<'getDocument'>): Out<'getDocument'> { return store.oneDocument(db, params.id); }
  @Serves(contract.listCalls) listCalls(@Input() { query, db, caller }: In<'listCalls'>): Out<'listCalls'> { return store.pageCalls(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.getCall) getCall(@Input() { params, db }: In<'getCall'>): Out<'getCall'> { return store.oneCall(db, params.id); }
  @Serves(contract.listAccounts) listAccounts(@Input() { query, db, caller }: In<'listAccounts'>): Out<'listAccounts'> { return store.pageAccounts(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.getAccount) getAccount(@Input() { params, db }: In<'getAccount'>): Out<'getAccount'> { return store.oneAccount(db, params.election, params.account); }
  @Serves(contract.getAccountSeries) async getAccountSeries(@Input() { params, query, db }: In<'getAccountSeries'>): Out<'getAccountSeries'> {
    const shown = onClock(this.parts.clock);
    const { states, ...rest } = await accounts.accountSeries(db, params.election, params.account, query);
    return { ...rest, states: states.map((state) => ({ ...state, since: shown(state.since), last: shown(state.last) })) };
  }
  @Serves(contract.listAccountAnomalies) listAccountAnomalies(@Input() { params, query, db }: In<'listAccountAnomalies'>): Out<'listAccountAnomalies'> { return accounts.pageFindings(db, { ...query, election: params.election, account: params.account, class: 'anomaly' }); }
  @Serves(contract.listAccountFindings) listAccountFindings(@Input() { query, db, caller }: In<'listAccountFindings'>): Out<'listAccountFindings'> { return accounts.pageFindings(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.getAccountCalls) async getAccountCalls(@Input() { params, query, db }: In<'getAccountCalls'>): Out<'getAccountCalls'> {
    await store.oneElection(db, params.election);
    return accounts.callWaves(db, params.election, params.account, query);
  }
  @Serves(contract.listGoals) listGoals(@Input() { query, db, caller }: In<'listGoals'>): Out<'listGoals'> { return accounts.pageGoals(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.listActors) listActors(@Input() { params, db }: In<'listActors'>): Out<'listActors'> { return actorsOf(db, params.election); }
  @Serves(contract.getMigration) getMigration(@Input() { params, db }: In<'getMigration'>): Out<'getMigration'> { return accounts.migrationOf(db, params.election); }
  @Serves(contract.listEditions) listEditions(@Input() { query, db, caller }: In<'listEditions'>): Out<'listEditions'> { return store.pageEditions(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.getEdition) getEdition(@Input() { params, db }: In<'getEdition'>): Out<'getEdition'> { return store.oneEdition(db, params.id); }
  @Serves(contract.listGaps) listGaps(@Input() { query, db, caller }: In<'listGaps'>): Out<'listGaps'> { return store.pageGaps(db, { ...query, visible: visibleTo(caller) }); }

  @Serves(contract.listModelSpending) async listModelSpending(@Input() { db, caller }: In<'listModelSpending'>): Out<'listModelSpending'> {
    const spent = await model.modelSpending(db);
    return { items: spent.filter(({ electionId }) => !mayNotSee(caller, electionId)), pauses: await model.modelPauses(db) };
  }
}
