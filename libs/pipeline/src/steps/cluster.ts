import { addDays, dayWindow, localDayOf } from '#core/election/calendar.js';
import { callsForCampaigns, newestObservation, saveCampaigns, saveReportedReadings } from '#infra/store/campaigns.js';
import { getElection, listAccounts, listActors } from '#infra/store/elections.js';
import type { Outcome } from '../jobs.js';
import type { World } from '../world.js';

/** Calls of this many days before today take part: longer than any drive's window, so that a drive keeps its first call. */
const DAYS_BACK = 60;

/** Finds the election's drives anew over all its calls; the same calls give the same drives, in whatever order they came. */
export async function clusterCampaigns(world: World, { election: electionId }: { election: string }): Promise<Outcome> {
  const election = await getElection(world.db, electionId);
  const newest = await newestObservation(world.db, electionId);
  const today = localDayOf(world.clock.now(), election.timeZone);
  const from = dayWindow(addDays(today, -DAYS_BACK), election.timeZone).from;
  const to = dayWindow(addDays(today, 1), election.timeZone).to;
  const [calls, accounts, actors] = await Promise.all([callsForCampaigns(world.db, electionId, from, to), listAccounts(world.db, electionId), listActors(world.db, electionId)]);
  const campaigns = world.findCampaigns({ electionId, calls, accounts, actors });
  await saveCampaigns(world.db, electionId, campaigns, newest);
  return { done: `${campaigns.length} drives from ${calls.length} calls` };
}

/** Turns counts that texts report into readings beside the observed ones. */
export async function measureAccounts(world: World, { election }: { election: string }): Promise<Outcome> {
  const added = await saveReportedReadings(world.db, election);
  return { done: `${added} reported readings` };
}
