import { decodeBody } from '#core/web/decode-body.js';
import { addressOfNothing, LONGEST_ERROR_PAGE, missingPageOf, sameAsMissing, type MissingPage, type Shown } from '#core/web/missing-page.js';
import type { Fetched, FetchResult } from '#infra/http/fetcher.js';
import type { Claimed } from '#infra/store/frontier.js';
import { keptMissingPage, saveMissingPage } from '#infra/store/missing-pages.js';
import { scanPage } from '#kinds/markup/scan-page.js';
import type { World } from '../world.js';
import { FAILING } from './keep-visits.js';
import { browserWish } from './render.js';

/** A site is rebuilt now and then; until then its errors look alike. */
const DAYS = 30;

/**
 * Recognises, in the visit of one host, pages that say "not there" with status 200. What they look like is found out once in 30 days by asking for one address
 * that no site has, at the host's pace and by its robots.txt like any other (`ask`).
 */
export class MissingPages {
  private readonly known = new Map<string, Promise<MissingPage | null>>();

  constructor(private readonly world: World, private readonly host: string, private readonly ask: (url: string, claim: Claimed) => Promise<FetchResult>) {}

  /** The result, or in its place that the page is not there. */
  async judge(claim: Claimed, result: FetchResult): Promise<FetchResult> {
    if (result.outcome !== 'ok' || result.kind !== 'html' || claim.role !== 'page' || claim.kind.endsWith('-channel') || result.body.length > LONGEST_ERROR_PAGE) return result;
    // What scripts will make of it is not known yet: before them all pages of such a site are alike.
    if (browserWish(claim) !== null) return result;
    const { origin, host } = new URL(claim.url);
    if (host !== this.host) return result;
    let known = this.known.get(origin);
    if (known === undefined) this.known.set(origin, known = this.load(origin, claim, result));
    const missing = await known;
    if (missing === null) return result;
    const why = sameAsMissing(shown(result), missing);
    return why === null ? result : { outcome: 'soft-not-found', detail: why, url: result.url, finalUrl: result.finalUrl, redirects: result.redirects, status: result.status, retryAt: null };
  }

  private async load(origin: string, claim: Claimed, ordinary: Fetched): Promise<MissingPage | null> {
    const kept = await keptMissingPage(this.world.db, this.host, DAYS);
    if (kept !== null) return kept.page;
    const url = addressOfNothing(origin);
    const answer = await this.ask(url, claim);
    // Of a host that is not well nothing was learnt.
    if (FAILING.has(answer.outcome)) return null;
    const page = answer.outcome === 'ok' && answer.kind === 'html' && answer.body.length <= LONGEST_ERROR_PAGE ? missingPageOf(shown(answer), shown(ordinary)) : null;
    await saveMissingPage(this.world.db, this.host, page);
    return page;
  }
}

function shown({ url, finalUrl, body, headers }: Fetched): Shown {
  const { title, text } = scanPage(decodeBody(body, headers['content-type']).text);
  return { asked: url, finalUrl, title, text };
}
