import { addDays, dayWindow, localDayOf, within } from '../election/calendar.js';
import type { Campaign, Dated, Strength } from '../model.js';
import type { DriveItem } from './content.js';
import type { DayFacts } from './facts.js';
import { localMoment, type Labels } from './labels.js';

/** Days without a call after which a drive is said to have ended, once. */
export const ENDED_AFTER_DAYS = 3;
/** Members whose order is told; the evidence holds all. */
const MOST_IN_ORDER = 40;
const MOST_MOMENTS = 200;
const STATES: DriveItem['state'][] = ['new', 'growing', 'steady', 'ended'];

/** Absent where the hour is known. */
const datedOf = ({ dated }: { dated?: Dated }): { dated?: Dated } => (dated === undefined ? {} : { dated });

function driveOf(campaign: Campaign, facts: DayFacts, labels: Labels, strengths: ReadonlyMap<string, Strength>): DriveItem | null {
  const zone = facts.election.timeZone;
  const window = dayWindow(facts.day, zone);
  const calls = campaign.calls.filter((call) => call.at < window.to).sort((a, b) => a.at.getTime() - b.at.getTime() || (a.observationId < b.observationId ? -1 : 1));
  const [first] = calls;
  if (first === undefined) return null;
  const today = calls.filter((call) => within(call.at, window));
  const earlier = new Set(calls.filter((call) => call.at < window.from).map((call) => call.actorId));
  const newMembers = [...new Set(today.map((call) => call.actorId))].filter((actor) => !earlier.has(actor));
  const lastDay = localDayOf(calls.at(-1)!.at, zone);
  const ended = lastDay === addDays(facts.day, -ENDED_AFTER_DAYS);
  if (today.length === 0 && !ended) return null;
  const members = new Set(calls.map((call) => call.actorId));
  const sides = new Map(facts.actors.map(({ id, side }) => [id, side]));
  return {
    id: campaign.id,
    target: labels.accountOf(campaign.target),
    state: ended ? 'ended' : earlier.size === 0 ? 'new' : newMembers.length > 0 ? 'growing' : 'steady',
    members: members.size,
    newMembers: newMembers.map(labels.actor),
    calls: { day: today.length, total: calls.length },
    first: { actor: labels.actor(first.actorId), ...localMoment(first.at, zone), ...datedOf(first) },
    lastDay,
    links: campaign.links,
    similarity: campaign.similarity,
    chance: { actors: members.size, pValue: campaign.pValue },
    verdict: campaign.verdict,
    order: campaign.order.filter(({ firstAt }) => firstAt < window.to).slice(0, MOST_IN_ORDER).map(({ actorId, firstAt, afterMs, role, ...rest }) => ({ actor: labels.actor(actorId), ...localMoment(firstAt, zone), ...datedOf(rest), afterMs, role })),
    moments: calls.slice(-MOST_MOMENTS).flatMap(({ actorId, at, observationId, ...rest }) => { const side = sides.get(actorId); return side === undefined ? [] : [{ actor: actorId, side, at: at.toISOString(), day: localDayOf(at, zone), ...datedOf(rest), strength: strengths.get(observationId) ?? null }]; }),
  };
}

/**
 * Drives that had calls on the day, new ones first, then growing, steady, and those whose last call is exactly ENDED_AFTER_DAYS
 * days ago. Only calls up to the end of the day count, so that composing a past day again says the same.
 */
export function drivesOf(facts: DayFacts, labels: Labels): DriveItem[] {
  const strengths = new Map([...Object.entries(facts.strengths ?? {}), ...facts.calls.map(({ id, observation: { payload } }) => [id, payload.strength] as const)]);
  return facts.campaigns.map((campaign) => driveOf(campaign, facts, labels, strengths)).filter((drive) => drive !== null)
    .sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || b.members - a.members || b.calls.day - a.calls.day || (a.id < b.id ? -1 : 1));
}
