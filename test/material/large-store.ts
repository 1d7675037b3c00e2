import { watchlistSchema } from '#core/election/watchlist.js';
import { searchTerms } from '#core/text/search.js';
import type { Database } from '#infra/store/open.js';
import { applyWatchlist } from '#infra/store/watchlist.js';
import { seeded as random } from '#core/accounts/statistics.js';

const ACTORS = 100;
const BATCH = 2000;
const AT_ONCE = 100_000;
const TEXTS = 20_000;
const DAYS = 60;
const START = Date.UTC(2031, 0, 1);

/**
 * An election with so many documents of sixty days, half of them in Khmer, words by Zipf's law; a finding in three of ten, a drive for each two hundred calls, and a
 * count of an account for each fifty documents. Tells how far it is.
 */
export async function plantLargeStore(db: Database, documents: number, tell: (text: string) => void): Promise<void> {
  const next = random(11);
  const watchlist = watchlistSchema.parse({
    version: 1, election: { id: 'bench', name: { en: 'Vote' }, polity: { en: 'Vale' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2031-03-10' },
    actors: Array.from({ length: ACTORS }, (_none, at) => ({ id: `actor-${at}`, name: { en: `Office ${at}` }, kind: 'ministry', side: 'government', sources: [{ kind: 'website', url: `https://office-${at}.example/` }] })),
    accounts: Array.from({ length: 20 }, (_none, at) => ({ platform: 'telegram', handle: `channel_${at}`, owner: `actor-${at}`, counter_url: 'none' })),
    goals: [{ account: 'telegram:channel_0', value: 1_000_000, by: '2031-03-10', stated_by: 'actor-0', source: 'https://office-0.example/goal' }],
  });
  await applyWatchlist(db, watchlist, 'bench', () => []);
  await db.query(`INSERT INTO snapshots (election_id, source_id, url, final_url, status, headers, redirects, sha256, bytes, fetched_at, minute, read_state) VALUES ('bench', 'actor-0-website', 'u', 'u', 200, '{}', '[]', 'x', 1, now(), now(), 'read')`);
  const [snapshot] = await db.query<{ id: string }[]>('SELECT id FROM snapshots');
  const english = vocabulary(20_000, next, ['ba', 'ter', 'lon', 'mi', 'sha', 'ro', 'ken', 'du', 'vel', 'ta', 'pri', 'no']);
  const khmer = vocabulary(4000, next, ['កា', 'រ', 'ស', 'ម្ព', 'ន្ធ', 'តា', 'ម', 'ដា', 'ន', 'ឆា', 'នែល', 'លោ', 'ក', 'ទី', 'ខេ', 'ត្ត', 'ភ្នំ', 'ឡើ', 'ង']);
  const word = (words: string[]): string => words[Math.floor(Math.exp(next() * Math.log(words.length))) - 1]!;
  // Texts are made once and stand fifty times each: what is measured is how much there is to look through.
  await db.query('CREATE TABLE pool (n int PRIMARY KEY, text text NOT NULL, language text NOT NULL, terms tsvector NOT NULL)');
  const texts = Math.min(TEXTS, documents);
  for (let done = 0; done < texts; done += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, texts - done) }, (_none, at) => {
      const inKhmer = next() < 0.5;
      const text = inKhmer ? Array.from({ length: 12 }, () => Array.from({ length: 5 }, () => word(khmer)).join('')).join(' ') : Array.from({ length: 55 }, () => word(english)).join(' ');
      return { n: done + at, text, language: inKhmer ? 'km' : 'en', ...searchTerms(text) };
    });
    await db.query(
      `INSERT INTO pool SELECT x.n, x.text, x.language, to_tsvector('simple', x.words) || CASE WHEN x.language = 'en' THEN to_tsvector('english', x.words) ELSE ''::tsvector END || array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(x.grams)))
       FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) AS x (n, text, language, words, grams)`,
      [rows.map(({ n }) => n), rows.map(({ text }) => text), rows.map(({ language }) => language), rows.map(({ words }) => words), rows.map(({ grams }) => JSON.stringify(grams))]);
  }
  tell(`${texts.toLocaleString('en')} texts made`);
  await db.query('DROP INDEX document_search_terms');
  for (let done = 0; done < documents; done += AT_ONCE) {
    await db.query(
      `INSERT INTO documents (election_id, source_id, actor_id, snapshot_id, reader_version, url, version, title, text, text_sha256, language, published_at, published_precision, published_how, links, images, first_seen_at, last_seen_at)
       SELECT 'bench', 'actor-' || g.n % ${ACTORS} || '-website', 'actor-' || g.n % ${ACTORS}, $1, '1', 'https://office-0.example/' || g.n, 1, left(p.text, 60), p.text, g.n::text, p.language, at, 'minute', 'meta', '[]', '[]', at, at
       FROM generate_series($2::int, $3::int) AS g (n) JOIN pool p ON p.n = g.n % ${texts} CROSS JOIN LATERAL (SELECT $4::timestamptz + g.n * ($5::float8 / ${documents}) * interval '1 day' AS at) t`,
      [snapshot!.id, done, Math.min(documents, done + AT_ONCE) - 1, new Date(START), DAYS]);
    tell(`${Math.min(documents, done + AT_ONCE).toLocaleString('en')} documents`);
  }
  await db.query(`INSERT INTO document_search SELECT d.id, d.election_id, d.source_id, d.actor_id, d.language, d.published_at, true, p.terms FROM documents d JOIN pool p ON p.n = d.text_sha256::int % ${texts}`);
  await db.query('DROP TABLE pool');
  tell('the index of words');
  await db.query(`SET maintenance_work_mem = '512MB'`);
  await db.query('CREATE INDEX document_search_terms ON document_search USING gin (terms)');
  await db.query(`INSERT INTO detections (document_id, detector, version) SELECT id, 'call-to-follow', 1 FROM documents`);
  await db.query(
    `INSERT INTO observations (election_id, document_id, detector, detector_version, kind, span_start, span_end, quote, payload, digest, target, why, confidence)
     SELECT 'bench', d.id, 'call-to-follow', 1, CASE WHEN d.id % 10 = 0 THEN 'call' WHEN d.id % 10 = 1 THEN 'threat' ELSE 'metric' END, 5, 25, substr(d.text, 6, 20),
       jsonb_build_object('voice', 'own', 'caller', null, 'audience', 'general', 'target', jsonb_build_object('url', null), 'action', 'follow', 'strength', (ARRAY['invitation', 'instruction', 'mandatory'])[1 + d.id % 3]), 'x', 'telegram:channel_' || d.id % 20, 'bench', 0.8
     FROM documents d WHERE d.id % 10 < 3`);
  await db.query(
    `INSERT INTO campaigns (id, election_id, target, members, calls, first_at, last_at, links, objects, joined, similarity, p_value, verdict)
     SELECT 'drive-' || n, 'bench', 'telegram:channel_' || n % 20, jsonb_agg(DISTINCT actor_id), jsonb_agg(jsonb_build_object('documentId', document_id::text, 'actorId', actor_id, 'at', at, 'observationId', id::text)), min(at), max(at), '["same target"]', '[]',
       jsonb_agg(jsonb_build_object('actorId', actor_id, 'firstAt', at, 'afterMs', 0, 'calls', 1, 'role', 'origin')), 0.9, 0.01, 'observed'
     FROM (SELECT o.id, o.document_id, d.actor_id, d.published_at AS at, o.id / 600 AS n FROM observations o JOIN documents d ON d.id = o.document_id WHERE o.kind = 'call') c GROUP BY n`);
  await db.query(`INSERT INTO readings (election_id, account, metric, value, bound, at, how) SELECT 'bench', 'telegram:channel_' || id % 20, 'followers', 1000 + id, '=', published_at, 'observed' FROM documents WHERE id % 50 = 0 ON CONFLICT DO NOTHING`);
  await db.query(`INSERT INTO gaps (election_id, source_id, reason, detail, first_at, last_at, open) SELECT 'bench', 'actor-' || n || '-website', 'blocked', '403', now(), now(), true FROM generate_series(0, 60) n`);
  tell('counting words for the planner');
  await db.query('VACUUM ANALYZE');
}

const vocabulary = (size: number, next: () => number, syllables: string[]): string[] => {
  const words = new Set<string>();
  while (words.size < size) words.add(Array.from({ length: 2 + Math.floor(next() * 3) }, () => syllables[Math.floor(next() * syllables.length)]!).join(''));
  return [...words];
};
