import { findCampaigns } from '#core/coordination/campaigns/find.js';
import type { CampaignInput } from '#core/coordination/campaigns/input.js';
import { addDays, dayWindow, localDayOf } from '#core/election/calendar.js';
import type { Account, Actor, Campaign } from '#core/model.js';
import { callsForCampaigns, listCampaigns, newestObservation, observedFrom, saveCampaigns, saveReportedReadings, type StoredCall } from '#infra/store/campaigns.js';
import { getElection, listAccounts, listActors } from '#infra/store/elections.js';
import type { Outcome } from '../jobs.js';
import type { World } from '../world.js';

/** Calls of this many days before today take part: longer than any drive's window, so that a drive keeps its first call. */
const DAYS_BACK = 60;

/** Finds the election's drives anew over all its calls; the same calls give the same drives, in whatever order they came. */
export async function clusterCampaigns(world: World, { election: electionId }: { election: string }): Promise<Outcome> {
  const election = await getElection(world.db, electionId);
  const newest = await newestObservation(world.db, electionId);
  const now = world.clock.now();
  const today = localDayOf(now, election.timeZone);
  const from = dayWindow(addDays(today, -DAYS_BACK), election.timeZone).from;
  const to = dayWindow(addDays(today, 1), election.timeZone).to;
  const [calls, accounts, actors, known, first] = await Promise.all([
    callsForCampaigns(world.db, electionId, from, to), listAccounts(world.db, electionId), listActors(world.db, electionId), listCampaigns(world.db, electionId), observedFrom(world.db, electionId, from)]);
  const campaigns = findCampaigns({ ...campaignInput(electionId, calls, accounts, actors, known), observed: first ? { from: first, to: now } : undefined });
  await saveCampaigns(world.db, electionId, campaigns, newest);
  return { done: `${campaigns.length} drives from ${calls.length} calls` };
}

/** What the store holds, as the rule wants it: no names and no sides, so that neither can weigh. */
function campaignInput(electionId: string, calls: StoredCall[], accounts: Account[], actors: Actor[], known: Campaign[]): CampaignInput {
  const documents = new Map(calls.map((call) => [call.documentId, { id: call.documentId, text: call.text, forwardedFrom: call.forwardedFrom }]));
  return {
    electionId, known, documents: [...documents.values()],
    calls: calls.map(({ observationId, documentId, actorId, at, target, payload }) => ({ observationId, documentId, actorId, at, target, voice: payload.voice, strength: payload.strength })),
    actors: actors.map(({ id, kind }) => ({ id, kind, accounts: accounts.filter(({ ownerActorId }) => ownerActorId === id).map(({ key }) => key) })),
    targets: accounts.map(({ key, ownerActorId, watched }) => ({ key, ownerActorId, watched })),
  };
}

/** Turns counts that texts report into readings beside the observed ones. */
export async function measureAccounts(world: World, { election }: { election: string }): Promise<Outcome> {
  const added = await saveReportedReadings(world.db, election);
  return { done: `${added} reported readings` };
}
