import { Controller, Inject } from '@nestjs/common';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { getElection } from '#infra/store/elections.js';
import * as review from '#infra/store/review.js';
import { whyInAll } from '#kinds/detectors/index.js';
import { visibleTo, type Asked, type Caller } from './access/caller.js';
import { Input, Serves } from './call/serves.js';
import { PARTS, type Parts } from './parts.js';

type In<K extends keyof typeof contract> = Asked<InputOf<(typeof contract)[K]>>;
type Out<K extends keyof typeof contract> = Promise<AnswerOf<(typeof contract)[K]>>;

export const readerOf = (caller: Caller): review.Reader => ({ who: `${caller.kind}:${caller.id}`, by: caller.code, editor: caller.role === 'editor' || caller.role === 'admin', visible: visibleTo(caller) });

/** A finding with why it was made in every language that its detector has words of: of what the detector found, whatever was corrected since. */
const inTongues = <F extends { kind: string; found: Record<string, unknown> }>(one: F): F & { whyIn: Record<string, string> } => ({ ...one, whyIn: whyInAll({ kind: one.kind, payload: one.found }) });
const pageInTongues = async <F extends { kind: string; found: Record<string, unknown> }, P extends { items: F[] }>(page: Promise<P & { items: F[] }>) => { const { items, ...rest } = await page; return { ...rest, items: items.map(inTongues) }; };

/** Reading findings: the queue, decisions of two readers, an editor's word, agreement, and why allegations were approved. */
@Controller()
export class ReviewController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.listReview) queue(@Input() { query, db, caller }: In<'listReview'>): Out<'listReview'> { return pageInTongues(review.pageReview(db, query, readerOf(caller))); }
  @Serves(contract.listObservations) list(@Input() { query, db, caller }: In<'listObservations'>): Out<'listObservations'> { return pageInTongues(review.pageObservations(db, query, readerOf(caller))); }
  @Serves(contract.getObservation) one(@Input() { params, db, caller }: In<'getObservation'>): Out<'getObservation'> { return review.oneObservation(db, params.id, readerOf(caller)).then(inTongues); }
  @Serves(contract.decideObservation) decide(@Input() { params, body, db, caller }: In<'decideObservation'>): Out<'decideObservation'> { return review.decide(db, params.id, body, readerOf(caller), this.now(), false); }
  @Serves(contract.adjudicateObservation) adjudicate(@Input() { params, body, db, caller }: In<'adjudicateObservation'>): Out<'adjudicateObservation'> { return review.decide(db, params.id, body, readerOf(caller), this.now(), true); }
  @Serves(contract.noteObservation) note(@Input() { params, body, db, caller }: In<'noteObservation'>): Out<'noteObservation'> { return review.addReviewNote(db, params.id, body.text, caller.code, this.now()); }

  @Serves(contract.getAgreement) async agreement(@Input() { params, db }: In<'getAgreement'>): Out<'getAgreement'> {
    await getElection(db, params.election);
    return review.agreementOf(db, params.election);
  }
  @Serves(contract.listCodebooks) async codebooks(@Input() { params, db }: In<'listCodebooks'>): Out<'listCodebooks'> {
    await getElection(db, params.election);
    return { items: await review.listCodebooks(db, params.election) };
  }
  @Serves(contract.addCodebook) async addCodebook(@Input() { params, body, db, caller }: In<'addCodebook'>): Out<'addCodebook'> {
    await getElection(db, params.election);
    return review.addCodebook(db, params.election, body.text, caller.code, this.now());
  }

  @Serves(contract.listDecisionNotes) notes(@Input() { query, db, caller }: In<'listDecisionNotes'>): Out<'listDecisionNotes'> { return review.pageDecisionNotes(db, { ...query, visible: visibleTo(caller) }); }
  @Serves(contract.addDecisionNote) addNote(@Input() { body: { election, ...note }, db, caller }: In<'addDecisionNote'>): Out<'addDecisionNote'> { return review.addDecisionNote(db, { electionId: election, ...note, by: caller.code, at: this.now() }); }

  private now(): Date { return this.parts.clock.now(); }
}
