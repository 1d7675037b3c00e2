import { localDayOf, localTimeOf } from '#core/election/calendar.js';
import { messageOf } from '#core/errors.js';
import { AUDIENCES } from '#core/model.js';
import { LEAST_PAGES } from '#core/text/furniture.js';
import { unmeasured } from '#infra/store/accounts.js';
import { noteBackFills } from '#infra/store/back-fills.js';
import { unclustered } from '#infra/store/campaigns.js';
import { undetectedDocuments } from '#infra/store/documents.js';
import { expectDeliveries, undelivered } from '#infra/store/editions.js';
import { indexMissing } from '#infra/store/search.js';
import { listElections } from '#infra/store/elections.js';
import { dueHosts } from '#infra/store/frontier.js';
import { hasEdition, waiting } from '#infra/store/lacks.js';
import { takeUpSetAside } from '#infra/store/set-aside.js';
import { dueWebhooks, wantedTests } from '#infra/store/webhooks.js';
import { unreadSnapshots } from '#infra/store/snapshots.js';
import { DETECTED_AT_A_TIME, ranges, READ_AT_A_TIME, type Job, type Outcome } from '../jobs.js';
import { lackingModel } from './model-batch.js';
import { MEASURE_EVERY_MS } from './measure.js';
import type { World } from '../world.js';

/** Editions are composed at this local time, an hour before people read them; those of a backlog wait for it until LATEST. */
const COMPOSE_AT = '06:00';
const LATEST = '06:45';
/** A first edition waits for the first crawl to come to rest, but no longer than this. */
const FIRST_EDITION_MS = 20 * 60_000;

/** Hosts with something due: what the clock asks every minute. */
export async function dueVisits(world: World): Promise<Job[]> {
  return (await dueHosts(world.db)).map((host): Job => ({ name: 'host.visit', payload: { host } }));
}

/** Mails whose edition is released and whose reader's hour has come, outlets to be told of one, and what staff should be told. */
export async function dueMails(world: World): Promise<Job[]> {
  await expectDeliveries(world.db, world.clock.now());
  const [mails, hooks] = await Promise.all([undelivered(world.db, world.clock.now()), dueWebhooks(world.db, world.clock.now())]);
  return [...(await wantedTests(world.db)).map((webhook): Job => ({ name: 'webhook.test', payload: { webhook } })), ...mails.map((payload): Job => ({ name: 'edition.deliver', payload })),
    ...hooks.map(({ webhookId, editionId }): Job => ({ name: 'webhook.tell', payload: { webhook: webhookId, edition: editionId } })),
    ...(await listElections(world.db)).map(({ id }): Job => ({ name: 'notice.raise', payload: { election: id } }))];
}

/** Editions that today still lacks. An election that has none at all gets its first as soon as the flow has come to rest, at whatever hour. */
export async function dueEditions(world: World): Promise<Job[]> {
  const jobs: Job[] = [];
  const now = world.clock.now();
  const left = await waiting(world.db, world.detection.detectors);
  const backlog = left.unread + left.undetected + left.unclustered > 0;
  for (const election of await listElections(world.db)) {
    const date = localDayOf(now, election.timeZone);
    const time = localTimeOf(now, election.timeZone);
    for (const audience of AUDIENCES) {
      if (await hasEdition(world.db, election.id, date, 'daily', audience)) continue;
      const first = !await hasEdition(world.db, election.id, null, 'daily', audience);
      const ready = first
        ? (!backlog && left.due === 0 && left.visited > 0) || left.runningMs > FIRST_EDITION_MS
        : time >= LATEST || (time >= COMPOSE_AT && !backlog);
      if (ready) jobs.push({ name: 'edition.compose', payload: { election: election.id, date, kind: 'daily', audience, sequence: 1 } });
    }
  }
  return jobs;
}

/** Asks the stores what lacks what. A lost queue, a crash between save and enqueue, and a new detector's back-fill are this one case. */
export async function sweep(world: World): Promise<Outcome> {
  // What search cannot take in must not keep the rest from being found.
  await indexMissing(world.db).catch((error: unknown) => world.log('error', 'documents could not be taken into the search', { error: messageOf(error) }));
  await noteBackFills(world.db);
  const aside = await takeUpSetAside(world.db, world.detection.detectors);
  const [visits, unread, undetected, elections, deliveries, editions] = await Promise.all([
    dueVisits(world), unreadSnapshots(world.db), undetectedDocuments(world.db, world.detection.detectors, LEAST_PAGES), unclustered(world.db), undelivered(world.db, world.clock.now()), dueEditions(world)]);
  const next: Job[] = [
    ...await lackingModel(world),
    ...visits,
    ...ranges(unread, READ_AT_A_TIME).map((snapshots): Job => ({ name: 'snapshot.read', payload: { snapshots, lacking: true } })),
    ...ranges(undetected, DETECTED_AT_A_TIME).map((documents): Job => ({ name: 'document.detect', payload: { documents, lacking: true } })),
    ...aside.snapshots.map((id): Job => ({ name: 'snapshot.read', payload: { snapshots: [id] } })),
    ...aside.documents.map((id): Job => ({ name: 'document.detect', payload: { documents: [id] } })),
    ...elections.flatMap(({ electionId }): Job[] => [{ name: 'campaign.cluster', payload: { election: electionId } }]),
    ...(await unmeasured(world.db, world.clock.now(), MEASURE_EVERY_MS)).map((election): Job => ({ name: 'account.measure', payload: { election } })),
    ...deliveries.map((payload): Job => ({ name: 'edition.deliver', payload })),
    ...editions,
  ];
  return { done: `${next.length} jobs were lacking`, next };
}
