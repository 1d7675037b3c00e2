import type { EntityManager } from 'typeorm';
import type { ImageRef } from '#core/model.js';
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
  const wanted = snapshot.settings['images'] === false || snapshot.origin !== 'fetched' ? [] : worthALook(images);
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
