import { Controller, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import * as lists from '#infra/store/edition-lists.js';
import { getEdition } from '#infra/store/editions.js';
import { getElection } from '#infra/store/elections.js';
import { pageReplies } from '#infra/store/lists.js';
import { correctEdition, releaseEdition, withdrawEdition } from '#infra/store/release.js';
import { answerReply, askReply } from '#infra/store/replies.js';
import { onClock } from '#infra/clock.js';
import { PARTS, type Parts } from './parts.js';
import { renderStored, standingAlone } from '#publish/index.js';
import { visibleTo, type Asked } from './access/caller.js';
import { Input, Serves } from './call/serves.js';

type In<K extends keyof typeof contract> = InputOf<(typeof contract)[K]>;
type Out<K extends keyof typeof contract> = Promise<AnswerOf<(typeof contract)[K]>>;

/** What an editor does: release, withdraw, correct, and the queue of questions and answers. The mails are the worker's. */
@Controller()
export class ReleaseController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.releaseEdition) async release(@Input() { params, caller, db }: Asked<In<'releaseEdition'>>): Out<'releaseEdition'> { return { done: await releaseEdition(db, params.id, caller.code, this.parts.clock.now()) }; }
  @Serves(contract.withdrawEdition) async withdraw(@Input() { params, body, caller, db }: Asked<In<'withdrawEdition'>>): Out<'withdrawEdition'> {
    await withdrawEdition(db, params.id, caller.code, body.why, this.parts.clock.now());
    return { done: true };
  }

  @Serves(contract.correctEdition) async correct(@Input() { params, body, caller, db }: Asked<In<'correctEdition'>>): Out<'correctEdition'> {
    await correctEdition(db, params.id, caller.code, body.text, this.parts.clock.now());
    return { done: true };
  }

  @Serves(contract.previewEdition) async preview(@Input() { params, query, db }: Asked<In<'previewEdition'>>, @Res({ passthrough: true }) response: Response): Promise<string> {
    const html = standingAlone(renderStored(await getEdition(db, params.id), query.language ?? 'en', { edition: null, unsubscribe: null }));
    // Shown in a frame of our own page: nothing in it runs, loads or leads anywhere.
    response.setHeader('Content-Security-Policy', `default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; sandbox`);
    response.setHeader('X-Frame-Options', 'SAMEORIGIN');
    return html;
  }
  @Serves(contract.previewEditionText) async previewText(@Input() { params, query, db }: Asked<In<'previewEditionText'>>): Promise<string> {
    return renderStored(await getEdition(db, params.id), query.language ?? 'en', { edition: null, unsubscribe: null }).text;
  }
  @Serves(contract.listEditionLog) log(@Input() { params, db }: Asked<In<'listEditionLog'>>): Out<'listEditionLog'> { return lists.editionLog(db, params.id); }
  @Serves(contract.listDeliveries) async deliveries(@Input() { params, query, db }: Asked<In<'listDeliveries'>>): Out<'listDeliveries'> {
    const shown = onClock(this.parts.clock);
    const { items, ...rest } = await lists.pageDeliveries(db, params.id, query);
    return { ...rest, items: items.map((item) => ({ ...item, updatedAt: shown(item.updatedAt) })) };
  }

  @Serves(contract.listRecipients) recipients(@Input() { query, db, caller }: Asked<In<'listRecipients'>>): Out<'listRecipients'> { return lists.pageRecipients(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.addRecipient) async addRecipient(@Input() { body: { election, ...body }, db }: Asked<In<'addRecipient'>>): Out<'addRecipient'> {
    await getElection(db, election);
    return lists.addRecipient(db, { electionId: election, ...body, name: body.name ?? null, sendAt: body.sendAt ?? null });
  }
  @Serves(contract.removeRecipient) async removeRecipient(@Input() { params, db }: Asked<In<'removeRecipient'>>): Out<'removeRecipient'> { return { done: await lists.removeRecipient(db, params.id) }; }

  @Serves(contract.listReplies) replies(@Input() { query, db, caller }: Asked<In<'listReplies'>>): Out<'listReplies'> { return pageReplies(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.askReply) async ask(@Input() { body, caller, db }: Asked<In<'askReply'>>): Out<'askReply'> {
    const { election, actor, about, question, channel, deadline } = body;
    return { id: await askReply(db, { electionId: election, actorId: actor, about: about ?? null, question, channel, askedBy: caller.code, askedAt: this.parts.clock.now(), deadline: deadline === undefined ? null : new Date(deadline) }) };
  }

  @Serves(contract.answerReply) async answer(@Input() { params, body, db }: Asked<In<'answerReply'>>): Out<'answerReply'> {
    await answerReply(db, params.id, { text: body.answer, language: body.language, at: this.parts.clock.now() });
    return { done: true };
  }
}
