import type { Sql } from './open.js';

/** Requests that one address may make of all APIs of an installation together: so many at once, and so many a second after that. More than an analyst's pages and a program's lists need. */
export const AT_ONCE = 400;
export const A_SECOND = 100;
/** Requests that a process is granted at a time, so that most of them ask no database. */
export const GRANT = 40;

/** Grants up to `GRANT` requests out of an address's bucket, which refills by the second; 0 where it is empty. `name` tells nobody the address. */
export async function grantRequests(db: Pick<Sql, 'query'>, name: string): Promise<number> {
  const full = `least(${AT_ONCE}, p.remaining + extract(epoch FROM clock_timestamp() - p.at)::float8 * ${A_SECOND})`;
  const [row] = await db.query<{ granted: number }[]>(
    `INSERT INTO request_paces AS p (name, remaining, granted, at) VALUES ($1, ${AT_ONCE - GRANT}, ${GRANT}, clock_timestamp())
     ON CONFLICT (name) DO UPDATE SET granted = least(floor(${full}), ${GRANT}), remaining = ${full} - least(floor(${full}), ${GRANT}), at = clock_timestamp() RETURNING granted`, [name]);
  return row!.granted;
}

/** A bucket that nobody asked of for a minute is full. */
export const forgetPaces = (db: Pick<Sql, 'query'>): Promise<unknown> => db.query(`DELETE FROM request_paces WHERE at < now() - interval '1 minute'`);
