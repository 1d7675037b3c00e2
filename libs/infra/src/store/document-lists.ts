import type { AnswerOf } from '#core/contract/operation.js';
import type * as operations from '#core/contract/operations.js';
import { Gone } from '#core/errors.js';
import type { Sql } from './open.js';
import { readPage, Where, type Page, type Paging } from './paging.js';
import { TARGET } from './target.js';

type Answer<K extends keyof typeof operations> = AnswerOf<(typeof operations)[K]>;
interface Scope { election?: string | undefined; visible?: string[] | undefined }
interface Days { from?: string | undefined; to?: string | undefined }

/** Where findings stand in a document's text, as the newest version of each detector found them. */
export const marksOf = async (db: Sql, documentId: string): Promise<Answer<'getDocumentMarks'>> => ({
  items: await db.query(
    `SELECT o.id AS "observationId", o.kind, o.span_start AS start, o.span_end AS end, ${TARGET} AS target, o.why FROM observations o WHERE o.document_id = $1
       AND NOT EXISTS (SELECT 1 FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector AND t.version > o.detector_version) ORDER BY o.span_start, o.id LIMIT 1000`, [documentId]),
});

/** All versions at a document's address. Gone where there is none. */
export async function versionsOf(db: Sql, documentId: string): Promise<Answer<'listDocumentVersions'>> {
  const items = await db.query<Answer<'listDocumentVersions'>['items']>(
    `SELECT v.id, v.version, v.current, v.title, v.first_seen_at AS "firstSeenAt", v.last_seen_at AS "lastSeenAt", v.snapshot_id AS "snapshotId" FROM documents d
     JOIN documents v ON v.election_id = d.election_id AND v.source_id = d.source_id AND v.url = d.url WHERE d.id = $1 ORDER BY v.version DESC LIMIT 500`, [documentId]);
  if (items.length === 0) throw new Gone('there is no such document');
  return { items };
}

export function pageDocumentEvents(db: Sql, { election, visible, source, actor, kind, from, to, ...paging }: Scope & Days & { source?: string | undefined; actor?: string | undefined; kind?: string | undefined } & Paging): Promise<Page<Answer<'listDocumentEvents'>['items'][number]>> {
  return readPage(db, {
    columns: `v.id, v.election_id AS "electionId", v.source_id AS "sourceId", json_build_object('id', a.id, 'name', a.name) AS actor, v.url, d.title, v.kind, v.document_id AS "documentId", v.before_id AS "beforeId", v.at, v.last_seen_at AS "lastSeenAt", v.first_missed_at AS "firstMissedAt"`,
    from: 'document_events v JOIN elections e ON e.id = v.election_id JOIN documents d ON d.id = v.document_id JOIN actors a ON a.election_id = d.election_id AND a.id = d.actor_id', key: ['v.at', 'v.id'], types: ['timestamptz', 'bigint'], descending: true,
    where: new Where().and('v.election_id = $', election).and('v.election_id = ANY($::text[])', visible).and('v.source_id = $', source).and('d.actor_id = $', actor).and('v.kind = $', kind)
      .and('v.at >= ($::date)::timestamp AT TIME ZONE e.time_zone', from).and('v.at < ($::date + 1)::timestamp AT TIME ZONE e.time_zone', to),
  }, paging);
}

type Snapshot = Answer<'getSnapshot'>;
const SNAPSHOT = `n.id, n.election_id AS "electionId", n.source_id AS "sourceId", n.url, n.final_url AS "finalUrl", n.redirects, n.status, n.headers, n.sha256, n.bytes, n.fetched_at AS "fetchedAt", n.origin, n.read_state AS "readState", n.read_reason AS "readReason", n.address, n.certificate_sha256 AS "certificateSha256"`;
/** Cookies that a site set are nobody's business. */
const withoutCookies = (snapshot: Snapshot): Snapshot => ({ ...snapshot, headers: Object.fromEntries(Object.entries(snapshot.headers).filter(([name]) => !/^(set-cookie2?|cookie|authorization)$/i.test(name))) });

export async function pageSnapshots(db: Sql, { election, visible, source, state, ...paging }: Scope & { source?: string | undefined; state?: string | undefined } & Paging): Promise<Page<Snapshot>> {
  const where = new Where().and('n.election_id = $', election).and('n.election_id = ANY($::text[])', visible).and('n.source_id = $', source).and('n.read_state = $', state);
  const page = await readPage<Snapshot>(db, { columns: SNAPSHOT, from: 'snapshots n', where, key: ['n.id'], types: ['bigint'], descending: true }, paging);
  return { items: page.items.map(withoutCookies), next: page.next };
}
export async function oneSnapshot(db: Sql, id: string): Promise<Snapshot> {
  const rows = await db.query<Snapshot[]>(`SELECT ${SNAPSHOT} FROM snapshots n WHERE n.id = $1`, [id]);
  if (rows[0] === undefined) throw new Gone('there is no such snapshot');
  return withoutCookies(rows[0]);
}
