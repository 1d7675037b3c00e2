import { localDayOf, localTimeOf } from '../election/calendar.js';
import type { Account, AccountKey, AccountRef, Actor } from '../model.js';
import type { AccountLabel, ActorLabel, EditionContent } from './content.js';
import type { DayFacts, FactDocument } from './facts.js';

/** Names of actors and accounts as an edition gives them, from one day's facts. Nobody off the watchlist gets a name here. */
export interface Labels {
  actor: (id: string) => ActorLabel;
  /** The actor whose name in any language is these words; null for anybody else. */
  actorCalled: (words: string | null) => ActorLabel | null;
  accountOf: (key: AccountKey) => AccountLabel;
  target: (ref: AccountRef & { owner: string | null }) => AccountLabel;
  when: (document: FactDocument) => { day: string; time: string | null };
}

const key = (platform: string, handle: string): AccountKey => `${platform}:${handle.replace(/^@/, '').toLowerCase()}`;

/** Builds the labels of a day's facts. An actor that is not in the facts shows its id. */
export function labelsOf(facts: DayFacts): Labels {
  const zone = facts.election.timeZone;
  const actors = new Map(facts.actors.map((actor) => [actor.id, actor]));
  const accounts = new Map<AccountKey, Account>(facts.accounts.map((account) => [account.key, account]));
  const byName = new Map<string, Actor>(facts.actors.flatMap((actor) => Object.values(actor.name).map((name) => [name.trim().toLowerCase(), actor] as const)));
  const actorLabel = (id: string): ActorLabel => ({ id, name: actors.get(id)?.name ?? { en: id } });
  const labelOf = (account: Account, url: string | null): AccountLabel => ({
    key: account.key, platform: account.platform, handle: account.handle, url, status: account.status,
    name: account.name ?? (account.ownerActorId === null ? null : actors.get(account.ownerActorId)?.name ?? null),
  });
  const bare = (platform: string, handle: string | null, url: string | null): AccountLabel => ({ key: handle === null ? null : key(platform, handle), platform, handle, name: null, url, status: 'unknown' });
  const split = (account: AccountKey): [string, string] => { const at = account.indexOf(':'); return [account.slice(0, at), account.slice(at + 1)]; };
  return {
    actor: actorLabel,
    actorCalled: (words) => { const found = words === null ? undefined : byName.get(words.trim().toLowerCase()); return found === undefined ? null : { id: found.id, name: found.name }; },
    accountOf: (account) => { const known = accounts.get(account); return known === undefined ? bare(...split(account), null) : labelOf(known, null); },
    target: (ref) => {
      const known = ref.handle === null ? undefined : accounts.get(key(ref.platform, ref.handle));
      if (known !== undefined) return labelOf(known, ref.url);
      // An account named only by its owner is that owner's only watched one on the platform, or it is left open.
      const owner = byName.get(ref.owner?.trim().toLowerCase() ?? '');
      const owned = owner === undefined || ref.handle !== null ? [] : facts.accounts.filter((account) => account.ownerActorId === owner.id && account.platform === ref.platform);
      if (owned.length === 1) return labelOf(owned[0]!, ref.url);
      // A handle that the watchlist does not know gets nobody's name: that somebody is named beside it does not make it theirs.
      return { ...bare(ref.platform, ref.handle, ref.url), name: ref.handle === null ? owner?.name ?? null : null };
    },
    when: (document) => ({ day: localDayOf(document.at, zone), time: /^(second|minute|hour)$/.test(document.atPrecision) ? localTimeOf(document.at, zone) : null }),
  };
}

/** What makes two labels the same account: its key, or platform and owner where no handle is known. */
export const accountIdentity = (account: AccountLabel): string => account.key ?? `${account.platform}:?${account.name?.en ?? ''}`;

/** The whole local moment of an instant. */
export const localMoment = (at: Date, zone: string): { day: EditionContent['date']; time: string } => ({ day: localDayOf(at, zone), time: localTimeOf(at, zone) });
