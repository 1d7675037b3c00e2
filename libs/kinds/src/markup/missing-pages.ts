import { decodeBody } from '#core/web/decode-body.js';
import { addressOfNothing, LONGEST_ERROR_PAGE, missingPageOf, sameAsMissing, type MissingPage, type Shown } from '#core/web/missing-page.js';
import { scanPage, type ScannedPage } from './scan-page.js';

/** A page that was answered with 200. */
export interface Answer { url: string; finalUrl: string; body: Uint8Array; headers: Record<string, string> }
/** What an asking brought: a page, word of the host itself that there is nothing, or no answer at all. */
export type Asked = Answer | 'says-so' | 'no-answer';
/** How a site is asked, as politely as for any page, and where what it gave is kept for other visits. */
export interface Site {
  ask(url: string): Promise<Asked>;
  kept?(): Promise<{ page: MissingPage | null } | null>;
  keep?(page: MissingPage | null): Promise<void>;
}

/**
 * Which pages of a visit are what their site answers with 200 for addresses that do not exist: each site is asked once for an address that none has. What such an
 * answer says of there being nothing is told from what an ordinary page says: from a start page, else from the page at the site's root, since any other may be
 * an error itself.
 */
export class MissingPages {
  private readonly known = new Map<string, Promise<MissingPage | null>>();
  private readonly starts = new Map<string, Shown>();

  /** A start page is taken for a page, whatever it shows. `page`: its scan, where the caller has it. */
  begin(answer: Answer, page?: ScannedPage): void {
    const { origin } = new URL(answer.url);
    if (!this.starts.has(origin)) this.starts.set(origin, shown(answer, page));
  }

  /** Why an answer is the site's page for addresses that do not exist; null where it is not, or where that could not be learnt. */
  async why(answer: Answer, site: Site, page?: ScannedPage): Promise<string | null> {
    if (answer.body.length > LONGEST_ERROR_PAGE) return null;
    const { origin } = new URL(answer.url);
    const asked = shown(answer, page);
    let known = this.known.get(origin);
    if (known === undefined) this.known.set(origin, known = this.learn(origin, asked, site));
    const missing = await known;
    return missing === null ? null : sameAsMissing(asked, missing);
  }

  private async learn(origin: string, asked: Shown, site: Site): Promise<MissingPage | null> {
    const kept = await site.kept?.() ?? null;
    if (kept !== null) return kept.page;
    const nothing = await site.ask(addressOfNothing(origin));
    if (nothing === 'no-answer') return null;
    const page = nothing === 'says-so' || nothing.body.length > LONGEST_ERROR_PAGE ? null : missingPageOf(shown(nothing), await this.ordinary(origin, asked, site));
    await site.keep?.(page);
    return page;
  }

  private async ordinary(origin: string, asked: Shown, site: Site): Promise<Shown> {
    const start = this.starts.get(origin);
    if (start !== undefined) return start;
    const root = `${origin}/`;
    if (asked.asked === root) return asked;
    const answer = await site.ask(root);
    return typeof answer === 'string' ? asked : shown(answer);
  }
}

function shown({ url, finalUrl, body, headers }: Answer, page = scanPage(decodeBody(body, headers['content-type']).text)): Shown {
  return { asked: url, finalUrl, title: page.title, text: page.text };
}
