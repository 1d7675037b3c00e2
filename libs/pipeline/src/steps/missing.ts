import { FetchFailed } from '#core/errors.js';
import type { FetchResult } from '#infra/http/fetcher.js';
import type { Claimed } from '#infra/store/frontier.js';
import { keptMissingPage, saveMissingPage } from '#infra/store/missing-pages.js';
import { type Asked, MissingPages } from '#kinds/markup/missing-pages.js';
import type { World } from '../world.js';
import { FAILING } from './keep-visits.js';
import { browserWish } from './render.js';

/** A site is rebuilt now and then; until then its errors look alike. */
const DAYS = 30;

/**
 * Recognises, in the visit of one host, pages that say "not there" with status 200. What they look like is found out once in 30 days, at the host's pace and by its
 * robots.txt like any other request (`ask`).
 */
export class VisitMissingPages {
  private readonly pages = new MissingPages();

  constructor(private readonly world: World, private readonly host: string, private readonly ask: (url: string, claim: Claimed) => Promise<FetchResult>) {}

  /** The result, or in its place that the page is not there. */
  async judge(claim: Claimed, result: FetchResult): Promise<FetchResult> {
    if (result.outcome !== 'ok' || result.kind !== 'html' || claim.role !== 'page' || claim.kind.endsWith('-channel')) return result;
    // What scripts will make of it is not known yet: before them all pages of such a site are alike.
    if (browserWish(claim) !== null) return result;
    if (new URL(claim.url).host !== this.host) return result;
    const why = await this.pages.why(result, {
      ask: (url) => this.answerOf(url, claim),
      kept: () => keptMissingPage(this.world.db, this.host, DAYS),
      keep: (page) => saveMissingPage(this.world.db, this.host, page),
    });
    return why === null ? result : { outcome: 'soft-not-found', detail: why, url: result.url, finalUrl: result.finalUrl, redirects: result.redirects, status: result.status, retryAt: null };
  }

  /** Of a host that is not well, or that forbids the address, nothing is learnt: the page that was asked for stands as it is. */
  private async answerOf(url: string, claim: Claimed): Promise<Asked> {
    try {
      const answer = await this.ask(url, claim);
      if (FAILING.has(answer.outcome)) return 'no-answer';
      return answer.outcome === 'ok' && answer.kind === 'html' ? answer : 'says-so';
    } catch (error) {
      if (error instanceof FetchFailed) return 'no-answer';
      throw error;
    }
  }
}
