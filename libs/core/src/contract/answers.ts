import { z } from 'zod';
import { MIGRATION_STATES } from '../accounts/life/migration.js';
import { SEEN_STATES } from '../accounts/life/seen.js';
import { editionContentSchema } from '../digest/content.js';
import { noticeSchema } from '../digest/notice.js';
import { ACTOR_KINDS, AUDIENCES, CALL_ACTIONS, CALL_AUDIENCES, CHECKS, LINK_KINDS, SIDES, STRENGTHS, VERDICTS, VOICES } from '../model.js';
import { actorRef, id, localDate, moment, name } from './parts.js';

const sourceRef = z.object({ id, kind: z.string() });

export const electionSchema = z.object({
  id, name, polity: name, timeZone: z.string(), pollingDay: localDate,
  phases: z.array(z.object({ name: z.string(), from: localDate, to: localDate })),
  releaseRules: z.array(z.object({ audience: z.enum(AUDIENCES), setBy: z.string(), why: z.string() })),
  watchlistVersion: z.int(),
}).meta({ id: 'Election' });

/** Settings are left out on purpose: they may hold secrets of a source kind. */
export const sourceSchema = z.object({
  id, electionId: id, actor: actorRef, kind: z.string(), url: z.string(), paceMs: z.int(), paused: z.boolean(),
  robots: z.object({ mode: z.enum(['obey', 'ignore']), reason: z.string().optional() }),
  lastOutcome: z.string().nullable(), lastOutcomeAt: moment.nullable(),
}).meta({ id: 'Source' });

const byHand = z.object({ by: z.string(), at: z.string(), how: z.string(), sha256: z.string(), confirmedBy: z.string().nullable() }).nullable().describe('Who captured it by hand (a code), when, how, the digest of the file, who confirmed it; null for what was fetched or imported');

export const documentSummarySchema = z.object({
  id, electionId: id, actor: actorRef, source: sourceRef, url: z.string(), title: z.string().nullable(), language: z.string(), version: z.int(),
  beginning: z.string().nullable().optional().describe('The first words of its text, where it has no title or only its actor\'s name for one'),
  publishedAt: moment.nullable(), publishedPrecision: z.string().nullable(), publishedHow: z.string().nullable(), firstSeenAt: moment, lastSeenAt: moment, byHand,
}).meta({ id: 'DocumentSummary' });

export const documentSchema = documentSummarySchema.extend({
  text: z.string(), author: z.string().nullable(), externalId: z.string().nullable(), snapshotId: id, snapshotSha256: z.string(), readerVersion: z.string(), current: z.boolean(),
  links: z.array(z.object({ href: z.string(), text: z.string() })), images: z.array(z.object({ url: z.string(), alt: z.string().nullable() })),
  views: z.number().nullable(), forwardedFrom: z.string().nullable(), edited: z.boolean(),
}).meta({ id: 'Document' });

export const callSchema = z.object({
  id, electionId: id, actor: actorRef,
  document: z.object({ id, url: z.string(), title: z.string().nullable(), language: z.string(), sourceId: id, publishedAt: moment.nullable(), publishedPrecision: z.string().nullable(), firstSeenAt: moment, byHand }),
  quote: z.string().describe('Verbatim: `text.slice(span.start, span.end)` of the document, in UTF-16 code units'),
  span: z.object({ start: z.int(), end: z.int() }),
  target: z.string().nullable().describe('platform:handle'), targetUrl: z.string().nullable(),
  action: z.enum(CALL_ACTIONS), audience: z.enum(CALL_AUDIENCES), strength: z.enum(STRENGTHS), voice: z.enum(VOICES), caller: z.string().nullable(),
  why: z.string(), confidence: z.number(), detector: z.string(), detectorVersion: z.int(), verdict: z.enum(VERDICTS), check: z.enum(CHECKS),
}).meta({ id: 'Call' });

const dated = z.enum(['day', 'seen']).optional().describe('How well the moment is known, where not to the hour: a day alone, or only when we saw it');
export const campaignSchema = z.object({
  id, electionId: id, target: z.string(), active: z.boolean(), members: z.array(actorRef.extend({ kind: z.enum(ACTOR_KINDS), side: z.enum(SIDES) })),
  calls: z.array(z.object({ observationId: id, documentId: id, actorId: id, at: moment, dated })),
  firstAt: moment, lastAt: moment, links: z.array(z.enum(LINK_KINDS)).describe('Which kinds of likeness link the members'),
  objects: z.array(z.object({ kind: z.enum(LINK_KINDS), key: z.string(), members: z.array(id), documentIds: z.array(id) })).describe('What several members share beside the target'),
  order: z.array(z.object({ actorId: id, firstAt: moment, afterMs: z.number().describe('Milliseconds after the first call of all'), calls: z.int(), role: z.enum(['origin', 'echo']).describe('echo: media that carried the words of another'), dated })).describe('Who began, who followed, how fast'),
  lineage: z.array(z.object({ kind: z.enum(['merged', 'split']), id, other: id, at: moment })).describe('merged: `id` took `other` in; split: `id` came off `other`'),
  similarity: z.number().nullable(), pValue: z.number().nullable().describe('Chance that such calls come so close together; null where it cannot be told'), verdict: z.enum(VERDICTS),
  name: z.string().nullable().describe('As people here call it'), merged: z.array(id).describe('Drives that a person took in'), splitFrom: id.nullable().describe('The drive that a person split it off'),
}).meta({ id: 'Campaign' });

const bound = z.enum(['=', '≈', '≥', '≤']);
export const readingSchema = z.object({ metric: z.string(), value: z.number(), bound, at: moment, how: z.enum(['observed', 'reported']), snapshotId: id.nullable(), documentId: id.nullable(),
  low: z.number().nullable().describe('Least that the counter\'s rounding leaves open; null where only the bound is known'), high: z.number().nullable(), byHand: z.boolean().describe('From a sheet of counts that a person wrote down') }).meta({ id: 'Reading' });
export const accountSchema = z.object({
  electionId: id, key: z.string().describe('platform:handle'), platform: z.string(), handle: z.string(), name: name.nullable(), ownerActorId: id.nullable(),
  status: z.enum(['official', 'unofficial', 'impersonator', 'unknown']), watched: z.boolean(), lastReading: readingSchema.nullable(),
  changes: z.array(z.object({ day: localDate, change: z.number(), share: z.number() })).describe('Of the newest two days with an exact count of ours, each against the day before; newest first. The newest day may not be over'),
}).meta({ id: 'Account' });
export const accountDetailSchema = accountSchema.extend({
  readings: z.array(readingSchema).describe('Newest first, at most 500'),
  goals: z.array(z.object({ value: z.number(), by: localDate.nullable(), statedBy: z.string(), statedOn: localDate.nullable(), source: z.string() })),
}).meta({ id: 'AccountDetail' });

const goalOutlookSchema = z.object({
  value: z.number(), by: localDate.nullable(), statedBy: z.string(), statedOn: localDate.nullable(), source: z.string(),
  outlook: z.enum(['reached', 'projected-hit', 'too-close', 'projected-miss', 'missed', 'unknown']),
  countedBy: z.string().nullable().describe('Null: our own counts. Else the actor whose reports are compared with each other; counts of two origins never are'),
  last: z.object({ day: localDate, value: z.number() }).nullable(),
  growth: z.object({ from: localDate, value: z.number(), days: z.int(), gained: z.number(), share: z.number(), perDay: z.number() }).nullable(),
  toGo: z.number().nullable(), daysLeft: z.int().nullable(), neededPerDay: z.number().nullable(),
  atDeadline: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable().describe('With the 80 % interval'),
  expected: z.object({ day: localDate, earliest: localDate, latest: localDate.nullable() }).nullable(),
  method: z.enum(['block-bootstrap', 'few-counts', 'two-counts', 'none']),
});
export const accountSeriesSchema = z.object({
  electionId: id, account: z.string(), from: localDate, to: localDate, timeZone: z.string(),
  series: z.array(z.object({
    by: z.string().nullable().describe('Null: counted by us. Else the actor whose text reports the count'),
    days: z.array(z.object({ day: localDate, at: moment, value: z.number(), bound, low: z.number(), high: z.number(), snapshotId: id.nullable(), documentId: id.nullable() })).describe('The last count of each local day; days without one are absent, never filled in'),
  })).describe('One list for each origin, side by side; nothing is averaged'),
  open: z.array(readingSchema).describe('Reported counts with an open bound (at least, at most), which no difference can be taken of'),
  goals: z.array(goalOutlookSchema),
  states: z.array(z.object({ state: z.enum(SEEN_STATES), since: moment, last: moment, checks: z.int(), confirmed: z.boolean(), url: z.string(), detail: z.string().nullable() })).describe('What the account\'s own page showed, oldest first; confirmed by two checks'),
}).meta({ id: 'AccountSeries' });

export const accountFindingSchema = z.object({
  id, electionId: id, class: z.enum(['anomaly', 'event', 'commitment']), kind: z.string(), account: z.string().nullable(), actorId: id.nullable(), day: localDate, at: moment, verdict: z.enum(VERDICTS),
  unexplained: z.boolean().describe('For anomalies: no ordinary reason was found among those that were looked for'),
  active: z.boolean(), firstFoundAt: moment, documentId: id.nullable(), payload: z.record(z.string(), z.unknown()).describe('The evidence: counts before and after, checks, quotes; by kind, see docs/methodology.md'),
}).meta({ id: 'AccountFinding' });

const rateSchema = z.object({ before: z.number(), after: z.number(), ratio: z.number().nullable(), low: z.number(), high: z.number().nullable().describe('Null: no upper limit'), dispersion: z.number() });
const postsOf = z.object({ posts: z.int(), days: z.int() });
export const migrationSchema = z.object({
  electionId: id, computedAt: moment.nullable(), pivot: localDate.nullable(), why: z.string().nullable().describe('Where the day comes from'), window: z.int().nullable(),
  rows: z.array(z.object({ actor: actorRef, platform: z.string(), state: z.enum(MIGRATION_STATES), before: postsOf, after: postsOf, rate: rateSchema.nullable().describe('Posts a day, after over before, with its 95 % interval'), lastPost: localDate.nullable() })),
}).meta({ id: 'Migration' });

export const editionSummarySchema = z.object({
  id, electionId: id, date: localDate, kind: z.string(), audience: z.enum(AUDIENCES), sequence: z.int(), composedAt: moment, releasedAt: moment.nullable(), releasedBy: z.string().nullable(), byRule: z.boolean().describe('By a standing rule of `releasedBy`: no person read it before'),
  withdrawnAt: moment.nullable(), withdrawnBy: z.string().nullable(), withdrawnWhy: z.string().nullable(),
}).meta({ id: 'EditionSummary' });
const content = editionContentSchema.meta({ id: 'EditionContent' }).describe('Frozen: every format and language is rendered from this');
const notice = noticeSchema.meta({ id: 'NoticeContent' }).describe('A short mail that names nobody: late, withdrawn, corrected, or something to look at');
export const editionSchema = editionSummarySchema.extend({ content: z.union([content, notice]) }).meta({ id: 'Edition' });

export const replySchema = z.object({
  id, electionId: id, about: z.string().nullable(), actorId: id, question: z.string(), channel: z.string(), askedBy: z.string(), askedAt: moment, deadline: moment.nullable(), answer: z.string().nullable(), answerLanguage: z.string().nullable(), answeredAt: moment.nullable(),
}).meta({ id: 'Reply' });

/** An edition that was released to everybody. Who released it is not said here. */
export const publicEditionSummarySchema = z.object({
  election: z.object({ id, name, pollingDay: localDate, timeZone: z.string() }), date: localDate, kind: z.string(), sequence: z.int(), releasedAt: moment,
}).meta({ id: 'PublicEditionSummary' });
export const publicEditionSchema = publicEditionSummarySchema.extend({ content }).meta({ id: 'PublicEdition' });

export const gapSchema = z.object({
  id, electionId: id, sourceId: id.nullable().describe('null: of the whole election'), reason: z.string(), detail: z.string(), firstAt: moment, lastAt: moment, tries: z.int(), open: z.boolean(),
}).meta({ id: 'Gap' });

export const queuesSchema = z.object({
  backend: z.enum(['postgres', 'redis']),
  queues: z.array(z.object({ name: z.string(), waiting: z.int(), active: z.int(), delayed: z.int(), failed: z.int(), completed: z.int(), paused: z.int(), stopped: z.boolean().describe('Somebody paused it: no job of it is handed out') })),
}).meta({ id: 'Queues' });

export const liveSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Live' });
export const readySchema = z.object({
  status: z.enum(['ready', 'not ready']),
  database: z.enum(['ok', 'unreachable', 'migrations missing']), queue: z.enum(['ok', 'unreachable']),
}).meta({ id: 'Ready' });

export const modelSpendingSchema = z.object({
  items: z.array(z.object({ day: localDate, electionId: id, purpose: z.enum(['read', 'translate', 'summarise']), model: z.string(), requests: z.int(), promptTokens: z.number(), answerTokens: z.number(), reserved: z.number() })),
  /** Models that are not asked for now, and why. */
  pauses: z.array(z.object({ model: z.string(), until: moment, why: z.string() })),
}).meta({ id: 'ModelSpending' });
