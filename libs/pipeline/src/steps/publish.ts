import { createHash } from 'node:crypto';
import type { EditionContent } from '#core/digest/content.js';
import { composeEdition } from '#core/digest/compose.js';
import type { DayFacts } from '#core/digest/facts.js';
import { addDays, dayWindow, mayPublish, momentOf } from '#core/election/calendar.js';
import type { EditionAudience, Election } from '#core/model.js';
import { getElection, listRecipients } from '#infra/store/elections.js';
import { deliveryFor, editionNumber, findEdition, freezeEdition, getEdition, moveDelivery, type EditionKey } from '#infra/store/editions.js';
import { factsOfDay } from '#infra/store/facts.js';
import { LANGUAGES, renderEdition } from '#publish/index.js';
import type { Job, Outcome } from '../jobs.js';
import { translateQuotes } from '../translate-quotes.js';
import type { World } from '../world.js';

type ComposePayload = Extract<Job, { name: 'edition.compose' }>['payload'];

/** What the store knows for an edition of `date`, which covers the local day before. */
export async function dayFacts(world: Pick<World, 'db' | 'clock' | 'model' | 'config'>, election: Election, key: EditionKey): Promise<DayFacts> {
  const day = addDays(key.date, -1);
  const before = addDays(key.date, -2);
  const stored = await factsOfDay(world.db, {
    electionId: election.id, day: { date: day, ...dayWindow(day, election.timeZone) }, before: { date: before, ...dayWindow(before, election.timeZone) },
    readingsFrom: dayWindow(addDays(key.date, -30), election.timeZone).from,
  });
  const rule = election.releaseRules.find(({ audience }) => audience === key.audience);
  const now = world.clock.now();
  return {
    ...stored, day, date: key.date, audience: key.audience, number: await editionNumber(world.db, key), cutOff: momentOf(key.date, '06:00', election.timeZone),
    model: { on: world.model !== null, name: world.model?.name ?? null }, baseUrl: world.config.baseUrl ?? null,
    // Public outlets are locked from silence to the close of polls, whatever rule was set.
    release: rule && mayPublish(election, key.audience, now) ? { state: 'released', by: rule.setBy, at: now } : { state: 'held' },
  };
}

/** Freezes the edition of a day for one audience. Its key is unique: composing twice gives the first one. */
export async function composeEditionStep(world: World, payload: ComposePayload): Promise<Outcome> {
  const election = await getElection(world.db, payload.election);
  const key: EditionKey = { electionId: payload.election, date: payload.date, kind: payload.kind, audience: payload.audience, sequence: payload.sequence };
  const there = await findEdition(world.db, key);
  if (there) return { done: `edition ${there.id} is there already`, next: await deliveries(world, election, there.id, key.audience, there.releasedAt !== null) };
  const facts = await dayFacts(world, election, key);
  const content = await translateQuotes(world, composeEdition(facts), Object.keys(LANGUAGES));
  const { edition, made } = await freezeEdition(world.db, key, content, world.clock.now(), facts.release.state === 'released' ? facts.release.by : null);
  return { done: `edition ${edition.id} of ${key.date} for ${key.audience} ${made ? 'composed' : 'was there'}${edition.releasedAt ? '' : ', not released'}`, next: await deliveries(world, election, edition.id, key.audience, edition.releasedAt !== null) };
}

async function deliveries(world: World, election: Election, edition: string, audience: EditionAudience, released: boolean): Promise<Job[]> {
  if (!released) return [];
  const recipients = await listRecipients(world.db, election.id, audience);
  return recipients.map(({ id }) => ({ name: 'edition.deliver', payload: { edition, recipient: id } }));
}

/**
 * One edition to one recipient, at most once. The state `sending` is committed before the first byte goes out: whoever finds it there
 * after a crash cannot know whether the mail left, and says `unknown` instead of sending again.
 */
export async function deliverEdition(world: World, payload: { edition: string; recipient: string }): Promise<Outcome> {
  const edition = await getEdition(world.db, payload.edition);
  if (edition.releasedAt === null) return { skipped: 'not-yet' };
  const delivery = await deliveryFor(world.db, edition.id, payload.recipient);
  if (delivery === null) return { skipped: 'off' };
  if (delivery.state === 'sending') {
    await moveDelivery(world.db, delivery.id, 'sending', 'unknown', 'the process ended while the mail was being sent');
    return { done: `delivery ${delivery.id} is unknown after a crash` };
  }
  if (delivery.state !== 'pending') return { skipped: 'already-done' };
  const { recipient } = delivery;
  const base = world.config.baseUrl ?? null;
  const leave = base ? `${base}/unsubscribe/${recipient.unsubscribeToken}` : null;
  const rendered = renderEdition(edition.content as EditionContent, recipient.language, { edition: base ? `${base}/editions/${edition.electionId}/${edition.date}` : null, unsubscribe: leave });
  const mail = {
    from: { name: world.config.mailFromName, address: world.config.mailFrom }, to: { name: recipient.name ?? '', address: recipient.email },
    subject: rendered.subject, html: rendered.html, text: rendered.text, messageId: delivery.messageId,
    headers: (leave ? { 'List-Unsubscribe': `<${leave}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}) as Record<string, string>,
  };
  if (!await moveDelivery(world.db, delivery.id, 'pending', 'sending', null)) return { skipped: 'already-done' };
  // The outbox's file has the delivery's own name: writing it twice is one file.
  await world.outbox.write(`${edition.date}-${edition.kind}-${edition.audience}-${edition.sequence}-${recipient.language}-${createHash('sha256').update(recipient.email).digest('hex').slice(0, 8)}`, mail);
  if (world.mailer === null) {
    await moveDelivery(world.db, delivery.id, 'sending', 'sent', 'outbox only: SMTP_URL is not set');
    return { done: `delivery ${delivery.id} written to the outbox` };
  }
  const result = await world.mailer.send(mail);
  if (result.state === 'sent') await moveDelivery(world.db, delivery.id, 'sending', 'sent', result.response);
  else if (result.state === 'failed' && result.retry) {
    await moveDelivery(world.db, delivery.id, 'sending', 'pending', result.error);
    throw new Error(`delivery ${delivery.id}: ${result.error}`);
  } else await moveDelivery(world.db, delivery.id, 'sending', result.state, result.error);
  return { done: `delivery ${delivery.id} ${result.state}` };
}
