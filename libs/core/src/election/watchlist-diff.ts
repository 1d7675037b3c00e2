import { keyOfAccount, type Watchlist } from './watchlist.js';

export interface WatchlistDiff { added: string[]; removed: string[]; changed: { what: string; before: string; after: string }[] }

/** What changed between two watchlists, item by item, as people speak of them. Settings of sources may hold secrets: only that they changed is told; addresses of readers are masked. */
export function watchlistDiff(before: Watchlist | null, after: Watchlist): WatchlistDiff {
  const [old, now] = [before === null ? new Map<string, Fields>() : itemsOf(before), itemsOf(after)];
  const changed: WatchlistDiff['changed'] = [];
  for (const [what, fields] of now) {
    const earlier = old.get(what);
    if (earlier === undefined) continue;
    for (const field of new Set([...Object.keys(earlier), ...Object.keys(fields)])) {
      if (JSON.stringify(earlier[field]) === JSON.stringify(fields[field])) continue;
      const hidden = field === 'settings';
      changed.push({ what: `${what}: ${field}`, before: hidden ? '(as before)' : shown(earlier[field]), after: hidden ? '(changed)' : shown(fields[field]) });
    }
  }
  return { added: [...now.keys()].filter((what) => !old.has(what)), removed: [...old.keys()].filter((what) => !now.has(what)), changed };
}

type Fields = Record<string, unknown>;
const LONGEST = 200;
const shown = (value: unknown): string => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)).slice(0, LONGEST);
const masked = (email: string): string => email.replace(/^(.).*@/, '$1…@');

/** Every item under the name by which it is the same from version to version. */
function itemsOf({ election, contact, release, network, actors, accounts, goals, recipients }: Watchlist): Map<string, Fields> {
  const items = new Map<string, Fields>([[`election ${election.id}`, { ...election, contact, release, allow_private: network.allow_private }]]);
  for (const { sources, ...actor } of actors) {
    items.set(`actor ${actor.id}`, actor);
    for (const source of sources) items.set(`source ${source.url} of ${actor.id}`, source);
  }
  for (const account of accounts) items.set(`account ${keyOfAccount(account)}`, account);
  for (const goal of goals) items.set(`goal ${goal.value} for ${goal.account}, stated by ${goal.stated_by}`, goal);
  for (const { email, ...recipient } of recipients) items.set(`reader ${masked(email)} of ${recipient.audience}`, recipient);
  return items;
}

/** How much of each side is watched. */
export function balanceOf({ actors }: Watchlist): { side: string; actors: number; sources: number }[] {
  return [...Map.groupBy(actors, ({ side }) => side)].map(([side, own]) => ({ side, actors: own.length, sources: own.reduce((sum, { sources }) => sum + sources.length, 0) })).sort((a, b) => b.sources - a.sources || (a.side < b.side ? -1 : 1));
}
