import { z } from 'zod';

/** Pieces that parameters and answers of several resources are made of. */

export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens, at most 63');
export const sourceSlug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,130}$/, 'lower-case letters, digits and hyphens');
export const rowId = z.string().regex(/^[1-9]\d{0,17}$/, 'a whole number');
export const campaignId = z.string().regex(/^[\w:.-]{1,200}$/, 'a drive\'s id, as lists give it');
export const accountKey = z.string().regex(/^[a-z][a-z0-9-]*:[^\s\p{C}/?#]{1,200}$/u, 'platform:handle');
export const day = z.iso.date('a calendar day, YYYY-MM-DD').refine((text) => text >= '1900', 'a day from 1900 on');
export const languageCode = z.string().regex(/^[a-z]{2,3}$/, 'a language code such as en or km');
export const flag = z.enum(['true', 'false'], 'true or false').transform((text) => text === 'true').optional();
const limit = z.coerce.number('a whole number from 1 to 100').int('a whole number from 1 to 100').min(1, 'at least 1').max(100, 'at most 100').default(50);
const cursor = z.string().max(400).regex(/^[\w-]+$/, 'the `next` of the page before').optional();
export const paging = { limit, cursor };
export const days = { from: day.optional().describe('First local day, inclusive'), to: day.optional().describe('Last local day, inclusive') };
export const byElection = { election: slug.optional() };
/** One line in somebody's own words. */
export const words = (most: number) => z.string().min(1).max(most).regex(/^[^\p{Cc}]*$/u, 'no line breaks or control characters');
/** Several lines. */
export const lines = (most: number) => z.string().min(1).max(most).regex(/^(?:[^\p{Cc}]|[\n\t])*$/u, 'no control characters');

export const done = z.strictObject({ done: z.boolean().describe('False where it was so already') }).meta({ id: 'Done' });
/** A moment: a `Date` inside, ISO 8601 in UTC on the wire. */
export const moment = z.codec(z.iso.datetime(), z.date(), { decode: (text) => new Date(text), encode: (date) => date.toISOString() });
export const localDate = z.iso.date().describe('A calendar day in the election\'s time zone');
export const name = z.record(z.string(), z.string()).describe('By language; `en` is always there');
export const id = z.string();
export const actorRef = z.object({ id, name });

/** One page of a list, newest or alphabetically first. */
export const pageOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), next: z.string().nullable().describe('Give this as `cursor` for the next page; null at the end') });
