import { z } from 'zod';
import { editionContentSchema } from '../digest/content.js';
import { ACTOR_KINDS, AUDIENCES, CALL_ACTIONS, CALL_AUDIENCES, CHECKS, LINK_KINDS, SIDES, STRENGTHS, VERDICTS, VOICES } from '../model.js';

/** A moment: a `Date` inside, ISO 8601 in UTC on the wire. */
const moment = z.codec(z.iso.datetime(), z.date(), { decode: (text) => new Date(text), encode: (date) => date.toISOString() });
const localDate = z.iso.date().describe('A calendar day in the election\'s time zone');
const name = z.record(z.string(), z.string()).describe('By language; `en` is always there');
const id = z.string();
const actorRef = z.object({ id, name });
const sourceRef = z.object({ id, kind: z.string() });

/** One page of a list, newest or alphabetically first. */
export const pageOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), next: z.string().nullable().describe('Give this as `cursor` for the next page; null at the end') });

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

export const documentSummarySchema = z.object({
  id, electionId: id, actor: actorRef, source: sourceRef, url: z.string(), title: z.string().nullable(), language: z.string(), version: z.int(),
  publishedAt: moment.nullable(), publishedPrecision: z.string().nullable(), publishedHow: z.string().nullable(), firstSeenAt: moment, lastSeenAt: moment,
}).meta({ id: 'DocumentSummary' });

export const documentSchema = documentSummarySchema.extend({
  text: z.string(), author: z.string().nullable(), externalId: z.string().nullable(), snapshotId: id, snapshotSha256: z.string(), readerVersion: z.string(), current: z.boolean(),
  links: z.array(z.object({ href: z.string(), text: z.string() })), images: z.array(z.object({ url: z.string(), alt: z.string().nullable() })),
  views: z.number().nullable(), forwardedFrom: z.string().nullable(), edited: z.boolean(),
}).meta({ id: 'Document' });

export const callSchema = z.object({
  id, electionId: id, actor: actorRef,
  document: z.object({ id, url: z.string(), title: z.string().nullable(), language: z.string(), sourceId: id, publishedAt: moment.nullable(), publishedPrecision: z.string().nullable(), firstSeenAt: moment }),
  quote: z.string().describe('Verbatim: `text.slice(span.start, span.end)` of the document, in UTF-16 code units'),
  span: z.object({ start: z.int(), end: z.int() }),
  target: z.string().nullable().describe('platform:handle'), targetUrl: z.string().nullable(),
  action: z.enum(CALL_ACTIONS), audience: z.enum(CALL_AUDIENCES), strength: z.enum(STRENGTHS), voice: z.enum(VOICES), caller: z.string().nullable(),
  why: z.string(), confidence: z.number(), detector: z.string(), detectorVersion: z.int(), verdict: z.enum(VERDICTS), check: z.enum(CHECKS),
}).meta({ id: 'Call' });

export const campaignSchema = z.object({
  id, electionId: id, target: z.string(), active: z.boolean(), members: z.array(actorRef.extend({ kind: z.enum(ACTOR_KINDS), side: z.enum(SIDES) })),
  calls: z.array(z.object({ observationId: id, documentId: id, actorId: id, at: moment })),
  firstAt: moment, lastAt: moment, links: z.array(z.enum(LINK_KINDS)).describe('Which kinds of likeness link the members'),
  objects: z.array(z.object({ kind: z.enum(LINK_KINDS), key: z.string(), members: z.array(id), documentIds: z.array(id) })).describe('What several members share beside the target'),
  order: z.array(z.object({ actorId: id, firstAt: moment, afterMs: z.number().describe('Milliseconds after the first call of all'), calls: z.int(), role: z.enum(['origin', 'echo']).describe('echo: media that carried the words of another') })).describe('Who began, who followed, how fast'),
  lineage: z.array(z.object({ kind: z.enum(['merged', 'split']), id, other: id, at: moment })).describe('merged: `id` took `other` in; split: `id` came off `other`'),
  similarity: z.number().nullable(), pValue: z.number().nullable().describe('Chance of such agreement; null where too few for a test'), verdict: z.enum(VERDICTS),
}).meta({ id: 'Campaign' });

const bound = z.enum(['=', '≈', '≥', '≤']);
export const readingSchema = z.object({ metric: z.string(), value: z.number(), bound, at: moment, how: z.enum(['observed', 'reported']), snapshotId: id.nullable(), documentId: id.nullable() }).meta({ id: 'Reading' });
export const accountSchema = z.object({
  electionId: id, key: z.string().describe('platform:handle'), platform: z.string(), handle: z.string(), name: name.nullable(), ownerActorId: id.nullable(),
  status: z.enum(['official', 'unofficial', 'impersonator', 'unknown']), watched: z.boolean(), lastReading: readingSchema.nullable(),
}).meta({ id: 'Account' });
export const accountDetailSchema = accountSchema.extend({
  readings: z.array(readingSchema).describe('Newest first, at most 500'),
  goals: z.array(z.object({ value: z.number(), by: localDate.nullable(), statedBy: z.string(), statedOn: localDate.nullable(), source: z.string() })),
}).meta({ id: 'AccountDetail' });

export const editionSummarySchema = z.object({
  id, electionId: id, date: localDate, kind: z.string(), audience: z.enum(AUDIENCES), sequence: z.int(), composedAt: moment, releasedAt: moment.nullable(), releasedBy: z.string().nullable(),
}).meta({ id: 'EditionSummary' });
const content = editionContentSchema.meta({ id: 'EditionContent' }).describe('Frozen: every format and language is rendered from this');
export const editionSchema = editionSummarySchema.extend({ content }).meta({ id: 'Edition' });

/** An edition that was released to everybody. Who released it is not said here. */
export const publicEditionSummarySchema = z.object({
  election: z.object({ id, name, pollingDay: localDate, timeZone: z.string() }), date: localDate, kind: z.string(), sequence: z.int(), releasedAt: moment,
}).meta({ id: 'PublicEditionSummary' });
export const publicEditionSchema = publicEditionSummarySchema.extend({ content }).meta({ id: 'PublicEdition' });

export const gapSchema = z.object({
  id, electionId: id, sourceId: id, reason: z.string(), detail: z.string(), firstAt: moment, lastAt: moment, tries: z.int(), open: z.boolean(),
}).meta({ id: 'Gap' });

export const queuesSchema = z.object({
  backend: z.enum(['postgres', 'redis']),
  queues: z.array(z.object({ name: z.string(), waiting: z.int(), active: z.int(), delayed: z.int(), failed: z.int(), completed: z.int(), paused: z.int() })),
}).meta({ id: 'Queues' });

export const liveSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Live' });
export const readySchema = z.object({
  status: z.enum(['ready', 'not ready']),
  database: z.enum(['ok', 'unreachable', 'migrations missing']), queue: z.enum(['ok', 'unreachable']),
}).meta({ id: 'Ready' });
