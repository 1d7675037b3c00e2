import type { DataSource, EntityManager } from 'typeorm';
import { momentOf } from '#core/election/calendar.js';
import type { AccountKey, Bound, Observation, ReadDocument } from '#core/model.js';
import { sha256Of } from '#core/sha256.js';
import { keptUrl } from '#core/web/kept-url.js';
import { noteEdit, notePosts, noteSeen } from './document-events.js';
import { paragraphsIn } from '#core/text/furniture.js';
import { addToFrontier, type FrontierEntry } from './frontier.js';
import { indexDocuments } from './search.js';
import { noteImages } from './images.js';
import { closeGaps, raiseGap, type SnapshotToRead } from './snapshots.js';
import { jsonb, storable } from './storable.js';
import { withinPaths } from './url-shapes.js';

export interface ReadCounter { account: AccountKey; value: number; bound: Bound; low?: number | undefined; high?: number | undefined }
export interface ReadResult { documents: ReadDocument[]; links: FrontierEntry[]; counters: ReadCounter[]; readerVersion: string }

/**
 * Of a transaction that does not wait for the disk: what is lost of it with the server's power is lost whole, stands nowhere as done, and is done again when the sweep
 * finds it lacking (docs/decisions/0370-readings-do-not-wait-for-the-disk.md).
 */
const UNWAITED = `set_config('synchronous_commit', 'off', true)`;
const storableOrNull = (text: string | null): string | null => (text === null ? null : storable(text));

/**
 * Everything that a snapshot says, in one transaction with the mark that it was read: documents (a text already known is only seen again),
 * links for the frontier, counters as observed readings. Reading the same snapshot twice changes nothing. Returns ids of new documents,
 * hosts with something new to ask, and snapshots of images that were fetched already.
 */
export async function saveReading(db: DataSource, snapshot: SnapshotToRead, result: ReadResult): Promise<{ documents: string[]; hosts: string[]; images: string[] }> {
  return db.transaction(async (tx) => {
    const locked = await tx.query<unknown[]>(`SELECT ${UNWAITED} FROM snapshots WHERE id = $1 AND read_state = 'pending' FOR UPDATE`, [snapshot.id]);
    if (locked.length === 0) return { documents: [], hosts: [], images: [] };
    const documents: string[] = [];
    const hosts = new Set<string>();
    const images: string[] = [];
    for (const document of result.documents) {
      const id = await saveDocument(tx, snapshot, result.readerVersion, document);
      if (id === null) continue;
      await indexDocuments(tx, [id]);
      documents.push(id);
      const noted = await noteImages(tx, snapshot, id, document.images);
      noted.hosts.forEach((host) => hosts.add(host));
      images.push(...noted.snapshots);
    }
    await notePosts(tx, snapshot, result.documents.map(({ externalId }) => externalId));
    const added = await addToFrontier(tx, snapshot.electionId, await withinPaths(tx, snapshot.electionId, snapshot.sourceId, result.links, snapshot.fetchedAt));
    for (const counter of result.counters) {
      await tx.query(
        `INSERT INTO readings (election_id, account, metric, value, bound, at, how, snapshot_id, low, high) VALUES ($1, $2, 'followers', $3, $4, $5, 'observed', $6, $7, $8) ON CONFLICT DO NOTHING`,
        [snapshot.electionId, counter.account, counter.value, counter.bound, snapshot.fetchedAt, snapshot.id, counter.low ?? null, counter.high ?? null]);
    }
    await tx.query(`UPDATE snapshots SET read_state = 'read', reader_version = $2, found = $3 WHERE id = $1`, [snapshot.id, result.readerVersion, result.documents.length]);
    await closeGaps(tx, snapshot.electionId, snapshot.sourceId, ['parser-failed', 'parser-timed-out', 'no-preview', ...result.counters.length > 0 ? ['login-wall' as const] : []]);
    if (added > 0) for (const { host } of result.links) hosts.add(host);
    return { documents, hosts: [...hosts], images };
  });
}

/** Adds a document or a new version of it; null where its text is known, which is then only seen again. */
export async function saveDocument(tx: EntityManager, snapshot: SnapshotToRead, readerVersion: string, read: ReadDocument): Promise<string | null> {
  const document = { ...read, url: keptUrl(storable(read.url)) };
  const text = storable(document.text);
  const digest = sha256Of(`${document.title ?? ''}\n${text}`);
  const known = await tx.query<{ id: string; text_sha256: string; version: number; current: boolean; last_seen_at: Date }[]>(
    'SELECT id, text_sha256, version, current, last_seen_at FROM documents WHERE election_id = $1 AND source_id = $2 AND url = $3 ORDER BY version FOR UPDATE', [snapshot.electionId, snapshot.sourceId, document.url]);
  const same = known.find((row) => row.text_sha256 === digest);
  const before = known.find((row) => row.current);
  // Snapshots are read in any order: what was seen earlier than the current version takes nothing from it.
  const late = before !== undefined && before.last_seen_at > snapshot.fetchedAt;
  if (same) {
    if (!same.current && !late) {
      // An edit that was taken back: the earlier version is what the page says again.
      await tx.query('UPDATE documents SET current = id = $2 WHERE id = ANY($1::bigint[])', [known.map(({ id }) => id), same.id]);
      await noteEdit(tx, snapshot, document.url, same.id, before?.id ?? null);
    }
    await noteSeen(tx, snapshot, [same.id]);
    await tx.query('UPDATE documents SET last_seen_at = greatest(last_seen_at, $2), views = coalesce($3, views), edited = edited OR $4 WHERE id = $1', [same.id, snapshot.fetchedAt, document.views, document.edited]);
    return null;
  }
  if (!late && known.length > 0) await tx.query('UPDATE documents SET current = false WHERE id = ANY($1::bigint[])', [known.map(({ id }) => id)]);
  const published = inZone(document.published, snapshot);
  // A page cannot have been published after it was fetched; a date in the future is one misread.
  const at = published && published.at.getTime() <= snapshot.fetchedAt.getTime() + 86_400_000 ? published.at : null;
  const rows = await tx.query<{ id: string }[]>(
    `INSERT INTO documents (election_id, source_id, actor_id, snapshot_id, reader_version, url, external_id, version, title, text, text_sha256, language, author,
       published_at, published_precision, published_how, published_text, links, images, views, forwarded_from, edited, first_seen_at, last_seen_at, paragraphs, current)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
       -- A bare day is the election's own day: local midnight, not midnight in UTC.
       CASE WHEN $15 IN ('day', 'month', 'year') THEN ($14::timestamptz AT TIME ZONE 'UTC') AT TIME ZONE $25 ELSE $14::timestamptz END,
       $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $26, $27) RETURNING id`,
    [snapshot.electionId, snapshot.sourceId, snapshot.actorId, snapshot.id, readerVersion, document.url, document.externalId, known.length + 1, storableOrNull(document.title), text, digest,
      document.language, storableOrNull(document.author), at, at ? published?.precision : null, at ? published?.how : null, at ? storableOrNull(published?.text ?? null) : null,
      jsonb(document.links.map(({ href, text: words }) => ({ href, text: words }))), jsonb(document.images.map(({ url, alt }) => ({ url, alt }))),
      document.views, storableOrNull(document.forwardedFrom), document.edited, snapshot.fetchedAt, snapshot.fetchedAt, snapshot.timeZone, [...new Set(paragraphsIn(text).map(({ print }) => print))], !late]);
  const id = rows[0]?.id ?? null;
  // What others captured may be older than what we have: only what we fetch tells what changed since.
  if (id !== null && before !== undefined && !late && snapshot.origin === 'fetched') await noteEdit(tx, snapshot, document.url, id, before.id);
  if (id !== null && document.service) await tx.query('UPDATE documents SET service = true WHERE id = $1', [id]);
  if (id !== null && document.byHand !== undefined) await tx.query('UPDATE documents SET by_hand = $2 WHERE id = $1', [id, jsonb(document.byHand)]);
  return id;
}

/** A wall clock without a zone is taken for the election's; where it would then be ahead of the visit, only its day is believed. */
function inZone(published: ReadDocument['published'], { timeZone, fetchedAt }: SnapshotToRead): ReadDocument['published'] {
  if (published?.local !== true) return published;
  const wall = published.at.toISOString();
  const at = momentOf(wall.slice(0, 10), wall.slice(11, 16), timeZone);
  return at <= fetchedAt ? { ...published, at } : { ...published, at: new Date(`${wall.slice(0, 10)}T00:00:00Z`), precision: 'day' };
}

export interface DocumentToDetect {
  id: string; electionId: string; sourceId: string; url: string; title: string | null; text: string; language: string; links: { href: string; text: string }[]; publishedAt: Date | null;
  /** Where the document itself stands, for a source that is a channel of a platform: its kind's id up to '-channel'. */
  platform: string | null;
  /** Of a poster: what its QR codes say, and the document that shows it. */
  codes: string[] | null;
  seenOn: string | null;
  /** A line of the platform's own among the posts of a channel, and the channel's address as the watchlist has it. */
  service: boolean;
  sourceUrl: string;
  actor: { id: string; name: string; kind: string };
}

/** Documents by id, with who speaks. */
export async function documentsToDetect(db: DataSource, ids: string[]): Promise<DocumentToDetect[]> {
  return db.query<DocumentToDetect[]>(
    `SELECT d.id, d.election_id AS "electionId", d.source_id AS "sourceId", d.url, d.title, d.text, d.language, d.links, d.published_at AS "publishedAt",
            substring(s.kind FROM '^(.+)-channel$') AS platform, d.codes, d.seen_on AS "seenOn", d.service, s.url AS "sourceUrl",
            json_build_object('id', a.id, 'name', coalesce(a.name ->> d.language, a.name ->> 'en'), 'kind', a.kind) AS actor
     FROM documents d JOIN actors a ON a.election_id = d.election_id AND a.id = d.actor_id JOIN sources s ON s.election_id = d.election_id AND s.id = d.source_id WHERE d.id = ANY($1::bigint[]) ORDER BY d.id`, [ids]);
}

/**
 * Ids of current documents that one of the detectors (id and version) has not seen, and of those that hold a call and were read before the furniture of their source was
 * known, as soon as `leastPages` of its pages are there to know it by. Each of these comes once. `among`: only of these.
 */
export async function undetectedDocuments(db: DataSource, detectors: { id: string; version: number }[], leastPages: number, { limit = 5000, among = null }: { limit?: number; among?: readonly string[] | null } = {}): Promise<string[]> {
  const rows = await db.query<{ id: string }[]>(
    `SELECT d.id FROM documents d WHERE d.current AND ($6::bigint[] IS NULL OR d.id = ANY($6)) AND NOT EXISTS (SELECT 1 FROM set_aside a WHERE a.document_id = d.id AND a.again_at IS NOT NULL) AND (
       (SELECT count(*) FROM detections t JOIN unnest($1::text[], $2::int[]) AS x (id, version) ON t.detector = x.id AND t.version = x.version WHERE t.document_id = d.id) < $3
       OR d.id IN (SELECT t.document_id FROM detections t JOIN unnest($1::text[], $2::int[]) AS x (id, version) ON t.detector = x.id AND t.version = x.version
                   JOIN documents o ON o.id = t.document_id AND o.current
                   WHERE NOT t.furniture_known AND EXISTS (SELECT 1 FROM observations c WHERE c.document_id = o.id AND c.kind = 'call')
                     AND (SELECT count(*) FROM (SELECT 1 FROM documents p WHERE p.election_id = o.election_id AND p.source_id = o.source_id AND p.current AND p.codes IS NULL AND cardinality(p.paragraphs) > 0 LIMIT $5) AS page) >= $5))
     ORDER BY d.id LIMIT $4`, [detectors.map(({ id }) => id), detectors.map(({ version }) => version), detectors.length, limit, leastPages, among]);
  return rows.map(({ id }) => id);
}

/** `furnitureKnown`: false where the source had too few pages for its furniture to be known; absent where it does not matter. */
export interface DetectorResult { detector: string; version: number; furnitureKnown?: boolean; observations: (Observation<string, object> & { target: AccountKey | null })[] }

/**
 * What detectors found in a document, with the mark that they have seen it, in one transaction. Twice changes nothing. `matters`: what is counted of the
 * document may be other than before, be it only that a newer version of a detector no longer finds what an older one found. A document that is read again, now that its
 * source's furniture is known, loses what the same version found there before: decisions of people name a finding by its place and account, and hold.
 */
export async function saveDetections(db: DataSource, document: { id: string; electionId: string; text: string }, results: DetectorResult[]): Promise<{ saved: number; matters: boolean }> {
  const found = results.flatMap(({ detector, version, observations }) => observations.map((observation) => ({ detector, version, observation })));
  for (const { detector, version, observation: { span, quote } } of found) {
    // A quote is a verbatim span of its document or it is not kept.
    if (document.text.slice(span.start, span.end) !== quote) throw new Error(`${detector}@${version} gave a quote that is not at its span in document ${document.id}`);
  }
  // Few statements, whatever the number of detectors: between two of them the document waits for this process, and its rows are locked.
  return db.transaction(async (tx) => {
    const known = results.filter(({ furnitureKnown }) => furnitureKnown !== false);
    const again = await tx.query<{ detector: string; version: number }[]>(
      `WITH again AS (DELETE FROM detections t USING unnest($2::text[], $3::int[]) AS x (id, version) WHERE t.document_id = $1 AND t.detector = x.id AND t.version = x.version AND NOT t.furniture_known RETURNING t.detector, t.version)
       SELECT detector, version, ${UNWAITED} FROM again`, [document.id, known.map(({ detector }) => detector), known.map(({ version }) => version)]);
    if (again.length > 0) {
      await tx.query('DELETE FROM observations o USING unnest($2::text[], $3::int[]) AS x (id, version) WHERE o.document_id = $1 AND o.detector = x.id AND o.detector_version = x.version',
        [document.id, again.map(({ detector }) => detector), again.map(({ version }) => version)]);
    }
    // Whoever puts the mark writes what was found. A run that was slower, or knew less, adds nothing beside it: two at once wait for each other here.
    const marks = await tx.query<{ detector: string; version: number; any: boolean }[]>(
      `WITH put AS (INSERT INTO detections (document_id, detector, version, furniture_known) SELECT $1, x.* FROM unnest($2::text[], $3::int[], $4::boolean[]) AS x ON CONFLICT DO NOTHING RETURNING detector, version)
       SELECT detector, version, EXISTS (SELECT 1 FROM observations WHERE document_id = $1) AS any, ${UNWAITED} FROM put`,
      [document.id, results.map(({ detector }) => detector), results.map(({ version }) => version), results.map(({ furnitureKnown = true }) => furnitureKnown)]);
    const ours = found.filter(({ detector, version }) => marks.some((mark) => mark.detector === detector && mark.version === version));
    const column = <T>(of: (one: (typeof found)[number]) => T): T[] => ours.map(of);
    const saved = ours.length === 0 ? 0 : (await tx.query<unknown[]>(
      `INSERT INTO observations (election_id, document_id, detector, detector_version, kind, span_start, span_end, quote, payload, digest, target, why, confidence)
       SELECT $1, $2, x.* FROM unnest($3::text[], $4::int[], $5::text[], $6::int[], $7::int[], $8::text[], $9::jsonb[], $10::text[], $11::text[], $12::text[], $13::real[]) AS x ON CONFLICT DO NOTHING RETURNING 1`,
      [document.electionId, document.id, column(({ detector }) => detector), column(({ version }) => version), column(({ observation: { kind } }) => kind), column(({ observation: { span } }) => span.start), column(({ observation: { span } }) => span.end),
        column(({ observation: { quote } }) => quote), column(({ observation: { payload } }) => jsonb(payload)), column(({ observation: { payload } }) => sha256Of(JSON.stringify(payload))), column(({ observation: { target } }) => target),
        column(({ observation: { why } }) => why), column(({ observation: { confidence } }) => confidence)])).length;
    return { saved, matters: marks.length > 0 && (again.length > 0 || saved > 0 || marks.some(({ any }) => any)) };
  });
}

/** Says that the document's source could not be read by this part. */
export const raiseReadGap = (db: DataSource, snapshot: SnapshotToRead, reason: 'parser-failed' | 'parser-timed-out' | 'no-preview' | 'not-html', detail: string): Promise<void> =>
  raiseGap(db, snapshot.electionId, snapshot.sourceId, reason, detail, snapshot.fetchedAt);
