import type { EXPORTS } from '#core/contract/exports.js';
import { REJECTED } from './campaigns.js';
import { getElection } from './elections.js';
import type { Sql } from './open.js';
import { TARGET } from './target.js';

export type ExportName = (typeof EXPORTS)[number];
export type ExportCell = string | number | boolean | Date | null | object;
interface Table { columns: Record<string, string>; from: string; /** The moment by which days are chosen. */ at: string; key: string; where?: string;
  /** Rows read at a time; fewer where each may be long. */
  atOnce?: number;
  /** Several rows of the table in one of the database. */
  spread?: (row: Record<string, ExportCell>) => ExportCell[][];
}

const SAID = 'coalesce(d.published_at, d.first_seen_at)';
const NEWEST = `NOT EXISTS (SELECT 1 FROM detections t WHERE t.document_id = o.document_id AND t.detector = o.detector AND t.version > o.detector_version)`;
const OBSERVED = {
  id: 'o.id::text', document_id: 'o.document_id::text', actor: 'd.actor_id', source: 'd.source_id', url: 'd.url', title: 'd.title', language: 'd.language', published_at: 'd.published_at', published_precision: 'd.published_precision', first_seen_at: 'd.first_seen_at',
  quote: 'o.quote', span_start: 'o.span_start', span_end: 'o.span_end', target: TARGET };
const JUDGED = {
  review: `coalesce(v.state, 'waiting')`, decision: 'v.decision', why: 'o.why', confidence: 'round(o.confidence::numeric, 3)::float8', detector: `o.detector || '@' || o.detector_version` };
const OBSERVATIONS = 'observations o JOIN documents d ON d.id = o.document_id AND d.current LEFT JOIN reviews v ON v.finding = finding_key(o.document_id, o.kind, o.span_start, o.span_end, o.target)';

const TABLES: Record<ExportName, Table> = {
  documents: {
    columns: { id: 'd.id::text', actor: 'd.actor_id', source: 'd.source_id', url: 'd.url', version: 'd.version', title: 'd.title', language: 'd.language', author: 'd.author', published_at: 'd.published_at', published_precision: 'd.published_precision', published_how: 'd.published_how', first_seen_at: 'd.first_seen_at', last_seen_at: 'd.last_seen_at', vanished_at: 'd.vanished_at', snapshot_sha256: 'n.sha256', text: 'd.text' },
    from: 'documents d JOIN snapshots n ON n.id = d.snapshot_id', at: SAID, key: 'd.id', where: 'd.current', atOnce: 100 },
  calls: {
    columns: { ...OBSERVED, action: `coalesce(v.payload, '{}'::jsonb) ->> 'action'`, audience: '', strength: '', voice: '', caller: '', ...JUDGED }, from: OBSERVATIONS, at: SAID, key: 'o.id', where: `o.kind = 'call' AND ${NEWEST} AND NOT EXISTS (${REJECTED})` },
  observations: { columns: { ...OBSERVED, kind: 'o.kind', says: `o.payload || coalesce(v.payload, '{}'::jsonb)`, ...JUDGED }, from: OBSERVATIONS, at: SAID, key: 'o.id', where: NEWEST },
  campaigns: {
    columns: { id: 'c.id', target: 'c.target', active: 'c.active', members: 'jsonb_array_length(c.members)', calls: 'jsonb_array_length(c.calls)', first_at: 'c.first_at', last_at: 'c.last_at', links: 'c.links', similarity: 'c.similarity', p_value: 'c.p_value', verdict: 'c.verdict' },
    from: 'campaigns c', at: 'c.last_at', key: 'c.id' },
  'campaign-members': {
    columns: { campaign_id: 'c.id', target: 'c.target', actor: 'c.joined', first_at: 'NULL', after_ms: 'NULL', calls: 'NULL', role: 'NULL' }, from: 'campaigns c', at: 'c.last_at', key: 'c.id', atOnce: 200,
    spread: (row) => (row['actor'] as { actorId: string; firstAt: string; afterMs: number; calls: number; role: string }[]).map((member) => [row['campaign_id']!, row['target']!, member.actorId, member.firstAt, member.afterMs, member.calls, member.role]) },
  readings: {
    columns: { account: 'r.account', metric: 'r.metric', value: 'r.value::float8', bound: 'r.bound', low: 'r.low::float8', high: 'r.high::float8', at: 'r.at', how: 'r.how', snapshot_id: 'r.snapshot_id::text', document_id: 'r.document_id::text' }, from: 'readings r', at: 'r.at', key: 'r.id' },
  gaps: { columns: { id: 'g.id::text', source: `nullif(g.source_id, '')`, reason: 'g.reason', detail: 'g.detail', first_at: 'g.first_at', last_at: 'g.last_at', tries: 'g.tries', open: 'g.open' }, from: 'gaps g', at: 'g.last_at', key: 'g.id' },
  'document-events': {
    columns: { id: 'v.id::text', kind: 'v.kind', source: 'v.source_id', url: 'v.url', document_id: 'v.document_id::text', before_id: 'v.before_id::text', at: 'v.at', last_seen_at: 'v.last_seen_at', first_missed_at: 'v.first_missed_at' }, from: 'document_events v', at: 'v.at', key: 'v.id' },
};
for (const field of ['action', 'audience', 'strength', 'voice', 'caller']) TABLES.calls.columns[field] = `coalesce(v.payload ->> '${field}', o.payload ->> '${field}')`;

export const MOST_ROWS = 2_000_000;
const AT_ONCE = 2000;

export const exportColumns = (name: ExportName): string[] => Object.keys(TABLES[name].columns);

/**
 * Rows of a table, in batches by its key, so that neither this process nor the database holds more than one batch: each a list of cells in the order of
 * `exportColumns`. At most two million. Rejects with Gone where there is no such election, before the first batch.
 */
export async function exportRows(db: Sql, name: ExportName, { election, from, to }: { election: string; from?: string | undefined; to?: string | undefined }, most = MOST_ROWS): Promise<AsyncGenerator<ExportCell[][]>> {
  const { timeZone } = await getElection(db, election);
  return batches(db, TABLES[name], { election, from, to, timeZone }, most);
}

async function* batches(db: Sql, { columns, from: tables, at, key, where = 'true', atOnce = AT_ONCE, spread }: Table, { election, from, to, timeZone }: { election: string; from?: string | undefined; to?: string | undefined; timeZone: string }, most: number): AsyncGenerator<ExportCell[][]> {
  const names = Object.keys(columns);
  const [alias] = /^\w+ (\w+)/.exec(tables)!.slice(1);
  const numbered = key.endsWith('.id') && alias !== 'c';
  let left = most;
  for (let after = numbered ? '0' : ''; left > 0;) {
    const rows = await db.query<(Record<string, ExportCell> & { pageKey: string })[]>(
      `SELECT ${names.map((name) => `${columns[name]} AS "${name}"`).join(', ')}, (${key})::text AS "pageKey" FROM ${tables} WHERE ${alias}.election_id = $1 AND ${where} AND ${key} > $2${numbered ? '::bigint' : ''}
         AND ($3::date IS NULL OR ${at} >= ($3::date)::timestamp AT TIME ZONE $5) AND ($4::date IS NULL OR ${at} < ($4::date + 1)::timestamp AT TIME ZONE $5) ORDER BY ${key} LIMIT $6`,
      [election, after, from ?? null, to ?? null, timeZone, Math.min(atOnce, left)]);
    if (rows.length === 0) return;
    yield spread === undefined ? rows.map((row) => names.map((name) => row[name]!)) : rows.flatMap(spread);
    after = rows.at(-1)!.pageKey;
    left -= rows.length;
    if (rows.length < atOnce) return;
  }
}

/** Actors of an election and who called beside whom in its drives of these days: in how many, sharing how many things. */
export async function callNetwork(db: Sql, { election, from, to }: { election: string; from?: string | undefined; to?: string | undefined }): Promise<{ nodes: { id: string; name: string; kind: string; side: string; calls: number }[]; edges: { from: string; to: string; drives: number; shared: number }[] }> {
  const { timeZone } = await getElection(db, election);
  const values = [election, from ?? null, to ?? null, timeZone];
  const drives = `drives AS (SELECT * FROM campaigns WHERE election_id = $1 AND active AND ($2::date IS NULL OR last_at >= ($2::date)::timestamp AT TIME ZONE $4) AND ($3::date IS NULL OR first_at < ($3::date + 1)::timestamp AT TIME ZONE $4))`;
  const nodes = await db.query<{ id: string; name: string; kind: string; side: string; calls: number }[]>(
    `WITH ${drives}, members AS (SELECT m ->> 'actorId' AS id, sum((m ->> 'calls')::int)::int AS calls FROM drives CROSS JOIN LATERAL jsonb_array_elements(joined) m GROUP BY 1)
     SELECT a.id, a.name ->> 'en' AS name, a.kind, a.side, members.calls FROM members JOIN actors a ON a.election_id = $1 AND a.id = members.id ORDER BY a.id`, values);
  const edges = await db.query<{ from: string; to: string; drives: number; shared: number }[]>(
    `WITH ${drives}, pairs AS (SELECT c.objects, a AS "from", b AS "to" FROM drives c CROSS JOIN LATERAL jsonb_array_elements_text(c.members) a CROSS JOIN LATERAL jsonb_array_elements_text(c.members) b WHERE a < b)
     SELECT "from", "to", count(*)::int AS drives, sum((SELECT count(*) FROM jsonb_array_elements(objects) o WHERE o -> 'members' ? "from" AND o -> 'members' ? "to"))::int AS shared FROM pairs GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 200000`, values);
  return { nodes, edges };
}
