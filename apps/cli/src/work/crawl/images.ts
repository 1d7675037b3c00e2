import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { worthALook } from '#core/images/worth-a-look.js';
import { normalUrl } from '#core/web/normal-url.js';
import type { Fetched } from '#infra/http/fetcher.js';
import { createImagePool, type ImagePool } from '#pipeline/threads/image-pool.js';

/** Pages that are remembered of an image: a site's emblem is on all of them. */
const MOST_PAGES = 20;

interface Shown { alt: string | null; title: string | null; pages: string[] }

/** A poster with codes as a document: what it says is what its codes say. */
export interface Poster { url: string; title: string | null; text: string; links: { href: string; text: string }[]; image: string; hash: string | null; codes: string[]; seen_on: string[] }

/** Images of a crawl: which are wanted, and what is in them. Each is looked at once, in a thread that can be killed; `images.jsonl` has a line for each. */
export class CrawlImages {
  /** `seen` were looked at, `codes` found in them, `unseen` were not fetched or could not be looked at, by reason. */
  readonly counts = { seen: 0, codes: 0, unseen: {} as Record<string, number> };
  private readonly shown = new Map<string, Shown>();
  private readonly looked = new Set<string>();
  private lines: string[] = [];

  private constructor(private readonly pool: ImagePool, private readonly file: FileHandle) {}

  static async open(folder: string): Promise<CrawlImages> { return new CrawlImages(createImagePool(), await open(join(folder, 'images.jsonl'), 'w')); }

  /** Notes the images that a page shows (absolute addresses); gives those worth a request. */
  shownOn(page: string, title: string | null, images: readonly { url: string; alt: string | null }[]): string[] {
    const wanted: string[] = [];
    for (const { url, alt } of worthALook(images)) {
      const normal = normalUrl(url);
      if (normal === null) continue;
      const known = this.shown.get(normal);
      if (known === undefined) this.shown.set(normal, { alt: alt || null, title, pages: [page] });
      else if (known.pages.length < MOST_PAGES) known.pages.push(page);
      wanted.push(normal);
    }
    return wanted;
  }

  /** Looks at a fetched image; gives a document where it is a poster with codes. The same bytes under another address are no second poster. */
  async look({ url, finalUrl, sha256, body }: Fetched): Promise<Poster | null> {
    const { alt, title, pages } = this.shown.get(url) ?? { alt: null, title: null, pages: [] };
    const look = await this.pool.look(body);
    if ('fault' in look) { await this.unseen(url, look.fault, look.detail, sha256); return null; }
    const { format, width, height, hash } = look.image;
    const codes = look.image.codes.map((code) => code.replaceAll('\0', '\uFFFD').toWellFormed().trim()).filter((code) => code !== '');
    this.counts.seen++;
    this.counts.codes += codes.length;
    await this.line({ url, final_url: finalUrl, sha256, format, width, height, hash, codes, alt, seen_on: pages });
    if (codes.length === 0 || this.looked.has(sha256)) return null;
    this.looked.add(sha256);
    const links = codes.filter((code) => /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(code)).map((href) => ({ href, text: '' }));
    return { url: `${pages[0] ?? url}#image-${sha256.slice(0, 16)}`, title: alt ?? title, text: codes.join('\n'), links, image: url, hash, codes, seen_on: pages };
  }

  /** Records why an image was not seen. */
  async unseen(url: string, fault: string, detail: string, sha256?: string): Promise<void> {
    this.counts.unseen[fault] = (this.counts.unseen[fault] ?? 0) + 1;
    await this.line({ url, sha256: sha256 ?? null, fault, detail, seen_on: this.shown.get(url)?.pages ?? [] });
  }

  async close(): Promise<void> {
    await this.write();
    await this.file.sync();
    await Promise.all([this.file.close(), this.pool.close()]);
  }

  private async line(line: object): Promise<void> {
    this.lines.push(`${JSON.stringify(line)}\n`);
    if (this.lines.length >= 64) await this.write();
  }

  private async write(): Promise<void> {
    const lines = this.lines.splice(0);
    if (lines.length > 0) await this.file.appendFile(lines.join(''));
  }
}
