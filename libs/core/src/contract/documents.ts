import { z } from 'zod';
import { documentSchema, documentSummarySchema } from './answers.js';
import { operation } from './operation.js';
import { actorRef, byElection, days, flag, id, languageCode, moment, pageOf, paging, rowId, slug, sourceSlug } from './parts.js';

const one = z.strictObject({ id: rowId });
export const listDocuments = operation({
  id: 'listDocuments', path: '/api/v1/documents', summary: 'Documents at their present version, newest first; days are those of publication, else of first sight',
  query: z.strictObject({ ...byElection, source: sourceSlug.optional(), actor: slug.optional(), language: languageCode.optional(), vanished: flag, ...days, ...paging }), answer: pageOf(documentSummarySchema),
});
export const getDocument = operation({ id: 'getDocument', path: '/api/v1/documents/{id}', summary: 'One document with its text', item: 'document', params: one, answer: documentSchema });
export const getDocumentMarks = operation({
  id: 'getDocumentMarks', path: '/api/v1/documents/{id}/marks', summary: 'Where findings stand in its text, in order; spans may overlap', item: 'document', params: one,
  answer: z.object({ items: z.array(z.object({ observationId: id, kind: z.string(), start: z.int(), end: z.int(), target: z.string().nullable(), why: z.string() })) }).meta({ id: 'Marks' }),
});
export const listDocumentVersions = operation({
  id: 'listDocumentVersions', path: '/api/v1/documents/{id}/versions', summary: 'All versions of what stands at its address, newest first', item: 'document', params: one,
  answer: z.object({ items: z.array(z.object({ id, version: z.int(), current: z.boolean(), title: z.string().nullable(), firstSeenAt: moment, lastSeenAt: moment, snapshotId: id })) }).meta({ id: 'DocumentVersions' }),
});

const eventSchema = z.object({
  id, electionId: id, sourceId: id, actor: actorRef, url: z.string(), title: z.string().nullable(), kind: z.enum(['edited', 'vanished', 'returned']), documentId: id.describe('The version after an edit, or the one that vanished or returned'), beforeId: id.nullable(),
  at: moment, lastSeenAt: moment.nullable(), firstMissedAt: moment.nullable(),
}).meta({ id: 'DocumentEvent' });
export const listDocumentEvents = operation({
  id: 'listDocumentEvents', path: '/api/v1/document-events', summary: 'What was edited, vanished or returned, newest first; all versions are kept',
  query: z.strictObject({ ...byElection, source: sourceSlug.optional(), actor: slug.optional(), kind: z.enum(['edited', 'vanished', 'returned']).optional(), ...days, ...paging }), answer: pageOf(eventSchema),
});

const snapshotSchema = z.object({
  id, electionId: id, sourceId: id, url: z.string(), finalUrl: z.string(), redirects: z.array(z.string()), status: z.int(), headers: z.record(z.string(), z.string()).describe('As answered, without cookies'), sha256: z.string(), bytes: z.int(), fetchedAt: moment,
  origin: z.string().describe('fetched, or how it was imported'), readState: z.string(), readReason: z.string().nullable(), address: z.string().nullable().describe('Who answered'), certificateSha256: z.string().nullable(),
}).meta({ id: 'Snapshot' });
export const listSnapshots = operation({ id: 'listSnapshots', path: '/api/v1/snapshots', summary: 'What was fetched, newest first', query: z.strictObject({ ...byElection, source: sourceSlug.optional(), state: z.enum(['pending', 'read', 'quarantined']).optional(), ...paging }), answer: pageOf(snapshotSchema) });
export const getSnapshot = operation({ id: 'getSnapshot', path: '/api/v1/snapshots/{id}', summary: 'What was fetched, from where, when, with which digest', item: 'snapshot', params: one, answer: snapshotSchema });
export const getSnapshotBody = operation({
  id: 'getSnapshotBody', path: '/api/v1/snapshots/{id}/body', summary: 'The bytes as they came, to save: never shown as a page', item: 'snapshot', params: one, media: 'application/octet-stream', streamed: true, also: { 410: 'The bytes are no longer kept' },
});
