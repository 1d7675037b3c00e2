import type { AnswerOf } from '#core/contract/operation.js';
import type { searchDocuments as operation } from '#core/contract/operations.js';
import { holdsPhrases, searchQuery, searchTerms, snippet } from '#core/text/search.js';
import { DOCUMENT_SUMMARY, WITH_NAMES } from './lists.js';
import type { Sql } from './open.js';
import { readPage, Where, type Paging } from './paging.js';

type Results = AnswerOf<typeof operation>;
type Summary = Results['items'][number]['document'];

/** Notes by what documents are found. Twice changes nothing. */
export async function indexDocuments(db: Pick<Sql, 'query'>, ids: string[]): Promise<void> {
  const documents = await db.query<{ id: string; language: string; title: string | null; text: string }[]>('SELECT id, language, title, text FROM documents WHERE id = ANY($1::bigint[])', [ids]);
  const terms = documents.map(({ title, text }) => searchTerms(`${title ?? ''}\n${text}`));
  await db.query(
    // English words are found by their stem too.
    `INSERT INTO document_search (document_id, election_id, source_id, actor_id, language, said_at, current, terms)
     SELECT d.id, d.election_id, d.source_id, d.actor_id, d.language, coalesce(d.published_at, d.first_seen_at), d.current,
       to_tsvector('simple', x.words) || CASE WHEN d.language = 'en' THEN to_tsvector('english', x.words) ELSE ''::tsvector END || array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(x.grams)))
     FROM unnest($1::bigint[], $2::text[], $3::jsonb[]) AS x (id, words, grams) JOIN documents d ON d.id = x.id ON CONFLICT (document_id) DO NOTHING`,
    [documents.map(({ id }) => id), terms.map(({ words }) => words.slice(0, MOST_WORDS)), terms.map(({ grams }) => JSON.stringify(grams))]);
}
/** The database takes no more than a megabyte of words. */
const MOST_WORDS = 300_000;

/** Takes in documents that are not found yet, such as those of an earlier release; at most `most` at a time. Resolves with how many. */
export async function indexMissing(db: Sql, most = 20_000): Promise<number> {
  let done = 0;
  while (done < most) {
    const rows = await db.query<{ id: string }[]>('SELECT d.id FROM documents d WHERE NOT EXISTS (SELECT 1 FROM document_search s WHERE s.document_id = d.id) ORDER BY d.id DESC LIMIT 500');
    if (rows.length === 0) break;
    await indexDocuments(db, rows.map(({ id }) => id));
    done += rows.length;
  }
  return done;
}

interface Filter { q: string; election?: string | undefined; visible?: string[] | undefined; source?: string | undefined; actor?: string | undefined; language?: string | undefined; from?: string | undefined; to?: string | undefined }
/** Counting ends here: "more than 200" says enough. */
const COUNTED = 200;
/** A question of one syllable may find much that it does not mean; after this many rounds the page is given as it is. */
const ROUNDS = 5;

/** Current documents that hold all that is asked for, newest first. BadInput where nothing is asked for. */
export async function searchDocuments(db: Sql, { q, election, visible, source, actor, language, from, to, ...paging }: Filter & Paging): Promise<Results> {
  const query = searchQuery(q);
  const where = new Where().and('s.terms @@ $::tsquery', await compiled(db, query)).and('s.current').and('s.election_id = $', election).and('s.election_id = ANY($::text[])', visible).and('s.source_id = $', source).and('s.actor_id = $', actor).and('s.language = $', language)
    .and(`s.said_at >= ($::date)::timestamp AT TIME ZONE (SELECT time_zone FROM elections WHERE id = s.election_id)`, from).and(`s.said_at < ($::date + 1)::timestamp AT TIME ZONE (SELECT time_zone FROM elections WHERE id = s.election_id)`, to);
  const found: Results['items'] = [];
  let cursor = paging.cursor;
  let next: string | null = null;
  for (let round = 0; round < ROUNDS && found.length < paging.limit; round++) {
    const page = await readPage<{ id: string }>(db, { columns: 's.document_id AS id', from: 'document_search s', where, key: ['s.document_id'], types: ['bigint'], descending: true }, { limit: paging.limit - found.length, cursor });
    const rows = await db.query<(Summary & { text: string })[]>(`SELECT ${DOCUMENT_SUMMARY}, d.text FROM documents d ${WITH_NAMES} WHERE d.id = ANY($1::bigint[]) ORDER BY d.id DESC`, [page.items.map(({ id }) => id)]);
    for (const { text, ...document } of rows) {
      const whole = `${document.title ?? ''}\n${text}`;
      if (holdsPhrases(whole, query.phrases)) found.push({ document, snippet: snippet(placeIn(text, document.title, query.needles), query.needles) });
    }
    next = page.next;
    if (next === null) break;
    cursor = next;
  }
  const [counted] = await db.query<{ count: number }[]>(`SELECT count(*)::int AS count FROM (SELECT 1 FROM document_search s WHERE ${where} LIMIT ${COUNTED + 1}) AS counted`, where.values);
  return { items: found, next, count: { documents: Math.min(counted!.count, COUNTED), atLeast: counted!.count > COUNTED } };
}

/** The title alone where only it holds what is looked for. */
const placeIn = (text: string, title: string | null, needles: string[]): string => (title !== null && snippet(text, needles).every(({ hit }) => !hit) && snippet(title, needles).some(({ hit }) => hit) ? title : text);

/** A question in the database's own notation, with the stems of English words beside the words as they stand. */
async function compiled(db: Sql, { words, grams }: { words: string | null; grams: string | null }): Promise<string> {
  const parts: string[] = [];
  if (words !== null) parts.push(`(to_tsquery('simple', $1) || to_tsquery('english', $1))`);
  if (grams !== null) parts.push(`$${words === null ? 1 : 2}::tsquery`);
  const rows = await db.query<{ query: string }[]>(`SELECT (${parts.join(' && ')})::text AS query`, [words, grams].filter((part) => part !== null));
  return rows[0]!.query;
}
