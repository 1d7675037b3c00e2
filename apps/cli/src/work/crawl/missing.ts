import { LONGEST_ERROR_PAGE, missingPageOf, sameAsMissing, type MissingPage, type Shown } from '#core/web/missing-page.js';
import { decodeBody } from '#core/web/decode-body.js';
import { originOf } from '#core/web/normal-url.js';
import type { Fetched } from '#infra/http/fetcher.js';
import { scanPage, type ScannedPage } from '#kinds/markup/scan-page.js';
import type { AskNothing } from './crawler.js';

export const scanned = ({ body, headers }: Fetched): ScannedPage => scanPage(decodeBody(body, headers['content-type']).text);

/**
 * Which pages of a crawl are what their host answers with 200 for addresses that do not exist; each host is asked once, with its first page. What an error says is
 * told from what an ordinary page says: of a host that has a start page by that one, since any other may be an error itself.
 */
export class CrawlMissingPages {
  private readonly known = new Map<string, Promise<MissingPage | null>>();
  private readonly ordinary = new Map<string, Shown>();

  /** A start page is taken for a page, whatever it shows. */
  begin(result: Fetched, page: ScannedPage): void {
    const origin = originOf(result.url);
    if (!this.ordinary.has(origin)) this.ordinary.set(origin, shown(result, page));
  }

  async has(result: Fetched, page: ScannedPage, ask: AskNothing): Promise<boolean> {
    if (result.body.length > LONGEST_ERROR_PAGE) return false;
    const asked = shown(result, page);
    const origin = originOf(result.url);
    const ordinary = this.ordinary.get(origin) ?? asked;
    let known = this.known.get(origin);
    if (known === undefined) this.known.set(origin, known = ask().then((answer) => (answer === null || answer.body.length > LONGEST_ERROR_PAGE ? null : missingPageOf(shown(answer, scanned(answer)), ordinary))));
    const missing = await known;
    return missing !== null && sameAsMissing(asked, missing) !== null;
  }
}

const shown = ({ url, finalUrl }: Fetched, { title, text }: ScannedPage): Shown => ({ asked: url, finalUrl, title, text });
