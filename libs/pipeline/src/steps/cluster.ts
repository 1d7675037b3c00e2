import type { CampaignContext, CampaignDocument } from '#core/coordination/campaigns/input.js';
import { LiveCampaigns } from '#core/coordination/campaigns/live.js';
import { addDays, dayWindow, localDayOf } from '#core/election/calendar.js';
import { callsForCampaigns, callsNow, changedCalls, changeMark, CHANGES_KEPT_DAYS, countCalls, documentsForCampaigns, listCampaigns, newestObservation, observedFrom, saveCampaigns, WHOLE, type Partition } from '#infra/store/campaigns.js';
import { getElection, listAccounts, listActors } from '#infra/store/elections.js';
import type { Database } from '#infra/store/open.js';
import { holdingShare } from '#infra/store/share-lease.js';
import { batches, type Job, type Outcome } from '../jobs.js';
import type { World } from '../world.js';

/** Calls of this many days before today take part: longer than any drive's window, so that a drive keeps its first call. */
const DAYS_BACK = 60;
/** An election with more calls is shared out among the workers by target. */
const CALLS_A_PARTITION = 2_000_000;
const DOCUMENTS_AT_ONCE = 2000;
/** When to look again whether another process is done with a share. */
const SHARE_TAKEN_MS = 10_000;

/** An election's calls in memory, with the place in the log of changes up to which they were read. PostgreSQL holds all of it: this only saves reading it again. */
interface Followed { live: LiveCampaigns; since: string; readAt: number }
const followed = new WeakMap<Database, Map<string, Followed>>();

/** Brings the election's drives up to date with the calls that came, went or changed; the same calls give the same drives, in whatever order they came. */
export async function clusterCampaigns(world: World, { election: electionId, partition }: { election: string; partition?: Partition | undefined }): Promise<Outcome> {
  if (partition === undefined) {
    const partitions = Math.min(64, Math.ceil(await countCalls(world.db, electionId, 64 * CALLS_A_PARTITION) / CALLS_A_PARTITION));
    if (partitions > 1) return { done: `shared out in ${partitions}`, next: Array.from({ length: partitions }, (_none, at): Job => ({ name: 'campaign.cluster', payload: { election: electionId, partition: { partitions, partition: at } } })) };
  }
  const part = partition ?? WHOLE;
  const done = await holdingShare(world.db, electionId, part, () => clusterShare(world, electionId, part));
  // The other may have read before what this job was asked for was written, so it is not skipped.
  return done ?? { later: new Date(world.clock.now().getTime() + SHARE_TAKEN_MS), why: 'another process has this share' };
}

async function clusterShare(world: World, electionId: string, part: Partition): Promise<Outcome> {
  const election = await getElection(world.db, electionId);
  const now = world.clock.now();
  const from = dayWindow(addDays(localDayOf(now, election.timeZone), -DAYS_BACK), election.timeZone).from;
  const newest = await newestObservation(world.db, electionId);
  const { held, changesTo } = await follow(world.db, electionId, from, part, now.getTime());

  const [accounts, actors, known, first] = await Promise.all([listAccounts(world.db, electionId), listActors(world.db, electionId), listCampaigns(world.db, electionId), observedFrom(world.db, electionId, from)]);
  // No names and no sides, so that neither can weigh.
  const context: CampaignContext = {
    electionId, known,
    actors: actors.map(({ id, kind }) => ({ id, kind, accounts: accounts.filter(({ ownerActorId }) => ownerActorId === id).map(({ key }) => key) })),
    targets: accounts.map(({ key, ownerActorId, watched }) => ({ key, ownerActorId, watched })),
    observed: first ? { from: first, to: now } : undefined,
  };
  const { campaigns, lineage } = await held.live.judgeReading(context, async (wanted) => {
    const documents = new Map<string, CampaignDocument>();
    for (const ids of batches(wanted, DOCUMENTS_AT_ONCE)) for (const document of await documentsForCampaigns(world.db, ids)) documents.set(document.id, document);
    return documents;
  }, DOCUMENTS_AT_ONCE);
  const saved = await saveCampaigns(world.db, electionId, campaigns, { clusteredTo: newest, changesTo, lineage, partition: part });
  // Only what ended well is followed further: after anything else, all is read again.
  keep(world.db, electionId, part, held);
  return { done: `${campaigns.length} drives from ${held.live.size} calls${saved ? '' : '; a later state had been written'}` };
}

/** The calls as they are now: those in memory with what changed since, or all of them from the store. Taken out of memory while they are worked on. */
async function follow(db: Database, electionId: string, from: Date, partition: Partition, now: number): Promise<{ held: Followed; changesTo: string }> {
  const key = keyOf(electionId, partition);
  const known = followed.get(db)?.get(key);
  followed.get(db)?.delete(key);
  const { since, newest } = await changeMark(db);
  if (known === undefined || now - known.readAt > (CHANGES_KEPT_DAYS - 1) * 86_400_000) {
    const live = new LiveCampaigns();
    for await (const calls of callsForCampaigns(db, electionId, from, partition)) for (const call of calls) live.put(call);
    return { held: { live, since, readAt: now }, changesTo: newest };
  }
  for (const ids of batches(await changedCalls(db, electionId, known.since, partition), DOCUMENTS_AT_ONCE)) {
    for (const id of ids) known.live.remove(id);
    for (const call of await callsNow(db, electionId, from, ids, partition)) known.live.put(call);
  }
  known.live.dropBefore(from);
  return { held: { live: known.live, since, readAt: now }, changesTo: newest };
}

function keep(db: Database, electionId: string, partition: Partition, held: Followed): void {
  const kept = followed.get(db) ?? new Map<string, Followed>();
  followed.set(db, kept.set(keyOf(electionId, partition), held));
}
const keyOf = (electionId: string, { partitions, partition }: Partition): string => JSON.stringify([electionId, partitions, partition]);
