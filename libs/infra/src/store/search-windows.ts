import type { SearchQuery } from '#core/text/search.js';
import type { Sql } from './open.js';
import { Where, withinDays } from './paging.js';

export interface SearchFilter { election?: string | undefined; visible?: string[] | undefined; source?: string | undefined; actor?: string | undefined; language?: string | undefined; from?: string | undefined; to?: string | undefined }
/** Ids of documents, newest first. `below`: those up to this id were not asked, 0 where all were. */
export interface Scanned { ids: string[]; below: number }

/** What the index holds of a document (migration 405): its words, and where it stands. */
const FOUND_BY = '(s.terms || search_places(s.document_id, s.election_id, s.source_id, s.actor_id, s.language, s.said_at))';
/** Blocks of ids that the index knows of: by their letter, and how many bits of an id do not matter. */
const SMALL = { letter: 'b', bits: 11 };
const LARGE = { letter: 'c', bits: 15 };
/** Ids that are asked at once: first the newest few thousand; then as many as are likely to be enough. */
const WINDOW = { first: 2 ** SMALL.bits, growth: 8, most: 2 ** 18 };
/** So many small blocks are named at the most. */
const MOST_SMALL = 16;
/** Documents whose words the index knows to be there, which are looked up at once: reckoned with, where their order is asked of each, and taken at the most. A window that holds more is made smaller. */
const CANDIDATES = { reckoned: 2000, inOrder: 1000, most: 2 * WINDOW.first };
/** Days that are named; of a longer time each document is asked. */
const MOST_DAYS = 62;
const DAY_MS = 86_400_000;

/**
 * Current documents from `top` down to `floor` that hold what is asked for, at most `want`, as far as the milliseconds reach. They are asked in windows from the newest on: no statistics tell how many documents hold words together,
 * but the first few thousand do. Of common words they are a page already; of rare ones the index names all there are, however many documents there are; in between a window is made as large as is likely to be enough.
 */
export async function newestWith(db: Sql, query: SearchQuery, filter: SearchFilter, { top, floor = 0, want, milliseconds }: { top: number; floor?: number; want: number; milliseconds: number }): Promise<Scanned> {
  const ends = performance.now() + milliseconds;
  const ids: string[] = [];
  let high = top;
  let candidates = 0;
  // A word may have been rare of late and common before: what held too much is not asked at once again.
  let largest = Number.POSITIVE_INFINITY;
  for (let size = WINDOW.first; high > floor && ids.length < want && performance.now() < ends;) {
    const { low, places } = windowOf(high, size, floor);
    const most = want - ids.length;
    // Blocks keep elections apart well enough, and each name costs.
    const found = await ask(db, query, filter, { low, high, places: places.length > 0 ? places : electionsOf(filter), most });
    if (found.candidates > CANDIDATES.most && size > WINDOW.first) { size = largest = Math.max(WINDOW.first, Math.floor(Math.min(size, high - floor) / WINDOW.growth)); continue; }
    candidates += found.candidates;
    ids.push(...found.ids);
    high = found.ids.length === most ? Number(found.ids.at(-1)!) - 1 : low;
    largest *= 2;
    size = Math.min(largest, likelyEnough({ size, asked: top - high, candidates, hits: ids.length, want, left: high - floor, reckoned: query.inOrder ? CANDIDATES.inOrder : CANDIDATES.reckoned }));
  }
  return { ids, below: high <= floor ? floor : high };
}

/** What is likely to hold as many hits as are wanted; all that is left, where that is the most of it, or where no hit is known and few candidates are to be expected. */
function likelyEnough({ size, asked, candidates, hits, want, left, reckoned }: { size: number; asked: number; candidates: number; hits: number; want: number; left: number; reckoned: number }): number {
  const density = (candidates + 1) / asked;
  const wanted = hits === 0 ? WINDOW.growth * size : (1.3 * (want - hits) * asked) / hits;
  if (density * left <= reckoned && (hits === 0 || wanted > left / 2)) return left;
  return Math.round(Math.max(WINDOW.first, Math.min(wanted, reckoned / density, WINDOW.most)));
}

async function ask(db: Sql, query: SearchQuery, filter: SearchFilter, { low, high, places, most }: { low: number; high: number; places: string[]; most: number }): Promise<{ candidates: number; ids: string[] }> {
  const where = conditions(query, filter, places).and('s.document_id + 0 > $', low).and('s.document_id + 0 <= $', high);
  const inOrder = query.inOrder && query.words !== null ? `s.terms @@ ${stemmed(where.bind(query.words))}` : 'true';
  // A limit of its own within: put to the documents in their order, one by one, the question takes a hundred times as long.
  const [found] = await db.query<{ candidates: number; ids: string[] }[]>(
    `WITH c AS MATERIALIZED (SELECT s.document_id AS id, ${inOrder} AS found FROM document_search s WHERE ${where} LIMIT ${CANDIDATES.most + 1})
     SELECT (SELECT count(*) FROM c)::int AS candidates, ARRAY(SELECT id::text FROM c WHERE found ORDER BY c.id DESC LIMIT ${most}) AS ids`, where.values);
  return found!;
}

/** About `size` ids up to `high`, down to the border of a block, and the names of the blocks; none where all are asked. */
function windowOf(high: number, size: number, floor: number): { low: number; places: string[] } {
  if (high - size <= floor) return { low: floor, places: high - floor > WINDOW.first ? [] : blocks(SMALL, floor + 1, high) };
  const level = size <= MOST_SMALL * 2 ** SMALL.bits ? SMALL : LARGE;
  const border = Math.max(floor, Math.floor((high - size + 1) / 2 ** level.bits) * 2 ** level.bits - 1);
  return { low: border, places: blocks(level, border + 1, high) };
}
const blocks = ({ letter, bits }: typeof SMALL, from: number, to: number): string[] => {
  const first = Math.floor(from / 2 ** bits);
  return [anyOf(Array.from({ length: Math.floor(to / 2 ** bits) - first + 1 }, (_none, n) => `=${letter}${first + n}`))];
};

/** What stands under a name of the index is found by it alone; that it is so is asked of the row, too. */
function conditions({ every, grams }: SearchQuery, { election, visible, source, actor, language, from, to }: SearchFilter, blocks: string[]): Where {
  const places = [...blocks, ...[['s', source], ['a', actor], ['l', language]].flatMap(([letter, value]) => (value === undefined ? [] : [anyOf([`=${letter}${value}`])]))];
  if (from !== undefined && to !== undefined) places.push(...daysOf(from, to));
  const where = new Where();
  const parts: string[] = [];
  if (every !== null) parts.push(stemmed(where.bind(every)));
  for (const part of [grams, places.join(' & ')]) if (part) parts.push(`${where.bind(part)}::tsquery`);
  where.and('s.current').and(`${FOUND_BY} @@ (${parts.join(' && ')})`).and('s.election_id = $', election).and('s.election_id = ANY($::text[])', visible).and('s.source_id = $', source).and('s.actor_id = $', actor).and('s.language = $', language);
  return withinDays(where, 's', 's.said_at', { election, from, to });
}

/** English words as they stand, or by their stem. */
export const stemmed = (place: string): string => `(to_tsquery('simple', ${place}) || to_tsquery('english', ${place}))`;

const electionsOf = ({ election, visible }: SearchFilter): string[] => [...(election === undefined ? [] : [anyOf([`=e${election}`])]), ...(visible === undefined || visible.length === 0 ? [] : [anyOf(visible.map((id) => `=e${id}`))])];
const anyOf = (names: string[]): string => `(${names.map((name) => `'${name}'`).join(' | ')})`;

/** Days of Greenwich that local days may fall on, whatever the zone. */
function daysOf(from: string, to: string): string[] {
  const [first, last] = [Date.parse(from) / DAY_MS - 1, Date.parse(to) / DAY_MS + 1];
  return last - first > MOST_DAYS ? [] : last < first ? [anyOf(['=d'])] : [anyOf(Array.from({ length: last - first + 1 }, (_none, n) => `=d${first + n}`))];
}
