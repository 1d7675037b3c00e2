import { mayPublish } from '#core/election/calendar.js';
import { messageOf } from '#core/errors.js';
import type { Mail } from '#core/ports.js';
import { sha256Of } from '#core/sha256.js';
import { picturesOf } from '#infra/charts/picture.js';
import { beginDelivery, deliveriesDue, endDelivery, getEdition, rangeOfBlock, type DeliveryWork, type RecipientRange, type StoredEdition } from '#infra/store/editions.js';
import { getElection, listElections } from '#infra/store/elections.js';
import { linkOfElection } from '#infra/store/lists.js';
import { mayHaveLeft } from '#infra/store/pauses.js';
import { addressesOf, renderStored } from '#publish/index.js';
import type { Job, Outcome } from '../jobs.js';
import type { World } from '../world.js';

/** No mail of a block is begun later than this after its first: what is left is a job of its own, well within the time limit of one. */
const BEGIN_WITHIN_MS = 60_000;
/** A server that takes no mail of ours is left alone so long: longer where it refuses us, since asking on locks accounts. */
const SERVER_REST_MS = { down: 2 * 60_000, refused: 30 * 60_000 };
/** What became of a delivery that was not begun: it is as it was. */
const LEFT = 'not begun';
interface Rest { until: Date; why: string }
const resting = new WeakMap<NonNullable<World['mailer']>, Rest>();
function restOf({ mailer, clock }: World): Rest | null {
  const rest = mailer === null ? undefined : resting.get(mailer);
  return rest === undefined || rest.until <= clock.now() ? null : rest;
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

/** A block of an edition's recipients, each at most once. */
export const deliverEdition = (world: World, { edition, block }: { edition: string; block: number }): Promise<Outcome> => deliverTo(world, edition, rangeOfBlock(block), [{ name: 'edition.deliver', payload: { edition, block } }]);

/**
 * One edition to the recipients of a range, at most once. The state `sending` is committed before the first byte goes out: whoever finds it there
 * after a crash cannot know whether the mail left, and says `unknown` instead of sending again. A mailbox that would not take it is tried again at its time; where the mail
 * server takes nothing of ours, all of them wait. `rest`: what to do about those that were not begun in time.
 */
export async function deliverTo(world: World, editionId: string, range: RecipientRange, rest: Job[] = []): Promise<Outcome> {
  const edition = await getEdition(world.db, editionId);
  if (edition.releasedAt === null || edition.withdrawnAt !== null) return { skipped: 'not-yet' };
  const election = await getElection(world.db, edition.electionId);
  // Released before silence and not yet sent: it waits for the close of polls, or for nothing.
  const locked = (): boolean => edition.audience === 'public' && !mayPublish(election, 'public', world.clock.now());
  if (locked()) return { skipped: 'not-yet' };
  // Noted for every reader before the server is thought of: what it never takes is known by its readers when it is given up.
  const due = await deliveriesDue(world.db, edition.id, range, world.clock.now());
  if (due.length === 0) return { skipped: 'already-done' };
  const down = restOf(world);
  if (down !== null) return { later: down.until, why: down.why };
  const namesOf = await ledgerNames(world, edition);
  const left = await mayHaveLeft(world.db, due.flatMap(({ recipient }) => namesOf(recipient)), edition.date);
  const ends = Date.now() + BEGIN_WITHIN_MS;
  const fault: { error?: unknown } = {};
  // Asked before a mail is made, and again when it has its connection.
  const mayBegin = (): boolean => !world.drain.aborted && Date.now() <= ends && !locked() && restOf(world) === null && !('error' in fault);
  const counts = new Map<string, number>();
  const deliver = async (delivery: DeliveryWork): Promise<string> => {
    const { id, state, recipient } = delivery;
    const unknown = state === 'sending' ? 'the process ended while the mail was being sent' : namesOf(recipient).some((name) => left.has(name)) ? 'it may have left before this database was restored from a backup' : null;
    if (unknown === null && !mayBegin()) return LEFT;
    if (unknown === null) return world.mailer === null ? writeOnly(world, edition, delivery) : send(world, world.mailer, edition, delivery, mayBegin);
    await endDelivery(world.db, id, [state], 'unknown', unknown);
    return 'unknown';
  };
  await Promise.all(Array.from({ length: world.config.mailConnections }, async () => {
    for (let next = due.shift(); next !== undefined; next = due.shift()) {
      // One that cannot be noted stops the others too, after what they have begun.
      const became = await deliver(next).catch((error: unknown) => { fault.error = error; return LEFT; });
      counts.set(became, (counts.get(became) ?? 0) + 1);
    }
  }));
  if ('error' in fault) throw fault.error;
  const done = `edition ${edition.id}, readers ${range.first} to ${range.last}: ${[...counts].map(([state, n]) => `${n} ${state}`).join(', ')}`;
  const rests = restOf(world);
  if (rests !== null) return { later: rests.until, why: `${done}; ${rests.why}` };
  return { done, ...(counts.has(LEFT) ? { next: rest } : {}) };
}

/** What a delivery is called in the ledger and the outbox. Elections are told apart without naming them. */
function ledgerName(edition: StoredEdition, { email, language }: DeliveryWork['recipient']): string {
  return `${copyName(edition, language)}-${sha256Of(email).slice(0, 8)}`;
}
const copyName = ({ electionId, date, kind, audience, sequence }: StoredEdition, language: string): string => `${date}-${kind}-${audience}-${sequence}-${sha256Of(electionId).slice(0, 6)}-${language}`;

/** The names under which a delivery may stand in a ledger: earlier releases left the election out, which says something only where there is one. */
async function ledgerNames(world: World, edition: StoredEdition): Promise<(recipient: DeliveryWork['recipient']) => string[]> {
  const alone = (await listElections(world.db)).length === 1;
  const { date, kind, audience, sequence } = edition;
  return (recipient) => [ledgerName(edition, recipient), ...(alone ? [`${date}-${kind}-${audience}-${sequence}-${recipient.language}-${sha256Of(recipient.email).slice(0, 8)}`] : [])];
}

async function mailFor(world: World, edition: StoredEdition, { messageId, recipient }: DeliveryWork): Promise<Mail> {
  const base = baseOf(world);
  const leave = base ? leaveAddress(base, recipient.unsubscribeToken) : null;
  const rendered = await renderFor(world, edition, recipient.language);
  return {
    from: { name: world.config.mailFromName, address: world.config.mailFrom }, to: { name: recipient.name ?? '', address: recipient.email },
    subject: rendered.subject, html: rendered.html.replaceAll(NOBODY, recipient.unsubscribeToken), text: rendered.text.replaceAll(NOBODY, recipient.unsubscribeToken), messageId, pictures: rendered.pictures,
    headers: (leave ? { 'List-Unsubscribe': `<${leave}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}) as Record<string, string>,
  };
}

/** Also one that others took for lost meanwhile: whoever sent it knows. */
const BEGUN = ['sending', 'unknown'] as const;

/**
 * In the database and beside it, both on disk before the first byte goes out and at one wait of the disk. A ledger that cannot be written stops a mail that can still be
 * tried again; a line without a mail only makes a restore too careful.
 */
async function begin(world: World, edition: StoredEdition, { id, recipient }: DeliveryWork): Promise<boolean> {
  const [noted, begun] = await Promise.allSettled([world.sent.note(ledgerName(edition, recipient)), beginDelivery(world.db, id)]);
  if (noted.status === 'fulfilled' && begun.status === 'fulfilled') return begun.value;
  if (begun.status === 'fulfilled' && begun.value) await endDelivery(world.db, id, ['sending'], 'pending', 'it could not be noted beside the database');
  throw noted.status === 'rejected' ? noted.reason : (begun as PromiseRejectedResult).reason;
}

async function writeOnly(world: World, edition: StoredEdition, delivery: DeliveryWork): Promise<string> {
  const mail = await mailFor(world, edition, delivery);
  if (!await begin(world, edition, delivery)) return LEFT;
  // The file has the delivery's own name: writing it twice is one file.
  await world.outbox.write(ledgerName(edition, delivery.recipient), mail);
  await endDelivery(world.db, delivery.id, BEGUN, 'sent', 'outbox only: SMTP_URL is not set');
  return 'sent';
}

async function send(world: World, mailer: NonNullable<World['mailer']>, edition: StoredEdition, delivery: DeliveryWork, mayBegin: () => boolean): Promise<string> {
  const result = await mailer.send(await mailFor(world, edition, delivery), async () => mayBegin() && begin(world, edition, delivery));
  if (result === null) return LEFT;
  const down = result.state === 'failed' && result.server === true;
  if (down) {
    resting.set(mailer, { until: new Date(world.clock.now().getTime() + (result.retry ? SERVER_REST_MS.down : SERVER_REST_MS.refused)), why: `the mail server takes nothing: ${result.error}` });
    world.log('error', 'the mail server takes nothing of ours; mails wait', { error: result.error });
  }
  const retry = down || (result.state === 'failed' && result.retry);
  await endDelivery(world.db, delivery.id, down ? ['pending', ...BEGUN] : BEGUN, retry ? 'pending' : result.state, result.state === 'sent' ? result.response : result.error);
  const { language } = delivery.recipient;
  const rendered = await renderFor(world, edition, language);
  if (!rendered.inOutbox && !retry) {
    rendered.inOutbox = true;
    const messageId = `<${sha256Of(`${edition.id} ${language}`).slice(0, 32)}@localhost.localdomain>`;
    const { subject, html, text, pictures } = rendered;
    await world.outbox.write(copyName(edition, language), { from: { name: world.config.mailFromName, address: world.config.mailFrom }, to: { name: '', address: world.config.mailFrom }, subject, html, text, pictures, headers: {}, messageId });
  }
  return retry ? 'to be tried again' : result.state;
}
