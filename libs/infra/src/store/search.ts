import type { AnswerOf } from '#core/contract/operation.js';
import type { searchDocuments as operation } from '#core/contract/operations.js';
import { BadInput } from '#core/errors.js';
import { holdsPhrases, searchQuery, searchTerms, snippet } from '#core/text/search.js';
import { DOCUMENT_SUMMARY, WITH_NAMES } from './lists.js';
import type { Sql } from './open.js';
import { cursorOf, parseCursor, Where, WRONG_CURSOR, type Paging } from './paging.js';

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
/** Counting ends here: "more than 100" says enough. */
const COUNTED = 100;
/** A question in a script without spaces may find much that it does not mean: for each document of a page so many are looked at. */
const LOOKED_AT_FOR_ONE = 4;
/** Documents that are asked at once: first a few of the newest, then more and more. */
const WINDOW = { first: 4000, most: 128_000 };
/** After so long a page is given as it is, with where to go on; and so long it is counted how many more there are. */
const BUDGET_MS = 100;
const COUNTING_MS = 25;

/**
 * Current documents that hold all that is asked for, newest first. BadInput where nothing is asked for. They are asked in windows from the newest on: how many hold a phrase no statistics tell, and a question that is put to
 * all at once is answered either in no time or in seconds. What was not reached in time is left to the next page.
 */
export async function searchDocuments(db: Sql, { q, election, visible, source, actor, language, from, to, ...paging }: Filter & Paging): Promise<Results> {
  const query = searchQuery(q);
  const where = new Where().and('s.terms @@ $::tsquery', await compiled(db, query)).and('s.current').and('s.election_id = $', election).and('s.election_id = ANY($::text[])', visible).and('s.source_id = $', source).and('s.actor_id = $', actor).and('s.language = $', language)
    .and(`s.said_at >= ($::date)::timestamp AT TIME ZONE (SELECT time_zone FROM elections WHERE id = s.election_id)`, from).and(`s.said_at < ($::date + 1)::timestamp AT TIME ZONE (SELECT time_zone FROM elections WHERE id = s.election_id)`, to);
  const [newest] = await db.query<{ id: string | null }[]>('SELECT max(document_id) AS id FROM document_search');
  const top = Number(newest?.id ?? 0);
  const hits = await scan(db, where, paging.cursor === undefined ? top : beforeCursor(paging.cursor), query.phrases.length > 0 ? LOOKED_AT_FOR_ONE * paging.limit : paging.limit + 1, BUDGET_MS);
  const documents = new Map((await db.query<(Summary & { text: string })[]>(`SELECT ${DOCUMENT_SUMMARY}, d.text FROM documents d ${WITH_NAMES} WHERE d.id = ANY($1::bigint[])`, [hits.ids])).map((row) => [row.id, row]));
  const found: Results['items'] = [];
  let looked = 0;
  for (; looked < hits.ids.length && found.length < paging.limit; looked++) {
    const row = documents.get(hits.ids[looked]!);
    if (row === undefined || !holdsPhrases(`${row.title ?? ''}\n${row.text}`, query.phrases)) continue;
    const { text, ...document } = row;
    found.push({ document, snippet: snippet(placeIn(text, document.title, query.needles), query.needles) });
  }
  const next = looked < hits.ids.length ? hits.ids[looked - 1]! : hits.below === 0 ? null : String(hits.below + 1);
  return { items: found, next: next === null ? null : cursorOf([next]), count: await counted(db, where, paging.cursor === undefined ? hits : { ids: [], below: top }) };
}

interface Scanned { ids: string[]; below: number }
/** How many there are in all, from where a scan has come to. */
async function counted(db: Sql, where: Where, { ids, below }: Scanned): Promise<Results['count']> {
  const rest = below > 0 && ids.length <= COUNTED ? await scan(db, where, below, COUNTED + 1 - ids.length, COUNTING_MS) : { ids: [], below };
  const all = ids.length + rest.ids.length;
  return { documents: Math.min(all, COUNTED), atLeast: all > COUNTED || rest.below > 0 };
}

function beforeCursor(cursor: string): number {
  const [id] = parseCursor(cursor, 1);
  if (!/^[1-9]\d{0,14}$/.test(id!)) throw new BadInput(WRONG_CURSOR);
  return Number(id) - 1;
}

/** Ids up to `top`, newest first, at most `want`; `below`: documents up to this one were not asked, 0 where all were. */
async function scan(db: Sql, where: Where, top: number, want: number, milliseconds: number): Promise<Scanned> {
  const ends = performance.now() + milliseconds;
  const ids: string[] = [];
  let high = top;
  for (let size = WINDOW.first; high > 0; size = Math.min(WINDOW.most, 4 * size)) {
    const low = Math.max(0, high - size);
    const most = want - ids.length;
    const n = where.values.length;
    const rows = await db.query<{ id: string }[]>(`SELECT s.document_id AS id FROM document_search s WHERE ${where} AND s.document_id > $${n + 1} AND s.document_id <= $${n + 2} ORDER BY s.document_id DESC LIMIT ${most}`, [...where.values, low, high]);
    ids.push(...rows.map(({ id }) => id));
    high = rows.length === most ? Number(ids.at(-1)!) - 1 : low;
    if (ids.length >= want || performance.now() > ends) break;
  }
  return { ids, below: high };
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
