import { z } from 'zod';
import { dayWindow, within } from '../election/calendar.js';
import { DEEDS, DOERS, PLACES, type ReplyItem, type StatementItem } from './content.js';
import { CALL_AUDIENCES, isMedia } from '../model.js';
import type { DayFacts } from './facts.js';
import { isPrivate } from './persons.js';
import { localMoment, type Labels } from './labels.js';

const KINDS: StatementItem['kind'][] = ['threat', 'conduct', 'commitment'];
/** More than a reader bears; the rest is in the evidence. */
const MOST = 200;
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * Threats, conduct and promises that texts of the day hold. Reprints of one quote are one item, the earliest. Whoever speaks is named only where the watchlist
 * knows that name; the people spoken of are in the quote and nowhere else.
 */
export function statementsOf(facts: DayFacts, labels: Labels): StatementItem[] {
  const window = dayWindow(facts.day, facts.election.timeZone);
  const seen = new Set<string>();
  const deeds = new Set<string>();
  const media = new Set(facts.actors.filter((actor) => isMedia(actor.kind)).map(({ id }) => id));
  return (facts.statements ?? []).filter(({ document }) => within(document.at, window))
    .sort((a, b) => a.document.at.getTime() - b.document.at.getTime() || (a.id < b.id ? -1 : 1))
    .flatMap(({ id, kind, document, quote, payload, verdict, check }): StatementItem[] => {
      const speaker = labels.actorCalled(textOf(payload['speaker']) ?? textOf(payload['actor']));
      // "He said that he would leave", of nobody whom we know: nothing that anybody could check.
      if (kind === 'commitment' && speaker === null && media.has(document.actorId)) return [];
      const bare = `${kind} ${quote.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '')}`;
      if (seen.has(bare)) return [];
      seen.add(bare);
      // Deeds are shown without the people whom they were done to.
      if (kind === 'conduct' && isPrivate(quote, (name) => labels.actorCalled(name) !== null)) return [];
      const actor = labels.actor(document.actorId);
      // Deeds are told once a page.
      if (kind === 'conduct' && deeds.has(document.id)) return [];
      if (kind === 'conduct') deeds.add(document.id);
      return [{
        id, kind, actor, speaker, ...(kind === 'conduct' ? { deed: deedOf(payload) } : {}), ...labels.when(document), status: textOf(payload['status']),
        conditional: typeof payload['conditional'] === 'boolean' ? payload['conditional'] : null, check,
        // Whoever publishes its own words is seen to say them; anybody else's are told of.
        verdict: verdict === 'reported' && speaker?.id === document.actorId ? 'observed' : verdict,
        quote: { text: quote, language: document.language, callId: id, documentId: document.id, url: document.url, actor, ...(document.byHand ? { byHand: { by: document.byHand.by, confirmedBy: document.byHand.confirmedBy } } : {}) },
      }];
    }).sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)).slice(0, MOST);
}

/** Of what a person wrote instead of a kind nothing is kept: it could be a name. */
const deedSchema = z.object({
  act: z.enum(DEEDS), by: z.enum(DOERS).nullable().catch(null), on: z.enum(CALL_AUDIENCES).nullable().catch(null), place: z.enum(PLACES).nullable().catch(null), count: z.number().nullable().catch(null), bound: z.enum(['=', '≈', '≥', '≤']).nullable().catch(null),
});
/** A deed in kinds of people and places; null where a person's correction left none. */
const deedOf = (payload: Record<string, unknown>): StatementItem['deed'] => deedSchema.safeParse(payload).data ?? null;

/** Questions put to those who are spoken of, the oldest first: a reader sees that they were asked, and since when nothing came. */
export function repliesOf(facts: DayFacts, labels: Labels): ReplyItem[] {
  const zone = facts.election.timeZone;
  return [...facts.replies ?? []].sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime() || (a.id < b.id ? -1 : 1)).map((reply): ReplyItem => ({
    id: reply.id, about: reply.about, actor: labels.actor(reply.actorId), channel: reply.channel, asked: localMoment(reply.askedAt, zone), deadline: reply.deadline === null ? null : localMoment(reply.deadline, zone),
    answer: reply.answer === null || reply.answeredAt === null ? null : { text: reply.answer, language: reply.answerLanguage ?? 'und', ...localMoment(reply.answeredAt, zone) },
  }));
}
