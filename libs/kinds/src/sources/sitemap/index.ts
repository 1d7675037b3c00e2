import { constants, gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { originOf } from '#core/web/normal-url.js';
import { absolute } from '../../markup/address.js';
import { decodedPieces } from '../../markup/decode.js';
import { inScope, NO_PAGE, sameHost } from '../scope.js';
import { pageSettings } from '../shared-settings.js';
import { sourceKind, type FrontierLink, type ReadResult } from '../source-kind.js';
import { MOST_ENTRIES, sitemapEntries } from './entries.js';
import { isGzip, unpacked } from './unpacked.js';

const settings = z.strictObject({
  ...pageSettings,
  newer_than_days: z.number().positive().optional().describe('Pages that the sitemap says changed longer ago are left out; pages without a date are kept.'),
});

/** An address that a URL parser would leave as it stands. */
const PLAIN = /^https?:\/\/[a-z0-9.-]+(?::\d+)?\/(?:[\w-]|[./](?![./]))*$/;

/** https://www.sitemaps.org/protocol.html: 50 MB unpacked. */
const MAX_BYTES = 50 * 1024 * 1024;

/** Sitemaps and sitemap indexes: the pages of a site as it lists them. */
export const sitemap = sourceKind<z.output<typeof settings>>({
  id: 'sitemap',
  version: 1,
  settings: settings as z.ZodType<z.output<typeof settings>>,
  messages: {
    en: { name: 'Sitemap', description: 'The list of pages that a site publishes' },
    km: { name: 'ផែនទីគេហទំព័រ', description: 'បញ្ជីទំព័រដែលគេហទំព័រផ្សាយ' },
  },
  start: ({ url }) => [{ url, why: 'start', priority: 100 }],
  guess: ({ pathname }) => (/(^|\/)[^/]*sitemap[^/]*\.xml(\.gz)?$/i.test(pathname) ? 0.9 : 0),
  goBack: (settings, _day, days) => (typeof settings['newer_than_days'] === 'number' ? { ...settings, newer_than_days: Math.max(settings['newer_than_days'], days) } : settings),
  recognises: ({ body }) => /<(\w+:)?(urlset|sitemapindex)[\s>]/.test(new TextDecoder('latin1').decode(beginning(body))),
  read({ finalUrl, headers, body, fetchedAt }, { newer_than_days: days, ...scope }): ReadResult {
    const oldest = days === undefined ? Number.NEGATIVE_INFINITY : fetchedAt.getTime() - days * 86_400_000;
    const found = new Map<string, FrontierLink>();
    const own = originOf(finalUrl);
    const whole = scope.include.length + scope.exclude.length === 0;
    let entries = 0;
    const { bytes, cut } = unpacked(body, MAX_BYTES);
    const list = sitemapEntries(decodedPieces(bytes, headers['content-type']));
    let next = list.next();
    for (; !next.done; next = list.next()) {
      const { location, modifiedAt, nested } = next.value;
      entries++;
      if (found.size >= 2 * MOST_ENTRIES) keepNewest(found, MOST_ENTRIES);
      // Nearly every entry is a plain address of the site itself, which no parser need look at.
      const plain = PLAIN.test(location) && location.startsWith(own) && location.charCodeAt(own.length) === 47;
      const url = plain ? letGo(location) : absolute(location, finalUrl);
      // A sitemap may only speak for its own host.
      if (url === null || url === finalUrl || (nested ? !plain && !sameHost(url, finalUrl) : plain && whole ? NO_PAGE.test(url) : !inScope(url, finalUrl, scope))) continue;
      if (modifiedAt !== null && modifiedAt.getTime() < oldest) continue;
      found.set(url, { url, ...(nested ? { why: 'sitemap', priority: 75 } : { why: 'sitemap-entry', priority: 50 }), ...(modifiedAt === null ? {} : { modifiedAt }) });
    }
    const over = entries > MOST_ENTRIES;
    if (over) keepNewest(found, MOST_ENTRIES);
    const short = cut || !next.value;
    const why = [...(over ? [`the newest ${MOST_ENTRIES} were taken`] : []), ...(short ? ['the rest of it was not read'] : [])];
    return {
      documents: [], links: [...found.values()], images: [], counters: [],
      ...(why.length > 0 ? { gap: { reason: 'cut-short', detail: `${finalUrl} is longer than what is read: of its first ${entries} entries ${over ? '' : 'all were taken; '}${why.join('; ')}` } } : {}),
    };
  },
});

/** The first few kilobytes, unpacked where they are gzip. */
function beginning(body: Uint8Array): Uint8Array {
  if (!isGzip(body)) return body.subarray(0, 8192);
  try { return gunzipSync(body.subarray(0, 4096), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 8 * 1024 * 1024 }).subarray(0, 8192); } catch { return new Uint8Array(); }
}

/** The same plain address as a string of its own: a part of a piece would keep the whole piece in memory. */
const letGo = (ascii: string): string => Buffer.from(ascii, 'latin1').toString('latin1');

/** Of very many entries the newest, those without a date last. */
function keepNewest(found: Map<string, FrontierLink>, most: number): void {
  const newest = [...found.values()].sort((a, b) => (b.modifiedAt?.getTime() ?? 0) - (a.modifiedAt?.getTime() ?? 0)).slice(0, most);
  found.clear();
  for (const link of newest) found.set(link.url, link);
}
