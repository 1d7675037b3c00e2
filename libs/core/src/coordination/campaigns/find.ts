import type { AccountKey, Campaign } from '../../model.js';
import { compare, identify } from './identity.js';
import type { CampaignContext, CampaignInput, CampaignInputCall, CampaignOptions, Judged, SetAside } from './input.js';
import { CallCounts, type Rhythm } from './rhythm.js';
import { byTime, counts, judgeRun, weigh, WINDOW_HOURS, type JudgedRun, type Setting } from './run.js';

/** Campaigns, newest last. See `judgeCampaigns` for what was set aside and why. */
export const findCampaigns = (input: CampaignInput, options: CampaignOptions = {}): Campaign[] => judgeCampaigns(input, options).campaigns;

/**
 * Calls that belong together: several independent actors who, in their own voice, ask people to follow the same account of interest, with no
 * longer silence between two calls than the window. Two actors are enough where their texts are near the same; three where only the target is.
 * Left out: reported and boilerplate voice (news about calls, an outlet's footer), calls for the actor's own account. Media that repeat another's call
 * make no campaign, and are echoes in one that others make.
 * Pure and independent of the order of the input. `LiveCampaigns` gives the same of calls that come and go.
 */
export function judgeCampaigns(input: CampaignInput, options: CampaignOptions = {}): Judged {
  const setting = settingOf(input);
  const documents = new Map(input.documents.map((document) => [document.id, document]));
  const byTarget = Map.groupBy(input.calls.filter((call) => counts(call, setting)), ({ target }) => target);
  return conclude([...byTarget].map(([, calls]) => runsOf(calls.sort(byTime), windowOf(options)).map((run) => judgeRun(run, setting, documents, options))), input,
    (targets) => callCounts(targets === null ? input.calls : input.calls.filter(({ target }) => targets.has(target))));
}

export const settingOf = ({ actors, targets }: Pick<CampaignContext, 'actors' | 'targets'>): Setting => ({
  actors: new Map(actors.map((actor) => [actor.id, actor])), targets: new Map<AccountKey, CampaignContext['targets'][number]>(targets.map((target) => [target.key, target])) });

export const windowOf = ({ windowHours = WINDOW_HOURS }: CampaignOptions): number => windowHours * 3_600_000;

/** How often actors call: standing lines of a page tell nothing of its day. */
export function callCounts(calls: Iterable<Pick<CampaignInputCall, 'actorId' | 'at' | 'voice'>>): CallCounts {
  const counted = new CallCounts();
  for (const { actorId, at, voice } of calls) if (voice !== 'boilerplate') counted.add(actorId, at.getTime(), 1);
  return counted;
}

/**
 * Campaigns of the judged runs of each target, with their ids. `countsOf`: how often actors called for the given targets (null: for any). What a campaign is
 * weighed against leaves out all accounts of its target's owner, since one letter often names several.
 */
export function conclude(targets: readonly (readonly JudgedRun[])[], { observed, electionId, known = [], targets: listed }: CampaignContext, countsOf: (targets: ReadonlySet<AccountKey> | null) => CallCounts): Judged {
  const ownerOf = new Map(listed.map(({ key, ownerActorId }) => [key, ownerActorId]));
  const rhythms = new Map<string, Rhythm>();
  let everything: CallCounts | null = null;
  const rhythmOf = (target: AccountKey): Rhythm | null => {
    if (observed === undefined || observed.to <= observed.from) return null;
    const owner = ownerOf.get(target) ?? target;
    const made = rhythms.get(owner);
    if (made !== undefined) return made;
    const own = new Set([target, ...listed.filter(({ ownerActorId }) => ownerActorId === owner).map(({ key }) => key)]);
    const rhythm = (everything ??= countsOf(null)).without(countsOf(own), observed);
    rhythms.set(owner, rhythm);
    return rhythm;
  };
  const found: Omit<Campaign, 'id'>[] = [];
  const setAside: SetAside[] = [];
  for (const runs of targets) {
    const weighed = weigh(runs, rhythmOf);
    found.push(...weighed.found);
    setAside.push(...weighed.setAside);
  }
  found.sort((a, b) => a.firstAt.getTime() - b.firstAt.getTime() || compare(a.target, b.target));
  setAside.sort((a, b) => a.firstAt.getTime() - b.firstAt.getTime() || compare(a.target, b.target));
  const { ids, lineage } = identify(electionId, found, known);
  return { campaigns: found.map((campaign, at) => ({ id: ids[at]!, ...campaign })), setAside, lineage };
}

/** Runs of calls, in order of time, with no silence longer than `window` milliseconds. */
export function runsOf(calls: readonly CampaignInputCall[], window: number): CampaignInputCall[][] {
  const runs: CampaignInputCall[][] = [];
  for (const call of calls) {
    const last = runs.at(-1);
    if (last !== undefined && call.at.getTime() - last.at(-1)!.at.getTime() <= window) last.push(call); else runs.push([call]);
  }
  return runs;
}
