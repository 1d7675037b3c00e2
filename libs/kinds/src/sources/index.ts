import { BadInput, Unreadable, messageOf } from '#core/errors.js';
import { accountCounter } from './account-counter/index.js';
import { feed } from './feed/index.js';
import { sameHost } from './scope.js';
import { posts } from './posts/index.js';
import { sitemap } from './sitemap/index.js';
import type { Capture, ReadResult, SourceKind } from './source-kind.js';
import { telegramChannel } from './telegram-channel/index.js';
import { website } from './website/index.js';
import { wordpress } from './wordpress/index.js';
import { youtubeChannel } from './youtube-channel/index.js';
import { isPdf, readPdf } from './website/pdf/index.js';

export { circularFromText } from './website/pdf/index.js';
export type { Capture, Counter, Found, FrontierLink, ReadResult, SourceKind, SourceSpec } from './source-kind.js';

/** Every kind of source. The order is that of recognising bytes: particular kinds before general ones. */
export const sourceKinds: readonly SourceKind[] = [posts, telegramChannel, youtubeChannel, accountCounter, sitemap, feed, wordpress, website];

/** The kind of that id. BadInput names those there are. */
export function sourceKindOf(id: string): SourceKind {
  const kind = sourceKinds.find((candidate) => candidate.id === id);
  if (kind === undefined) throw new BadInput(`"${id}" is no source kind: there are ${sourceKinds.map((candidate) => candidate.id).join(', ')}`);
  return kind;
}

/** The kind of that id, or the kind whose bytes these are (`website` where nothing is recognised). */
export function kindOf(which: string | Capture): SourceKind {
  if (typeof which === 'string') return sourceKindOf(which);
  return sourceKinds.find((candidate) => candidate.recognises(which)) ?? sourceKindOf('website');
}

/** The kind that fits a URL best; `website` when none claims it. */
export function guessKind(url: string): SourceKind {
  const parsed = new URL(url);
  return [...sourceKinds].sort((a, b) => b.guess(parsed) - a.guess(parsed))[0]!;
}

/** Whether an address may speak for a source: what stands elsewhere is somebody else's words. */
export function owns(kindId: string, source: string, address: string): boolean {
  return sourceKindOf(kindId).owns?.(address, source) ?? sameHost(address, source);
}

/**
 * Reads a capture for a source. A source of one kind also meets pages of others (a feed's entries are web pages, a site names its feed): the
 * bytes decide, and then the other kind reads with what the settings have in common. Throws `Unreadable`.
 */
export function readCapture(sourceKindId: string, capture: Capture, settings: Record<string, unknown> = {}): ReadResult {
  const own = sourceKindOf(sourceKindId);
  const kind = own.alone === true || own.recognises(capture) ? own : sourceKinds.find((candidate) => candidate.recognises(capture));
  if (kind === undefined) throw new Unreadable('not-html', `${capture.finalUrl} is neither a page nor a feed (${capture.headers['content-type'] ?? 'no content type'})`);
  if (kind === own) return reading(kind, capture, kind.settings.parse(settings));
  return { ...reading(kind, capture, guestSettings(own, kind, settings)), readAs: kind.id };
}

/**
 * Why a source's own address is not what the watchlist says it is, or null: a feed or sitemap that answers with a web page, be it an error page, lists nothing
 * any more, and must not pass for a quiet one.
 */
export function notAsListed(sourceKindId: string, url: string, { readAs }: Pick<ReadResult, 'readAs'>): string | null {
  const listing = sourceKindId === 'feed' || sourceKindId === 'sitemap';
  return listing && readAs === 'website' ? `${url} is listed as a ${sourceKindId}, but answers with a web page` : null;
}

/** As `readCapture`, and PDFs too, whatever the source's kind. Rejects with `Unreadable`. */
export async function readAnyCapture(sourceKindId: string, capture: Capture, settings: Record<string, unknown> = {}): Promise<ReadResult> {
  return isPdf(capture.body) ? readPdf(capture) : readCapture(sourceKindId, capture, settings);
}

/**
 * How another kind reads a page of a source. A site's lists only say which pages there are (`pages: all`): each is read in one way, so that the list's text and the page's
 * do not pass for edits of each other. Where a list is the source, its entries' own links are not followed.
 */
function guestSettings(own: SourceKind, kind: SourceKind, settings: Record<string, unknown>): unknown {
  const scope = { include: settings['include'] ?? [], exclude: settings['exclude'] ?? [] };
  const pages = { ...scope, pages: own.id === 'website' ? 'all' : 'missing' };
  // A list that can be paged back is, as far as the source itself is.
  const offers = [...settings['back_to'] === undefined ? [] : [{ ...pages, back_to: settings['back_to'] }], pages, { ...scope, follow: own.id === 'website', feeds: false }, scope, {}];
  for (const offer of offers) {
    const accepted = kind.settings.safeParse(offer);
    if (accepted.success) return accepted.data;
  }
  return kind.settings.parse({});
}

/** A fault of a reader or its library is a fault of reading this capture: it is kept and quarantined, and the rest goes on. */
function reading(kind: SourceKind, capture: Capture, settings: unknown): ReadResult {
  try {
    return kind.read(capture, settings);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable('parser-failed', `the ${kind.id} reader failed on ${capture.finalUrl}: ${messageOf(error)}`);
  }
}
