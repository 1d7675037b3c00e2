import { byStrength, byVoice } from '../contract/call-order.js';
import type { Campaign, Check, Verdict } from '../model.js';
import type { EditionQuote, Finding, FindingMember } from './content.js';
import type { CallFact, DayFacts } from './facts.js';
import { accountIdentity, type Labels } from './labels.js';
import { isPrivate } from './persons.js';
import { crossedRedLine } from './red-lines.js';

/** Weakest first: a finding is no better than its weakest part. */
const VERDICT: Verdict[] = ['disputed', 'alleged', 'reported', 'observed', 'corroborated'];
const CHECK: Check[] = ['machine', 'one reader', 'two agree'];
const weakest = <T>(order: T[], values: T[]): T => order[Math.min(...values.map((value) => order.indexOf(value)))]!;

/** Two quotes are one origin when, spaces and punctuation apart, one holds the other; so is what carries one agency's mark. */
const bareQuote = (quote: string): string => quote.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');
/** More texts than a reader or the comparison of all with all can bear; they are taken strongest first. */
const MOST_TEXTS = 300;
function distinctTexts(calls: CallFact[], wires: ReadonlyMap<CallFact, string>): CallFact[] {
  const kept: { bare: string; call: CallFact }[] = [];
  const agencies = new Set<string>();
  for (const call of calls.slice(0, MOST_TEXTS).sort((a, b) => b.observation.quote.length - a.observation.quote.length)) {
    const bare = bareQuote(call.observation.quote);
    // What one agency put out is one origin in whatever words and languages it was printed.
    const agency = wires.get(call);
    if (agency !== undefined) { if (agencies.has(agency)) continue; agencies.add(agency); }
    if (!kept.some((other) => other.bare.includes(bare))) kept.push({ bare, call });
  }
  return kept.map(({ call }) => call);
}

/** Calls in texts of an agency, with its mark. A mark alone could be anybody's: it counts where at least two outlets with it also print one wording. */
function wiresOf(calls: CallFact[]): Map<CallFact, string> {
  const marked = calls.slice(0, MOST_TEXTS).flatMap((call) => (call.document.agency ? [{ call, agency: call.document.agency, bare: bareQuote(call.observation.quote) }] : []));
  const reprinted = new Set([...Map.groupBy(marked, ({ agency }) => agency)].filter(([, of]) => of.some((one, at) => of.slice(at + 1).some((other) => one.call.document.actorId !== other.call.document.actorId && (one.bare.includes(other.bare) || other.bare.includes(one.bare))))).map(([agency]) => agency));
  return new Map(marked.filter(({ agency }) => reprinted.has(agency)).map(({ call, agency }) => [call, agency]));
}

const NOTES_IN: ReadonlySet<string> = new Set(['en', 'km']);
const byTime = (a: CallFact, b: CallFact): number => a.document.at.getTime() - b.document.at.getTime() || (a.id < b.id ? -1 : 1);
const strongestFirst = (a: CallFact, b: CallFact): number => byStrength(a.observation.payload, b.observation.payload) || byTime(a, b);
/** What a person captured stays marked so in every line that shows it. */
const handOf = ({ document: { byHand } }: CallFact): Pick<EditionQuote, 'byHand'> => (byHand ? { byHand: { by: byHand.by, confirmedBy: byHand.confirmedBy } } : {});
const unique = <T>(values: T[]): T[] => [...new Set(values)];

function findingOf(calls: CallFact[], campaign: Campaign | null, labels: Labels): Finding {
  const ordered = [...calls].sort(byTime);
  const ranked = [...calls].sort(strongestFirst);
  const top = ranked[0]!;
  const { payload } = top.observation;
  const reported = payload.voice === 'reported';
  // One line for each actor and strength, at its first call: forty posts of one ministry are one member. An outlet that reports is one, however hard the words that it reports.
  const members = new Map<string, FindingMember>();
  const pages = new Map<string, Set<string>>();
  for (const call of reported ? [...ordered].sort((a, b) => byStrength(a.observation.payload, b.observation.payload)) : ordered) {
    const id = reported ? call.document.actorId : `${call.document.actorId} ${call.observation.payload.strength}`;
    pages.set(id, (pages.get(id) ?? new Set()).add(call.document.url));
    if (!members.has(id)) members.set(id, { actor: labels.actor(call.document.actorId), ...labels.when(call.document), strength: call.observation.payload.strength, callId: call.id, documentId: call.document.id, url: call.document.url, ...handOf(call) });
  }
  const actors = reported
    ? unique(ordered.map((call) => labels.actorCalled(call.observation.payload.caller)).filter((actor) => actor !== null).map((actor) => actor.id)).map(labels.actor)
    : unique(ordered.map((call) => call.document.actorId)).map(labels.actor);
  const voices = unique(ordered.map((call) => call.document.actorId)).length;
  const alike = voices > 1 && campaign?.similarity != null;
  const wires = wiresOf(ranked);
  const shown = distinctTexts(ranked, wires);
  const quotes = (alike ? [top] : [top, ...shown.filter((call) => call !== top && bareQuote(call.observation.quote) !== bareQuote(top.observation.quote))]).slice(0, 2);
  // Where one of them says it in the other language that notes are in, its reader is spared a translation.
  const other = ranked.find(({ document: { language } }) => language !== top.document.language && NOTES_IN.has(language));
  if (other !== undefined && !quotes.some(({ document: { language } }) => language === other.document.language)) quotes.push(other);
  const origins = alike ? 1 : shown.length;
  const agencies = unique([...wires.values()]);
  const verdict = weakest(VERDICT, calls.map((call) => call.verdict));
  const strengths = { mandatory: 0, instruction: 0, invitation: 0 };
  if (reported) for (const call of shown) strengths[call.observation.payload.strength] += 1;
  else for (const { strength } of members.values()) strengths[strength] += 1;
  return {
    id: campaign === null ? `call:${ordered[0]!.id}` : `drive:${campaign.id}`,
    voice: reported ? 'reported' : 'own',
    actors,
    audiences: unique(ranked.map((call) => call.observation.payload.audience)),
    action: payload.action,
    target: labels.target(payload.target),
    strength: payload.strength,
    strengths,
    why: crossedRedLine(top.observation.why) === null ? top.observation.why : null,
    ...(top.whyIn === undefined ? {} : { whyIn: Object.fromEntries(Object.entries(top.whyIn).filter(([, words]) => crossedRedLine(words) === null)) }),
    proof: proofOf(top, labels),
    // Reprints of one text are one origin, whatever was counted before.
    verdict: verdict === 'corroborated' && reported && origins < 2 ? 'reported' : verdict,
    check: weakest(CHECK, calls.map((call) => call.check)),
    members: [...members].map(([id, member]) => (pages.get(id)!.size > 1 ? { ...member, pages: pages.get(id)!.size } : member)).sort((a, b) => momentOf(a).localeCompare(momentOf(b))),
    quotes: quotes.map((call) => quoteOf(call, call.observation.quote, labels)),
    driveId: campaign?.id ?? null,
    similarity: alike ? campaign.similarity : null,
    chance: !reported && campaign !== null && voices > 1 ? { actors: campaign.members.length, pValue: campaign.pValue } : null,
    origins: reported ? { pages: unique(calls.map((call) => call.document.id)).length, texts: origins, ...(agencies.length === 1 ? { agency: agencies[0]! } : {}) } : null,
  };
}

/** Whether it says for which account it is. */
function isNamed({ observation: { payload } }: CallFact, labels: Labels): boolean {
  const { handle, name } = labels.target(payload.target);
  return handle !== null || name !== null;
}

const quoteOf = (call: CallFact, text: string, labels: Labels): EditionQuote => ({ text, language: call.document.language, callId: call.id, documentId: call.document.id, url: call.document.url, actor: labels.actor(call.document.actorId), ...handOf(call) });

/** What makes a call mandatory: the words that check, and their sentence where the call's own quote does not hold it. A sentence that names a private person is not shown. */
function proofOf(call: CallFact, labels: Labels): Finding['proof'] {
  const { proof } = call;
  if (proof === undefined || call.observation.payload.strength !== 'mandatory') return null;
  const quoted = call.observation.quote.includes(proof.sentence) || proof.sentence.length > LONGEST_PROOF || isPrivate(proof.sentence, (name) => labels.actorCalled(name) !== null);
  return { words: proof.words, quote: quoted ? null : quoteOf(call, proof.sentence, labels) };
}
/** In UTF-16 code units: a longer run without a stop is a list, in which the words are not found by a reader. */
const LONGEST_PROOF = 600;

const momentOf = ({ day, time }: FindingMember): string => `${day}${time ?? '24:00'}`;
const near = (finding: Finding): number => Number(finding.members.length > 1 && finding.similarity !== null);
const order = (a: Finding, b: Finding): number =>
  byStrength(a, b)
  || near(b) - near(a)
  || byVoice(a, b)
  || b.actors.length - a.actors.length
  || b.members.length - a.members.length
  || momentOf(a.members[0]!).localeCompare(momentOf(b.members[0]!));

/**
 * The day's calls as findings, strongest first: mandatory before instruction, then near-same text of several actors, then what we
 * hold ourselves before what others report, then how many. Calls of one drive are one finding; otherwise those of one actor (own)
 * or of one caller (reported) for one account. Standing lines of pages are none, and an invitation is one only where several
 * actors used nearly the same words. Ties keep the order of time, never that of names.
 */
export function findingsOf(facts: DayFacts, labels: Labels, onDay: (call: CallFact) => boolean): Finding[] {
  const campaigns = new Map(facts.campaigns.flatMap((campaign) => campaign.calls.map((call) => [call.observationId, campaign] as const)));
  const groups = new Map<string, { calls: CallFact[]; campaign: Campaign | null }>();
  const today = facts.calls.filter((call) => onDay(call) && call.observation.payload.voice !== 'boilerplate');
  // A page that names its account once speaks of that account also where it does not repeat the name.
  const naming = new Set(today.filter((call) => isNamed(call, labels)).map(({ document }) => document.id));
  for (const call of today.filter((one) => isNamed(one, labels) || !naming.has(one.document.id)).sort(byTime)) {
    const { voice, caller, target } = call.observation.payload;
    const campaign = voice === 'own' ? campaigns.get(call.id) ?? null : null;
    const who = voice === 'own' ? call.document.actorId : labels.actorCalled(caller)?.id ?? '?';
    const group = campaign === null ? `${voice} ${who} ${accountIdentity(labels.target(target))}` : `drive ${campaign.id}`;
    const there = groups.get(group);
    if (there === undefined) groups.set(group, { calls: [call], campaign }); else there.calls.push(call);
  }
  return [...groups.values()].map(({ calls, campaign }) => findingOf(calls, campaign, labels)).filter((finding) => finding.strength !== 'invitation' || near(finding) === 1).sort(order);
}
