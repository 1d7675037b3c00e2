import { beginningOf } from '../../text/beginning.js';
import type { AccountKey, Campaign, CampaignCall, CampaignMember, CampaignObject, LinkKind } from '../../model.js';
import { findSimilar } from '../similar/similar.js';
import { chanceOf, startsOf, type Start } from './chance.js';
import { compare } from './identity.js';
import type { CampaignActor, CampaignDocument, CampaignInputCall, CampaignOptions, CampaignTarget, SetAside } from './input.js';
import { ofInterest, sameLetter, worthReading } from './interest.js';
import { echoes } from './origins.js';
import { sharedObjects } from './objects.js';
import type { Rhythm } from './rhythm.js';

export const WINDOW_HOURS = 72;
/** Where nothing but the target links the members, agreement this likely by chance is not called a campaign. */
const BY_CHANCE = 0.1;
/** Only where moments could have told the difference: of so many actors, within a third of the time observed. Fewer over longer are shown with what chance is worth. */
const TELLING_ACTORS = 5;
const TELLING_SHARE = 1 / 3;
/** Links that are evidence by themselves: two actors come to the same target by chance, hardly to the same words. */
const EVIDENCE: ReadonlySet<LinkKind> = new Set<LinkKind>(['near-same text', 'same quote', 'same image', 'same forward']);

/** Documents of one run whose texts are compared. */
const MOST_COMPARED = 5000;
/**
 * Which documents of a run are read, so that a run of any size is judged within seconds: each actor's first ones, as many of each as make MOST_COMPARED
 * altogether. What is not read repeats nothing and shares nothing; its calls count all the same.
 */
export function comparedDocuments(calls: readonly CampaignInputCall[]): string[] {
  const all = [...new Set(calls.map(({ documentId }) => documentId))];
  if (all.length <= MOST_COMPARED) return all.sort(compare);
  const met = new Map<string, Set<string>>();
  const turns: string[][] = [];
  for (const { actorId, documentId } of calls) {
    const own = met.get(actorId) ?? new Set();
    met.set(actorId, own);
    if (own.has(documentId)) continue;
    (turns[own.size] ??= []).push(documentId);
    own.add(documentId);
  }
  return [...new Set(turns.flat())].slice(0, MOST_COMPARED).sort(compare);
}

/** Who is who, looked up. */
export interface Setting { actors: ReadonlyMap<string, CampaignActor>; targets: ReadonlyMap<AccountKey, CampaignTarget> }

/** Whether a call can be part of a campaign: its actor's own voice, for an account that is not its own. */
export function counts(call: CampaignInputCall, { actors, targets }: Setting): boolean {
  return call.voice === 'own' && targets.get(call.target)?.ownerActorId !== call.actorId && !(actors.get(call.actorId)?.accounts.includes(call.target) ?? false);
}

/** The order of calls, without ties. */
export const byTime = (a: CampaignInputCall, b: CampaignInputCall): number =>
  a.at.getTime() - b.at.getTime() || compare(a.actorId, b.actorId) || compare(a.documentId, b.documentId) || compare(a.observationId, b.observationId);

/** What a run of calls is, without what depends on other runs (its id, and how likely it is by chance). */
export interface JudgedRun {
  target: AccountKey;
  firstAt: Date;
  lastAt: Date;
  actors: string[];
  /** Where each actor's calls with words of its own begin: what the test of chance counts. */
  starts: Start[];
  outcome: { campaign: Omit<Campaign, 'id' | 'pValue'> } | { setAside: SetAside['reason'] };
}

/**
 * Judges calls for one target with no longer silence between two than the window, in order of time. A function of these calls, their documents and
 * the watchlist alone, so that runs are judged one by one, by whoever holds them, and again only when one of their calls changes.
 */
export function judgeRun(calls: readonly CampaignInputCall[], setting: Setting, documents: ReadonlyMap<string, CampaignDocument>, { minActors = 3, minActorsSameText = 2 }: CampaignOptions = {}): JudgedRun {
  const target = calls[0]!.target;
  const actors = actorsOf(calls);
  const run = { target, firstAt: calls[0]!.at, lastAt: calls.at(-1)!.at, actors };
  const aside = (reason: SetAside['reason']): JudgedRun => ({ ...run, starts: startsOf(calls), outcome: { setAside: reason } });
  const dull = ofInterest(setting.targets.get(target), setting.actors, calls);
  if (dull !== null && !worthReading(dull, calls, setting.actors)) return aside(dull);
  if (actors.length < 2) return aside('one-actor');

  const read = comparedDocuments(calls);
  const texts = likeTexts(read, documents);
  const again = echoes(calls, setting.actors, (id) => (texts.read(id) ? [...texts.keyOf(id), ...forwardKey(documents.get(id))] : []), (id) => documents.get(id)?.poster === true);
  const origins = calls.filter(({ observationId }) => !again.has(observationId));
  const independent = actorsOf(origins);
  if (independent.length < 2) return aside('one-origin');
  const alike = texts.shared(calls);
  if (dull !== null && !sameLetter(alike, setting.actors)) return aside(dull);
  const objects = [...alike, ...sharedObjects(calls, new Map(read.flatMap((id) => { const document = documents.get(id); return document === undefined ? [] : [[id, document] as const]; })))];
  const evident = new Set(objects.filter(({ kind }) => EVIDENCE.has(kind)).flatMap(({ members }) => members.filter((member) => independent.includes(member)))).size >= minActorsSameText;
  if (independent.length < (evident ? minActorsSameText : minActors)) return aside('too-few-actors');

  const order = orderOf(calls, again);
  return {
    ...run,
    starts: startsOf(origins),
    outcome: {
      campaign: {
        target, members: actors,
        calls: calls.map(({ documentId, actorId, at, observationId, dated }): CampaignCall => ({ documentId, actorId, at, observationId, ...(dated && { dated }) })),
        firstAt: run.firstAt, lastAt: run.lastAt,
        links: ['same target', ...linkKinds(objects)],
        objects, order,
        similarity: texts.between(calls),
        verdict: 'observed',
      },
    },
  };
}

/**
 * Runs of one target, each with its outcome made final: how likely by chance, which takes the actors of the target's other runs into account,
 * and aside where chance explains it.
 */
export function weigh(runs: readonly JudgedRun[], rhythmOf: (target: AccountKey) => Rhythm | null): { found: Omit<Campaign, 'id'>[]; setAside: SetAside[] } {
  const all = runs.flatMap(({ starts }) => starts);
  const found: Omit<Campaign, 'id'>[] = [];
  const setAside: SetAside[] = [];
  for (const { target, firstAt, lastAt, actors, starts, outcome } of runs) {
    if ('setAside' in outcome) { setAside.push({ target, reason: outcome.setAside, actors, firstAt, lastAt }); continue; }
    const rhythm = rhythmOf(target);
    const pValue = chanceOf(starts, all, rhythm);
    const telling = rhythm !== null && new Set(starts.map(({ actor }) => actor)).size >= TELLING_ACTORS && lastAt.getTime() - firstAt.getTime() < TELLING_SHARE * rhythm.time;
    if (telling && pValue !== null && pValue > BY_CHANCE && !outcome.campaign.links.some((link) => EVIDENCE.has(link))) setAside.push({ target, reason: 'by-chance', actors, firstAt, lastAt });
    else found.push({ ...outcome.campaign, pValue });
  }
  return { found, setAside };
}

const forwardKey = (document: CampaignDocument | undefined): string[] => (document?.forwardedFrom == null ? [] : [`from ${document.forwardedFrom}`]);
const actorsOf = (calls: readonly CampaignInputCall[]): string[] => [...new Set(calls.map(({ actorId }) => actorId))].sort(compare);
const linkKinds = (objects: readonly CampaignObject[]): LinkKind[] => [...new Set(objects.map(({ kind }) => kind))];

function orderOf(calls: readonly CampaignInputCall[], again: ReadonlySet<string>): CampaignMember[] {
  const start = calls[0]!.at.getTime();
  const members = new Map<string, CampaignMember>();
  for (const { actorId, at, observationId, dated } of calls) {
    const role = again.has(observationId) ? 'echo' : 'origin';
    const known = members.get(actorId);
    if (known === undefined) members.set(actorId, { actorId, firstAt: at, afterMs: at.getTime() - start, calls: 1, role, ...(dated && { dated }) });
    else { known.calls++; if (role === 'origin') known.role = 'origin'; }
  }
  return [...members.values()];
}

/** Near-same texts among the documents of a run. */
function likeTexts(ids: string[], documents: ReadonlyMap<string, CampaignDocument>) {
  const similar = findSimilar(ids.map((id) => documents.get(id)?.text ?? ''));
  const position = new Map(ids.map((id, at) => [id, at]));
  const clusterOf = (id: string): number => similar.cluster[position.get(id) ?? -1] ?? -1;
  return {
    read: (id: string): boolean => position.has(id),
    keyOf: (id: string): string[] => (clusterOf(id) < 0 ? [] : [`text ${clusterOf(id)}`]),
    /** Clusters that documents of several actors share, named by the first words of their first text. */
    shared(calls: readonly CampaignInputCall[]): CampaignObject[] {
      const clusters = Map.groupBy(calls.filter(({ documentId }) => clusterOf(documentId) >= 0), ({ documentId }) => clusterOf(documentId));
      return [...clusters.values()].map((members): CampaignObject => ({
        kind: 'near-same text', key: beginningOf(documents.get(members[0]!.documentId)?.text ?? '', 80).trim(),
        members: actorsOf(members), documentIds: [...new Set(members.map(({ documentId }) => documentId))].sort(compare),
      })).filter(({ members }) => members.length > 1).sort((a, b) => compare(a.key, b.key) || compare(a.documentIds[0]!, b.documentIds[0]!));
    },
    /** Highest share of text that two actors' documents have in common; null where none are alike. */
    between(calls: readonly CampaignInputCall[]): number | null {
      const actorOf = new Map(calls.map((call) => [position.get(call.documentId) ?? -1, call.actorId]));
      let highest: number | null = null;
      for (const { a, b, similarity } of similar.pairs) if (actorOf.get(a) !== actorOf.get(b)) highest = Math.max(highest ?? 0, similarity);
      return highest;
    },
  };
}
