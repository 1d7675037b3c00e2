import { normalUrl, originOf, siteOf } from '#core/web/normal-url.js';
import { endlessShape, MOST_CLICKS, MOST_OF_A_SHAPE, queryShape, trapSign } from '#core/web/trap.js';

const NO_PAGE = /\.(jpe?g|png|gif|webp|avif|svg|ico|css|js|mjs|json|pdf|docx?|xlsx?|pptx?|odt|zip|rar|7z|gz|tgz|mp3|mp4|m4a|avi|mov|mkv|webm|apk|exe|dmg|woff2?|ttf)$/i;
/** Root-relative and free of anything that a URL parser would change. */
const PLAIN = /^\/(?!\/)(?:[\w-]|[./](?![./]))*$/;

/** Which URLs a crawl takes up, each once: those of its sites, that look like pages and not like a trap. */
export class Frontier {
  private readonly known = new Set<string>();
  private readonly shapes = new Map<string, number>();
  private readonly sites = new Set<string>();

  constructor(private readonly refused: (reason: string) => void) {}

  addSite(url: string): void { this.sites.add(siteOf(url)); }
  inScope(url: string): boolean { return this.sites.has(siteOf(url)); }

  /** The absolute form of an href for the record of a page's links; null when it is no address. Keeps fragments and other schemes. */
  static absolute(href: string, base: string, origin: string): string | null {
    if (PLAIN.test(href)) return origin + href;
    if (/^(javascript|data|blob|about):/i.test(href) || href.startsWith('#')) return null;
    try { return new URL(href, base).href; } catch { return null; }
  }

  /** Whether this URL is new and to be fetched; `depth` is in clicks from a start page. Returns the form to ask for, or null. */
  admit(absolute: string, depth: number): string | null {
    if (this.known.has(absolute)) return null;
    const url = normalUrl(absolute);
    if (url === null || !this.inScope(url)) return null;
    // Remembered as written only where that is the normal form: variants without end must not fill memory.
    if (this.known.has(url)) return null;
    this.known.add(url);
    if (NO_PAGE.test(url.split('?', 1)[0] ?? '')) { this.refused('not-a-page'); return null; }
    const shape = queryShape(url) ?? endlessShape(url)?.shape ?? null;
    const alike = shape === null ? 0 : (this.shapes.get(shape) ?? 0) + 1;
    if (shape !== null) this.shapes.set(shape, alike);
    if (depth > MOST_CLICKS || alike > MOST_OF_A_SHAPE || trapSign(url) !== null) { this.refused('trap'); return null; }
    return url;
  }

  static origin(url: string): string { return originOf(url); }
}
