import { Controller, Inject } from '@nestjs/common';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { pageReplies } from '#infra/store/lists.js';
import { correctEdition, releaseEdition, withdrawEdition } from '#infra/store/release.js';
import { answerReply, askReply } from '#infra/store/replies.js';
import { PARTS, type Parts } from './parts.js';
import type { Asked } from './caller.js';
import { Input, Serves } from './serves.js';

type In<K extends keyof typeof contract> = InputOf<(typeof contract)[K]>;
type Out<K extends keyof typeof contract> = Promise<AnswerOf<(typeof contract)[K]>>;

/** What an editor does: release, withdraw, correct, and the queue of questions and answers. The mails are the worker's. */
@Controller()
export class ReleaseController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.releaseEdition) async release(@Input() { params, caller }: Asked<In<'releaseEdition'>>): Out<'releaseEdition'> { return { done: await releaseEdition(this.parts.db, params.id, caller.code, this.parts.clock.now()) }; }
  @Serves(contract.withdrawEdition) async withdraw(@Input() { params, body, caller }: Asked<In<'withdrawEdition'>>): Out<'withdrawEdition'> {
    await withdrawEdition(this.parts.db, params.id, caller.code, body.why, this.parts.clock.now());
    return { done: true };
  }

  @Serves(contract.correctEdition) async correct(@Input() { params, body, caller }: Asked<In<'correctEdition'>>): Out<'correctEdition'> {
    await correctEdition(this.parts.db, params.id, caller.code, body.text, this.parts.clock.now());
    return { done: true };
  }

  @Serves(contract.listReplies) replies(@Input() { query }: In<'listReplies'>): Out<'listReplies'> { return pageReplies(this.parts.db, query); }
  @Serves(contract.askReply) async ask(@Input() { body, caller }: Asked<In<'askReply'>>): Out<'askReply'> {
    const { election, actor, about, question, channel, deadline } = body;
    return { id: await askReply(this.parts.db, { electionId: election, actorId: actor, about: about ?? null, question, channel, askedBy: caller.code, askedAt: this.parts.clock.now(), deadline: deadline === undefined ? null : new Date(deadline) }) };
  }

  @Serves(contract.answerReply) async answer(@Input() { params, body }: In<'answerReply'>): Out<'answerReply'> {
    await answerReply(this.parts.db, params.id, { text: body.answer, language: body.language, at: this.parts.clock.now() });
    return { done: true };
  }
}
