import { Controller, Inject } from '@nestjs/common';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { newWebhookSecret } from '#core/digest/webhook.js';
import { BadInput } from '#core/errors.js';
import { postFault } from '#infra/http/post.js';
import { getElection, networkSettings } from '#infra/store/elections.js';
import * as store from '#infra/store/webhooks.js';
import { visibleTo, type Asked } from './access/caller.js';
import { Input, Serves } from './call/serves.js';
import { PARTS, type Parts } from './parts.js';

type In<K extends keyof typeof contract> = Asked<InputOf<(typeof contract)[K]>>;
type Out<K extends keyof typeof contract> = Promise<AnswerOf<(typeof contract)[K]>>;

/** Programs that are told of editions. What is never asked is refused when it is written down, and again before each message. */
@Controller()
export class WebhooksController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.listWebhooks) list(@Input() { query, db, caller }: In<'listWebhooks'>): Out<'listWebhooks'> { return store.pageWebhooks(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.getWebhook) one(@Input() { params, db }: In<'getWebhook'>): Out<'getWebhook'> { return store.oneWebhook(db, params.id); }

  @Serves(contract.addWebhook) async add(@Input() { body: { election, audience, url }, db }: In<'addWebhook'>): Out<'addWebhook'> {
    await getElection(db, election);
    const fault = postFault(url, (await networkSettings(db)).allowPrivate);
    if (fault !== null) throw new BadInput(`url: ${fault}`);
    const secret = newWebhookSecret();
    const id = await store.addWebhook(db, this.parts.sealer, { electionId: election, audience, url: new URL(url).href, secret, at: this.parts.clock.now() });
    return { webhook: await store.oneWebhook(db, id), secret };
  }
  @Serves(contract.holdWebhook) hold(@Input() { params, body, db }: In<'holdWebhook'>): Out<'holdWebhook'> { return store.holdWebhook(db, params.id, body.active, body.why ?? null, this.parts.clock.now()); }
  @Serves(contract.removeWebhook) async remove(@Input() { params, db }: In<'removeWebhook'>): Out<'removeWebhook'> {
    await store.removeWebhook(db, params.id);
    return { done: true };
  }
  @Serves(contract.testWebhook) async test(@Input() { params, db, after }: In<'testWebhook'>): Out<'testWebhook'> {
    const hook = await store.askWebhookTest(db, params.id);
    // The clock finds it within a minute where this nudge is lost.
    after(() => this.parts.queues.add([{ name: 'webhook.test', payload: { webhook: params.id } }]));
    return hook;
  }
  @Serves(contract.listWebhookDeliveries) async deliveries(@Input() { params, query, db }: In<'listWebhookDeliveries'>): Out<'listWebhookDeliveries'> {
    await store.oneWebhook(db, params.id);
    return store.pageWebhookDeliveries(db, params.id, query);
  }
}
