import type { DataSource } from 'typeorm';
import { BadInput } from '#core/errors.js';

/** One page of a list; `next` is the cursor of the page after it, null at the end. */
export interface Page<T> { items: T[]; next: string | null }
export interface Paging { limit: number; cursor?: string | undefined }

const PLACE = /\$(?!\d)/;
const PLACES = new RegExp(PLACE, 'g');
/** Conditions and their values: `$` stands for the value's number, `$3` for one that was bound before. An undefined value leaves the condition out. */
export class Where {
  readonly values: unknown[] = [];
  private readonly conditions: string[] = [];

  and(condition: string, value?: unknown): this {
    if (PLACE.test(condition)) {
      if (value === undefined) return this;
      this.values.push(value);
    }
    this.conditions.push(condition.replaceAll(PLACES, `$${this.values.length}`));
    return this;
  }
  /** A value that conditions name by what this gives. */
  bind(value: unknown): string { return `$${this.values.push(value)}`; }
  toString(): string { return this.conditions.length === 0 ? 'true' : this.conditions.join(' AND '); }
}

/**
 * `key` names the columns that order the rows, all in one direction, unique together; `types` are theirs. `names`: what is joined to a page once it is cut: of the first table of `from` alone a page is
 * cut by an index, however many rows there are, while of a join of many tables the planner guesses how many rows remain, and sorts them all where it guesses too few.
 */
export interface ListQuery { columns: string; from: string; names?: string; where: Where; key: string[]; types: string[]; descending: boolean }

/** Within local days of the rows' election, both inclusive, half open towards the end, so that no moment falls between two days. `column` is of the table `alias`. */
export function withinDays(where: Where, alias: string, column: string, { election, from, to }: { election?: string | undefined; from?: string | undefined; to?: string | undefined }): Where {
  if (from === undefined && to === undefined) return where;
  const zone = `(SELECT z.time_zone FROM elections z WHERE z.id = ${election === undefined ? `${alias}.election_id` : where.bind(election)})`;
  // Of several elections each row has days of its own: for the index, those of any zone.
  if (election === undefined) where.and(`${column} >= ($::date - 1)::timestamp AT TIME ZONE 'UTC'`, from).and(`${column} < ($::date + 2)::timestamp AT TIME ZONE 'UTC'`, to);
  return where.and(`${column} >= ($::date)::timestamp AT TIME ZONE ${zone}`, from).and(`${column} < ($::date + 1)::timestamp AT TIME ZONE ${zone}`, to);
}

/** Asks for one row more than the page holds, to know whether there is a next page. Rejects with BadInput for a cursor of another list. */
export async function readPage<T>(db: Pick<DataSource, 'query'>, { columns, from, names, where, key, types, descending }: ListQuery, { limit, cursor }: Paging): Promise<Page<T>> {
  const values = [...where.values];
  let after = 'true';
  if (cursor !== undefined) {
    const last = parseCursor(cursor, key.length);
    after = `(${key.join(', ')}) ${descending ? '<' : '>'} (${last.map((value, at) => `$${values.push(value)}::${types[at]}`).join(', ')})`;
  }
  const order = key.map((column) => `${column} ${descending ? 'DESC' : 'ASC'}`).join(', ');
  const cut = `${from} WHERE ${where} AND ${after} ORDER BY ${order} LIMIT ${limit + 1}`;
  const rows = await db.query<(T & { pageKey: string[] })[]>(
    `SELECT ${columns}, json_build_array(${key.map((column) => `${column}::text`).join(', ')}) AS "pageKey" FROM ${names === undefined ? cut : `(SELECT ${aliasOf(from)}.* FROM ${cut}) ${aliasOf(from)} ${names} ORDER BY ${order}`}`, values)
    .catch((error: unknown) => { throw cursor !== undefined && isDataFault(error) ? new BadInput(WRONG_CURSOR) : error; });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? cursorOf(last.pageKey) : null };
}

/** Of the first table: `observations o LEFT JOIN …` is `o`. */
const aliasOf = (from: string): string => from.split(' ')[1]!;

/** Where the next page begins, as callers hand it back. */
export const cursorOf = (key: readonly string[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');
/** What `cursorOf` was given. BadInput for a cursor of another list. */
export function parseCursor(cursor: string, length: number): string[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === length && parsed.every((part) => typeof part === 'string')) return parsed;
  } catch { /* said below */ }
  throw new BadInput(WRONG_CURSOR);
}

export const WRONG_CURSOR = 'cursor: not one that this list gave; begin without it';
/** SQLSTATE class 22: a value that does not fit its type. All other values were checked before. */
const isDataFault = (error: unknown): boolean => (error as { code?: string } | null)?.code?.startsWith('22') ?? false;

/** A page of a list that is at hand; the cursor is a position in it. */
export function pageOfArray<T>(all: readonly T[], { limit, cursor }: Paging): Page<T> {
  const [from] = cursor === undefined ? ['0'] : parseCursor(cursor, 1);
  if (!/^\d{1,9}$/.test(from!)) throw new BadInput(WRONG_CURSOR);
  const end = Number(from) + limit;
  return { items: all.slice(Number(from), end), next: end < all.length ? cursorOf([String(end)]) : null };
}
