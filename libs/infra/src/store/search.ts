import type { AnswerOf } from '#core/contract/operation.js';
import type { searchDocuments as operation } from '#core/contract/operations.js';
import { BadInput } from '#core/errors.js';
import { holdsPhrases, searchQuery, searchTerms, snippet, titleHolds, type SearchQuery } from '#core/text/search.js';
import { DOCUMENT_SUMMARY, WITH_NAMES } from './lists.js';
import type { Sql } from './open.js';
import { cursorOf, parseCursor, WRONG_CURSOR, type Paging } from './paging.js';
import { newestWith, stemmed, type SearchFilter } from './search-windows.js';

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

/** So many of the newest hits are taken together and put in order, or a page where that is larger; and counting ends there: "more than 60" says enough. */
const BATCH = 60;
const LARGEST_PAGE = 100;
/** A question in a script without spaces may find much that it does not mean: for each document of a page so many are looked at. */
const LOOKED_AT_FOR_ONE = 4;
/** After so long a page is given as it is, with where to go on. */
const BUDGET_MS = 100;
const AGAIN_MS = 2000;

/**
 * Current documents that hold all that is asked for. BadInput where nothing is asked for. Hits are taken from the newest on, sixty at a time, and `best` puts those in order: rank over all would read every match of a common
 * word. What was not reached in time is left to the next page.
 */
export async function searchDocuments(db: Sql, { q, order, limit, cursor, ...filter }: SearchFilter & Paging & { q: string; order: 'best' | 'newest' }): Promise<Results> {
  const query = searchQuery(q);
  const place = cursor === undefined ? { top: await newestId(db, filter), floor: null, offset: 0, before: 0 } : placeOf(cursor, await newestId(db, filter));
  // The same ones as before where a batch goes on: its budget is so large that what was found before is found again.
  const { ids, below } = await newestWith(db, query, filter, { top: place.top, floor: place.floor ?? 0, want: Math.max(BATCH, limit), milliseconds: place.floor === null ? BUDGET_MS : AGAIN_MS });
  const ordered = order === 'best' ? await bestFirst(db, query, ids) : ids;
  const found: Results['items'] = [];
  let at = place.offset;
  const most = query.phrases.length > 0 ? LOOKED_AT_FOR_ONE * limit : limit;
  while (found.length < limit && at < Math.min(ordered.length, place.offset + most)) {
    const next = ordered.slice(at, Math.min(place.offset + most, at + limit));
    const documents = new Map((await db.query<(Summary & { text: string })[]>(`SELECT ${DOCUMENT_SUMMARY}, d.text FROM documents d ${WITH_NAMES} WHERE d.id = ANY($1::bigint[])`, [next])).map((row) => [row.id, row]));
    for (const id of next) {
      if (found.length === limit) break;
      at += 1;
      const row = documents.get(id);
      if (row === undefined || !holdsPhrases(`${row.title ?? ''}\n${row.text}`, query.phrases)) continue;
      const { text, ...document } = row;
      found.push({ document, snippet: snippet(placeIn(text, document.title, query.needles), query.needles) });
    }
  }
  // A batch that goes on is asked no further down than it came.
  const floor = place.floor ?? below;
  const next = at < ordered.length ? { ...place, floor, offset: at } : floor > 0 ? { top: floor, floor: null, offset: 0, before: place.before + ids.length } : null;
  const all = place.before + ids.length;
  return { items: found, next: next && cursorOf([next.top, next.floor ?? -1, next.offset, next.before].map(String)), count: { documents: all, atLeast: floor > 0 } };
}

/** Where a page begins: hits up to the id `top`, and down to `floor` (exclusive) where it is known how far a batch of them reaches; `offset` of those were looked at; `before` were in batches before. */
interface Place { top: number; floor: number | null; offset: number; before: number }

/** The newest document that may be found. An index tells it of an election, and of each of those that somebody has a right to. */
async function newestId(db: Sql, { election, visible }: SearchFilter): Promise<number> {
  const of = election === undefined ? visible : [election];
  const [newest] = of === undefined ? await db.query<{ id: string | null }[]>('SELECT max(id) AS id FROM documents')
    : await db.query<{ id: string | null }[]>('SELECT max(d.id) AS id FROM unnest($1::text[]) AS x (election) CROSS JOIN LATERAL (SELECT max(id) AS id FROM documents WHERE election_id = x.election) d', [of]);
  return Number(newest?.id ?? 0);
}

/** What a cursor says, within what there is: it may be anybody's making. */
function placeOf(cursor: string, newest: number): Place {
  const parts = parseCursor(cursor, 4);
  if (!parts.every((part) => /^(?:-1|\d{1,15})$/.test(part))) throw new BadInput(WRONG_CURSOR);
  const [top, floor, offset, before] = parts.map(Number) as [number, number, number, number];
  if (top < 0 || offset < 0 || offset > LARGEST_PAGE || before < 0 || floor > top) throw new BadInput(WRONG_CURSOR);
  return { top: Math.min(top, newest), floor: floor < 0 ? null : Math.min(floor, newest), offset, before };
}

/** First those with all of it in the title, then by how often and how close together the words stand (pieces of syllables have no places), then the newest. */
async function bestFirst(db: Sql, { words, needles }: SearchQuery, ids: string[]): Promise<string[]> {
  if (ids.length < 2) return ids;
  const rank = words === null ? '0' : `ts_rank_cd(s.terms, ${stemmed('$2')}, 1)`;
  const rows = await db.query<{ id: string; title: string | null; rank: number }[]>(`SELECT d.id, d.title, ${rank}::float8 AS rank FROM document_search s JOIN documents d ON d.id = s.document_id WHERE s.document_id = ANY($1::bigint[])`, words === null ? [ids] : [ids, words]);
  return rows.map(({ id, title, rank }) => ({ id, titled: title !== null && titleHolds(title, needles), rank }))
    .sort((a, b) => Number(b.titled) - Number(a.titled) || b.rank - a.rank || Number(b.id) - Number(a.id)).map(({ id }) => id);
}

/** The title alone where only it holds what is looked for. */
const placeIn = (text: string, title: string | null, needles: string[]): string => (title !== null && snippet(text, needles).every(({ hit }) => !hit) && snippet(title, needles).some(({ hit }) => hit) ? title : text);
