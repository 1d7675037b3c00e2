import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal');
const moment = z.iso.datetime();
const name = z.record(z.string(), z.string());

/**
 * What an evidence package claims, so that each claim can be followed to bytes: a finding quotes a document by offsets, a document was read from a snapshot, and
 * the snapshot's bytes lie in the package under their SHA-256.
 */
export const manifestSchema = z.strictObject({
  format: z.literal('claque-evidence'), version: z.literal(1), madeAt: moment, software: z.string(),
  about: z.array(z.string()).describe('As asked for: campaign:ID, edition:ID, document:ID, call:ID'),
  election: z.strictObject({ id: z.string(), name, timeZone: z.string(), pollingDay: z.iso.date() }),
  campaigns: z.array(z.record(z.string(), z.unknown())),
  editions: z.array(z.strictObject({ id: z.string(), key: z.record(z.string(), z.unknown()), releasedBy: z.string().nullable(), withdrawn: z.boolean(), content: z.unknown() })),
  findings: z.array(z.strictObject({
    id: z.string(), kind: z.string(), documentId: z.string(), detector: z.string(), detectorVersion: z.int(), targetFound: z.string().nullable().optional().describe('The account that was found, where people corrected it'), quote: z.string(), start: z.int(), end: z.int(),
    target: z.string().nullable(), says: z.record(z.string(), z.unknown()), why: z.string(), confidence: z.number(),
  })).describe('`quote` is `text.slice(start, end)` of its document, in UTF-16 code units'),
  documents: z.array(z.strictObject({
    id: z.string(), snapshotId: z.string(), url: z.string(), actor: z.strictObject({ id: z.string(), name }), sourceId: z.string(), sourceKind: z.string(), readerVersion: z.string(),
    title: z.string().nullable(), text: z.string(), language: z.string(), version: z.int(), publishedAt: moment.nullable(), publishedPrecision: z.string().nullable(), publishedHow: z.string().nullable(),
    firstSeenAt: moment, lastSeenAt: moment, vanishedAt: moment.nullable(), byHand: z.unknown(), codes: z.array(z.string()).nullable(),
  })),
  snapshots: z.array(z.strictObject({
    id: z.string(), url: z.string(), finalUrl: z.string(), redirects: z.array(z.string()), status: z.int(), headers: z.record(z.string(), z.string()), sha256, bytes: z.int(), fetchedAt: moment, origin: z.string(),
    requestHeaders: z.record(z.string(), z.string()).nullable(), address: z.string().nullable(), resolved: z.array(z.string()).nullable(), certificateSha256: z.string().nullable(), rendered: z.unknown(),
  })),
  missing: z.array(z.strictObject({ snapshotId: z.string(), sha256, why: z.string() })).describe('Bodies that the evidence store no longer has'),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What does not hold within a manifest, a sentence each: quotes that are no span of their text, documents and snapshots that are named and not there. */
export function manifestFaults({ findings, documents, snapshots }: Pick<Manifest, 'findings' | 'documents' | 'snapshots'>): string[] {
  const texts = new Map(documents.map(({ id, text }) => [id, text]));
  const kept = new Set(snapshots.map(({ id }) => id));
  return [
    ...findings.flatMap(({ id, documentId, quote, start, end }) => {
      const text = texts.get(documentId);
      if (text === undefined) return [`finding ${id} quotes document ${documentId}, which is not in the package`];
      return text.slice(start, end) === quote ? [] : [`finding ${id} quotes what does not stand at ${start} to ${end} of document ${documentId}`];
    }),
    ...documents.flatMap(({ id, snapshotId }) => (kept.has(snapshotId) ? [] : [`document ${id} was read from snapshot ${snapshotId}, which is not in the package`])),
  ];
}
