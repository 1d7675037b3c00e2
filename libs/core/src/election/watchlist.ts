import { z } from 'zod';
import { ACTOR_KINDS, AUDIENCES, SIDES } from '../model.js';

/** The watchlist: what an analyst decides. One YAML file an election; this schema is also printed as JSON Schema for editors. */

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens, at most 63');
const localDate = z.iso.date('a day such as 2027-05-16 (year-month-day)');
const localName = z.object({ en: z.string().min(1) }).catchall(z.string().min(1));
const hostPort = z.string().regex(/^(\[[0-9a-f:.]+\]|[^:/\s]+):\d{1,5}$/i, 'an exact host:port, such as 127.0.0.1:8123');
const httpUrl = z.url({ protocol: /^https?$/, error: 'a URL that begins with http:// or https://' }).max(2000, 'a URL of at most 2,000 characters');
const timeZone = z.string().refine((zone) => { try { return Intl.DateTimeFormat('en', { timeZone: zone }) !== null; } catch { return false; } }, 'an IANA time zone, such as Asia/Phnom_Penh');
const milliseconds = z.union([z.string().regex(/^\d+(\.\d+)?\s*(ms|s|m)$/).transform((text) => {
  const unit = text.replace(/[\d.\s]/g, '');
  return Number.parseFloat(text) * (unit === 'ms' ? 1 : unit === 's' ? 1000 : 60_000);
}), z.literal(0)], 'a time such as 500ms, 2s or 1m, or 0');

/** `platform:handle` in small letters, as accounts are known by. */
const accountKey = z.string().regex(/^[a-z]+:.+$/, 'platform:handle').transform((key) => key.toLowerCase());

const interval = z.string().regex(/^\d+(\.\d+)?\s*(m|h|d)$/, 'a time such as 10m, 2h or 3d').transform((text) => {
  const unit = text.trim().at(-1);
  return Number.parseFloat(text) * (unit === 'm' ? 60_000 : unit === 'h' ? 3_600_000 : 86_400_000);
});

export const sourceSchema = z.strictObject({
  id: id.optional().describe('Its name in findings and exports; without it, made of actor and kind.'),
  kind: z.string().min(1).describe('What kind of source it is; the kinds stand below.'),
  url: httpUrl.describe('Its address.'),
  pace: milliseconds.default(2000).describe('Least time between two requests to its host (`500ms`, `2s`, `1m`; as a number only 0; `2s` unless it is given); robots.txt and 429 may ask for more.'),
  robots: z.literal('obey').or(z.strictObject({ ignore: z.string().min(10, 'the reason, in a sentence: it is printed in the digest') })).default('obey').describe('`obey`, or `{ ignore: REASON }`: the reason is printed in every digest.'),
  visit: z.strictObject({ at_least: interval.optional(), at_most: interval.optional() }).default({}).describe('`{ at_least: 10m, at_most: 2h }`: shortest and longest time between two visits of one of its pages, whatever the calendar says.'),
  paused: z.boolean().default(false).describe('Whether it is left alone for now; a note says so.'),
  settings: z.record(z.string(), z.unknown()).default({}).describe('What its kind wants to know: below.'),
});

export const watchlistSchema = z.strictObject({
  version: z.literal(1),
  election: z.strictObject({
    id,
    name: localName,
    polity: localName,
    time_zone: timeZone,
    polling_day: localDate,
    /** People of the country, and the share who use the internet: what an account's followers are set against. */
    population: z.int().positive().optional(),
    online_share: z.number().gt(0).lte(1).optional(),
    /** The day around which posting before and after is compared: when a page was closed, a platform threatened. */
    watershed: localDate.optional(),
    phases: z.array(z.strictObject({ name: z.enum(['pre-campaign', 'campaign', 'silence', 'polling', 'counting', 'after']), from: localDate, to: localDate })).default([]),
  }),
  /** Printed in the user agent, so that a web master can reach whoever runs this installation. */
  contact: z.string().min(3).optional(),
  release: z.array(z.strictObject({ audience: z.enum(AUDIENCES), set_by: z.string().min(1), why: z.string().min(1) })).default([]),
  network: z.strictObject({ allow_private: z.array(hostPort).default([]) }).default({ allow_private: [] }),
  actors: z.array(z.strictObject({
    id,
    name: localName,
    kind: z.enum(ACTOR_KINDS),
    side: z.enum(SIDES),
    /** Why the actor is counted on that side: on what basis, since when, who decided it (a code). */
    leaning: z.strictObject({ basis: z.string().min(3).max(1000), on: localDate, decided_by: z.string().min(1).max(80) }).optional(),
    sources: z.array(sourceSchema).default([]),
  })).min(1),
  accounts: z.array(z.strictObject({
    platform: z.string().min(1),
    /** As written: some platforms' ids, such as YouTube's, lead nowhere in small letters. */
    handle: z.string().min(1).transform((handle) => handle.replace(/^@/, '')),
    name: localName.optional(),
    owner: id.optional(),
    status: z.enum(['official', 'unofficial', 'impersonator', 'unknown']).default('unknown'),
    watch: z.boolean().default(true),
    /** A public page that shows the counter, read like any source; without it the platform's own page is meant; `none`: not counted. */
    counter_url: httpUrl.or(z.literal('none')).optional(),
    /** The account that this one takes the place of: platform:handle. */
    replaces: accountKey.optional(),
  })).default([]),
  goals: z.array(z.strictObject({
    account: accountKey,
    value: z.int().positive(),
    by: localDate.optional(),
    stated_by: z.string().min(1),
    stated_on: localDate.optional(),
    source: z.string().min(1),
  })).default([]),
  recipients: z.array(z.strictObject({
    email: z.email('one mail address, such as name@example.org').max(254, 'no address is longer than 254 characters'),
    name: z.string().max(200).regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u, 'a name on one line, without invisible marks: it becomes part of a mail header').optional(),
    language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'a language code such as en or km').default('en'),
    audience: z.enum(AUDIENCES).default('staff'),
    /** When they read, in the election's time: the daily note comes then, or at its release where that is later. */
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a local time such as 07:00').optional(),
  })).default([]),
});

export type Watchlist = z.output<typeof watchlistSchema>;
export type WatchlistSource = Watchlist['actors'][number]['sources'][number];

/** The key of an account of the watchlist, `platform:handle` in small letters: case makes no second account. */
export const keyOfAccount = ({ platform, handle }: Pick<Watchlist['accounts'][number], 'platform' | 'handle'>): `${string}:${string}` => `${platform}:${handle.toLowerCase()}`;

/** Faults that a schema of single fields cannot see: double ids, owners and goals that name nobody. Paths as in zod's issues. */
export function watchlistFaults(watchlist: Watchlist): { path: (string | number)[]; message: string }[] {
  const faults: { path: (string | number)[]; message: string }[] = [];
  const actors = new Set<string>();
  const urls = new Set<string>();
  watchlist.actors.forEach((actor, at) => {
    if (actors.has(actor.id)) faults.push({ path: ['actors', at, 'id'], message: `"${actor.id}" is the id of two actors` });
    actors.add(actor.id);
    actor.sources.forEach((source, index) => {
      if (urls.has(source.url)) faults.push({ path: ['actors', at, 'sources', index, 'url'], message: `${source.url} is listed twice` });
      urls.add(source.url);
      const { at_least: least, at_most: most } = source.visit;
      if (least !== undefined && most !== undefined && least > most) faults.push({ path: ['actors', at, 'sources', index, 'visit'], message: 'at_least is the shortest time between two visits, at_most the longest: at_least is the longer one' });
    });
  });
  const accounts = new Set<string>();
  watchlist.accounts.forEach((account, at) => {
    const key = keyOfAccount(account);
    if (accounts.has(key)) faults.push({ path: ['accounts', at], message: `${key} is listed twice` });
    accounts.add(key);
    if (account.counter_url !== undefined && account.counter_url !== 'none' && account.owner === undefined) faults.push({ path: ['accounts', at, 'counter_url'], message: 'say whose account it is (owner), so that a failure to read its counter has a place' });
    if (account.owner !== undefined && !actors.has(account.owner)) faults.push({ path: ['accounts', at, 'owner'], message: `no actor has the id "${account.owner}"` });
  });
  watchlist.goals.forEach((goal, at) => {
    if (!accounts.has(goal.account)) faults.push({ path: ['goals', at, 'account'], message: `${goal.account} is not among the accounts` });
    if (goal.by !== undefined && goal.stated_on !== undefined && goal.by < goal.stated_on) faults.push({ path: ['goals', at, 'by'], message: `the goal was to be reached (${goal.by}) before it was stated (${goal.stated_on})` });
  });
  const addresses = new Set<string>();
  watchlist.recipients.forEach(({ email, audience }, at) => {
    const one = `${email.toLowerCase()} ${audience}`;
    if (addresses.has(one)) faults.push({ path: ['recipients', at, 'email'], message: `${email} is listed twice for ${audience}: each would get every note twice` });
    addresses.add(one);
  });
  watchlist.election.phases.forEach((phase, at) => {
    if (phase.from > phase.to) faults.push({ path: ['election', 'phases', at, 'to'], message: `the phase ends (${phase.to}) before it begins (${phase.from})` });
  });
  return faults;
}
