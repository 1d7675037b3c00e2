import { randomUUID } from 'node:crypto';
import { signWebhook, nextTry, type WebhookEvent, type WebhookTest } from '#core/digest/webhook.js';
import { mayPublish } from '#core/election/calendar.js';
import { sha256Of } from '#core/sha256.js';
import { getEdition } from '#infra/store/editions.js';
import { getElection } from '#infra/store/elections.js';
import type { Posted } from '#infra/http/post.js';
import { linkOfElection } from '#infra/store/lists.js';
import { endWebhookTest, noteWebhook, openedSecret, stopWebhook, takeWebhookTry, wantedTest, type WebhookTarget } from '#infra/store/webhooks.js';
import { addressesOf, firstLook } from '#publish/index.js';
import type { Outcome } from '../jobs.js';
import type { World } from '../world.js';

const TYPES: Record<string, WebhookEvent['type']> = { daily: 'edition.released', bulletin: 'edition.released', withdrawn: 'edition.withdrawn', correction: 'edition.corrected' };

/**
 * Tells one outlet of one released edition. At least once: the try is on record before the first byte, and the id is the same at every try, so that
 * whoever is told twice can see it. To the public nothing from silence to the close of polls.
 */
export async function tellWebhook(world: World, payload: { webhook: string; edition: string }): Promise<Outcome> {
  const edition = await getEdition(world.db, payload.edition);
  const now = world.clock.now();
  if (edition.releasedAt === null || edition.withdrawnAt !== null) return { skipped: 'not-yet' };
  if (edition.audience === 'public' && !mayPublish(await getElection(world.db, edition.electionId), 'public', now)) return { skipped: 'not-yet' };
  const due = await takeWebhookTry(world.db, payload.webhook, payload.edition, now);
  if (due === null) return { skipped: 'already-done' };
  const { electionId: election, date, kind, audience, sequence } = edition;
  const link = world.config.editions === 'link' ? await linkOfElection(world.db, election) : null;
  const { edition: url, table = null } = addressesOf(world.config.baseUrl?.replace(/\/+$/, '') ?? null, { ...edition, link });
  const event: WebhookEvent = { type: TYPES[kind] ?? 'notice', timestamp: edition.releasedAt.toISOString(), data: { edition: { election, date, kind, audience, sequence, number: null }, url, table, ...firstLook(edition) } };
  event.data.edition.number = (edition.content as { number?: number | null }).number ?? null;
  const id = `msg_${sha256Of(`${payload.webhook}:${payload.edition}`).slice(0, 32)}`;
  const posted = await post(world, due, id, event);
  if (isTaken(posted)) {
    await noteWebhook(world.db, due, 'sent', `HTTP ${posted.status}`, now);
    return { done: `webhook ${payload.webhook} was told of edition ${edition.id}` };
  }
  const why = saidBack(posted);
  const over = posted.status === 410 || (posted.status === null && posted.refused);
  if (over) await stopWebhook(world.db, payload.webhook, why);
  const again = over ? null : nextTry(due.attempts, now);
  await noteWebhook(world.db, due, again === null ? 'failed' : 'pending', why, now);
  return { done: `webhook ${payload.webhook}: ${why}${again === null ? ', given up' : `, again at ${again.toISOString()}`}` };
}

/** A message without any edition, sent once to see whether it arrives. It says nothing that is not released, so it waits for no release. */
export async function testWebhook(world: World, { webhook }: { webhook: string }): Promise<Outcome> {
  const wanted = await wantedTest(world.db, webhook);
  if (wanted === null) return { skipped: 'already-done' };
  const event: WebhookTest = { type: 'test', timestamp: world.clock.now().toISOString(), data: { election: wanted.electionId, audience: wanted.audience } };
  const posted = await post(world, wanted, `msg_test_${randomUUID()}`, event);
  await endWebhookTest(world.db, webhook, isTaken(posted), saidBack(posted));
  return { done: `webhook ${webhook}, test: ${saidBack(posted)}` };
}

async function post({ poster, clock, sealer }: World, hook: WebhookTarget, id: string, event: WebhookEvent | WebhookTest): Promise<Posted> {
  const secret = openedSecret(hook, sealer());
  if (secret === null) return OTHER_KEY;
  const moment = Math.floor(clock.now().getTime() / 1000);
  const body = JSON.stringify(event);
  return poster.post(hook.url, { 'webhook-id': id, 'webhook-timestamp': String(moment), 'webhook-signature': signWebhook(secret, id, moment, body) }, body);
}
/** Tried again like an outlet that is away: it is this process that lacks the key. */
const OTHER_KEY: Posted = { status: null, refused: false, error: 'its secret was sealed under another key: give this worker the installation\'s (CLAQUE_SECRET_KEY, or installation.key in its data folder), or remove the webhook and add it again' };
const isTaken = ({ status }: Posted): boolean => status !== null && status >= 200 && status < 300;
const saidBack = (posted: Posted): string => (posted.status === null ? posted.error : `HTTP ${posted.status}`);
