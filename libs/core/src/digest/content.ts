import { z } from 'zod';
import { AUDIENCES, CALL_ACTIONS, CALL_AUDIENCES, CHECKS, SIDES, STRENGTHS, VERDICTS } from '../model.js';

/**
 * What an edition says, without words of any language: frozen when composed, and the one source of every format. Plain JSON:
 * moments are ISO strings in UTC, days and times (`HH:MM`) are local to the election. Quotes are the documents' own bytes.
 */

const name = z.object({ en: z.string() }).catchall(z.string());
const day = z.iso.date();
const count = z.int().min(0);
const bound = z.enum(['=', '≈', '≥', '≤']);
const actor = z.strictObject({ id: z.string(), name });
/** An account as readers know it: its own name or its owner's where the watchlist has one, else only platform and handle. */
const account = z.strictObject({ key: z.string().nullable(), platform: z.string(), handle: z.string().nullable(), name: name.nullable(), url: z.string().nullable(), status: z.enum(['official', 'unofficial', 'impersonator', 'unknown']) });
/** The codes of who captured a page by hand and who confirmed it; absent for what was fetched. */
const byHand = z.strictObject({ by: z.string(), confirmedBy: z.string().nullable() }).optional();
const quote = z.strictObject({ text: z.string(), language: z.string(), callId: z.string(), documentId: z.string(), url: z.string(), actor, byHand,
  /** The original always stands beside them; a machine's is never a headline. */
  translations: z.array(z.strictObject({ language: z.string(), text: z.string(), by: z.enum(['machine', 'human']), model: z.string().nullable() })).optional(),
});
const strengths = z.strictObject({ mandatory: count, instruction: count, invitation: count });
/** `pValue` null: too few moments known for a test. */
const chance = z.strictObject({ actors: count, pValue: z.number().min(0).max(1).nullable() });

const member = z.strictObject({
  actor,
  day,
  /** Null where the page gives no hour. */
  time: z.string().nullable(),
  strength: z.enum(STRENGTHS),
  callId: z.string(),
  documentId: z.string(),
  url: z.string(),
  byHand,
  /** Pages that the line stands for, where there are several. */
  pages: count.optional(),
});

const finding = z.strictObject({
  id: z.string(),
  voice: z.enum(['own', 'reported']),
  /** Who called (own), or whom the reports name and the watchlist knows (reported). */
  actors: z.array(actor),
  audiences: z.array(z.enum(CALL_AUDIENCES)).min(1),
  action: z.enum(CALL_ACTIONS),
  target: account,
  strength: z.enum(STRENGTHS),
  strengths,
  /** The rule behind the strongest call, in words; null where a red line keeps it out. */
  why: z.string().nullable(),
  /** The same in other languages, by code. Absent in older editions. */
  whyIn: z.record(z.string(), z.string()).optional(),
  /** The words that check who complies, and the sentence that they stand in where the quote does not hold it. Absent in older editions. */
  proof: z.strictObject({ words: z.string(), quote: quote.nullable() }).nullable().optional(),
  verdict: z.enum(VERDICTS),
  check: z.enum(CHECKS),
  members: z.array(member).min(1),
  quotes: z.array(quote).min(1),
  driveId: z.string().nullable(),
  /** Highest share of text in common, 0 to 1, where members' texts are alike. */
  similarity: z.number().min(0).max(1).nullable(),
  /** Null for a single actor: chance of what? */
  chance: chance.nullable(),
  /** Reported only: pages that carry it, and how many texts of different origin they are. */
  origins: z.strictObject({ pages: count, texts: count, /** The one agency whose mark some or all of them carry: what it put out is one origin. Absent in older editions. */ agency: z.string().nullable().optional() }).nullable(),
});

const value = z.strictObject({ value: z.number(), bound });
/** Where a goal stands to be at its deadline, at the pace of up to four weeks: with the 80 % interval, and when it is expected. `by`: null for our counts, else whose. */
const outlook = z.strictObject({
  outlook: z.enum(['reached', 'projected-hit', 'too-close', 'projected-miss', 'missed', 'unknown']), by: actor.nullable(), method: z.enum(['block-bootstrap', 'few-counts', 'two-counts', 'none']),
  growth: z.strictObject({ from: day, value: z.number(), days: z.int(), gained: z.number(), share: z.number(), perDay: z.number() }).nullable(),
  atDeadline: z.strictObject({ value: z.number(), low: z.number(), high: z.number() }).nullable(), expected: z.strictObject({ day, earliest: day, latest: day.nullable() }).nullable(),
});
const goal = z.strictObject({ outlook: outlook.optional(), value: z.number(), by: day.nullable(), statedBy: name, statedOn: day.nullable(), state: z.enum(['open', 'reached', 'missed', 'not-read']), toGo: z.number().nullable(), perDay: z.number().nullable(), days: z.int().nullable() });
const followers = z.strictObject({
  account,
  before: value.nullable(),
  day: value.nullable(),
  change: z.number().nullable(),
  /** Mean change a day over the `days` days up to `day`. */
  mean: z.strictObject({ perDay: z.number(), days: z.int().positive() }).nullable(),
  goals: z.array(goal),
  /** The last count of each day that was read, up to four weeks; days without one are missing. */
  trend: z.array(z.strictObject({ day, value: z.number() })).optional(),
  reported: z.array(z.strictObject({ value: z.number(), bound, actor, day, url: z.string(), documentId: z.string() })),
  /** A large change of the day before, which could not be judged before the counts of this day; `finding`: what it turned out to be; null where it was not unusual, or, where it is not `judged`, where too few counts are there to know. */
  earlier: z.strictObject({ day, change: z.number(), share: z.number(), judged: z.boolean(), finding: z.strictObject({ kind: z.string(), unexplained: z.boolean() }).nullable() }).nullable().optional(),
});

/** An anomaly of counts, an event of an account's life, or a promise against acts. `unexplained`: none of the ordinary reasons in `checks` was found. */
const accountItem = z.strictObject({
  id: z.string(), class: z.enum(['anomaly', 'event', 'commitment']), kind: z.string(), account: account.nullable(), actor: actor.nullable(), day, verdict: z.enum(VERDICTS), unexplained: z.boolean(),
  before: z.number().nullable(), after: z.number().nullable(), change: z.number().nullable(), usual: z.number().nullable(),
  checks: z.array(z.strictObject({ explanation: z.string(), result: z.enum(['explains', 'goes-with', 'does-not', 'not-seen']), figure: z.number().nullable() })),
  quote: z.string().nullable(), documentId: z.string().nullable(),
});

/** What is done to press people to follow, by whom and where: kinds alone, as the detector has them. */
export const DEEDS = ['codes carried to people', 'lists kept', 'counts reported upward', 'phones checked', 'door to door', 'kept from leaving'] as const;
export const DOERS = ['officials', 'teachers', 'local authorities', 'class monitors', 'employers', 'staff', 'party activists'] as const;
export const PLACES = ['university', 'school', 'hospital', 'pagoda', 'market', 'factory', 'home', 'office'] as const;

/**
 * What somebody said or did beside calls: a threat, a promise about a platform, people pressed to follow. `actor` publishes it; `speaker` is whoever says it,
 * where the watchlist knows that name. `status` of a promise: made, kept, reversed.
 */
const statement = z.strictObject({
  id: z.string(), kind: z.enum(['threat', 'commitment', 'conduct']), actor, speaker: actor.nullable(), day, time: z.string().nullable(), status: z.string().nullable(), conditional: z.boolean().nullable(),
  verdict: z.enum(VERDICTS), check: z.enum(CHECKS), quote,
  /** Of conduct: kinds of people and places, never a name. Absent in older editions. */
  deed: z.strictObject({ act: z.enum(DEEDS), by: z.enum(DOERS).nullable(), on: z.enum(CALL_AUDIENCES).nullable(), place: z.enum(PLACES).nullable(), count: z.number().nullable(), bound: bound.nullable() }).nullable().optional(),
});
const moment = z.strictObject({ day, time: z.string() });
/** A question put to whoever is spoken of, and what came back. `about`: the finding, where it is one of an edition. */
const reply = z.strictObject({ id: z.string(), about: z.string().nullable(), actor, channel: z.string(), asked: moment, deadline: moment.nullable(), answer: z.strictObject({ text: z.string(), language: z.string(), ...moment.shape }).nullable() });

const callsOf = z.strictObject({ calls: count, actors: count });
const calls = z.strictObject({
  /** Sources read on both days, out of all. Only they count. */
  sources: z.strictObject({ both: count, of: count }),
  rows: z.array(z.strictObject({ target: account, before: callsOf, day: callsOf, strengths })),
  leftOut: z.strictObject({ reported: count, boilerplate: count, oneDayOnly: count, otherAccounts: count }),
});

/** How well a drive's moment is known; absent in older editions, where the first minute of a day stands for a day alone, and where the hour is known. */
const dated = z.enum(['day', 'seen']).optional();
const drive = z.strictObject({
  id: z.string(),
  target: account,
  state: z.enum(['new', 'growing', 'steady', 'ended']),
  members: count,
  newMembers: z.array(actor),
  calls: z.strictObject({ day: count, total: count }),
  first: z.strictObject({ actor, day, time: z.string(), dated }),
  lastDay: day,
  links: z.array(z.string()),
  similarity: z.number().min(0).max(1).nullable(),
  chance,
  verdict: z.enum(VERDICTS),
  /** In order of their first calls. `afterMs`: since the first call of all. */
  order: z.array(z.strictObject({ actor, day, time: z.string(), dated, afterMs: z.number(), role: z.enum(['origin', 'echo']) })).optional(),
  /** Its calls up to the end of the day, the newest where there are very many; `strength` null where it is not known (in older editions, of all but the two days compared). */
  moments: z.array(z.strictObject({ actor: z.string(), side: z.enum(SIDES), at: z.iso.datetime(), day, dated, strength: z.enum(STRENGTHS).nullable() })).optional(),
});

/**
 * What became of a page after we had read it. `said`: findings in the version before and in the one after an edit; of a page that vanished or came back, what its
 * last version has. `at`: when we saw it; `lastSeen`: the last time before.
 */
const change = z.strictObject({
  id: z.string(), kind: z.enum(['edited', 'vanished', 'returned']), actor, title: z.string().nullable(), url: z.string(), documentId: z.string(), beforeId: z.string().nullable(),
  at: z.strictObject({ day, time: z.string() }), lastSeen: z.strictObject({ day, time: z.string() }).nullable(), said: z.strictObject({ before: count, after: count }),
});
const changes = z.strictObject({
  /** Of pages with findings, those first in which findings came or went. */
  items: z.array(change),
  /** Pages without findings, by what became of them. */
  others: z.strictObject({ edited: count, vanished: count, returned: count }),
});

const gap = z.strictObject({
  actor: actor.nullable(),
  source: z.strictObject({ id: z.string(), url: z.string() }).nullable(),
  reason: z.string(),
  tries: count,
  since: z.strictObject({ day, time: z.string() }).nullable(),
  /** False where the source was read on the day all the same. */
  unread: z.boolean(),
  /** Of addresses without end: their form, with numbers as `#`, how many of it were visited and how many not. */
  endless: z.strictObject({ shape: z.string(), taken: count, refused: count }).optional(),
});
const coverage = z.strictObject({
  read: count,
  of: count,
  bySide: z.array(z.strictObject({ side: z.enum(SIDES), read: count, of: count, documents: count })),
  gaps: z.array(gap),
  /** `reason` null: a red line keeps its words out. */
  robotsIgnored: z.array(z.strictObject({ actor, url: z.string(), reason: z.string().nullable() })),
  model: z.strictObject({ on: z.boolean(), name: z.string().nullable() }),
  sample: z.strictObject({ checked: count, missed: count }).nullable(),
});

const summary = z.strictObject({ sentences: z.array(z.strictObject({ text: z.string(), cites: z.array(z.string()).min(1) })), dropped: count });

export const releaseSchema = z.discriminatedUnion('state', [
  /** `rule`: by a rule that `by` set beforehand, without a look at this edition. */
  z.strictObject({ state: z.literal('released'), by: z.string(), at: z.iso.datetime(), rule: z.literal(true).optional() }),
  z.strictObject({ state: z.literal('held') }),
]);

export const editionContentSchema = z.strictObject({
  version: z.literal(1),
  key: z.strictObject({ election: z.string(), day, audience: z.enum(AUDIENCES), sequence: z.int().positive(), kind: z.enum(['daily', 'bulletin']).optional() }),
  number: z.int().positive(),
  date: day,
  covers: z.strictObject({ day, from: z.iso.datetime(), to: z.iso.datetime(), offset: z.string(), timeZone: z.string() }),
  cutOff: z.iso.datetime(),
  election: z.strictObject({ name, polity: name, pollingDay: day }),
  phase: z.enum(['pre-campaign', 'campaign', 'silence', 'polling', 'counting', 'after']),
  daysLeft: z.int(),
  campaignDay: z.strictObject({ n: z.int(), of: z.int() }).nullable(),
  silence: z.strictObject({ from: day, to: day }).nullable(),
  release: releaseSchema,
  quiet: z.boolean(),
  /** At most three, strongest first; the rest stand in `more`, shown on the web page and in the table. */
  findings: z.array(finding).max(3),
  more: z.array(finding),
  followers: z.array(followers),
  /** What happened to accounts on the day; absent in editions from before it was measured. */
  accounts: z.array(accountItem).optional(),
  /** Absent in editions from before they were shown. */
  statements: z.array(statement).optional(),
  replies: z.array(reply).optional(),
  /** Pages that changed after they were read; absent in editions from before they were shown. */
  changes: changes.optional(),
  /** By a language model, in English and in other languages (`in`): each sentence cites what it rests on, and was checked against it. `dropped`: sentences that did not hold. Absent where none was asked. */
  summary: summary.extend({ model: z.string(), in: z.record(z.string(), summary).optional() }).optional(),
  calls,
  drives: z.array(drive),
  coverage,
  corrections: z.array(z.strictObject({ note: z.int(), text: name })),
  watchlistVersion: z.int(),
});

export type EditionContent = z.output<typeof editionContentSchema>;
export type Finding = EditionContent['findings'][number];
export type FindingMember = Finding['members'][number];
export type EditionQuote = Finding['quotes'][number];
export type FollowersRow = EditionContent['followers'][number];
export type AccountItem = NonNullable<EditionContent['accounts']>[number];
export type StatementItem = NonNullable<EditionContent['statements']>[number];
export type ReplyItem = NonNullable<EditionContent['replies']>[number];
export type ChangesContent = NonNullable<EditionContent['changes']>;
export type CallsTable = EditionContent['calls'];
export type DriveItem = EditionContent['drives'][number];
export type CoverageContent = EditionContent['coverage'];
export type AccountLabel = Finding['target'];
export type ActorLabel = Finding['actors'][number];
export type Release = EditionContent['release'];

/** The frozen content with the release that its row states: it may have come after the content was frozen. */
export const withStoredRelease = (content: EditionContent, { releasedAt, releasedBy }: { releasedAt: Date | null; releasedBy: string | null }): EditionContent =>
  (releasedAt === null || releasedBy === null || content.release.state === 'released' ? content : withRelease(content, { state: 'released', by: releasedBy, at: releasedAt.toISOString() }));

/** The same edition with who released it; nothing else of a frozen edition ever changes. */
export const withRelease = (content: EditionContent, release: Release): EditionContent => ({ ...content, release });
