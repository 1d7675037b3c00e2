import { Controller, Inject } from '@nestjs/common';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import * as accounts from '#infra/store/account-lists.js';
import * as model from '#infra/store/model.js';
import * as store from '#infra/store/lists.js';
import { PARTS, type Parts } from './parts.js';
import { Input, Serves } from './serves.js';

type In<K extends keyof typeof contract> = InputOf<(typeof contract)[K]>;
type Out<K extends keyof typeof contract> = Promise<AnswerOf<(typeof contract)[K]>>;

/** /api/v1: what is in the store, as lists and items. */
@Controller()
export class ListsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.listElections) listElections(@Input() { query }: In<'listElections'>): Out<'listElections'> { return store.pageElections(this.parts.db, query); }
  @Serves(contract.getElection) getElection(@Input() { params }: In<'getElection'>): Out<'getElection'> { return store.oneElection(this.parts.db, params.election); }
  @Serves(contract.listSources) listSources(@Input() { query }: In<'listSources'>): Out<'listSources'> { return store.pageSources(this.parts.db, query); }
  @Serves(contract.getSource) getSource(@Input() { params }: In<'getSource'>): Out<'getSource'> { return store.oneSource(this.parts.db, params.election, params.source); }
  @Serves(contract.listDocuments) listDocuments(@Input() { query }: In<'listDocuments'>): Out<'listDocuments'> { return store.pageDocuments(this.parts.db, query); }
  @Serves(contract.getDocument) getDocument(@Input() { params }: In<'getDocument'>): Out<'getDocument'> { return store.oneDocument(this.parts.db, params.id); }
  @Serves(contract.listCalls) listCalls(@Input() { query }: In<'listCalls'>): Out<'listCalls'> { return store.pageCalls(this.parts.db, query); }
  @Serves(contract.getCall) getCall(@Input() { params }: In<'getCall'>): Out<'getCall'> { return store.oneCall(this.parts.db, params.id); }
  @Serves(contract.listCampaigns) listCampaigns(@Input() { query }: In<'listCampaigns'>): Out<'listCampaigns'> { return store.pageCampaigns(this.parts.db, query); }
  @Serves(contract.getCampaign) getCampaign(@Input() { params }: In<'getCampaign'>): Out<'getCampaign'> { return store.oneCampaign(this.parts.db, params.id); }
  @Serves(contract.listAccounts) listAccounts(@Input() { query }: In<'listAccounts'>): Out<'listAccounts'> { return store.pageAccounts(this.parts.db, query); }
  @Serves(contract.getAccount) getAccount(@Input() { params }: In<'getAccount'>): Out<'getAccount'> { return store.oneAccount(this.parts.db, params.election, params.account); }
  @Serves(contract.getAccountSeries) getAccountSeries(@Input() { params, query }: In<'getAccountSeries'>): Out<'getAccountSeries'> { return accounts.accountSeries(this.parts.db, params.election, params.account, query); }
  @Serves(contract.listAccountAnomalies) listAccountAnomalies(@Input() { params, query }: In<'listAccountAnomalies'>): Out<'listAccountAnomalies'> { return accounts.pageFindings(this.parts.db, { ...query, election: params.election, account: params.account, class: 'anomaly' }); }
  @Serves(contract.listAccountFindings) listAccountFindings(@Input() { query }: In<'listAccountFindings'>): Out<'listAccountFindings'> { return accounts.pageFindings(this.parts.db, query); }
  @Serves(contract.getMigration) getMigration(@Input() { params }: In<'getMigration'>): Out<'getMigration'> { return accounts.migrationOf(this.parts.db, params.election); }
  @Serves(contract.listEditions) listEditions(@Input() { query }: In<'listEditions'>): Out<'listEditions'> { return store.pageEditions(this.parts.db, query); }
  @Serves(contract.getEdition) getEdition(@Input() { params }: In<'getEdition'>): Out<'getEdition'> { return store.oneEdition(this.parts.db, params.id); }
  @Serves(contract.listGaps) listGaps(@Input() { query }: In<'listGaps'>): Out<'listGaps'> { return store.pageGaps(this.parts.db, query); }

  @Serves(contract.listModelSpending) async listModelSpending(): Out<'listModelSpending'> { return { items: await model.modelSpending(this.parts.db), pauses: await model.modelPauses(this.parts.db) }; }

  @Serves(contract.getQueues) async getQueues(): Out<'getQueues'> {
    const counts = await this.parts.queues.counts();
    const queues = Object.entries(counts).map(([name, states]) => {
      const count = (state: string): number => states[state] ?? 0;
      return { name, waiting: count('waiting') + count('prioritized'), active: count('active'), delayed: count('delayed'), failed: count('failed'), completed: count('completed'), paused: count('paused') };
    });
    return { backend: this.parts.queues.backend, queues };
  }
}
