import { composeEdition } from '#core/digest/compose.js';
import type { CallFact, DayFacts } from '#core/digest/facts.js';
import { addDays, dayWindow, mayPublish, momentOf } from '#core/election/calendar.js';
import type { Election } from '#core/model.js';
import type { Mail } from '#core/ports.js';
import { picturesOf } from '#infra/charts/picture.js';
import { messageOf } from '#core/errors.js';
import { sha256Of } from '#core/sha256.js';
import { getElection } from '#infra/store/elections.js';
import { raiseNotices } from '#infra/store/alerts.js';
import { deliveryFor, editionNumber, findEdition, freezeEdition, getEdition, moveDelivery, undelivered, type EditionKey, type StoredEdition } from '#infra/store/editions.js';
import { mayHaveLeft } from '#infra/store/pauses.js';
import { factsOfDay } from '#infra/store/facts.js';
import { linkOfElection } from '#infra/store/lists.js';
import { correctionsFor, repliesFor } from '#infra/store/replies.js';
import { whyIn } from '#kinds/detectors/index.js';
import { addressesOf, LANGUAGES, renderStored } from '#publish/index.js';
import type { Job, Outcome } from '../jobs.js';
import { summarise } from '../summarise.js';
import { translateQuotes } from '../translate-quotes.js';
import type { World } from '../world.js';

type ComposePayload = Extract<Job, { name: 'edition.compose' }>['payload'];

/**
 * What the store knows for an edition of `date`. A daily note covers the local day before, up to a cut-off at six; a bulletin its own day, up to now.
 */
export async function dayFacts(world: Pick<World, 'db' | 'clock' | 'model' | 'config'>, election: Election, key: EditionKey): Promise<DayFacts> {
  const bulletin = key.kind === 'bulletin';
  const now = world.clock.now();
  const day = bulletin ? key.date : addDays(key.date, -1);
  const before = addDays(day, -1);
  const cutOff = bulletin ? now : momentOf(key.date, CUT_OFF, election.timeZone);
  const window = dayWindow(day, election.timeZone);
  const stored = await factsOfDay(world.db, {
    electionId: election.id, day: { date: day, ...window }, before: { date: before, ...dayWindow(before, election.timeZone) },
    readingsFrom: dayWindow(addDays(day, -29), election.timeZone).from,
  });
  const rule = election.releaseRules.find(({ audience }) => audience === key.audience);
  return {
    ...stored, calls: stored.calls.map((call) => ({ ...call, whyIn: inLanguages(call) })), day, date: key.date, audience: key.audience, number: await editionNumber(world.db, { ...key, kind: 'daily' }), cutOff, sequence: key.sequence, kind: bulletin ? 'bulletin' : 'daily',
    replies: await repliesFor(world.db, election.id, window.from, cutOff), corrections: bulletin ? [] : await correctionsFor(world.db, election.id, key.audience, key.date, cutOff),
    model: { on: world.model !== null, name: world.model?.name ?? null }, baseUrl: world.config.baseUrl ?? null,
    // Public outlets are locked from silence to the close of polls, whatever rule was set. A bulletin is always released by a person.
    release: rule && !bulletin && mayPublish(election, key.audience, now) ? { state: 'released', by: rule.setBy, at: now, rule: true } : { state: 'held' },
  };
}
function inLanguages({ observation }: CallFact): Record<string, string> {
  return Object.fromEntries(Object.keys(LANGUAGES).filter((language) => language !== 'en').flatMap((language) => { const why = whyIn(language, observation); return why === null ? [] : [[language, why]]; }));
}

/** Local time at which a day is closed: what comes later is collected for the next note. */
const CUT_OFF = '06:00';

/** Freezes the edition of a day for one audience. Its key is unique: composing twice gives the first one. */
export async function composeEditionStep(world: World, payload: ComposePayload): Promise<Outcome> {
  const election = await getElection(world.db, payload.election);
  const key: EditionKey = { electionId: payload.election, date: payload.date, kind: payload.kind, audience: payload.audience, sequence: payload.sequence };
  const there = await findEdition(world.db, key);
  if (there) return { done: `edition ${there.id} is there already`, next: await deliveries(world, there) };
  const facts = await dayFacts(world, election, key);
  const content = await translateQuotes(world, await summarise(world, composeEdition(facts)), Object.keys(LANGUAGES));
  const { edition, made } = await freezeEdition(world.db, key, content, world.clock.now(), facts.release.state === 'released' ? facts.release.by : null);
  return { done: `edition ${edition.id} of ${key.date} for ${key.audience} ${made ? 'composed' : 'was there'}${edition.releasedAt ? '' : ', not released'}`, next: await deliveries(world, edition) };
}

async function deliveries(world: World, { id, releasedAt }: StoredEdition): Promise<Job[]> {
  if (releasedAt === null) return [];
  return (await undelivered(world.db, world.clock.now(), id)).map(({ recipientId }) => ({ name: 'edition.deliver', payload: { edition: id, recipient: recipientId } }));
}

/** Staff are told that the note is late or that there is news; the mails follow at the clock's next minute at the latest. */
export async function raiseNoticesStep(world: World, { election }: { election: string }): Promise<Outcome> {
  const raised = await raiseNotices(world.db, election, world.clock.now());
  if (raised.length === 0) return { skipped: 'nothing-due' };
  return { done: `told staff: ${raised.join(', ')}`, next: (await undelivered(world.db, world.clock.now())).map(({ editionId, recipientId }) => ({ name: 'edition.deliver', payload: { edition: editionId, recipient: recipientId } })) };
}

/** Stands for a reader's own token until the mail is theirs. */
const NOBODY = 'the-token-of-nobody-yet';
/** Where readers reach the server, without a slash at its end. */
const baseOf = ({ config }: Pick<World, 'config'>): string | null => config.baseUrl?.replace(/\/+$/, '') ?? null;
const leaveAddress = (base: string, token: string): string => `${base}/unsubscribe/${token}`;

/** Editions in each language, rendered and painted once for all their readers: of the last few, since mails come edition by edition. */
const caches = new WeakMap<World, Map<string, ReturnType<typeof renderOnce>>>();
const MOST_RENDERED = 8;

/** The edition as all its readers of a language get it, with NOBODY's token. `inOutbox`: whether this process has written its copy. */
async function renderFor(world: World, edition: StoredEdition, language: string): ReturnType<typeof renderOnce> {
  const rendered = caches.get(world) ?? new Map<string, ReturnType<typeof renderOnce>>();
  caches.set(world, rendered);
  const key = `${edition.id} ${language}`;
  const made = rendered.get(key) ?? renderOnce(world, edition, language);
  if (!rendered.has(key)) {
    if (rendered.size >= MOST_RENDERED) rendered.delete(rendered.keys().next().value!);
    rendered.set(key, made);
    made.catch(() => rendered.delete(key));
  }
  return made;
}

async function renderOnce(world: World, edition: StoredEdition, language: string) {
  const base = baseOf(world);
  const link = world.config.editions === 'link' ? await linkOfElection(world.db, edition.electionId) : null;
  const { subject, html, text, pictures } = renderStored(edition, language, { ...addressesOf(base, { ...edition, link }), unsubscribe: base === null ? null : leaveAddress(base, NOBODY) });
  // A note without its pictures has their words; one that never leaves has nothing.
  const painted = await picturesOf(pictures).catch((error: unknown) => { world.log('error', 'the pictures of a note could not be painted', { edition: edition.id, error: messageOf(error) }); return []; });
  return { subject, html, text, pictures: painted, inOutbox: false };
}

/**
 * One edition to one recipient, at most once. The state `sending` is committed before the first byte goes out: whoever finds it there
 * after a crash cannot know whether the mail left, and says `unknown` instead of sending again.
 */
export async function deliverEdition(world: World, payload: { edition: string; recipient: string }): Promise<Outcome> {
  const edition = await getEdition(world.db, payload.edition);
  if (edition.releasedAt === null || edition.withdrawnAt !== null) return { skipped: 'not-yet' };
  // Released before silence and not yet sent: it waits for the close of polls, or for nothing.
  if (edition.audience === 'public' && !mayPublish(await getElection(world.db, edition.electionId), 'public', world.clock.now())) return { skipped: 'not-yet' };
  const delivery = await deliveryFor(world.db, edition.id, payload.recipient);
  if (delivery === null) return { skipped: 'off' };
  if (delivery.state === 'sending') {
    await moveDelivery(world.db, delivery.id, 'sending', 'unknown', 'the process ended while the mail was being sent');
    return { done: `delivery ${delivery.id} is unknown after a crash` };
  }
  if (delivery.state !== 'pending') return { skipped: 'already-done' };
  const { recipient } = delivery;
  const base = baseOf(world);
  const leave = base ? leaveAddress(base, recipient.unsubscribeToken) : null;
  const rendered = await renderFor(world, edition, recipient.language);
  const mail: Mail = {
    from: { name: world.config.mailFromName, address: world.config.mailFrom }, to: { name: recipient.name ?? '', address: recipient.email },
    subject: rendered.subject, html: rendered.html.replaceAll(NOBODY, recipient.unsubscribeToken), text: rendered.text.replaceAll(NOBODY, recipient.unsubscribeToken), messageId: delivery.messageId, pictures: rendered.pictures,
    headers: (leave ? { 'List-Unsubscribe': `<${leave}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}) as Record<string, string>,
  };
  const name = `${edition.date}-${edition.kind}-${edition.audience}-${edition.sequence}-${recipient.language}`;
  const own = `${name}-${sha256Of(recipient.email).slice(0, 8)}`;
  if (await mayHaveLeft(world.db, own, edition.date)) {
    await moveDelivery(world.db, delivery.id, 'pending', 'unknown', 'it may have left before this database was restored from a backup');
    return { done: `delivery ${delivery.id} may have left before a restore` };
  }
  // Beside the database, before it is `sending`: a ledger that cannot be written stops a mail that can still be tried again, and a line without a mail only makes a restore too careful.
  await world.sent.note(own);
  if (!await moveDelivery(world.db, delivery.id, 'pending', 'sending', null)) return { skipped: 'already-done' };
  // The outbox's file has the delivery's own name, or where mails go out the edition's: writing it twice is one file.
  if (world.mailer === null) {
    await world.outbox.write(own, mail);
    await moveDelivery(world.db, delivery.id, 'sending', 'sent', 'outbox only: SMTP_URL is not set');
    return { done: `delivery ${delivery.id} written to the outbox` };
  }
  const result = await world.mailer.send(mail);
  if (result.state === 'sent') await moveDelivery(world.db, delivery.id, 'sending', 'sent', result.response);
  else if (result.state === 'failed' && result.retry) {
    await moveDelivery(world.db, delivery.id, 'sending', 'pending', result.error);
    throw new Error(`delivery ${delivery.id}: ${result.error}`);
  } else await moveDelivery(world.db, delivery.id, 'sending', result.state, result.error);
  if (rendered.inOutbox) return { done: `delivery ${delivery.id} ${result.state}` };
  rendered.inOutbox = true;
  await world.outbox.write(name, { ...mail, to: { name: '', address: world.config.mailFrom }, html: rendered.html, text: rendered.text, headers: {}, messageId: `<${sha256Of(`${edition.id} ${recipient.language}`).slice(0, 32)}@localhost.localdomain>` });
  return { done: `delivery ${delivery.id} ${result.state}` };
}
