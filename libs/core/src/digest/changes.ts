import type { ChangesContent } from './content.js';
import type { ChangeFact, DayFacts } from './facts.js';
import { localMoment, type Labels } from './labels.js';
import { isPrivate } from './persons.js';

/** More than a reader bears; the rest is in the evidence. */
const MOST = 60;
const moved = ({ kind, said }: ChangeFact): boolean => kind !== 'edited' || said.before !== said.after;

/**
 * Pages that were edited, vanished or came back on the day. Those with findings are told one by one, a page once: how it stands at the day's end, against how it
 * stood at its beginning. Of the others there are many on any day: they are counted.
 */
export function changesOf(facts: DayFacts, labels: Labels): ChangesContent {
  const zone = facts.election.timeZone;
  const pages = new Map<string, ChangeFact>();
  for (const change of facts.changes ?? []) {
    const earlier = pages.get(change.url);
    const edits = earlier?.kind === 'edited' && change.kind === 'edited';
    pages.set(change.url, edits ? { ...change, beforeId: earlier.beforeId, said: { before: earlier.said.before, after: change.said.after } } : change);
  }
  const others = { edited: 0, vanished: 0, returned: 0 };
  const told: ChangeFact[] = [];
  for (const change of pages.values()) if (change.said.before + change.said.after > 0) told.push(change); else others[change.kind] += 1;
  return {
    others,
    items: told.sort((a, b) => Number(moved(b)) - Number(moved(a)) || a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1)).slice(0, MOST).map(({ actorId, at, lastSeenAt, title, ...rest }) => ({
      ...rest, actor: labels.actor(actorId), title: title !== null && isPrivate(title, (name) => labels.actorCalled(name) !== null) ? null : title, at: localMoment(at, zone), lastSeen: lastSeenAt === null ? null : localMoment(lastSeenAt, zone),
    })),
  };
}
