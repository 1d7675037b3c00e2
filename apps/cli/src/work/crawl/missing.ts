import { LONGEST_ERROR_PAGE, missingPageOf, sameAsMissing, type MissingPage, type Shown } from '#core/web/missing-page.js';
import { decodeBody } from '#core/web/decode-body.js';
import { originOf } from '#core/web/normal-url.js';
import type { Fetched } from '#infra/http/fetcher.js';
import { scanPage, type ScannedPage } from '#kinds/markup/scan-page.js';
import type { AskNothing } from './crawler.js';

export const scanned = ({ body, headers }: Fetched): ScannedPage => scanPage(decodeBody(body, headers['content-type']).text);

/** Which pages of a crawl are what their host answers with 200 for addresses that do not exist; each host is asked once, with its first page. */
export class CrawlMissingPages {
  private readonly known = new Map<string, Promise<MissingPage | null>>();

  async has(result: Fetched, page: ScannedPage, ask: AskNothing): Promise<boolean> {
    if (result.body.length > LONGEST_ERROR_PAGE) return false;
    const ordinary = shown(result, page);
    const origin = originOf(result.url);
    let known = this.known.get(origin);
    if (known === undefined) this.known.set(origin, known = ask().then((answer) => (answer === null || answer.body.length > LONGEST_ERROR_PAGE ? null : missingPageOf(shown(answer, scanned(answer)), ordinary))));
    const missing = await known;
    return missing !== null && sameAsMissing(ordinary, missing) !== null;
  }
}

const shown = ({ url, finalUrl }: Fetched, { title, text }: ScannedPage): Shown => ({ asked: url, finalUrl, title, text });
