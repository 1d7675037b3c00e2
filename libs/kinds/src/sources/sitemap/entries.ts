import { guardedParser } from '../../markup/parse.js';

export interface SitemapEntry { location: string; modifiedAt: Date | null; nested: boolean }

/** Twice what the protocol allows in one file. */
export const MOST_ENTRIES = 100_000;

/** Entries of a `urlset` or `sitemapindex`, read as a stream of tags: no tree is built and no entity of the document's own is expanded. */
export function readSitemap(xml: string): { entries: SitemapEntry[]; overLimit: boolean } {
  const entries: SitemapEntry[] = [];
  let overLimit = false;
  let current: { location: string; modified: string; nested: boolean } | null = null;
  let field: 'location' | 'modified' | null = null;
  const local = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();
  const parser = guardedParser({
    onopentag: (name) => {
      const tag = local(name);
      if (tag === 'url' || tag === 'sitemap') current = { location: '', modified: '', nested: tag === 'sitemap' };
      // Image and video extensions have a <loc> of their own, with a prefix.
      else if (current !== null) field = name.toLowerCase() === 'loc' || (tag === 'loc' && !/^(image|video):/i.test(name)) ? 'location' : tag === 'lastmod' || (tag === 'publication_date' && current.modified === '') ? 'modified' : null;
    },
    ontext: (text) => { if (current !== null && field !== null) current[field] += text; },
    onclosetag: (name) => {
      const tag = local(name);
      field = null;
      if (current === null || (tag !== 'url' && tag !== 'sitemap')) return;
      const modifiedAt = new Date(current.modified.trim());
      if (entries.length >= MOST_ENTRIES) overLimit = true;
      else if (current.location.trim() !== '') entries.push({ location: current.location.trim(), modifiedAt: Number.isNaN(modifiedAt.getTime()) ? null : modifiedAt, nested: current.nested });
      current = null;
    },
  }, { xml: true });
  parser.end(xml);
  return { entries, overLimit };
}
