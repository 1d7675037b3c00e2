import { findAnomalies, type AccountHistory } from '#core/accounts/anomalies/find.js';
import { countOf, verdictOfClaims, type Count } from '#core/accounts/counts.js';
import { commitmentsAgainstActs } from '#core/accounts/life/commitments.js';
import { migrationTable, type Presence } from '#core/accounts/life/migration.js';
import { isConfirmed } from '#core/accounts/life/seen.js';
import { returnsFromSilence } from '#core/accounts/life/silence.js';
import { localDays } from '#core/accounts/local-day.js';
import { plausibility, replacementRatio } from '#core/accounts/scale.js';
import { addDays } from '#core/election/calendar.js';
import type { Account, AccountKey, Actor, Election, LocalDate, Reading, Verdict } from '#core/model.js';
import type { AccountFinding, AccountMaterial, PostingSource, StatedObservation, StoredMigration, StoredReading, StoredState } from '#infra/store/accounts.js';
import { accountFromUrl, accountKey } from '#kinds/platforms/index.js';

/** The account that a channel posts as: by its address, or, where that is on another host (a mirror, a capture), by its kind and the last part of the path. */
export function accountOfSource({ kind, url }: Pick<PostingSource, 'kind' | 'url'>): AccountKey | null {
  const platform = /^(.+)-channel$/.exec(kind)?.[1];
  if (platform === undefined) return null;
  const ref = accountFromUrl(url);
  const handle = ref?.platform === platform ? ref.handle : new URL(url).pathname.split('/').findLast((part) => part !== '') ?? null;
  return handle === null || handle === undefined ? null : accountKey({ platform, handle, url: null });
}

interface Setting { election: Election; accounts: Account[]; actors: Actor[]; states: StoredState[] }

/** Everything that is found of an election's accounts. Pure: the same material gives the same findings. */
export function accountFindings(material: AccountMaterial, setting: Setting): { findings: AccountFinding[]; migration: StoredMigration | null } {
  const watched = setting.accounts.filter((account) => account.watched);
  const stated = statedEvents(material.stated, setting);
  const findings = [...watched.flatMap((account) => [...anomalies(material, setting, account), ...conflicts(material.readings, setting, account), ...silences(material, setting, account)]),
    ...stated, ...seenEvents(setting), ...scales(material.readings, setting), ...commitments(material, setting)];
  return { findings, migration: migration(material, setting, stated) };
}

const observed = (readings: readonly StoredReading[], account: AccountKey): Count[] => readings.filter((reading) => reading.account === account && reading.how === 'observed').map(countOf);

function anomalies(material: AccountMaterial, { election, accounts }: Setting, account: Account): AccountFinding[] {
  const ids = new Set(material.sources.filter((source) => accountOfSource(source) === account.key).map(({ sourceId }) => sourceId));
  const history: AccountHistory = {
    timeZone: election.timeZone, counts: observed(material.readings, account.key), calls: material.calls.filter(({ target }) => target === account.key).map(({ at }) => at),
    posts: material.posts.filter(({ sourceId }) => ids.has(sourceId)).map(({ at, views }) => ({ at, views })),
    peers: accounts.filter((other) => other.platform === account.platform && other.key !== account.key).map((other) => observed(material.readings, other.key)).filter((counts) => counts.length > 1),
  };
  return findAnomalies(history).map((found) => ({
    class: 'anomaly', kind: found.kind, key: `${account.key} ${found.key}`, account: account.key, actorId: account.ownerActorId, day: found.to, at: found.between.to, verdict: 'observed',
    unexplained: found.unexplained, payload: found, documentId: null,
  }));
}

/** Counts reported within three days that cannot all be right stand side by side, a finding for each group of them; none is preferred and nothing is averaged. */
function conflicts(readings: readonly StoredReading[], { election }: Setting, account: Account): AccountFinding[] {
  const dayOf = localDays(election.timeZone);
  const claims = readings.filter((reading) => reading.account === account.key).map((reading) => ({ ...countOf(reading), id: reading.id, by: reading.by ?? 'observed', reading }));
  const reported = claims.filter(({ reading }) => reading.how === 'reported');
  // What we saw takes part only as far as a report is of its day: a thousand counts of our own are no thousand claims.
  const near = claims.filter(({ reading, at }) => reading.how === 'observed' && reported.some((claim) => dayOf(claim.at) === dayOf(at)));
  const reports = new Set(reported.map(({ id }) => id));
  // Two counts of our own that differ are growth, no dispute.
  const pairs = verdictOfClaims([...reported, ...near.slice(-20)], 3).conflicts.filter((pair) => pair.some((id) => reports.has(id)));
  return groupsOf(pairs).map((ids): AccountFinding => {
    const sides = claims.filter(({ id }) => ids.has(id)).map(({ id, value, bound, by, at, reading }) => ({ reading: id, value, bound, by: by === 'observed' ? null : by, at, documentId: reading.documentId }));
    const last = sides.at(-1)!;
    // Its first report is what a dispute is known by: more may join it, and what we count beside it changes from hour to hour.
    return { class: 'event', kind: 'conflicting-counts', key: `${account.key} reading ${sides.find(({ reading }) => reports.has(reading))!.reading}`, account: account.key, actorId: account.ownerActorId, day: dayOf(last.at), at: last.at, verdict: 'disputed', unexplained: false,
      payload: { sides, pairs: pairs.filter(([one]) => ids.has(one)) }, documentId: last.documentId };
  });
}

/** Ids that pairs tie together, directly or over others, in the order in which they first appear. */
function groupsOf(pairs: readonly (readonly [string, string])[]): Set<string>[] {
  const groups: Set<string>[] = [];
  for (const pair of pairs) {
    const touched = groups.filter((group) => pair.some((id) => group.has(id)));
    const into = touched[0] ?? new Set<string>();
    for (const id of [...pair, ...touched.slice(1).flatMap((group) => [...group])]) into.add(id);
    for (const merged of touched.slice(1)) groups.splice(groups.indexOf(merged), 1);
    if (touched.length === 0) groups.push(into);
  }
  return groups;
}

function silences(material: AccountMaterial, { election }: Setting, account: Account): AccountFinding[] {
  const dayOf = localDays(election.timeZone);
  const ids = new Set(material.sources.filter((source) => accountOfSource(source) === account.key).map(({ sourceId }) => sourceId));
  const posts = material.posts.filter(({ sourceId }) => ids.has(sourceId));
  return returnsFromSilence(posts.map(({ at, externalId }) => ({ at, number: externalId !== null && /^\d{1,15}$/.test(externalId) ? Number(externalId) : null }))).map((found) => ({
    class: 'event', kind: 'returned', key: `${account.key} ${dayOf(found.at)}`, account: account.key, actorId: account.ownerActorId, day: dayOf(found.at), at: found.at, verdict: 'observed', unexplained: false, payload: found,
    documentId: posts.find(({ at }) => at.getTime() === found.at.getTime())?.documentId ?? null,
  }));
}

const namesOf = (actors: readonly Actor[]): Map<string, Actor> => new Map(actors.flatMap((actor) => Object.values(actor.name).map((name) => [name.trim().toLowerCase(), actor] as const)));

/** Which account of the watchlist a text means: by its handle, or the only one that an owner named in the text has on the platform. */
function accountMeant({ payload, target }: StatedObservation, accounts: readonly Account[], names: Map<string, Actor>): Account | null {
  if (target !== null) return accounts.find(({ key }) => key === target) ?? null;
  const owner = typeof payload['owner'] === 'string' ? names.get(payload['owner'].trim().toLowerCase()) : undefined;
  const owned = owner === undefined ? [] : accounts.filter((account) => account.ownerActorId === owner.id && account.platform === payload['platform']);
  return owned.length === 1 ? owned[0]! : null;
}

/**
 * What texts say happened to an account, each with its document: the verdict is theirs (reported), and corroborated where another publisher says the same within a
 * week. What the platform wrote among the account's own posts we saw ourselves. "Deleted" and "banned" come from here alone.
 */
function statedEvents(stated: readonly StatedObservation[], { election, accounts, actors }: Setting): AccountFinding[] {
  const dayOf = localDays(election.timeZone);
  const names = namesOf(actors);
  const events = stated.filter(({ kind }) => kind === 'account-event').flatMap((observation) => {
    const account = accountMeant(observation, accounts, names);
    return account === null ? [] : [{ observation, account, kind: String(observation.payload['kind']) }];
  });
  return events.map(({ observation, account, kind }): AccountFinding => {
    const again = events.some((other) => other.kind === kind && other.account === account && other.observation.actorId !== observation.actorId && Math.abs(other.observation.at.getTime() - observation.at.getTime()) <= 7 * 86_400_000);
    const said = observation.payload['date'];
    const own = observation.actorId === account.ownerActorId;
    return {
      class: 'event', kind, key: `observation ${observation.id}`, account: account.key, actorId: account.ownerActorId, day: typeof said === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(said) ? said : dayOf(observation.at), at: observation.at,
      verdict: observation.payload['service'] === true ? 'observed' : again ? 'corroborated' : 'reported', unexplained: false, payload: { quote: observation.quote, by: observation.actorId, saysSoItself: own, date: said ?? null, observation: observation.id }, documentId: observation.documentId,
    };
  });
}

/** Changes of what an account's page shows, confirmed by two checks; the first state ever seen is no change. */
function seenEvents({ election, accounts, states }: Setting): AccountFinding[] {
  const dayOf = localDays(election.timeZone);
  return accounts.flatMap((account) => {
    const confirmed = states.filter((state) => state.account === account.key && isConfirmed(state));
    return confirmed.slice(1).map((state, index): AccountFinding => ({
      class: 'event', kind: `seen-${state.state}`, key: `${account.key} ${state.since.toISOString()}`, account: account.key, actorId: account.ownerActorId, day: dayOf(state.since), at: state.since, verdict: 'observed', unexplained: false,
      payload: { before: confirmed[index]!.state, checks: state.checks, last: state.last, url: state.url, detail: state.detail }, documentId: null,
    }));
  });
}

/** An account against the one it replaces and against the people of the country, by the newest counts that can be compared. */
function scales(readings: readonly StoredReading[], { election, accounts }: Setting): AccountFinding[] {
  const dayOf = localDays(election.timeZone);
  const newest = (key: AccountKey): StoredReading | undefined => readings.findLast((reading) => reading.account === key && (reading.bound === '=' || reading.bound === '≈'));
  return accounts.filter(({ watched }) => watched).flatMap((account) => {
    const reading = newest(account.key);
    if (reading === undefined) return [];
    const finding = (kind: string, payload: object): AccountFinding => ({
      class: 'event', kind, key: `${account.key} ${kind}`, account: account.key, actorId: account.ownerActorId, day: dayOf(reading.at), at: reading.at, verdict: verdictOf(reading), unexplained: false, payload, documentId: reading.documentId });
    const before = account.replaces === null || account.replaces === undefined ? undefined : newest(account.replaces);
    const ratio = before === undefined ? null : replacementRatio(countOf(reading), countOf(before));
    const share = election.population === null || election.population === undefined ? null : plausibility(countOf(reading), election.population, election.onlineShare ?? 1);
    return [
      ...ratio === null ? [] : [finding('replacement', { ratio, of: account.replaces, followers: reading.value, before: before!.value, beforeAt: before!.at })],
      // Only what cannot be is worth a line: a small share of a country says nothing.
      ...share === null || share.share.value < 0.5 ? [] : [finding('share-of-population', { ...share, population: election.population, followers: reading.value })],
    ];
  });
}
const verdictOf = (reading: Reading): Verdict => (reading.how === 'observed' ? 'observed' : 'reported');

/** Days of which a source's posts are known: from its earliest post to the day it was last read. Several sources of one account reach as far as any. */
function knownOf(sources: readonly PostingSource[]): { from: LocalDate; to: LocalDate } | null {
  const days = sources.filter((source): source is PostingSource & { knownFrom: LocalDate; knownTo: LocalDate } => source.knownFrom !== null && source.knownTo !== null);
  return days.length === 0 ? null : { from: days.map(({ knownFrom }) => knownFrom).sort()[0]!, to: days.map(({ knownTo }) => knownTo).sort().at(-1)! };
}
const platformOf = (source: PostingSource): string => /^(.+)-channel$/.exec(source.kind)![1]!;

/** Around the watchlist's watershed, or else the first day on which a text says that a watched account was closed, moved or suspended. */
function migration(material: AccountMaterial, { election, accounts }: Setting, stated: readonly AccountFinding[]): StoredMigration | null {
  const gone = stated.filter(({ kind, account }) => ['deleted', 'deactivated', 'moved', 'suspended', 'banned'].includes(kind) && accounts.some(({ key, watched }) => key === account && watched)).sort((a, b) => (a.day < b.day ? -1 : 1))[0];
  const pivot = election.watershed ?? gone?.day;
  if (pivot === undefined) return null;
  const dayOf = localDays(election.timeZone);
  const groups = Map.groupBy(material.sources, (source) => `${source.actorId} ${platformOf(source)}`);
  const presences = [...groups.values()].flatMap((sources): Presence[] => {
    const known = knownOf(sources);
    if (known === null) return [];
    const ids = new Set(sources.map(({ sourceId }) => sourceId));
    return [{ actorId: sources[0]!.actorId, platform: platformOf(sources[0]!), known, posts: material.posts.filter(({ sourceId }) => ids.has(sourceId)).map(({ at }) => dayOf(at)) }];
  });
  const window = 28;
  return { pivot, why: election.watershed ? 'the watchlist' : `${gone!.account} ${gone!.kind}, as document ${gone!.documentId} says`, window, rows: migrationTable(presences, pivot, window) };
}

/** Promises of watched actors against what they posted afterwards. */
function commitments(material: AccountMaterial, { election, actors }: Setting): AccountFinding[] {
  const dayOf = localDays(election.timeZone);
  const names = namesOf(actors);
  const made = material.stated.filter(({ kind, payload }) => kind === 'commitment' && payload['status'] === 'made').flatMap((observation) => {
    const actor = typeof observation.payload['actor'] === 'string' ? names.get(observation.payload['actor'].trim().toLowerCase()) : undefined;
    return actor === undefined ? [] : [{ observation, actorId: actor.id }];
  });
  const sourcesOf = (actorId: string, platform: string): PostingSource[] => material.sources.filter((source) => source.actorId === actorId && platformOf(source) === platform);
  const bySource = new Map(material.sources.map((source) => [source.sourceId, source]));
  const kept = commitmentsAgainstActs(
    made.map(({ observation, actorId }) => ({ id: observation.id, actorId, platform: String(observation.payload['platform']), day: dayOf(observation.at), leaves: typeof observation.payload['leaves'] === 'boolean' ? observation.payload['leaves'] : null })),
    material.posts.map((post) => ({ id: post.documentId, actorId: post.actorId, platform: platformOf(bySource.get(post.sourceId)!), day: dayOf(post.at), at: post.at })),
    (actorId, platform) => knownOf(sourcesOf(actorId, platform)));
  return kept.map((result, index): AccountFinding => {
    const { observation, actorId } = made[index]!;
    // The promise is one's word, the act is on our record: what we saw is that they differ.
    const later = material.stated.filter((other) => other.kind === 'commitment' && other.payload['status'] !== 'made' && other.at >= observation.at && other.payload['actor'] === observation.payload['actor'] && other.payload['platform'] === observation.payload['platform']);
    const at = result.firstAgainst?.at ?? observation.at;
    return {
      class: 'commitment', kind: result.state, key: `observation ${observation.id}`, account: null, actorId, day: dayOf(at), at, verdict: result.state === 'against' ? 'observed' : 'reported', unexplained: false,
      payload: { quote: observation.quote, platform: observation.payload['platform'], promisedOn: dayOf(observation.at), leaves: observation.payload['leaves'] ?? null, firstAgainst: result.firstAgainst, after: result.after, knownDays: result.knownDays,
        said: later.map(({ id, quote, documentId, at: when, payload }) => ({ observation: id, quote, documentId, at: when, status: payload['status'] })) },
      documentId: observation.documentId,
    };
  });
}

/** The days that are measured: half a year, of which the first two months only give the later ones their usual pace. What was found before `settled` stands. */
export const measuredDays = (today: LocalDate): { from: LocalDate; settled: LocalDate } => ({ from: addDays(today, -180), settled: addDays(today, -120) });
