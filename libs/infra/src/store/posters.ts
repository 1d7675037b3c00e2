import type { DataSource, EntityManager } from 'typeorm';
import type { ReadDocument } from '#core/model.js';
import { saveDocument } from './documents.js';
import { snapshotToRead, type SnapshotToRead } from './snapshots.js';

export interface ImageToRead extends SnapshotToRead { waiting: boolean }

/** A snapshot of an image that some document waits for, or that nobody has read; null where there is nothing to do. */
export async function imageToRead(db: DataSource, id: string): Promise<ImageToRead | null> {
  const rows = await db.query<{ waiting: boolean }[]>(
    `SELECT EXISTS (SELECT 1 FROM images i WHERE i.election_id = n.election_id AND i.url = n.url AND i.state = 'waiting') AS waiting FROM snapshots n WHERE n.id = $1`, [id]);
  const waiting = rows[0]?.waiting ?? false;
  const snapshot = await snapshotToRead(db, id, waiting);
  return snapshot === null ? null : { ...snapshot, waiting };
}

/** What was found in an image, or why nothing could be. */
export interface ImageFindings { width: number | null; height: number | null; hash: string | null; codes: string[]; fault: string | null }

/**
 * Writes what an image holds beside each document that shows it, and makes a document of a poster: its text is what its codes say, and it was published when the
 * page or post was. Twice changes nothing. Returns ids of new documents.
 */
export async function saveImage(db: DataSource, snapshot: SnapshotToRead, { width, height, hash, codes, fault }: ImageFindings, readerVersion: string): Promise<string[]> {
  return db.transaction(async (tx) => {
    const shown = await tx.query<{ documentId: string; alt: string | null }[]>(
      `WITH done AS (UPDATE images SET state = $3, snapshot_id = $4, sha256 = $5, width = $6, height = $7, hash = $8, codes = $9, fault = $10
       WHERE election_id = $1 AND url = $2 AND state = 'waiting' RETURNING document_id, alt)
       SELECT document_id AS "documentId", alt FROM done ORDER BY document_id`,
      [snapshot.electionId, snapshot.url, fault === null ? 'seen' : 'unseen', snapshot.id, snapshot.sha256, width, height, hash, JSON.stringify(codes), fault]);
    const documents: string[] = [];
    if (codes.length > 0) for (const { documentId, alt } of shown) documents.push(...await savePoster(tx, snapshot, documentId, alt, codes, readerVersion));
    await tx.query(`UPDATE snapshots SET read_state = $2, read_reason = $3, reader_version = $4 WHERE id = $1 AND read_state = 'pending'`, [snapshot.id, fault === null ? 'read' : 'quarantined', fault, readerVersion]);
    return documents;
  });
}

interface Page { sourceId: string; actorId: string; url: string; title: string | null; publishedAt: Date | null; precision: NonNullable<ReadDocument['published']>['precision'] | null; how: string | null; stated: string | null }

async function savePoster(tx: EntityManager, snapshot: SnapshotToRead, documentId: string, alt: string | null, codes: string[], readerVersion: string): Promise<string[]> {
  const [page] = await tx.query<Page[]>(
    `SELECT source_id AS "sourceId", actor_id AS "actorId", url, title, published_at AS "publishedAt", published_precision AS precision, published_how AS how, published_text AS stated FROM documents WHERE id = $1`, [documentId]);
  if (page === undefined) return [];
  const document: ReadDocument = {
    // The address of a picture changes with each answer of some platforms: a poster is known by where it hangs and by its bytes.
    url: `${page.url}#image-${snapshot.sha256.slice(0, 16)}`, externalId: null, title: alt ?? page.title, text: codes.join('\n'), language: 'und', author: null,
    published: page.publishedAt === null ? null : { at: page.publishedAt, precision: page.precision!, how: page.how!, text: page.stated ?? '' },
    links: codes.filter((code) => /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(code)).map((href) => ({ href, text: '' })), images: [{ url: snapshot.url, alt }], views: null, forwardedFrom: null, edited: false,
  };
  // Its date is a moment already, not a bare day of the election's.
  const id = await saveDocument(tx, { ...snapshot, sourceId: page.sourceId, actorId: page.actorId, timeZone: 'UTC' }, readerVersion, document);
  if (id !== null) await tx.query('UPDATE documents SET codes = $2, seen_on = $3 WHERE id = $1', [id, JSON.stringify(codes), documentId]);
  return id === null ? [] : [id];
}
