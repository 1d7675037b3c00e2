import { composeEdition } from '#core/digest/compose.js';
import type { DayFacts } from '#core/digest/facts.js';
import { addDays, dayWindow, mayPublish, momentOf } from '#core/election/calendar.js';
import type { Election } from '#core/model.js';
import { getElection } from '#infra/store/elections.js';
import { raiseNotices } from '#infra/store/alerts.js';
import { editionNumber, findEdition, freezeEdition, undelivered, type EditionKey, type StoredEdition } from '#infra/store/editions.js';
import { factsOfDay } from '#infra/store/facts.js';
import { correctionsFor, repliesFor } from '#infra/store/replies.js';
import { whyInAll } from '#kinds/detectors/index.js';
import { LANGUAGES } from '#publish/index.js';
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
  // The first note of an election comes at whatever hour: what comes after it is in none that says it was closed later.
  const closes = momentOf(key.date, CUT_OFF, election.timeZone);
  const cutOff = bulletin || now < closes ? now : closes;
  const window = dayWindow(day, election.timeZone);
  const stored = await factsOfDay(world.db, {
    electionId: election.id, day: { date: day, ...window }, before: { date: before, ...dayWindow(before, election.timeZone) },
    readingsFrom: dayWindow(addDays(day, -29), election.timeZone).from,
  });
  const rule = election.releaseRules.find(({ audience }) => audience === key.audience);
  return {
    ...stored, calls: stored.calls.map((call) => ({ ...call, whyIn: whyInAll(call.observation) })), day, date: key.date, audience: key.audience, number: await editionNumber(world.db, { ...key, kind: 'daily' }), cutOff, sequence: key.sequence, kind: bulletin ? 'bulletin' : 'daily',
    replies: await repliesFor(world.db, election.id, window.from, cutOff), corrections: bulletin ? [] : await correctionsFor(world.db, election.id, key.audience, key.date, cutOff),
    model: { on: world.model !== null, name: world.model?.name ?? null }, baseUrl: world.config.baseUrl ?? null,
    // Public outlets are locked from silence to the close of polls, whatever rule was set. A bulletin is always released by a person.
    release: rule && !bulletin && mayPublish(election, key.audience, now) ? { state: 'released', by: rule.setBy, at: now, rule: true } : { state: 'held' },
  };
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
  const content = await translateQuotes(world, await summarise(world, composeEdition(facts), Object.keys(LANGUAGES)), Object.keys(LANGUAGES));
  const { edition, made } = await freezeEdition(world.db, key, content, world.clock.now(), facts.release.state === 'released' ? facts.release.by : null);
  return { done: `edition ${edition.id} of ${key.date} for ${key.audience} ${made ? 'composed' : 'was there'}${edition.releasedAt ? '' : ', not released'}`, next: await deliveries(world, edition) };
}

async function deliveries(world: World, { id, releasedAt }: StoredEdition): Promise<Job[]> {
  if (releasedAt === null) return [];
  return (await undelivered(world.db, world.clock.now(), id)).map((payload) => ({ name: 'edition.deliver', payload }));
}

/** Staff are told that the note is late or that there is news; the mails follow at the clock's next minute at the latest. */
export async function raiseNoticesStep(world: World, { election }: { election: string }): Promise<Outcome> {
  const raised = await raiseNotices(world.db, election, world.clock.now());
  if (raised.length === 0) return { skipped: 'nothing-due' };
  return { done: `told staff: ${raised.join(', ')}`, next: (await undelivered(world.db, world.clock.now())).map((payload) => ({ name: 'edition.deliver', payload })) };
}
