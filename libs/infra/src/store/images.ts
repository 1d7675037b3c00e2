import type { DataSource, EntityManager } from 'typeorm';
import type { FetchOutcome, ImageRef } from '#core/model.js';
import { worthALook } from '#core/images/worth-a-look.js';
import { addToFrontier } from './frontier.js';
import type { SnapshotToRead } from './snapshots.js';

/** Posts change by the hour what stands beside them, seldom their pictures: those are asked for after everything else that is due. */
const PRIORITY = 20;

/**
 * Notes which images of a new document are to be looked at, and puts them into the frontier. Returns the hosts to ask and the ids of snapshots that hold an
 * image already, from another document.
 */
export async function noteImages(tx: EntityManager, snapshot: SnapshotToRead, documentId: string, images: readonly ImageRef[]): Promise<{ hosts: string[]; snapshots: string[] }> {
  const wanted = snapshot.origin === 'fetched' ? worthALook(images, snapshot.settings['images']) : [];
  if (wanted.length === 0) return { hosts: [], snapshots: [] };
  const urls = wanted.map(({ url }) => url);
  await tx.query(
    `INSERT INTO images (election_id, document_id, url, alt) SELECT $1, $2, u, a FROM unnest($3::text[], $4::text[]) AS x (u, a) ON CONFLICT DO NOTHING`,
    [snapshot.electionId, documentId, urls, wanted.map(({ alt }) => alt?.replaceAll('\u0000', '').toWellFormed().slice(0, 2000) ?? null)]);
  const added = await addToFrontier(tx, snapshot.electionId, urls.map((url) => ({
    sourceId: snapshot.sourceId, host: new URL(url).host, url, role: 'image', why: `image on ${snapshot.url}`.slice(0, 500), depth: snapshot.depth + 1, priority: PRIORITY })));
  const there = await tx.query<{ id: string }[]>('SELECT max(id) AS id FROM snapshots WHERE election_id = $1 AND url = ANY($2) GROUP BY url', [snapshot.electionId, urls]);
  return { hosts: added > 0 ? [...new Set(urls.map((url) => new URL(url).host))] : [], snapshots: there.map(({ id }) => id) };
}

export interface Unfetched { url: string; outcome: FetchOutcome; detail: string; /** It is asked for again. */ again: boolean }

/** Why images could not be fetched, beside each document that shows them. Those that are asked for again go on waiting. */
export async function noteUnfetched(tx: EntityManager, electionId: string, images: readonly Unfetched[]): Promise<void> {
  if (images.length === 0) return;
  await tx.query(
    `UPDATE images i SET fault = x.fault, state = CASE WHEN x.again THEN i.state ELSE 'unseen' END FROM unnest($2::text[], $3::text[], $4::boolean[]) AS x (url, fault, again)
     WHERE i.election_id = $1 AND i.url = x.url AND i.state = 'waiting'`,
    [electionId, images.map(({ url }) => url), images.map(({ outcome, detail }) => `${outcome}: ${detail}`.slice(0, 500)), images.map(({ again }) => again)]);
}

/** What came of the newest images of a source that were asked for: 'fetched', or how the last asking ended, with their number. */
export async function imageOutcomes(db: DataSource | EntityManager, electionId: string, sourceId: string, newest: number): Promise<Record<string, number>> {
  const rows = await db.query<{ outcome: string; n: number }[]>(
    `SELECT outcome, count(*)::int AS n FROM (SELECT CASE WHEN i.snapshot_id IS NULL THEN split_part(i.fault, ':', 1) ELSE 'fetched' END AS outcome FROM images i JOIN documents d ON d.id = i.document_id
       WHERE i.election_id = $1 AND d.source_id = $2 AND (i.snapshot_id IS NOT NULL OR i.fault IS NOT NULL) ORDER BY i.id DESC LIMIT $3) x GROUP BY outcome ORDER BY n DESC, outcome`, [electionId, sourceId, newest]);
  return Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n]));
}
